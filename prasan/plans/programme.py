"""The Strong Tambon of one tambon: its projects, their money, what was done and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prasan.areas.models import Area
from prasan.assessments.models import Framework
from prasan.centres.models import Activity
from prasan.evidence.models import load
from prasan.plans.models import Advance, Inclusion, Milestone, Money, MoneySource
from prasan.plans.presenting import SentLine, sent_lines
from prasan.plans.rules import Sums, sums
from prasan.plans.tags import STRONG

# The form of assessment that bears this key is the programme's own; none is shipped.
FORM = "strong_tambon"


@dataclass(frozen=True)
class StrongLine:
    """One project of the programme, with its money, its way and its results."""

    inclusion: Inclusion
    total: Decimal
    granted: Decimal
    sent: Sequence[SentLine]
    results: Sequence[Advance]


@dataclass(frozen=True)
class Programme:
    """All a page shows of one tambon."""

    lines: Sequence[StrongLine]
    money: Sums
    granted: Decimal
    activities: Sequence[Activity]
    form: Framework | None

    @property
    def has_results(self) -> bool:
        return any(line.results for line in self.lines)

    @property
    def by_year(self) -> list[tuple[int, list[tuple[str, Decimal]], Decimal]]:
        """Each year with its money by source and its sum."""
        return [
            (
                year,
                [
                    (MoneySource(source).label, amount)
                    for (one, source), amount in sorted(self.money.cells.items())
                    if one == year
                ],
                self.money.of_year(year),
            )
            for year in self.money.years
        ]


def programme(area: Area, day: date) -> Programme:
    """The Strong Tambon of a tambon as its plans hold it now; a bounded number of queries."""
    stand = Inclusion.objects.filter(
        project__plan__area=area,
        project__plan__level="tambon",
        project__tags__tag=STRONG,
        until=None,
    )
    inclusions = list(stand.select_related("project__plan").order_by("first_year", "project"))
    numbers = [one.project_id for one in inclusions]
    rows = Money.objects.filter(inclusion__in=[one.pk for one in inclusions])
    advances = list(_advances(numbers))
    sent = sent_lines(numbers, day)
    lines = [_line(one, list(rows), advances, sent.get(one.project_id, [])) for one in inclusions]
    activities = list(
        Activity.objects.filter(projects__project__in=numbers)
        .select_related("evidence")
        .distinct()
        .order_by("-held", "-pk")
    )
    load(one.evidence for one in activities if one.evidence)
    load(one.document for one in advances if one.document)
    return Programme(
        lines,
        sums((one.year, one.source, one.amount) for one in rows),
        sum((one.granted for one in lines), Decimal(0)),
        activities,
        Framework.objects.filter(key=FORM).exclude(published=None).order_by("-version").first(),
    )


def _advances(projects: Sequence[int]) -> "list[Advance]":
    found = Advance.objects.standing().filter(project__in=projects)
    return list(found.select_related("document").order_by("dated", "pk"))


def _line(
    inclusion: Inclusion,
    money: Sequence[Money],
    advances: Sequence[Advance],
    sent: Sequence[SentLine],
) -> StrongLine:
    mine = [one for one in advances if one.project_id == inclusion.project_id]
    return StrongLine(
        inclusion,
        sum((one.amount for one in money if one.inclusion_id == inclusion.pk), Decimal(0)),
        sum((one.amount for one in mine if one.amount), Decimal(0)),
        sent,
        [one for one in mine if one.kind == Milestone.DONE or one.result],
    )
