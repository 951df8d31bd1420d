"""What tests of drafts share."""

from datetime import UTC, date, datetime

from prasan.audit.models import Event
from prasan.orders import actions
from prasan.orders.composition import Member
from prasan.orders.models import Appointment, DraftLine, DraftOrder, NumberSeries, Order
from prasan.people.models import Person

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)
SIGNED = date(2024, 11, 4)
CHIEF = "นายธนากร วิเศษชัยชาญ"


def sign(by, draft, **facts):
    known = {"signed": SIGNED, "signatory": CHIEF, "signatory_post": "นายอำเภองาว", "number": 45}
    return actions.sign_order(by=by, draft=draft, **{**known, **facts})


def someone(name="คำแสน", seat="member", who=""):
    return Member("นาย", name, "ใจมา", seat, "หมู่ 9", who=who)


def seat_of(base, line):
    return base.appointments.get(line=line, ends=None)


def amend(by, base, *changes, **facts):
    drafted = actions.draft_amendment(
        by=by, committee=base.committee, order=base, changes=changes, at=AT
    )
    return sign(by, drafted, **facts)


def roll(base, day):
    held = Appointment.objects.filter(order__committee=base.committee).held_on(day)
    return sorted((seat.seat, str(seat.person)) for seat in held.select_related("person"))


def everything():
    """How many of each thing there are: what a refused action may not change."""
    kinds = (Order, Appointment, Person, DraftOrder, DraftLine, NumberSeries, Event)
    return [kind.objects.count() for kind in kinds]
