"""Meetings of a year and a month: 30,000 of them, with some 500,000 lines of attendance.

As many as come of two a year in every district and tambon. Those who came, and whether minutes
are on file, are by chance, always the same.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.db.models import Model

from prasan.accounts.actions import system_user
from prasan.committees.models import Committee, Kind
from prasan.evidence.models import Evidence, FileKind
from prasan.meetings.models import Attendance, Meeting, Presence
from prasan.orders.models import Appointment
from prasan.thai.calendar import FiscalYear, buddhist_year

MEETINGS = 30_000
# At most so many of a committee's seats are on the roll, to come to half a million lines.
ON_THE_ROLL = 17
FIRST, TODAY = FiscalYear(2567).first, date(2024, 11, 5)
_PRESENCES = (
    [Presence.PRESENT] * 12 + [Presence.EXCUSED, Presence.ABSENT] * 3 + [Presence.SUBSTITUTE]
)
_MINUTED = 0.85
_BATCH = 5_000


def build() -> dict[str, int]:
    """Make them all; how many there are of each kind of row."""
    chance = random.Random(2598)
    served = Committee.objects.filter(kind__in=[Kind.DISTRICT, Kind.TAMBON]).order_by("pk")
    committees = list(served.values_list("pk", flat=True))
    made = _made(Meeting, _meetings(committees, _paper(), chance))
    lines = _made(Attendance, _attendance(chance))
    return {"meetings": made, "lines of attendance": lines}


def _paper() -> Evidence:
    """One file for all minutes: no page here opens it."""
    return Evidence.objects.create(
        area_id="00",
        name="รายงานการประชุม.pdf",
        kind=FileKind.PDF,
        size=1,
        pages=1,
        sha256="0" * 64,
        file="evidence/none.pdf",
        received_at=datetime(2024, 11, 5, tzinfo=ZoneInfo("Asia/Bangkok")),
        received_by=system_user(),
    )


def _meetings(committees: list[int], paper: Evidence, chance: random.Random) -> Iterator[Meeting]:
    each, more = divmod(MEETINGS, len(committees))
    span = (TODAY - FIRST).days
    for place, committee in enumerate(committees):
        numbers: dict[int, int] = {}
        for after in sorted(chance.sample(range(span), each + (place < more))):
            day = FIRST + timedelta(days=after)
            year = buddhist_year(day)
            numbers[year] = numbers.get(year, 0) + 1
            yield Meeting(
                committee_id=committee,
                planned=day,
                held=day,
                year=year,
                number=numbers[year],
                place="ศาลาประชาคม",
                minutes=paper if chance.random() < _MINUTED else None,
            )


def _attendance(chance: random.Random) -> Iterator[Attendance]:
    seats: dict[int, list[int]] = {}
    for committee, pk in Appointment.objects.order_by("pk").values_list("order__committee", "pk"):
        seats.setdefault(committee, []).append(pk)
    for meeting, committee in Meeting.objects.order_by("pk").values_list("pk", "committee"):
        for seat in seats[committee][:ON_THE_ROLL]:
            presence = chance.choice(_PRESENCES)
            name = "นายผู้แทน ตัวอย่าง" if presence == Presence.SUBSTITUTE else ""
            yield Attendance(meeting_id=meeting, seat_id=seat, presence=presence, substitute=name)


def _made(model: type[Model], rows: Iterator[Model]) -> int:
    while some := list(islice(rows, _BATCH)):
        model._default_manager.bulk_create(some)
    return model._default_manager.count()
