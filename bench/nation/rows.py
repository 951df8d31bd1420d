"""The rows of the nation: committees, orders, persons, seats, meetings, attendance."""

import random
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from bench.nation.world import FIRST, MEETINGS, SEATED, SEATS, batches, days
from prasan.accounts.actions import system_user
from prasan.areas.models import Area, Level
from prasan.committees.models import Committee, Kind, Seat
from prasan.evidence.models import Evidence, FileKind
from prasan.meetings.models import Attendance, Meeting, Presence
from prasan.orders.models import Appointment, Order
from prasan.people.models import Person
from prasan.thai.calendar import FiscalYear, buddhist_year

_NAMES = ("สมมุติ", "ตัวอย่าง", "จำลอง", "ทดลอง", "นามแฝง")
_PRESENCES = (
    [Presence.PRESENT] * 12 + [Presence.EXCUSED, Presence.ABSENT] * 3 + [Presence.SUBSTITUTE]
)
_OFFICES = [Seat.CHAIR, Seat.SECRETARY, *[Seat.MEMBER] * (SEATS - 2)]


def build() -> None:
    """Every row, always the same: the chance is seeded."""
    chance = random.Random(2598)
    for command in ("load_areas", "load_rulebooks"):
        call_command(command, stdout=StringIO())
    with transaction.atomic():
        _write(Committee, _committees())
        committees = list(Committee.objects.order_by("pk").values_list("pk", "area"))
        _write(Order, _orders(committees))
        _write(Person, _persons(committees))
        _write(Appointment, _seats(committees))
        paper = _paper()
        _write(Meeting, _meetings(committees, paper, chance))
        _write(Attendance, _attendance(chance))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _write(model: type[models.Model], rows: Iterator[object]) -> None:
    for batch in batches(rows):
        model._default_manager.bulk_create(batch)  # type: ignore[arg-type]
    print(f"  {model._meta.label} {model._default_manager.count():,}", flush=True)


def _committees() -> Iterator[Committee]:
    kinds = {Level.DISTRICT: Kind.DISTRICT, Level.TAMBON: Kind.TAMBON}
    areas = Area.objects.filter(level__in=kinds, ends=None).order_by("code")
    for area in areas.iterator():
        yield Committee(kind=kinds[Level(area.level)], area=area)


def _orders(committees: list[tuple[int, str]]) -> Iterator[Order]:
    for number, (pk, area) in enumerate(committees, start=1):
        yield Order(
            committee_id=pk,
            issuer_id=area[:4],
            number=number,
            year=buddhist_year(SEATED),
            signed=SEATED,
            starts=SEATED,
            signatory="นายสมมุติ ตัวอย่าง",
        )


def _persons(committees: list[tuple[int, str]]) -> Iterator[Person]:
    for _, area in committees:
        for line in range(SEATS):
            given = f"{_NAMES[line % len(_NAMES)]}{line}"
            yield Person(area_id=area, title="นาย", given_name=given, family_name=f"ที่{area}")


def _seats(committees: list[tuple[int, str]]) -> Iterator[Appointment]:
    people = iter(Person.objects.order_by("pk").values_list("pk", flat=True))
    orders = dict(Order.objects.values_list("committee", "pk"))
    for pk, _ in committees:
        for line in range(SEATS):
            yield Appointment(
                order_id=orders[pk],
                line=line + 1,
                person_id=next(people),
                seat=_OFFICES[line],
                starts=SEATED,
            )


def _paper() -> Evidence:
    return Evidence.objects.create(
        area_id="00",
        name="รายงานการประชุม.pdf",
        kind=FileKind.PDF,
        size=1,
        pages=1,
        sha256="0" * 64,
        file="evidence/none.pdf",
        received_at=timezone.make_aware(datetime(2024, 11, 5)),  # noqa: DTZ001
        received_by=system_user(),
    )


def _meetings(
    committees: list[tuple[int, str]], paper: Evidence, chance: random.Random
) -> Iterator[Meeting]:
    each, more = divmod(MEETINGS, len(committees))
    for place, (pk, _) in enumerate(committees):
        numbers: dict[int, int] = {}
        for day in sorted(days(chance, each + (place < more))):
            year = buddhist_year(day)
            numbers[year] = numbers.get(year, 0) + 1
            yield Meeting(
                committee_id=pk,
                planned=day,
                held=day,
                year=year,
                number=numbers[year],
                place="ศาลาประชาคม",
                minutes=paper if chance.random() < 0.85 else None,
            )


def _attendance(chance: random.Random) -> Iterator[Attendance]:
    seats: dict[int, list[int]] = {}
    for committee, pk in Appointment.objects.order_by("pk").values_list("order__committee", "pk"):
        seats.setdefault(committee, []).append(pk)
    for meeting, committee in Meeting.objects.order_by("pk").values_list("pk", "committee"):
        for seat in seats[committee]:
            presence = chance.choice(_PRESENCES)
            name = "นายผู้แทน ตัวอย่าง" if presence == Presence.SUBSTITUTE else ""
            yield Attendance(meeting_id=meeting, seat_id=seat, presence=presence, substitute=name)


assert FiscalYear(2567).first == FIRST
