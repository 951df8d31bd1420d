"""How far a tambon's Strong Tambon has come, read off its plans and what was answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prasan.plans.rules.chain import DEFERRED, REFUSED, TAKEN_IN, Said, decision_on
from prasan.thai.calendar import FiscalYear


@dataclass(frozen=True)
class Sent:
    """A project sent to a plan of another level, and the answers that stand, as given."""

    level: str
    proposed: date
    replies: Sequence[Said] = ()

    def answer_on(self, day: date) -> str | None:
        """The answer known on `day`; one given later is still awaited."""
        last = decision_on(self.replies, day)
        return last.kind if last else None


@dataclass(frozen=True)
class Span:
    """Since when a project is in its plan, and the day of the version without it.

    `entered` is None while the version that brings it in is a draft.
    """

    entered: date | None
    left: date | None = None

    def holds(self, day: date) -> bool:
        is_in = self.entered is not None and self.entered <= day
        return is_in and (self.left is None or self.left > day)


@dataclass(frozen=True)
class StrongProject:
    """A project of the Strong Tambon programme in a plan."""

    pk: int
    spans: Sequence[Span]
    sent: Sequence[Sent] = ()

    def entered_by(self, day: date) -> date | None:
        """Since when it stands in the plan of `day`; None when it does not."""
        return next((one.entered for one in self.spans if one.holds(day)), None)


@dataclass(frozen=True)
class PlanFacts:
    """A plan's years, both included, the day it was first adopted, its Strong Tambon projects.

    `proof` is the id of the newest file, None without one; `has_resolution` whether the
    version in force names the resolution that adopted it.
    """

    first_year: int
    last_year: int
    adopted: date | None
    projects: Sequence[StrongProject] = ()
    proof: int | None = None
    has_resolution: bool = True

    def covers(self, year: FiscalYear) -> bool:
        return self.first_year <= year.number <= self.last_year


class Step(StrEnum):
    """What a tambon's Strong Tambon waits for, first to last."""

    PLAN = "plan"
    ADOPTION = "adoption"
    PROJECT = "project"
    LINK = "link"
    ANSWER = "answer"
    DONE = "done"


# The next step in words, for the page of the tambon.
NEXT = {
    Step.PLAN: "บันทึกแผนพัฒนาตำบลที่ครอบคลุมปีนี้",
    Step.ADOPTION: "บันทึกวันที่แผนได้รับความเห็นชอบ",
    Step.PROJECT: "เพิ่มโครงการตำบลเข้มแข็งในแผน",
    Step.LINK: "เสนอโครงการเข้าแผนท้องถิ่น อำเภอ จังหวัด หรือหน่วยงาน",
    Step.ANSWER: "บันทึกผลเมื่อหน่วยงานเจ้าของแผนตอบกลับ",
    Step.DONE: "",
}
RESOLUTION = "ระบุมติที่ประชุมที่เห็นชอบแผนฉบับที่ใช้อยู่"


@dataclass(frozen=True)
class Standing:
    """Where a tambon stands: the step it waits for, in one line, and since when it is enough.

    `project` is the project the next step is about, if any; `levels` are those its live proposals
    go to; `lacks_resolution` says that the plan in force does not name what adopted it.
    """

    step: Step
    note: str
    met: date | None = None
    project: int | None = None
    levels: frozenset[str] = frozenset()
    lacks_resolution: bool = False

    @property
    def is_met(self) -> bool:
        return self.step in (Step.ANSWER, Step.DONE)

    @property
    def next_step(self) -> str:
        """What to do next; where only the resolution is missing, that."""
        if self.step == Step.DONE and self.lacks_resolution:
            return RESOLUTION
        return NEXT[self.step]


def strong_tambon(plans: Iterable[PlanFacts], year: FiscalYear, day: date) -> Standing:
    """How far the tambon's Strong Tambon has come for `year`, as its facts show on `day`.

    Enough is: a plan in force covering the year, in it a project of the programme, and that
    project proposed to a plan of another level. Waiting for the answer and a deferral are
    enough; a project every plan refused must be proposed elsewhere. Facts dated after `day` do
    not count. A plan without its day of adoption is not in force. The resolution that adopted it
    is asked for, but older plans that do not name theirs count.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 6; that one level is enough, that a
    refusal does not count and that a missing resolution does not block are our reading.
    """
    known = list(plans)
    standings = [_of_plan(plan, day) for plan in known if plan.covers(year)]
    if standings:
        return max(standings, key=lambda standing: list(Step).index(standing.step))
    ended = [plan.last_year for plan in known if plan.last_year < year.number]
    if ended:
        return Standing(Step.PLAN, f"แผนเดิมสิ้นสุดปี {max(ended)} ยังไม่มีแผนใหม่")
    return Standing(Step.PLAN, f"ยังไม่มีแผนที่ครอบคลุมปี {year}")


def _of_plan(plan: PlanFacts, day: date) -> Standing:
    if plan.adopted is None or plan.adopted > day:
        return Standing(Step.ADOPTION, "มีแผน ยังไม่บันทึกวันเห็นชอบ")
    lacks = not plan.has_resolution
    projects = [project for project in plan.projects if project.entered_by(day)]
    if not projects:
        note = "มีแผน ยังไม่มีโครงการตำบลเข้มแข็ง"
        return Standing(Step.PROJECT, note, lacks_resolution=lacks)
    sent = [(project, one) for project in projects for one in project.sent if one.proposed <= day]
    live = [(project, one) for project, one in sent if one.answer_on(day) != REFUSED]
    if not live:
        note = "แผนที่เสนอไม่รับโครงการ ยังไม่เสนอแผนอื่น" if sent else "มีโครงการ ยังไม่เชื่อมแผนระดับอื่น"
        return Standing(Step.LINK, note, project=projects[0].pk, lacks_resolution=lacks)
    met = min(
        max(plan.adopted, project.entered_by(day) or day, one.proposed) for project, one in live
    )
    step, note, project = _linked({one.answer_on(day): project.pk for project, one in live})
    levels = frozenset(one.level for _, one in live)
    return Standing(step, note, met, project, levels, lacks)


def _linked(answers: dict[str | None, int]) -> tuple[Step, str, int]:
    """What came back for the projects sent up; `answers` maps each answer to a project."""
    taken = [pk for answer, pk in answers.items() if answer in TAKEN_IN]
    if taken:
        return Step.DONE, "แผนระดับอื่นรับโครงการแล้ว", taken[0]
    if None in answers:
        return Step.ANSWER, "เสนอแผนระดับอื่นแล้ว รอผล", answers[None]
    return Step.ANSWER, "เสนอแผนระดับอื่นแล้ว ผลคือเลื่อนไว้ก่อน", answers[DEFERRED]
