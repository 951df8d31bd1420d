"""The results of a year over a whole area: one grouped query for each form that was used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Cast

from prasan.assessments import rules
from prasan.assessments.models import Assessment, Framework, Indicator, Score
from prasan.assessments.models.assessments import IN_HAND
from prasan.assessments.models.frameworks import HUNDREDTHS
from prasan.assessments.outcomes import Sums
from prasan.assessments.workflow import Move, Tier
from prasan.thai.calendar import FiscalYear

# After which last steps a tier has said its whole word.
SPOKEN = {
    Tier.SELF: tuple(IN_HAND),
    Tier.DISTRICT: (Move.VERIFIED, Move.ACCEPTED),
    Tier.PROVINCE: (Move.ACCEPTED,),
}


class Graded(NamedTuple):
    """One centre's result: its share in hundredths of a percent, rounded down, and its level."""

    code: str
    hundredths: int
    band: rules.Band | None


@dataclass(frozen=True)
class Grades:
    """All results of one form."""

    framework: Framework
    shape: rules.Shape
    graded: tuple[Graded, ...]


def grades(codes: Sequence[str], year: FiscalYear, tier: Tier) -> list[Grades]:
    """The results of the centres inside `codes` on which `tier` has said its word, form by form.

    Forms are kept apart: levels of two versions are not the same thing.
    """
    spoken = Assessment.objects.within(codes).in_year(year).at(SPOKEN[tier])
    used = spoken.order_by().values_list("framework", flat=True).distinct()
    forms = Framework.objects.filter(pk__in=list(used))
    shapes = forms.shapes()
    found = []
    for form in forms.order_by("first_year", "pk"):
        shape = shapes[form.pk]
        mine = Score.objects.of(tier).filter(
            assessment__in=spoken.filter(framework=form).order_by().values("pk")
        )
        found.append(Grades(form, shape, tuple(_graded(form, shape, mine))))
    return [each for each in found if each.graded]


def _graded(form: Framework, shape: rules.Shape, scores: QuerySet[Score]) -> Iterator[Graded]:
    if shape.sums is rules.Sums.AVERAGES or _has_category_gates(shape):
        return _by_category(shape, scores)
    return _by_sum(form, shape, scores)


def _has_category_gates(shape: rules.Shape) -> bool:
    return any(gate.category for band in shape.bands for gate in band.gates)


def _by_category(shape: rules.Shape, scores: QuerySet[Score]) -> Iterator[Graded]:
    """Where categories count apart: a row for each category of each centre."""
    sums = Sums(shape)
    codes = dict(scores.order_by().values_list("assessment", "assessment__centre__area").distinct())
    for pk, rows in sums.rows(scores).items():
        outcome = sums.outcome(rows)
        share = outcome.total.share
        hundredths = share.numerator * 10_000 // share.denominator
        yield Graded(codes[pk], hundredths, outcome.band)


def _by_sum(form: Framework, shape: rules.Shape, scores: QuerySet[Score]) -> Iterator[Graded]:
    """A row for each centre; equal rows are judged once."""
    judge = _Judge(form, shape)
    known: dict[tuple[Any, ...], tuple[int, rules.Band | None]] = {}
    # Grouped by assessment first: scores lie in that order, and nothing needs to be sorted.
    names = ("assessment", "assessment__centre__area")
    grouped = scores.order_by().values_list(*names).annotate(**judge.columns)
    for _, code, *row in grouped.values_list(*names, *judge.columns):
        key = tuple(row)
        found = known.get(key)
        if found is None:
            found = known[key] = judge.judged(dict(zip(judge.columns, row, strict=True)))
        yield Graded(code, *found)


class _Judge:
    """What is asked of the database of each centre, and what its row comes to."""

    def __init__(self, form: Framework, shape: rules.Shape) -> None:
        self.bands, self.sums = shape.climbing, shape.sums
        self.multiple = lcm(*(each.most for each in shape.asked))
        self.whole = sum((rules.worth(each, shape.sums) for each in shape.asked), Fraction(0))
        gated = {gate.indicator for band in shape.bands for gate in band.gates if gate.indicator}
        rows = Indicator.objects.filter(category__framework=form, number__in=gated)
        self.gated = dict(rows.values_list("number", "pk")) if gated else {}
        self.columns = self._columns(any(each.may_not_apply for each in shape.asked))

    def judged(self, row: dict[str, Any]) -> tuple[int, rules.Band | None]:
        worth = HUNDREDTHS if self.sums is rules.Sums.WEIGHTED else 1
        scale = self.multiple * worth if self.sums is rules.Sums.WEIGHTED else 1
        whole = self.whole - Fraction(row.get("left") or 0, worth)
        if not whole:
            return 0, None
        share = Fraction(row["value"] or 0, scale) / whole

        def holds(gate: rules.Gate) -> bool:
            if not gate.indicator:
                return True
            pk = self.gated[gate.indicator]
            return bool(row.get(f"left{pk}")) or (row[f"gate{pk}"] or 0) >= gate.least

        return share.numerator * 10_000 // share.denominator, rules.level(share, self.bands, holds)

    def _columns(self, some_may_not_apply: bool) -> dict[str, Any]:
        columns: dict[str, Any] = {"value": self._value()}
        columns |= {
            f"gate{pk}": Max("points", filter=Q(indicator=pk)) for pk in self.gated.values()
        }
        if some_may_not_apply:
            here = Q(is_not_applicable=True)
            worth = "weight_hundredths" if self.sums is rules.Sums.WEIGHTED else "most"
            columns["left"] = Sum(f"indicator__{worth}", filter=here)
            columns |= {
                f"left{pk}": Count("pk", filter=here & Q(indicator=pk))
                for pk in self.gated.values()
            }
        return columns

    def _value(self) -> Any:
        if self.sums is rules.Sums.POINTS:
            return Sum("points")
        value = Cast(F("points"), BigIntegerField()) * self.multiple / F("indicator__most")
        return Sum(value * F("indicator__weight_hundredths"))
