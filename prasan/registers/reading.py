"""The world around a list while it is read: places within a right, and who sits where."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Count

from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.orders.models import Appointment, DraftOrder
from prasan.people.rules import matching
from prasan.registers.rules.places import Place, Places

Body = tuple[str, str]


def areas_of(codes: Collection[str], day: date) -> dict[str, Area]:
    """The districts and tambons of `codes`, and the districts around them; one query."""
    around = {code[:4] for code in codes if len(code) >= 4}
    areas = Area.objects.on(day).within([*codes, *around])
    wanted = areas.filter(level__in=(Level.DISTRICT, Level.TAMBON))
    return {
        area.code: area
        for area in wanted
        if len(area.code) == 4 or any(area.code.startswith(code) for code in codes)
    }


def recorded(reach: Reach) -> tuple[str, ...]:
    """The areas whose facts this reader enters."""
    return reach.holding(Right.RECORD)


def places_of(areas: Mapping[str, Area]) -> Places:
    return Places([Place(area.code, area.name) for area in areas.values()])


def sitting(bodies: Collection[Body], day: date) -> dict[Body, list[Appointment]]:
    """Who sits on each of `bodies`, a kind and an area, on `day`, line by line; one query."""
    areas = {area for _, area in bodies}
    seats = Appointment.objects.held_on(day).for_register().filter(order__committee__area__in=areas)
    held: dict[Body, list[Appointment]] = defaultdict(list)
    for seat in seats:
        committee = seat.order.committee
        held[(committee.kind, committee.area_id)].append(seat)
    return held


def open_drafts(bodies: Collection[Body]) -> dict[Body, int]:
    """How many drafts of each of `bodies` wait to be signed; one query."""
    drafts = DraftOrder.objects.filter(order=None, discarded_at=None)
    counted = (
        drafts.filter(committee__area__in={area for _, area in bodies})
        .order_by()
        .values_list("committee__kind", "committee__area")
        .annotate(count=Count("pk"))
    )
    return {(kind, area): count for kind, area, count in counted}


def names_of(seats: Sequence[Appointment]) -> dict[str, str]:
    """The names of those who sit, by the matching name."""
    return {
        matching(seat.person.given_name, seat.person.family_name): seat.person.name
        for seat in seats
    }
