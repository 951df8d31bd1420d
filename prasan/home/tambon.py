"""All of one tambon at a glance, gathered for its page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from prasan.areas.models import Area
from prasan.assessments.measures import assessments_by_year
from prasan.centres import rules as centre_rules
from prasan.centres.database import known
from prasan.committees.models import Kind
from prasan.directives.board import board
from prasan.directives.models import Directive
from prasan.directives.presenting import DutyLine, duty_lines
from prasan.meetings.measures import meetings_by_year
from prasan.orders import rules as orders
from prasan.orders.models import Appointment, Order, Seat
from prasan.plans.measures import missions, strong_tambon
from prasan.plans.models import Plan
from prasan.plans.presenting import ProjectLine, first_lines
from prasan.thai.calendar import FiscalYear

# How many directives' duties the page shows: the one in force and its reminder.
DIRECTIVES = 2
PROJECTS = 5
_NAMED = (Seat.CHAIR, Seat.SECRETARY)


@dataclass(frozen=True)
class Seated:
    """One committee as the tambon page shows it."""

    kind: Kind
    order: Order | None
    standing: orders.Standing
    seats: int
    named: list[Appointment]


@dataclass(frozen=True)
class Owing:
    """What one directive asks of the tambon."""

    directive: Directive
    duties: list[DutyLine]

    @property
    def owed(self) -> list[DutyLine]:
        return [line for line in self.duties if not line.standing.state.is_met]

    @property
    def late(self) -> list[DutyLine]:
        return [line for line in self.duties if line.standing.is_late]


@dataclass(frozen=True)
class CentreKnown:
    """How much of the centre's database is there, and what is missing."""

    gaps: list[centre_rules.Gap]
    complete: int
    parts: int = centre_rules.PARTS


def centre(area: Area, today: date) -> CentreKnown | None:
    """The database of the tambon's centre; None without one. Four queries."""
    found = known([area.code], year=FiscalYear.of(today), day=today).get(area.code)
    if found is None:
        return None
    return CentreKnown(centre_rules.gaps(found), centre_rules.complete(found))


def owing(directives: list[Directive], area: Area, today: date) -> list[Owing]:
    """The tambon's duties under each of `directives`; those it is not asked by are left out."""
    found = [
        Owing(one, duty_lines(board(one, codes=[area.code], day=today), area.code))
        for one in directives[:DIRECTIVES]
    ]
    return [one for one in found if one.duties]


def committees(area: Area, today: date) -> list[Seated]:
    """The tambon's two committees as they sit on `today`; three queries."""
    issued = list(
        Order.objects.seating()
        .filter(committee__area=area, starts__lte=today)
        .select_related("committee", "issuer")
        .order_by("starts", "pk")
    )
    held = Appointment.objects.filter(order__committee__area=area).held_on(today)
    seats = dict(held.order_by().values_list("order__committee__kind").annotate(Count("pk")))
    named = held.filter(seat__in=_NAMED).order_by("order_id", "line")
    heads = list(named.select_related("person", "order__committee"))
    return [
        Seated(
            kind,
            orders.ruling(mine, today),
            orders.standing(mine, today),
            seats.get(kind, 0),
            [seat for seat in heads if seat.order.committee.kind == kind],
        )
        for kind, mine in _by_kind(issued)
    ]


def _by_kind(issued: list[Order]) -> list[tuple[Kind, list[Order]]]:
    return [
        (kind, [order for order in issued if order.committee.kind == kind])
        for kind in (Kind.TAMBON, Kind.INTEGRATED)
    ]


def figures(area: Area, today: date) -> dict[str, object]:
    """Meetings, assessment, mission and plan in a few words each, this year and the last."""
    code, year = area.code, FiscalYear.of(today)
    plan = Plan.objects.of_tambons().filter(area=area).covering(year).first()
    years = [year, FiscalYear(year.number - 1)]
    meetings = meetings_by_year(codes=[code], periods=years, day=today)
    assessments = assessments_by_year(codes=[code], periods=years, day=today)
    return {
        "years": [
            {
                "year": one,
                "meetings": meetings[one].get(code),
                "assessment": assessments[one].get(code),
            }
            for one in years
        ],
        "mission": missions(codes=[code], period=year, day=today).get(code),
        "strong": strong_tambon(codes=[code], period=year, day=today).get(code),
        "plan": plan,
        "projects": _projects(plan, today) if plan else [],
    }


def _projects(plan: Plan, today: date) -> list[ProjectLine]:
    """The first few projects of the plan, those of the Strong Tambon before the others."""
    return first_lines(plan, plan.versions.order_by("-number")[0], today, PROJECTS)
