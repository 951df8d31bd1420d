"""How a project stands in the plans of other levels, and whose projects stand behind one.

An answer is a dated fact; where a proposal stands on a day is read off those known on it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from prasan.plans.rules.entering import Problem, budget_problems, year_problem
from prasan.thai.calendar import FiscalYear, format_short

ADOPTED, MERGED, DEFERRED, REFUSED = "adopted", "merged", "deferred", "refused"
FUNDED, STARTED, DONE = "funded", "started", "done"
# Answers that put a project into the other plan.
TAKEN_IN = frozenset({ADOPTED, MERGED})

# To which levels a project of each level may be sent. Neighbours may pass on to each other (a
# district to a local authority and back), so that a circle is possible and is looked for.
DESTINATIONS: Mapping[str, tuple[str, ...]] = {
    "village": ("tambon", "local"),
    "tambon": ("local", "district", "province", "agency"),
    "local": ("local", "district", "province", "agency"),
    "district": ("local", "province", "agency"),
    "province": ("local", "agency"),
    "agency": (),
}

# Which answers may follow the last one that stands.
_FOLLOWS: Mapping[str | None, frozenset[str]] = {
    None: frozenset({ADOPTED, MERGED, DEFERRED, REFUSED}),
    DEFERRED: frozenset({ADOPTED, MERGED, DEFERRED, REFUSED}),
    REFUSED: frozenset({ADOPTED, MERGED, DEFERRED}),
    ADOPTED: frozenset({MERGED, DEFERRED, REFUSED}),
    MERGED: frozenset({MERGED, DEFERRED, REFUSED}),
}


class State(StrEnum):
    """Where a proposal stands."""

    WAITING = "waiting"
    DEFERRED = "deferred"
    REFUSED = "refused"
    ADOPTED = "adopted"
    MERGED = "merged"
    FUNDED = "funded"
    STARTED = "started"
    DONE = "done"

    @property
    def is_taken_in(self) -> bool:
        return self not in (State.WAITING, State.DEFERRED, State.REFUSED)


@dataclass(frozen=True)
class Said:
    """One answer or one step of the doing, that stands; `target` is the project it went into."""

    kind: str
    dated: date
    target: int | None = None


def decision_on(replies: Iterable[Said], day: date) -> Said | None:
    """The answer that holds on `day`: the last one dated by then; None while it waits.

    `replies` are in the order they were given, which decides between two of one day.
    """
    known = [one for one in replies if one.dated <= day]
    return max(enumerate(known), key=lambda pair: (pair[1].dated, pair[0]))[1] if known else None


def state(replies: Iterable[Said], advances: Iterable[Said], day: date) -> State:
    """Where a proposal stands on `day`.

    Taken in, it stands as far as the project it went into has come: `advances` are that one's.
    Not taken in, what others do with the project is not its own. Source: ours.
    """
    last = decision_on(replies, day)
    if last is None:
        return State.WAITING
    if last.kind not in TAKEN_IN:
        return State(last.kind)
    known = {one.kind for one in advances if one.dated <= day}
    furthest = next((kind for kind in (DONE, STARTED, FUNDED) if kind in known), last.kind)
    return State(furthest)


def proposal_problems(
    level: str, to: str, proposed: date, entered: date | None, today: date
) -> list[Problem]:
    """What keeps a project of a plan of `level` from being sent to one of level `to`.

    `entered` is the day the version that brought it in was adopted, None while that is a draft.
    A draft is not sent: nobody has agreed to it. Source: ours.
    """
    problems = []
    if to not in DESTINATIONS[level]:
        problems.append(
            Problem("level", "แผนระดับนี้ส่งโครงการไปแผนระดับนั้นไม่ได้ เลือกระดับที่สูงกว่า หรือท้องถิ่น")
        )
    if entered is None:
        text = "แผนฉบับนี้ยังไม่ผ่านความเห็นชอบ บันทึกวันเห็นชอบของแผนก่อน แล้วจึงเสนอโครงการ"
        return [*problems, Problem("proposed", text)]
    if proposed < entered:
        day = format_short(entered)
        problems.append(Problem("proposed", f"วันที่เสนออยู่ก่อนวันที่โครงการเข้าแผน ({day}) แก้วันใดวันหนึ่ง"))
    if proposed > today:
        problems.append(_ahead("proposed", today))
    return problems


def reply_problems(
    kind: str,
    dated: date,
    *,
    proposed: date,
    earlier: Sequence[Said],
    today: date,
    reason: str = "",
    until_year: int | None = None,
    has_target: bool = False,
    is_done: bool = False,
) -> list[Problem]:
    """What keeps an answer from following those that stand, `earlier`, oldest first.

    What is not taken in says why; merged says into what; a deferral says until which year. Once
    the project is carried out nothing more is decided. Source: ours.
    """
    problems = _follow_problems(kind, dated, proposed, earlier, is_done)
    if dated > today:
        problems.append(_ahead("dated", today))
    if kind in (DEFERRED, REFUSED) and not reason:
        text = "ยังไม่ได้บอกเหตุผล บันทึกตามที่หน่วยงานแจ้ง เพื่อให้ตำบลทราบ"
        problems.append(Problem("reason", text))
    if kind == MERGED and not has_target and not reason:
        problems.append(Problem("reason", "ยังไม่ได้บอกว่ารวมกับโครงการใด เลือกโครงการ หรือพิมพ์ชื่อ"))
    if kind == DEFERRED:
        problems += _until_problems(until_year, dated)
    return problems


def _follow_problems(
    kind: str, dated: date, proposed: date, earlier: Sequence[Said], is_done: bool
) -> list[Problem]:
    last = earlier[-1] if earlier else None
    if is_done:
        return [Problem("kind", "โครงการนี้ดำเนินการแล้วเสร็จแล้ว คำตอบเปลี่ยนไม่ได้อีก")]
    if kind not in _FOLLOWS[last.kind if last else None]:
        return [Problem("kind", "ตอบเช่นนี้ไว้แล้ว ถ้าเปลี่ยนไป เลือกคำตอบอื่น")]
    if last and dated < last.dated:
        day = format_short(last.dated)
        return [Problem("dated", f"วันที่อยู่ก่อนคำตอบครั้งก่อน ({day}) ใส่วันนั้นหรือหลังจากนั้น")]
    if dated < proposed:
        day = format_short(proposed)
        return [Problem("dated", f"วันที่ตอบอยู่ก่อนวันที่เสนอ ({day}) แก้วันที่ตอบ")]
    return []


def _until_problems(until_year: int | None, dated: date) -> list[Problem]:
    if until_year is None:
        return [Problem("until_year", "ยังไม่ได้บอกว่าเลื่อนไปปีใด ใส่ปีที่จะพิจารณาอีกครั้ง เช่น 2569")]
    problems = year_problem("until_year", until_year)
    year = FiscalYear.of(dated).number
    if not problems and until_year < year:
        problems.append(Problem("until_year", f"ปีที่เลื่อนไปผ่านมาแล้ว ใส่ปี {year} หรือหลังจากนั้น"))
    return problems


def advance_problems(
    kind: str,
    dated: date,
    *,
    earlier: Collection[Said],
    today: date,
    amount: Decimal | None = None,
    source: str | None = None,
    result: str = "",
) -> list[Problem]:
    """What keeps a step of the doing from standing beside those that do, `earlier`.

    Money may come more than once; a project begins once, and is done once it has begun. Source:
    ours.
    """
    days = {one.kind: one.dated for one in earlier}
    problems = [_ahead("dated", today)] if dated > today else []
    if DONE in days:
        return [Problem("kind", f"โครงการแล้วเสร็จเมื่อ {format_short(days[DONE])} แล้ว")]
    if kind == STARTED and STARTED in days:
        problems.append(Problem("kind", f"เริ่มดำเนินการเมื่อ {format_short(days[STARTED])} แล้ว"))
    if kind == DONE and STARTED not in days:
        problems.append(Problem("kind", "ยังไม่ได้บันทึกวันเริ่มดำเนินการ บันทึกวันเริ่มก่อน"))
    if kind == DONE and STARTED in days and dated < days[STARTED]:
        day = format_short(days[STARTED])
        problems.append(Problem("dated", f"วันแล้วเสร็จอยู่ก่อนวันเริ่ม ({day}) แก้วันใดวันหนึ่ง"))
    if kind == DONE and not result:
        problems.append(Problem("result", "ยังไม่ได้บอกผล เขียนสั้น ๆ ว่าเกิดอะไรขึ้นกับใคร"))
    if kind == FUNDED:
        problems += _money_problems(amount, source)
    return problems


def _money_problems(amount: Decimal | None, source: str | None) -> list[Problem]:
    problems = []
    if amount is None or amount == 0:
        problems.append(Problem("amount", "ยังไม่ได้ใส่จำนวนเงินที่ได้รับ เช่น 120,000"))
    else:
        problems += [Problem("amount", one.text) for one in budget_problems(amount)]
    if not source:
        problems.append(Problem("source", "ยังไม่ได้เลือกแหล่งงบประมาณ"))
    return problems


def _ahead(field: str, today: date) -> Problem:
    return Problem(field, f"วันที่อยู่หลังวันนี้ ({format_short(today)}) ใส่วันที่เกิดขึ้นแล้ว")


def reached(start: int, edges: Mapping[int, Iterable[int]]) -> set[int]:
    """Every project that `start` leads to along `edges`, itself left out unless in a circle."""
    found: set[int] = set()
    ahead = list(edges.get(start, ()))
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += edges.get(one, ())
    return found


def would_circle(project: int, target: int, taken: Mapping[int, Iterable[int]]) -> bool:
    """Whether taking `project` into `target` would close a circle.

    `taken` maps each project to those it was taken into. Source: ours; in a circle each project
    would be the origin of all.
    """
    return project == target or project in reached(target, taken)


def origins(project: int, taken: Mapping[int, Iterable[int]]) -> set[int]:
    """Every project that stands behind `project`: what was taken into it, and into that.

    Source: ours, decision 0041: what is merged keeps all its origins.
    """
    behind: dict[int, list[int]] = {}
    for one, targets in taken.items():
        for target in targets:
            behind.setdefault(target, []).append(one)
    return reached(project, behind)
