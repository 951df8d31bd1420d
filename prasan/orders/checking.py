"""The checks of an order with all that the records know: run while one types and at signing."""

from collections.abc import Sequence
from datetime import date

from prasan.areas.models import Area
from prasan.committees.models import Kind
from prasan.committees.rulebooks import wants_on
from prasan.orders.composition import Member, Problem, composition, overlaps, ranked
from prasan.orders.models import Appointment, Order
from prasan.people.rules import matching


def sitting_names(area: Area, day: date) -> dict[str, str]:
    """Who sits on the คอช.ต. of `area` on `day`: the name by the matching name; one query."""
    seats = Appointment.objects.held_on(day).filter(
        order__committee__area=area, order__committee__kind=Kind.TAMBON
    )
    return {
        matching(seat.person.given_name, seat.person.family_name): seat.person.name
        for seat in seats.select_related("person").order_by("order", "line")
    }


def problems_of(
    kind: str,
    area: Area,
    starts: date,
    members: Sequence[Member],
    rows: Sequence[int] | None = None,
    *,
    expires: date | None = None,
    apart: Sequence[int] | None = None,
) -> list[Problem]:
    """Every problem with `members` of such a committee on the day their order starts.

    With `apart` also what its days mean for the committee's other orders, but those keys (itself,
    the one it amends). Four queries at most.
    """
    wants = wants_on(kind, starts, area.code)
    tambon = sitting_names(area, starts) if kind == Kind.INTEGRATED else None
    found = composition(members, wants, tambon, rows=rows, starts=starts)
    if apart is None:
        return found
    others = Order.objects.seating().filter(committee__area=area, committee__kind=kind)
    return ranked([*found, *overlaps(starts, expires, others.exclude(pk__in=apart))])
