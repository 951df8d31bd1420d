"""The order a committee gave the projects of a plan, as pages show it; sums and places computed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from prasan.plans import rules
from prasan.plans.models import (
    Plan,
    PlanVersion,
    PriorityCriterion,
    PriorityMethod,
    PriorityPlace,
    PriorityPoints,
    PriorityRound,
)
from prasan.plans.presenting import ProjectLine
from prasan.plans.rules import Placed
from prasan.ui.words import count, told


@dataclass(frozen=True)
class OrderLine:
    """One project of an order: its place, its sum, its points by criterion."""

    project: int
    title: str
    placed: Placed
    points: Sequence[Decimal] = ()
    criteria: Sequence[PriorityCriterion] = ()

    @property
    def named(self) -> list[tuple[str, str]]:
        """Its points by the name of their criterion."""
        return [(one.name, cell) for one, cell in zip(self.criteria, self.cells, strict=True)]

    @property
    def total(self) -> str:
        return rules.plain(self.placed.total or Decimal(0))

    @property
    def cells(self) -> list[str]:
        return [rules.plain(one) for one in self.points]


@dataclass(frozen=True)
class Order:
    """A round with its projects, the first first."""

    round: PriorityRound
    criteria: Sequence[PriorityCriterion]
    lines: Sequence[OrderLine]

    @property
    def is_scored(self) -> bool:
        return self.round.method == PriorityMethod.SCORED

    @property
    def most(self) -> str:
        """The most points a project can have."""
        return rules.plain(sum((one.most for one in self.criteria), Decimal(0)))

    @property
    def scales(self) -> list[tuple[str, str]]:
        return [(one.name, rules.plain(one.most)) for one in self.criteria]

    @property
    def method(self) -> str:
        """How the order came about: ให้คะแนนตามเกณฑ์ 5 เกณฑ์."""
        name = told(self.round.get_method_display())
        return f"{name} {count(len(self.criteria), 'เกณฑ์')}" if self.is_scored else name

    @property
    def by_project(self) -> dict[int, OrderLine]:
        return {one.project: one for one in self.lines}


@dataclass(frozen=True)
class PlacedLine(ProjectLine):
    """A project of a plan with its place in the order; None when it came in later."""

    order: OrderLine | None = None


def rounds_of(plan: Plan) -> "QuerySet[PriorityRound]":
    """Every round of a plan, the one that stands first."""
    found = PriorityRound.objects.filter(version__plan=plan).order_by("-version__number", "-pk")
    return found.select_related("version", "by", "resolution__item__meeting__committee__area")


def standing_order(version: PlanVersion) -> Order | None:
    """The order that stands for a version; one query without, three with."""
    rounds = PriorityRound.objects.filter(version=version).order_by("-pk")
    found = rounds.select_related("resolution__item__meeting__committee__area").first()
    return order_of(found) if found else None


def order_of(one: PriorityRound) -> Order:
    """A round with places, sums and points; two queries."""
    if one.method == PriorityMethod.RANKED:
        places = PriorityPlace.objects.filter(round=one).select_related("project")
        lines = [OrderLine(p.project_id, p.project.title, Placed(p.place)) for p in places]
        return Order(one, (), lines)
    criteria = list(one.criteria.all())
    given = PriorityPoints.objects.filter(criterion__round=one).select_related("project")
    points: dict[int, list[Decimal]] = defaultdict(list)
    titles: dict[int, str] = {}
    for row in given.order_by("criterion__number", "project"):
        points[row.project_id].append(row.points)
        titles[row.project_id] = row.project.title
    placed = rules.ranked_by_points(points)
    return Order(
        one,
        criteria,
        [
            OrderLine(key, titles[key], where, points[key], criteria)
            for key, where in placed.items()
        ],
    )


def in_order(lines: Iterable[ProjectLine], order: Order | None) -> list[PlacedLine]:
    """`lines` by the committee's order, those without a place last; as they are without order."""
    known = order.by_project if order else {}
    found = [_placed(line, known.get(line.project.pk)) for line in lines]
    return sorted(found, key=lambda one: one.order.placed.place if one.order else len(known) + 1)


def _placed(line: ProjectLine, order: OrderLine | None) -> PlacedLine:
    return PlacedLine(line.project, line.inclusion, line.total, line.is_strong, line.sent, order)
