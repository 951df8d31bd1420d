"""One assessment as it is read: three scores side by side, what is behind them, what was done."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from prasan.assessments import rules, workflow
from prasan.assessments.actions.proofs import load_files, standing
from prasan.assessments.models import Assessment, Category, Indicator, Proof, Remark, Score, Step
from prasan.assessments.models.assessments import IN_HAND
from prasan.assessments.scales import NOT_APPLICABLE_LABEL
from prasan.assessments.workflow import Move, Tier


@dataclass
class Line:
    """One indicator with what each tier said of it, and what the last look wants put right."""

    indicator: Indicator
    scores: dict[str, Score]
    proofs: list[Proof]
    remark: str = ""

    def mark(self, tier: str) -> rules.Mark:
        score = self.scores.get(tier)
        if score is None:
            return rules.Mark(self.indicator.asked, None)
        return rules.Mark(self.indicator.asked, score.points, not score.is_not_applicable)

    @property
    def own(self) -> Score | None:
        return self.scores.get(Tier.SELF)

    @property
    def district(self) -> Score | None:
        return self.scores.get(Tier.DISTRICT)

    @property
    def province(self) -> Score | None:
        return self.scores.get(Tier.PROVINCE)

    @property
    def said(self) -> list[Score]:
        """What the tiers said, from the centre up."""
        return [self.scores[tier] for tier in Tier if tier in self.scores]

    @property
    def reasons(self) -> list[Score]:
        return [each for each in self.said if each.note]

    @property
    def meaning(self) -> str:
        """What the centre's points stand for."""
        if self.own is None:
            return ""
        if self.own.is_not_applicable:
            return str(NOT_APPLICABLE_LABEL)
        return self.indicator.meaning_of(self.own.points)

    @property
    def is_overruled(self) -> bool:
        return self.own is not None and workflow.is_overruled(self.own.said)

    @property
    def waits_for_second(self) -> bool:
        return self.is_overruled and not (self.own and self.own.confirmed_by_id)

    @property
    def lacks_proof(self) -> bool:
        """Points that want a file or a fact, and have none."""
        return bool(self.own) and workflow.lacks_proof(
            self.own.points if self.own else None,
            wanted_from=self.indicator.evidence_from,
            proofs=len(self.proofs),
        )


@dataclass(frozen=True)
class Group:
    category: Category
    lines: list[Line]

    def sums(self) -> list[tuple[int, int] | None]:
        """Points and most of each tier, None where it has not spoken."""
        return [_sum([line.mark(tier) for line in self.lines]) for tier in Tier]


@dataclass(frozen=True)
class TierSum:
    """What one tier's scores come to; without a verdict while it has said nothing."""

    tier: Tier
    verdict: rules.Verdict | None


@dataclass
class Record:
    """An assessment whole. Its queries do not grow with answers or steps."""

    assessment: Assessment
    lines: dict[int, Line] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    @classmethod
    def of(cls, assessment: Assessment) -> "Record":
        proofs = standing(assessment)
        load_files(proofs.values())
        record = cls(assessment)
        for each in Indicator.objects.of_framework(assessment.framework_id):
            record.lines[each.pk] = Line(each, {}, proofs.get(each.pk, []))
        for score in assessment.scores.select_related("by", "confirmed_by"):
            line = record.lines[score.indicator_id]
            score.indicator = line.indicator
            line.scores[score.tier] = score
        steps = assessment.steps.select_related("by", "batch").prefetch_related(
            "remarks__indicator"
        )
        record.steps = list(steps)
        for remark in record.remarks:
            record.lines[remark.indicator_id].remark = remark.text
        return record

    @property
    def groups(self) -> list[Group]:
        grouped: dict[int, Group] = {}
        for line in self.lines.values():
            category = line.indicator.category
            grouped.setdefault(category.pk, Group(category, [])).lines.append(line)
        return list(grouped.values())

    @property
    def last(self) -> Step | None:
        return self.steps[-1] if self.steps else None

    @property
    def filed(self) -> Step | None:
        """The newest filing."""
        return next((each for each in reversed(self.steps) if each.kind == Move.FILED), None)

    @property
    def given_at(self) -> datetime | None:
        """When the answers were given in, while they are in others' hands; else None."""
        is_theirs = self.last is not None and self.last.kind in IN_HAND
        return self.filed.at if is_theirs and self.filed else None

    @property
    def remarks(self) -> list[Remark]:
        """What is to be put right, while it is."""
        last = self.last
        is_given_back = last is not None and last.kind in (Move.RETURNED, Move.SENT_BACK)
        return list(last.remarks.all()) if last and is_given_back else []

    @property
    def sums(self) -> list[TierSum]:
        shape = self.assessment.framework.shape
        return [TierSum(tier, self._verdict(shape, tier)) for tier in Tier]

    @property
    def waiting(self) -> list[Line]:
        """Overruled values that wait for their second person."""
        return [line for line in self.lines.values() if line.waits_for_second]

    def _verdict(self, shape: rules.Shape, tier: Tier) -> rules.Verdict | None:
        if not any(tier in line.scores for line in self.lines.values()):
            return None
        return rules.verdict(shape, [line.mark(tier) for line in self.lines.values()])


def given_at(assessments: Iterable[int]) -> dict[int, datetime]:
    """When each assessment was last filed, by its id; one query."""
    mine = Step.objects.filter(assessment__in=set(assessments), kind=Move.FILED)
    return dict(mine.order_by("number").values_list("assessment", "at"))


def _sum(marks: list[rules.Mark]) -> tuple[int, int] | None:
    if not any(mark.is_settled for mark in marks):
        return None
    return rules.points(marks), rules.most(marks)
