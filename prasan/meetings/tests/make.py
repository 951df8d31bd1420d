"""Committees with seats, and minutes, for the tests of meetings."""

from datetime import date

from django.utils import timezone

from prasan.committees.models import Committee, Kind
from prasan.evidence.models import Evidence
from prasan.meetings.actions import record_meeting, seats_on
from prasan.meetings.models import Meeting, Presence
from prasan.orders.models import Appointment, Order, Seat
from prasan.people.models import Person

SEATED = date(2023, 10, 1)


def committee(*, by, area, kind=Kind.TAMBON, seats=5, starts=SEATED) -> Committee:
    """A committee with `seats` members under one order."""
    made = Committee.objects.create(kind=kind, area=area)
    order = Order.objects.create(
        committee=made,
        issuer=area if kind == Kind.DISTRICT else area.parent,
        number=Order.objects.count() + 1,
        year=starts.year + 543,
        signed=starts,
        starts=starts,
        signatory="นายสมมุติ ใจดี",
    )
    for line in range(1, seats + 1):
        person = Person.objects.create(
            area=area, title="นาง", given_name=f"บุญมี{line}", family_name="ศรีสุข", name_sort=str(line)
        )
        seat = Seat.CHAIR if line == 1 else Seat.MEMBER
        Appointment.objects.create(order=order, line=line, person=person, seat=seat, starts=starts)
    return made


def minutes(*, by, area, mark="a") -> Evidence:
    """Minutes on file; another `mark` is another file."""
    return Evidence.objects.create(
        area=area,
        name=f"รายงานการประชุม-{mark}.pdf",
        kind="pdf",
        size=10,
        sha256=mark * 64,
        file="evidence/2567/minutes.pdf",
        received_at=timezone.now(),
        received_by=by,
    )


def meeting(*, by, committee, held, today, came=5, **more) -> Meeting:
    """A meeting at which the first `came` of the seats were present, the rest absent."""
    seats = seats_on(committee, held).values_list("pk", flat=True)
    presences = dict.fromkeys(list(seats)[:came], Presence.PRESENT)
    facts = {"place": "ศาลาประชาคมตำบลปงเตา", "presences": presences, **more}
    return record_meeting(by=by, committee=committee, held=held, today=today, **facts)
