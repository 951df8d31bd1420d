"""What a plan, a project and its links must keep to, and how far a tambon's Strong Tambon has come.

Years are Buddhist, as plans name them. Sentences are Thai: the reader is the one who typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from prasan.thai.calendar import ERA, FiscalYear, format_short

FIRST_YEAR, LAST_YEAR = 2500, 2699
LONGEST_PLAN = 10
LARGEST_BUDGET = Decimal("999999999999.99")
# Answers that put a project into the other plan; a refusal is the one that takes the link away.
TAKEN_IN = frozenset({"adopted", "merged"})
ADOPTED, DEFERRED, REFUSED = "adopted", "deferred", "refused"


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field of what was typed."""

    field: str
    text: str


def year_problem(field: str, year: int) -> list[Problem]:
    """A Christian year typed by habit, or a slip of the finger."""
    if 1900 <= year < 2200:
        meant = f"ถ้าหมายถึงปีนี้ให้พิมพ์ {year + ERA}"
        return [Problem(field, f"ปี {year} เป็นปี ค.ศ. {meant}")]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return [Problem(field, f"ปี {year} ไม่น่าใช่ปี พ.ศ. ที่ตั้งใจ พิมพ์สี่หลัก เช่น 2568")]
    return []


def plan_problems(
    first: int, last: int, others: Iterable[tuple[int, int]], projects: Iterable[int] = ()
) -> list[Problem]:
    """What keeps a plan of the years `first` to `last`, both included, from standing.

    `others` are the spans of the tambon's other plans, `projects` the first years of the
    projects already in this one. Two plans of a tambon never share a year, so that one plan
    is in force in any year. Source: ours.
    """
    problems = year_problem("first_year", first) + year_problem("last_year", last)
    if problems:
        return problems
    if last < first:
        return [Problem("last_year", f"ปีสุดท้าย {last} อยู่ก่อนปีแรก {first} สลับกันหรือไม่")]
    if last - first >= LONGEST_PLAN:
        years = last - first + 1
        return [Problem("last_year", f"แผนยาว {years} ปี ตรวจปีแรกและปีสุดท้ายอีกครั้ง")]
    for start, end in sorted(others):
        if start <= last and first <= end:
            return [Problem("first_year", f"มีแผน {start}–{end} อยู่แล้ว ปีของแผนต้องไม่ทับกัน")]
    outside = sorted({year for year in projects if not first <= year <= last})
    if outside:
        named = ", ".join(map(str, outside))
        return [Problem("last_year", f"มีโครงการที่เริ่มปี {named} ปีของแผนต้องคลุมถึง")]
    return []


def project_problems(first_year: int, budget: Decimal, plan: tuple[int, int]) -> list[Problem]:
    """What keeps a project from standing in a plan of the years `plan`, both included."""
    problems = year_problem("first_year", first_year)
    if not problems and not plan[0] <= first_year <= plan[1]:
        span = f"{plan[0]}–{plan[1]}"
        problems.append(Problem("first_year", f"ปี {first_year} อยู่นอกแผน {span} ใส่ปีที่อยู่ในแผน"))
    return problems + budget_problems(budget)


def budget_problems(budget: Decimal) -> list[Problem]:
    """A budget is baht and satang, from nothing to under a million million."""
    if not budget.is_finite() or abs(budget) > LARGEST_BUDGET:
        return [Problem("budget", "งบประมาณมากเกินไป ใส่เป็นบาท ไม่เกิน 12 หลัก")]
    if budget < 0:
        return [Problem("budget", "งบประมาณติดลบ ใส่เป็น 0 หรือมากกว่า")]
    if budget != budget.quantize(Decimal("0.01")):
        return [Problem("budget", "งบประมาณมีทศนิยมเกิน 2 ตำแหน่ง ใส่ถึงสตางค์ เช่น 12,500.50")]
    return []


def link_problems(proposed: date, entered: date) -> list[Problem]:
    """A project goes up once it is in the plan, not before."""
    if proposed < entered:
        day = format_short(entered)
        return [Problem("proposed", f"วันที่เสนออยู่ก่อนวันที่โครงการเข้าแผน ({day}) แก้วันใดวันหนึ่ง")]
    return []


def entered_problems(entered: date, proposed: Iterable[date]) -> list[Problem]:
    """A project cannot have come into the plan after it went up from it."""
    first = min(proposed, default=None)
    if first is not None and first < entered:
        day = format_short(first)
        return [Problem("entered", f"โครงการนี้เสนอแผนอื่นเมื่อ {day} วันที่เข้าแผนต้องไม่หลังวันนั้น")]
    return []


def origin_problems(
    kind: str,
    dated: date,
    today: date,
    *,
    place: str = "",
    met: date | None = None,
    has_indicator: bool = False,
) -> list[Problem]:
    """What keeps an origin of `kind` from standing; `met` is the day of the resolution's meeting.

    A forum has a place, a resolution its meeting, a gap its indicator; none lies ahead. Source:
    ours.
    """
    missing = {
        "forum": not place and Problem("place", "ยังไม่ได้บอกว่าจัดประชาคมที่ใด เช่น ศาลาบ้านปงเตา หมู่ 3"),
        "resolution": met is None and Problem("resolution", "ยังไม่ได้เลือกมติ เลือกหนึ่งมติ"),
        "indicator": not has_indicator and Problem("indicator", "ยังไม่ได้เลือกตัวชี้วัด เลือกหนึ่งข้อ"),
    }[kind]
    problems = [missing] if missing else []
    if dated > today:
        problems.append(Problem("dated", f"วันที่อยู่หลังวันนี้ ({format_short(today)}) ใส่วันที่เกิดขึ้นแล้ว"))
    elif met is not None and dated < met:
        day = format_short(met)
        problems.append(Problem("dated", f"วันที่อยู่ก่อนวันประชุมที่มีมติ ({day}) ใส่วันนั้นหรือหลังจากนั้น"))
    return problems


def answer_problems(answer: str, answered: date, reason: str, proposed: date) -> list[Problem]:
    """An answer comes after the proposal, and any but a plain yes says why."""
    problems = []
    if answered < proposed:
        day = format_short(proposed)
        problems.append(Problem("answered", f"วันที่ตอบอยู่ก่อนวันที่เสนอ ({day}) แก้วันที่ตอบ"))
    if answer != ADOPTED and not reason:
        text = "ยังไม่ได้บอกเหตุผล บันทึกตามที่หน่วยงานแจ้ง เพื่อให้ตำบลทราบ"
        problems.append(Problem("reason", text))
    return problems


def mission_problems(starts: date, ends: date | None) -> list[Problem]:
    """`ends` is the first day without the mission, so it comes after `starts`."""
    if ends is not None and ends <= starts:
        return [Problem("ends", f"วันสุดท้ายอยู่ก่อนวันเริ่ม ({format_short(starts)}) แก้วันใดวันหนึ่ง")]
    return []


def mission_counts(starts: date, ends: date | None, year: FiscalYear, day: date) -> bool:
    """Whether a mission counts for `year` as known on `day`: begun, and in force some day of it.

    One that ended within the year still counts for that year; one that ended before does not.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 5; it names no date.
    """
    return starts <= min(day, year.last) and (ends is None or ends > year.first)


@dataclass(frozen=True)
class Sent:
    """A project sent up to another plan, and what came back."""

    proposed: date
    answer: str | None = None
    answered: date | None = None

    def answer_on(self, day: date) -> str | None:
        """The answer known on `day`; one given later is still awaited."""
        return self.answer if self.answered is not None and self.answered <= day else None


@dataclass(frozen=True)
class StrongProject:
    """A project of the Strong Tambon programme in a plan."""

    pk: int
    entered: date
    sent: Sequence[Sent] = ()


@dataclass(frozen=True)
class PlanFacts:
    """A plan's years, both included, the day it was adopted, and its Strong Tambon projects.

    `proof` is the checksum of the plan's file, empty without one.
    """

    first_year: int
    last_year: int
    adopted: date | None
    projects: Sequence[StrongProject] = ()
    proof: str = ""

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


@dataclass(frozen=True)
class Standing:
    """Where a tambon stands: the step it waits for, in one line, and since when it is enough.

    `project` is the project the next step is about, if any.
    """

    step: Step
    note: str
    met: date | None = None
    project: int | None = None

    @property
    def is_met(self) -> bool:
        return self.step in (Step.ANSWER, Step.DONE)

    @property
    def next_step(self) -> str:
        return NEXT[self.step]


def strong_tambon(plans: Iterable[PlanFacts], year: FiscalYear, day: date) -> Standing:
    """How far the tambon's Strong Tambon has come for `year`, as its facts show on `day`.

    Enough is: a plan in force covering the year, in it a project of the programme, and that
    project proposed to a plan of another level. Waiting for the answer and a deferral are
    enough; a project every plan refused must be proposed elsewhere. Facts dated after `day` do
    not count. A plan without its day of adoption is not in force.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 6; that a refusal does not count is
    ours.
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
    projects = [project for project in plan.projects if project.entered <= day]
    if not projects:
        return Standing(Step.PROJECT, "มีแผน ยังไม่มีโครงการตำบลเข้มแข็ง")
    sent = [
        (max(plan.adopted, project.entered, link.proposed), project.pk, link.answer_on(day))
        for project in projects
        for link in project.sent
        if link.proposed <= day
    ]
    live = [link for link in sent if link[2] != REFUSED]
    if not live:
        note = "แผนที่เสนอไม่รับโครงการ ยังไม่เสนอแผนอื่น" if sent else "มีโครงการ ยังไม่เชื่อมแผนระดับอื่น"
        return Standing(Step.LINK, note, project=projects[0].pk)
    met = min(since for since, _, _ in live)
    return _linked(met, {answer: pk for _, pk, answer in live})


def _linked(met: date, answers: dict[str | None, int]) -> Standing:
    """What came back for the projects sent up; `answers` maps each answer to a project."""
    taken = [pk for answer, pk in answers.items() if answer in TAKEN_IN]
    if taken:
        return Standing(Step.DONE, "แผนระดับอื่นรับโครงการแล้ว", met, taken[0])
    if None in answers:
        return Standing(Step.ANSWER, "เสนอแผนระดับอื่นแล้ว รอผล", met, answers[None])
    return Standing(Step.ANSWER, "เสนอแผนระดับอื่นแล้ว ผลคือเลื่อนไว้ก่อน", met, answers[DEFERRED])
