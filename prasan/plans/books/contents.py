"""What a book tells: the projects of its tambons with money, places, ways and answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from prasan.areas.models import Area, within
from prasan.plans.flows import Asked, flow
from prasan.plans.models import Inclusion, Money, Plan, PlanVersion, ProjectTag
from prasan.plans.presenting import SentLine, answers_told, sent_lines
from prasan.plans.priorities import Order, OrderLine, standing_orders
from prasan.plans.rules import Stream
from prasan.plans.tags import STRONG
from prasan.thai.calendar import FiscalYear


@dataclass(frozen=True)
class Entry:
    """One project as its tambon's plan has it now, with its money and where it was sent."""

    inclusion: Inclusion
    baht: Decimal
    is_strong: bool
    sent: Sequence[SentLine]
    order: OrderLine | None = None

    @property
    def title(self) -> str:
        return self.inclusion.project.title + (" (ตำบลเข้มแข็ง)" if self.is_strong else "")

    @property
    def answers(self) -> str:
        """A line for each plan it was sent to."""
        return answers_told(self.sent)

    @property
    def place(self) -> str:
        """Its place in the order of its committee, with its points; a dash without."""
        return self.order.told if self.order else "–"


@dataclass(frozen=True)
class Book:
    """All that a book of `area` tells for the plans of `year`, as known on `day`."""

    area: Area
    year: FiscalYear
    day: date
    tambons: Sequence[Area]
    entries: Mapping[str, Sequence[Entry]]
    streams: Sequence[Stream]
    granted: Decimal
    orders: Mapping[str, Sequence[Order]]

    @property
    def title(self) -> str:
        return f"โครงการในแผนพัฒนาตำบล {self.area.title} ปี {self.year}"


def book(area: Area, *, year: FiscalYear, day: date) -> Book:
    """Load a book; a number of queries that does not grow with tambons or projects."""
    inner = Area.objects.within([area.code]).filter(level="tambon").on(day)
    plans = Plan.objects.of_tambons().covering(year).filter(within([area.code], field="area"))
    numbers = list(plans.order_by().values_list("pk", flat=True))
    standing = Inclusion.objects.filter(until=None, project__plan__in=numbers)
    inclusions = list(
        standing.select_related("project__plan").order_by(
            "project__plan__area", "first_year", "project"
        )
    )
    orders = _orders(numbers)
    by_area: dict[str, list[Order]] = defaultdict(list)
    for one in orders:
        by_area[one.round.version.plan.area_id].append(one)
    found = flow(Asked(area.code, year, day))
    return Book(
        area,
        year,
        day,
        list(inner.select_related("parent").order_by("code")),
        _entries(inclusions, orders, day),
        found.streams,
        found.granted,
        by_area,
    )


def _orders(plans: Sequence[int]) -> list[Order]:
    """The committees' orders that stand for the newest versions of the plans."""
    versions = PlanVersion.objects.filter(plan__in=plans).order_by("number")
    newest = dict(versions.values_list("plan", "pk"))
    return list(standing_orders(list(newest.values())).values())


def _entries(
    inclusions: Sequence[Inclusion], orders: Iterable[Order], day: date
) -> Mapping[str, Sequence[Entry]]:
    """The projects of each area, plan by plan as its committee ordered them, the rest last."""
    money = Money.objects.filter(inclusion__in=[one.pk for one in inclusions]).order_by()
    totals = dict(money.values_list("inclusion").annotate(total=Sum("amount")))
    numbers = [one.project_id for one in inclusions]
    marked = ProjectTag.objects.filter(project__in=numbers, tag=STRONG)
    strong = set(marked.values_list("project", flat=True))
    sent = sent_lines(numbers, day)
    placed = {key: line for order in orders for key, line in order.by_project.items()}
    found: dict[str, list[Entry]] = defaultdict(list)
    for one in inclusions:
        baht = totals.get(one.pk) or Decimal(0)
        project = one.project_id
        found[one.project.plan.area_id].append(
            Entry(one, baht, project in strong, sent.get(project, []), placed.get(project))
        )
    return {code: sorted(mine, key=_placed_at) for code, mine in found.items()}


def _placed_at(one: Entry) -> tuple[int, bool, int]:
    place = one.order.placed.place if one.order else 0
    return (one.inclusion.project.plan_id, one.order is None, place)
