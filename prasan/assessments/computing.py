"""The scores the system's own facts suggest, with the records behind each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.areas.facts import Basis, Fact, Reading
from prasan.areas.rules import TAMBON_DIGITS
from prasan.assessments import catalogue, rules
from prasan.assessments.actions.freezing import Computed
from prasan.assessments.models import Framework, Indicator
from prasan.thai.calendar import FiscalYear


@dataclass(frozen=True)
class Suggestion:
    """What the records say of one indicator of one tambon on a day.

    `points` is None where they cannot tell; `note` says what was found, or why nothing can be.
    """

    fact: str
    points: int | None
    value: int | None
    note: str
    basis: tuple[Basis, ...] = ()

    @property
    def link(self) -> str:
        """The page of the first record behind it, or the one where it is missing."""
        return self.basis[0].link if self.basis else ""

    def frozen(self) -> Computed:
        """As it is kept with a filing."""
        return Computed(self.points, self.note, self.basis)


Suggestions = dict[str, dict[int, Suggestion]]


def computed(
    codes: Sequence[str],
    framework: Framework,
    fiscal_year: FiscalYear,
    day: date,
    *,
    also: Iterable[str] = (),
    indicators: Sequence[Indicator] | None = None,
) -> Suggestions:
    """By tambon code and indicator id, what every computed indicator comes to on `day`.

    `codes` are the tambons asked for, or wider areas; a tambon that no app knows anything of is
    told with the lowest scores only when it is asked for by its own code, or is one of `also`. A
    number of queries that does not grow with the tambons; two less where the `indicators` of the
    form were loaded in order already.
    """
    if indicators is None:
        indicators = list(Indicator.objects.of_framework(framework.pk))
    return _Computing(indicators).run(codes, fiscal_year, day, also)


class _Computing:
    """The computed indicators of one form, loaded once for any number of tambons."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        asked = [each for each in indicators if each.fact]
        offered = catalogue.facts()
        self.indicators = [
            (each.pk, offered[each.fact], each.asked, _thresholds(each))
            for each in asked
            if each.fact in offered
        ]
        wanted = {fact.key for _, fact, _, _ in self.indicators}
        self.sources = [
            source for source in catalogue.sources() if wanted & {fact.key for fact in source.facts}
        ]

    def run(
        self, codes: Sequence[str], fiscal_year: FiscalYear, day: date, also: Iterable[str]
    ) -> Suggestions:
        readings = [
            source.read(codes=codes, period=fiscal_year, day=day) for source in self.sources
        ]
        known = {code for each in readings for code in each}
        asked = {code for code in codes if len(code) == TAMBON_DIGITS}
        tambons = known | asked | set(also)
        return {code: self._of(code, readings) for code in sorted(tambons)}

    def _of(
        self, code: str, readings: Sequence[Mapping[str, Mapping[str, Reading]]]
    ) -> dict[int, Suggestion]:
        mine: dict[str, Reading] = {}
        for each in readings:
            mine |= each.get(code, {})
        return {
            pk: _suggestion(fact, asked, thresholds, mine.get(fact.key))
            for pk, fact, asked, thresholds in self.indicators
        }


def _thresholds(indicator: Indicator) -> dict[int, int]:
    points = indicator.points.all()
    return {each.points: each.threshold for each in points if each.threshold is not None}


def _suggestion(
    fact: Fact, asked: rules.Asked, thresholds: Mapping[int, int], reading: Reading | None
) -> Suggestion:
    """Nothing recorded is the lowest score and says so; records that cannot tell suggest none."""
    if reading is None:
        lowest = min(asked.steps, default=asked.least)
        return Suggestion(fact.key, lowest, None, str(fact.missing))
    if reading.value is None:
        return Suggestion(fact.key, None, None, reading.note, reading.basis)
    points = rules.suggested(asked, reading.value, thresholds, at_most=fact.at_most)
    return Suggestion(fact.key, points, reading.value, reading.note, reading.basis)
