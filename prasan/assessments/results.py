"""One centre's result of a year: the three scores side by side, the level, the year before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from prasan.assessments import charts, explaining, rules
from prasan.assessments.models import Assessment, Category, Indicator, Score
from prasan.assessments.workflow import State, Tier
from prasan.thai.calendar import FiscalYear

# Whose word stands, by how far the assessment has come.
STANDING = {State.VERIFIED: Tier.DISTRICT, State.ACCEPTED: Tier.PROVINCE}


@dataclass(frozen=True)
class Row:
    """One indicator: what each tier said, and what stood the year before."""

    indicator: Indicator
    said: Mapping[Tier, Score]
    mark: rules.Mark
    before: rules.Mark | None

    @property
    def tiers(self) -> list[tuple[Tier, Score | None]]:
        return [(tier, self.said.get(tier)) for tier in Tier]

    @property
    def meaning(self) -> str:
        return self.indicator.meaning_of(self.mark.points)

    @property
    def width(self) -> int:
        """How long its bar is, of a hundred."""
        return self.mark.counted * 100 // self.mark.most

    @property
    def differs(self) -> bool:
        """Whether the tiers do not say the same."""
        words = {(one.points, one.is_not_applicable) for one in self.said.values()}
        return len(words) > 1


@dataclass(frozen=True)
class Group:
    """One category with its rows and its sum."""

    category: Category
    part: rules.Part
    before: rules.Part | None
    rows: tuple[Row, ...]


class Result:
    """The result of `assessment` by the word that stands; nine queries, four more with a year
    before."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment, self.framework = assessment, assessment.framework
        self.tier = STANDING.get(assessment.state, Tier.SELF)
        self.indicators = list(Indicator.objects.of_framework(self.framework.pk))
        self.shape = self.framework.shape
        self.said = _said(assessment)
        self.last = _year_before(assessment)
        old = (
            _marks(self.indicators, _said(self.last), self._old_tier) if self.is_comparable else []
        )
        self.before = {mark.number: mark for mark in old}

    @property
    def _old_tier(self) -> Tier:
        assert self.last is not None
        return STANDING.get(self.last.state, Tier.SELF)

    @property
    def is_comparable(self) -> bool:
        """Whether the year before stands on the same version of the form."""
        return self.last is not None and self.last.framework_id == self.framework.pk

    @property
    def year(self) -> FiscalYear:
        return FiscalYear(self.assessment.fiscal_year)

    @cached_property
    def marks(self) -> list[rules.Mark]:
        return _marks(self.indicators, self.said, self.tier)

    @cached_property
    def verdict(self) -> rules.Verdict:
        return rules.verdict(self.shape, self.marks)

    @cached_property
    def verdict_before(self) -> rules.Verdict | None:
        return rules.verdict(self.shape, list(self.before.values())) if self.before else None

    @cached_property
    def path(self) -> rules.Path | None:
        return rules.path(self.shape, self.marks)

    @property
    def raises(self) -> list[tuple[Indicator, rules.Raise, str]]:
        """The cheapest path: each indicator, how far, and what that would mean."""
        by_number = {each.number: each for each in self.indicators}
        found = self.path.raises if self.path else ()
        return [
            (by_number[one.number], one, by_number[one.number].meaning_of(one.end)) for one in found
        ]

    @property
    def verdicts(self) -> list[tuple[Tier, rules.Verdict]]:
        """What the result is by the word of each tier that has said something."""
        spoken = [tier for tier in Tier if any(tier in said for said in self.said.values())]
        return [
            (tier, rules.verdict(self.shape, _marks(self.indicators, self.said, tier)))
            for tier in spoken
        ]

    @property
    def reason(self) -> str:
        return explaining.reason(self.verdict)

    @property
    def held_back(self) -> list[str]:
        return explaining.held_back(self.verdict)

    @property
    def steps(self) -> list[explaining.Step]:
        return explaining.arithmetic(self.shape, self.marks, self.verdict)

    @cached_property
    def groups(self) -> list[Group]:
        old = self.verdict_before.total if self.verdict_before else None
        marks = {mark.number: mark for mark in self.marks}
        found: dict[int, tuple[Category, list[Row]]] = {}
        for each in self.indicators:
            row = Row(
                each, self.said.get(each.pk, {}), marks[each.number], self.before.get(each.number)
            )
            found.setdefault(each.category_id, (each.category, []))[1].append(row)
        return [
            Group(category, part, old.part(category.number) if old else None, tuple(rows))
            for category, rows in found.values()
            for part in [self.verdict.total.part(category.number)]
            if part is not None
        ]

    @property
    def radar(self) -> charts.Radar | None:
        shares = [
            (
                str(group.category.number),
                f"{rules.percent(group.part.share or Fraction(0))} %",
                group.part.share or Fraction(0),
            )
            for group in self.groups
        ]
        old = [group.before.share or Fraction(0) for group in self.groups if group.before]
        return charts.radar(shares, old)


Said = Mapping[int, Mapping[Tier, Score]]


def _said(assessment: Assessment | None) -> Said:
    """What each tier said, by indicator; one query."""
    found: dict[int, dict[Tier, Score]] = {}
    scores = assessment.scores.select_related("by") if assessment else ()
    for score in scores:
        found.setdefault(score.indicator_id, {})[Tier(score.tier)] = score
    return found


def _marks(indicators: Sequence[Indicator], said: Said, tier: Tier) -> list[rules.Mark]:
    found = []
    for each in indicators:
        score = said.get(each.pk, {}).get(tier)
        applies = score is None or not score.is_not_applicable
        found.append(rules.Mark(each.asked, score.points if score else None, applies))
    return found


def _year_before(assessment: Assessment) -> Assessment | None:
    before = Assessment.objects.filter(
        centre=assessment.centre_id, fiscal_year=assessment.fiscal_year - 1
    )
    return before.with_steps().select_related("framework").first()
