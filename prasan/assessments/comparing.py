"""What the system computed when a result was filed, beside what it computes today."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from prasan.assessments import rules
from prasan.assessments.computing import Suggestion
from prasan.assessments.models import Assessment, Frozen, Indicator, Score, Step
from prasan.assessments.rules import Change
from prasan.assessments.workflow import Move, Tier

_LOOKS = {
    Change.SAME: ("wait", "met"),
    Change.UP: ("met", "met"),
    Change.DOWN: ("part", "part"),
    Change.KNOWN: ("wait", "wait"),
    Change.UNKNOWN: ("wait", "wait"),
}


@dataclass(frozen=True)
class Record:
    """One record behind a value; `is_only_here` when the other day did not know it."""

    text: str
    link: str
    is_only_here: bool


@dataclass(frozen=True)
class Line:
    """One indicator: what was filed, what was computed then, and what is computed now."""

    indicator: Indicator
    given: Score | None
    then: Frozen
    now: Suggestion | None

    @property
    def change(self) -> Change:
        return rules.change(self.then.points, self.now.points if self.now else None)

    @property
    def is_changed(self) -> bool:
        return self.change is not Change.SAME

    @property
    def css(self) -> str:
        return _LOOKS[self.change][0]

    @property
    def sign(self) -> str:
        return _LOOKS[self.change][1]

    @property
    def label(self) -> str:
        return {
            Change.SAME: _("คงเดิม"),
            Change.UP: _("สูงขึ้น"),
            Change.DOWN: _("ต่ำลง"),
            Change.KNOWN: _("คิดได้แล้ว"),
            Change.UNKNOWN: _("คิดไม่ได้แล้ว"),
        }[self.change]

    @property
    def facts_then(self) -> list[Record]:
        known = {each.text for each in self.now.basis} if self.now else set()
        return [
            Record(each.text, each.link, each.text not in known) for each in self.then.facts.all()
        ]

    @property
    def facts_now(self) -> list[Record]:
        known = {each.text for each in self.then.facts.all()}
        basis = self.now.basis if self.now else ()
        return [Record(each.text, each.link, each.text not in known) for each in basis]


class Comparison:
    """The frozen values of the newest filing against today's; four queries and `found`."""

    def __init__(self, assessment: Assessment, found: Mapping[int, Suggestion]) -> None:
        filings = assessment.steps.filter(kind=Move.FILED).select_related("by")
        self.filing: Step | None = filings.order_by("number").last()
        frozen = self.filing.frozen.prefetch_related("facts") if self.filing else ()
        then = {each.indicator_id: each for each in frozen}
        scores = {each.indicator_id: each for each in assessment.scores.of(Tier.SELF)}
        self.lines = [
            Line(each, scores.get(each.pk), then[each.pk], found.get(each.pk))
            for each in Indicator.objects.of_framework(assessment.framework_id)
            if each.pk in then
        ]

    @property
    def changed(self) -> list[Line]:
        return [each for each in self.lines if each.is_changed]

    @property
    def same(self) -> list[Line]:
        return [each for each in self.lines if not each.is_changed]
