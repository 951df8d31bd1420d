"""The results of a year over a whole area: one grouped query for each form that was used."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Cast

from prasan.assessments import rules
from prasan.assessments.models import Assessment, Framework, Indicator, Score
from prasan.assessments.models.assessments import IN_HAND
from prasan.assessments.models.frameworks import HUNDREDTHS
from prasan.assessments.outcomes import Sums
from prasan.assessments.workflow import Move, Tier
from prasan.centres.models import Centre
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


class Lot(NamedTuple):
    """So many centres of one part of an area with one and the same result.

    `first` and `last` are the least and the greatest of their codes.
    """

    part: str
    hundredths: int
    band: rules.Band | None
    many: int
    first: str
    last: str


@dataclass(frozen=True)
class Grades:
    """All results of one form."""

    framework: Framework
    shape: rules.Shape
    graded: tuple[Graded, ...]


@dataclass(frozen=True)
class Lots:
    """All results of one form, equal ones of a part together."""

    framework: Framework
    shape: rules.Shape
    lots: tuple[Lot, ...]


def grades(codes: Sequence[str], year: FiscalYear, tier: Tier) -> list[Grades]:
    """The results of the centres inside `codes` on which `tier` has said its word, form by form.

    Forms are kept apart: levels of two versions are not the same thing.
    """
    found = [
        Grades(form, shape, tuple(_graded(form, shape, scores)))
        for form, shape, scores in _spoken(codes, year, tier)
    ]
    return [each for each in found if each.graded]


def lots(code: str, year: FiscalYear, tier: Tier, *, digits: int) -> list[Lots]:
    """As grades, but equal results of a part are one; a part is known by so many `digits`.

    The database puts them together: of a nation thousands of rows less are fetched.
    """
    found = [
        Lots(form, shape, tuple(_lots(form, shape, scores, digits)))
        for form, shape, scores in _spoken([code], year, tier)
    ]
    return [each for each in found if each.lots]


def _spoken(
    codes: Sequence[str], year: FiscalYear, tier: Tier
) -> Iterator[tuple[Framework, rules.Shape, QuerySet[Score]]]:
    """Each form on which something was said, with the scores that count."""
    begun = Assessment.objects.within(codes).in_year(year)
    # Of all that were begun: how far each has come is asked once, with its scores.
    used = begun.order_by().values_list("framework", flat=True).distinct()
    spoken = begun.at(SPOKEN[tier])
    forms = Framework.objects.filter(pk__in=list(used))
    shapes = forms.shapes()
    for form in forms.order_by("first_year", "pk"):
        mine = spoken.filter(framework=form).order_by().values("pk")
        yield form, shapes[form.pk], Score.objects.of(tier).filter(assessment__in=mine)


def _graded(form: Framework, shape: rules.Shape, scores: QuerySet[Score]) -> Iterator[Graded]:
    if _counts_categories(shape):
        return _by_category(shape, scores)
    return _by_sum(form, shape, scores)


def _lots(
    form: Framework, shape: rules.Shape, scores: QuerySet[Score], digits: int
) -> Iterator[Lot]:
    if not _counts_categories(shape):
        yield from _by_equal_sum(form, shape, scores, digits)
        return
    inside: dict[tuple[str, int, rules.Band | None], list[str]] = defaultdict(list)
    for one in _by_category(shape, scores):
        inside[one.code[:digits], one.hundredths, one.band].append(one.code)
    for key, codes in inside.items():
        yield Lot(*key, len(codes), min(codes), max(codes))


def _counts_categories(shape: rules.Shape) -> bool:
    return shape.sums is rules.Sums.AVERAGES or _has_category_gates(shape)


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
    """A row for each centre."""
    judge = _Judge(form, shape)
    for row in _summed(judge, scores, [_AREA]):
        yield Graded(row[0], *judge.judged(row[1:]))


def _by_equal_sum(
    form: Framework, shape: rules.Shape, scores: QuerySet[Score], digits: int
) -> Iterator[Lot]:
    """A row for all centres of a part with equal sums."""
    judge = _Judge(form, shape)
    parts = [f"SUBSTR({_AREA}, 1, {digits:d})"]
    counted = f", COUNT(*), MIN({_AREA}), MAX({_AREA})"
    for row in _summed(judge, scores, parts, counted):
        yield Lot(row[0], *judge.judged(row[1:-3]), *row[-3:])


_AREA = "centre.area_id"


def _summed(
    judge: "_Judge", scores: QuerySet[Score], names: Sequence[str], counted: str = ""
) -> list[tuple[Any, ...]]:
    """`names` and the judge's columns of each assessment, grouped by all of them if `counted`.

    Scores are summed by assessment alone, in whose order they lie, and its area is joined to the
    sums: Django would join it to every score, and cannot group what it has grouped.
    """
    inner, arguments = (
        scores.order_by().values("assessment").annotate(**judge.columns).query.sql_with_params()
    )
    columns = ", ".join([*names, *(f'summed."{name}"' for name in judge.columns)])
    outer = (
        f"SELECT {columns}{counted} FROM ({inner}) AS summed"  # noqa: S608 - names of ours only
        f' JOIN {Assessment._meta.db_table} AS graded ON graded.id = summed."assessment"'
        f" JOIN {Centre._meta.db_table} AS centre ON centre.id = graded.centre_id"
    )
    if counted:
        places = range(1, len(names) + len(judge.columns) + 1)
        outer += f" GROUP BY {', '.join(map(str, places))}"
    with connection.cursor() as cursor:
        cursor.execute(outer, arguments)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


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

        self.known: dict[tuple[Any, ...], tuple[int, rules.Band | None]] = {}

    def judged(self, row: tuple[Any, ...]) -> tuple[int, rules.Band | None]:
        """Share in hundredths of a percent and level; equal rows are judged once."""
        found = self.known.get(row)
        if found is None:
            # PostgreSQL sums whole numbers to decimals.
            whole = [None if each is None else int(each) for each in row]
            found = self.known[row] = self._judged(dict(zip(self.columns, whole, strict=True)))
        return found

    def _judged(self, row: dict[str, Any]) -> tuple[int, rules.Band | None]:
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
