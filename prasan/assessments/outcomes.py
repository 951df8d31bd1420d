"""What many assessments come to at once: points, share and level, in a few grouped queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from django.db.models import BigIntegerField, Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Cast

from prasan.assessments import rules
from prasan.assessments.models import Assessment, Framework, Score
from prasan.assessments.models.frameworks import HUNDREDTHS
from prasan.assessments.workflow import Tier


@dataclass(frozen=True)
class Outcome:
    """One assessment's sum and level."""

    total: rules.Total
    band: rules.Band | None

    @property
    def points(self) -> int:
        return self.total.points

    @property
    def most(self) -> int:
        return self.total.most

    @property
    def asked(self) -> int:
        return self.total.asked

    @property
    def answered(self) -> int:
        return self.total.answered


def outcomes(assessments: Collection[Assessment], tier: Tier = Tier.SELF) -> dict[int, Outcome]:
    """What each comes to by the word of `tier`, by its id: five queries for the forms, and one or
    two more for each form used."""
    if not assessments:
        return {}
    forms = {each.framework_id for each in assessments}
    shapes = Framework.objects.filter(pk__in=forms).shapes()
    found: dict[int, Outcome] = {}
    for form, shape in shapes.items():
        mine = [each.pk for each in assessments if each.framework_id == form]
        sums = Sums(shape)
        rows = sums.rows(Score.objects.of(tier).filter(assessment__in=mine))
        found |= {pk: sums.outcome(rows.get(pk, [])) for pk in mine}
    return found


class Sums:
    """Adds up the scores of one form in the database, exactly.

    Weights are whole hundredths, and a common multiple of all full scores makes every share a
    whole number too, so that no engine rounds.
    """

    def __init__(self, shape: rules.Shape) -> None:
        self.shape = shape
        self.multiple = lcm(*(each.most for each in shape.asked))
        named = {gate.indicator for band in shape.bands for gate in band.gates if gate.indicator}
        # By place, since a number is no name for a column.
        self.gated = dict(enumerate(sorted(named)))
        self.sizes: dict[int, list[rules.Asked]] = defaultdict(list)
        for each in shape.asked:
            self.sizes[each.category].append(each)

    def rows(self, scores: QuerySet[Score]) -> dict[int, list[dict[str, Any]]]:
        """The sums of each category of each assessment that has scores; one query."""
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        columns = {"sum": Sum("points"), "given": Count("points"), "value": self._value()}
        columns |= {
            f"gate{place}": Max("points", filter=Q(indicator__number=number))
            for place, number in self.gated.items()
        }
        if any(each.may_not_apply for each in self.shape.asked):
            columns |= self._left_out()
        grouped = scores.values("assessment", category=F("indicator__category__number"))
        for row in grouped.annotate(**columns).order_by():
            found[row["assessment"]].append(dict(row))
        return found

    def outcome(self, rows: list[dict[str, Any]]) -> Outcome:
        by_category = {row["category"]: row for row in rows}
        parts = (self._part(number, by_category.get(number, {})) for number in sorted(self.sizes))
        total = rules.Total(self.shape.sums, tuple(parts))
        points = {number: self._points(place, rows) for place, number in self.gated.items()}
        band = rules.level(
            total.share, self.shape.climbing, lambda gate: _holds(gate, points, total)
        )
        return Outcome(total, band if total.whole else None)

    def _points(self, place: int, rows: list[dict[str, Any]]) -> int | None:
        """Of an indicator that a gate names; None when it does not apply."""
        if any(row.get(f"left{place}") for row in rows):
            return None
        return max((row[f"gate{place}"] or 0 for row in rows), default=0)

    def _left_out(self) -> dict[str, Any]:
        """How much of each category does not apply."""
        here = Q(is_not_applicable=True)
        worth = {
            rules.Sums.POINTS: Sum("indicator__most", filter=here),
            rules.Sums.WEIGHTED: Sum("indicator__weight_hundredths", filter=here),
            rules.Sums.AVERAGES: Count("pk", filter=here),
        }[self.shape.sums]
        columns = {
            "left": Count("pk", filter=here),
            "left_most": Sum("indicator__most", filter=here),
            "left_worth": worth,
        }
        return columns | {
            f"left{place}": Count("pk", filter=here & Q(indicator__number=number))
            for place, number in self.gated.items()
        }

    def _value(self) -> Any:
        """What the scores come to in the form's own weights, times the multiple."""
        if self.shape.sums is rules.Sums.POINTS:
            return Sum("points")
        value = Cast(F("points"), BigIntegerField()) * self.multiple / F("indicator__most")
        if self.shape.sums is rules.Sums.WEIGHTED:
            value = value * F("indicator__weight_hundredths")
        return Sum(value)

    def _part(self, category: int, row: dict[str, Any]) -> rules.Part:
        asked, sums = self.sizes[category], self.shape.sums
        of_worth = HUNDREDTHS if sums is rules.Sums.WEIGHTED else 1
        of_value = 1 if sums is rules.Sums.POINTS else self.multiple * of_worth
        whole = sum((rules.worth(each, sums) for each in asked), Fraction(0))
        return rules.Part(
            category=category,
            points=row.get("sum") or 0,
            most=sum(each.most for each in asked) - (row.get("left_most") or 0),
            asked=len(asked),
            answered=row.get("given", 0),
            waived=row.get("left", 0),
            value=Fraction(row.get("value") or 0, of_value),
            whole=whole - Fraction(row.get("left_worth") or 0, of_worth),
        )


def _holds(gate: rules.Gate, points: dict[str, int | None], total: rules.Total) -> bool:
    if gate.indicator:
        has = points[gate.indicator]
        return has is None or has >= gate.least
    part = total.part(gate.category) if gate.category else None
    return part is None or part.share is None or part.share * 100 >= gate.least
