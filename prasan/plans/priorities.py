"""The order a committee gave the projects of a plan, as pages show it; sums and places computed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
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
from prasan.thai.calendar import format_short
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
    def most(self) -> str:
        """The most points it could have."""
        return rules.plain(sum((one.most for one in self.criteria), Decimal(0)))

    @property
    def told(self) -> str:
        """Its place and, scored, its points of the most below, as papers have them: 1, (42/50)."""
        points = f"\n({self.total}/{self.most})" if self.criteria else ""
        return f"{self.placed.place}{points}"

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
    def told(self) -> str:
        """The method, the criteria, the day and the resolution, as papers have them."""
        scales = " ".join(f"{name} {most} คะแนน" for name, most in self.scales)
        parts = [
            str(self.round.get_method_display()),
            f"({scales})" if scales else "",
            f"เมื่อ {format_short(self.round.decided)}",
            self.round.resolved,
        ]
        return " ".join(part for part in parts if part)

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
    """The order that stands for a version; one query without, four with."""
    return standing_orders([version.pk]).get(version.pk)


def standing_orders(versions: Collection[int]) -> dict[int, Order]:
    """The order that stands for each of `versions`, by version; those without are left out.

    One query without any, four with however many.
    """
    rounds = PriorityRound.objects.filter(version__in=versions).order_by("pk")
    loaded = rounds.select_related("version__plan", "resolution__item__meeting__committee__area")
    newest = {one.version_id: one for one in loaded}
    orders = orders_of(list(newest.values()))
    return {one.round.version_id: one for one in orders}


def order_of(one: PriorityRound) -> Order:
    """A round with places, sums and points."""
    return orders_of([one])[0]


def orders_of(rounds: Sequence[PriorityRound]) -> list[Order]:
    """Each round with places, sums and points, in the order given; three queries."""
    if not rounds:
        return []
    places: dict[int, list[PriorityPlace]] = defaultdict(list)
    for place in PriorityPlace.objects.filter(round__in=rounds).select_related("project"):
        places[place.round_id].append(place)
    criteria: dict[int, list[PriorityCriterion]] = defaultdict(list)
    for criterion in PriorityCriterion.objects.filter(round__in=rounds).order_by("number"):
        criteria[criterion.round_id].append(criterion)
    points: dict[int, list[PriorityPoints]] = defaultdict(list)
    given = PriorityPoints.objects.filter(criterion__round__in=rounds)
    given = given.select_related("project", "criterion").order_by("criterion__number", "project")
    for row in given:
        points[row.criterion.round_id].append(row)
    return [
        _ranked(one, places[one.pk])
        if one.method == PriorityMethod.RANKED
        else _scored(one, criteria[one.pk], points[one.pk])
        for one in rounds
    ]


def _ranked(one: PriorityRound, places: Sequence[PriorityPlace]) -> Order:
    lines = [OrderLine(p.project_id, p.project.title, Placed(p.place)) for p in places]
    return Order(one, (), sorted(lines, key=lambda line: line.placed.place))


def _scored(
    one: PriorityRound, criteria: Sequence[PriorityCriterion], given: Sequence[PriorityPoints]
) -> Order:
    points: dict[int, list[Decimal]] = defaultdict(list)
    titles: dict[int, str] = {}
    for row in given:
        points[row.project_id].append(row.points)
        titles[row.project_id] = row.project.title
    lines = [
        OrderLine(key, titles[key], where, points[key], criteria)
        for key, where in rules.ranked_by_points(points).items()
    ]
    return Order(one, criteria, lines)


def in_order(lines: Iterable[ProjectLine], order: Order | None) -> list[PlacedLine]:
    """`lines` by the committee's order, those without a place last; as they are without order."""
    known = order.by_project if order else {}
    found = [_placed(line, known.get(line.project.pk)) for line in lines]
    return sorted(found, key=lambda one: one.order.placed.place if one.order else len(known) + 1)


def _placed(line: ProjectLine, order: OrderLine | None) -> PlacedLine:
    return PlacedLine(line.project, line.inclusion, line.total, line.is_strong, line.sent, order)
