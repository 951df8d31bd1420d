"""What must be true of the people an order names, and of its days: each check in words.

Pure, so that the same checks run while one types, at signing and over a whole workbook.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from prasan.committees.offices import NAMES
from prasan.committees.rules import Line, Wants, span
from prasan.orders.pasting import is_formula
from prasan.people.rules import NEW, matching, split_name
from prasan.thai.calendar import format_short
from prasan.thai.phones import clean_phone
from prasan.thai.text import tidy

CHAIR, SECRETARY, EXPERT, EX_OFFICIO, MEMBER = (
    "chair", "secretary", "expert", "ex_officio", "member",
)  # fmt: skip
# Of these an order can name one at most, whatever a rulebook says: the table could not hold two.
_ONE = (CHAIR, SECRETARY)


class Severity(StrEnum):
    """How much a problem weighs: an error blocks, a warning asks for a look, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_SHOWN = {
    Severity.ERROR: ("late", "late"),
    Severity.WARNING: ("part", "soon"),
    Severity.NOTE: ("wait", "wait"),
}
_WEIGHT = list(Severity)


@dataclass(frozen=True)
class Member:
    """One line of an order, in the order's own order of lines."""

    title: str
    given_name: str
    family_name: str
    seat: str
    represents: str = ""
    phone: str = ""
    # Which person is meant: a key, "new", or "" where the name alone tells.
    who: str = ""
    # The first day of this seat, where a list says another than the order's own.
    since: date | None = None

    @property
    def name(self) -> str:
        return f"{self.title}{self.given_name} {self.family_name}".rstrip()

    @property
    def key(self) -> str:
        return matching(self.given_name, self.family_name)


Lines = Sequence[tuple[int, Member]]


@dataclass(frozen=True)
class Problem:
    """Something the people of an order do not fit; `line` is the row it is about, from 1.

    `seat` is the office that is missing, where one is.
    """

    text: str
    why: str = ""
    line: int | None = None
    severity: Severity = Severity.ERROR
    seat: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the order cannot be signed as it is."""
        return self.severity is Severity.ERROR

    @property
    def css(self) -> str:
        return _SHOWN[self.severity][0]

    @property
    def sign(self) -> str:
        return _SHOWN[self.severity][1]


class Running(Protocol):
    """Another order of the committee, as its term sees it."""

    @property
    def label(self) -> str: ...
    @property
    def starts(self) -> date: ...
    @property
    def expires(self) -> date | None: ...
    @property
    def revoked(self) -> date | None: ...


def composition(
    members: Sequence[Member],
    wants: Wants,
    tambon: Mapping[str, str] | None = None,
    *,
    rows: Sequence[int] | None = None,
    starts: date | None = None,
) -> list[Problem]:
    """Every problem with `members`, errors first, then by row.

    `tambon` are the members of the คอช.ต. of the same tambon, name by matching name; None where
    the committee has no such rule. `rows` are the members' row numbers, where some are left empty.
    `starts` is the first day of the order. A limit nobody confirmed only asks for a look, but for
    the number of seats.
    Source: numbers and offices from the rulebook of the day; one chair, one secretary and one seat
    a person are how an order is written (ours); the experts are item 4 of Lampang letter
    0019.3/ว 2598 (5 Nov 2567).
    """
    lines = list(zip(rows or range(1, len(members) + 1), members, strict=True))
    return ranked(
        [
            *_unread(lines),
            *_phones(lines),
            *_twice(lines),
            *_early(lines, starts),
            *_offices(lines, wants),
            *_posts(lines, wants),
            *_numbers(len(lines), wants.members),
            *_experts(lines, wants, tambon),
        ]
    )


def overlaps(starts: date, expires: date | None, others: Iterable[Running]) -> list[Problem]:
    """What the terms of `others`, orders of the same committee, mean for one from `starts` on.

    Nothing blocks: seats never overlap, for the older ones end on the day the newer begin.
    Source: ours; the regulation's clause was not read.
    """
    found = []
    for one in others:
        if one.revoked and one.revoked <= starts:
            continue
        if one.starts == starts:
            text = f"คำสั่งที่ {one.label} มีผลวันเดียวกัน"
            why = "วันหนึ่งใช้คำสั่งเดียว ฉบับที่ลงทะเบียนหลังใช้แทน ตรวจวันมีผล"
            found.append(Problem(text, why, severity=Severity.WARNING))
        elif starts < one.starts and (expires is None or expires > one.starts):
            text = f"คำสั่งที่ {one.label} มีผลแล้วตั้งแต่ {format_short(one.starts)}"
            why = "กรรมการตามคำสั่งนี้พ้นในวันนั้น ก่อนครบวาระ"
            found.append(Problem(text, why, severity=Severity.WARNING))
        elif one.starts < starts and one.expires and one.expires > starts:
            text = f"คำสั่งที่ {one.label} ยังไม่ครบวาระ"
            why = "กรรมการชุดนั้นพ้นในวันที่คำสั่งนี้มีผล"
            found.append(Problem(text, why, severity=Severity.NOTE))
    return ranked(found)


def ranked(problems: Iterable[Problem]) -> list[Problem]:
    """Errors first, then warnings, then notes; each by row."""
    return sorted(problems, key=lambda one: (_WEIGHT.index(one.severity), one.line or 0))


def vacancies(members: Iterable[Member], wants: Wants) -> list[Line]:
    """The seats the rulebook wants and nobody sits on: one line for each that is missing.

    Source: the rulebook of the day.
    """
    people = list(members)
    missing: list[Line] = []
    for line in wants.seats:
        short = (line.low or 0) - _seated(people, line)
        missing.extend([line] * max(short, 0))
    return missing


def _unread(lines: Lines) -> Iterator[Problem]:
    """Names a draft keeps as typed, though nobody could sign for them yet."""
    for line, member in lines:
        if member.title:
            continue
        if is_formula(member.name):
            yield Problem(f"แถว {line} มีสูตรของ Excel", "พิมพ์ชื่อแทนสูตร หรือวางเป็นค่า", line)
            continue
        try:
            split_name(member.name)
        except ValueError as error:
            yield Problem(f"แถว {line} ชื่อยังไม่ครบ", str(error), line)


def _phones(lines: Lines) -> Iterator[Problem]:
    """Telephone numbers a draft keeps as typed. Which ones is not said: readers see this too."""
    for line, member in lines:
        try:
            clean_phone(member.phone)
        except ValueError:
            why = "หมายเลขขึ้นต้นด้วย 0 และมี 9 หรือ 10 หลัก ใส่หมายเลขเดียว หรือลบออก"
            yield Problem(f"แถว {line} โทรศัพท์อ่านไม่ได้", why, line)


def _twice(lines: Lines) -> Iterator[Problem]:
    seen: dict[str, list[tuple[int, str]]] = {}
    for line, member in lines:
        before = seen.setdefault(member.key, [])
        if same := [row for row, who in before if not _told_apart(member.who, who)]:
            text = f"แถว {line} ชื่อซ้ำกับแถว {same[0]}"
            yield Problem(text, f"{member.name} นั่งได้ที่เดียว ลบแถวใดแถวหนึ่ง", line)
        before.append((line, member.who))


def _told_apart(one: str, other: str) -> bool:
    """Whether two of one name were chosen to be two persons."""
    return NEW in (one, other) or bool(one and other and one != other)


def _early(lines: Lines, starts: date | None) -> Iterator[Problem]:
    for line, member in lines:
        if starts and member.since and member.since < starts:
            text = f"แถว {line} แต่งตั้งก่อนคำสั่งมีผล"
            why = f"{format_short(member.since)} อยู่ก่อน {format_short(starts)} แก้วันใดวันหนึ่ง"
            yield Problem(text, why, line)


def _offices(lines: Lines, wants: Wants) -> Iterator[Problem]:
    """Offices an order must have, may have, or has too often."""
    if not lines:
        return
    for seat, (low, high, doubt) in _limits(wants).items():
        found = [row for row, member in lines if member.seat == seat]
        if high is not None and len(found) > high:
            yield from _too_many(seat, found, high, doubt)
        if len(found) < low:
            severity = Severity.ERROR if seat == CHAIR else Severity.WARNING
            if found:
                why = f"เกณฑ์อย่างน้อย {low} คน{doubt}"
                yield Problem(f"{NAMES[seat]} {len(found)} คน น้อยกว่าเกณฑ์", why, severity=severity)
            else:
                text, why = f"ยังไม่มี{NAMES[seat]}", f"เลือกจากกรรมการ 1 คน{doubt}"
                yield Problem(text, why, severity=severity, seat=seat)


def _limits(wants: Wants) -> dict[str, tuple[int, int | None, str]]:
    """For each office how many at least and at most, and what stands behind the number."""
    limits: dict[str, tuple[int, int | None, str]] = {
        CHAIR: (1, 1, ""),
        SECRETARY: (1, 1, ""),
    }
    for line in wants.seats:
        if line.seat in (EX_OFFICIO, MEMBER, EXPERT):
            continue
        low, high = line.low or 0, line.high
        if line.seat in _ONE:
            low, high = max(low, 1 if line.seat == CHAIR else low), 1
        limits[line.seat] = (low, high, line.doubt)
    return limits


def _too_many(seat: str, found: Sequence[int], high: int, doubt: str) -> Iterator[Problem]:
    blocks = seat in _ONE or not doubt
    severity = Severity.ERROR if blocks else Severity.WARNING
    name = NAMES[seat]
    for place, row in enumerate(found[high:], start=high + 1):
        if high == 1:
            why = f"แถว {found[0]} เป็น{name}แล้ว มีได้คนเดียว เปลี่ยนตำแหน่งแถวหนึ่ง"
        else:
            why = f"เกณฑ์ไม่เกิน {high} คน{doubt}"
        yield Problem(f"แถว {row} เป็น{name}คนที่ {place}", why, row, severity)


def _posts(lines: Lines, wants: Wants) -> Iterator[Problem]:
    """Seats that belong to a post outside the committee: กำนัน, ปลัดอำเภอ."""
    people = [member for _row, member in lines]
    for line in wants.seats if lines else ():
        if not line.post or line.seat == MEMBER:
            continue
        found = _seated(people, line)
        if line.seat == EX_OFFICIO and found < (line.low or 0):
            why = f"เกณฑ์ให้เป็นกรรมการโดยตำแหน่ง {span(line.low, line.high)} คน{line.doubt}"
            text = f"ยังไม่มี{line.post}" if not found else f"{line.post} {found} คน น้อยกว่าเกณฑ์"
            yield Problem(text, why, severity=Severity.WARNING, seat=EX_OFFICIO)
        elif line.seat != EX_OFFICIO:
            yield from _other_post(lines, line)


def _other_post(lines: Lines, line: Line) -> Iterator[Problem]:
    """An office held by someone whose post is not the one the rulebook names."""
    for row, member in lines:
        if member.seat == line.seat and not _of_post(member, line.post):
            text = f"แถว {row} {NAMES[line.seat]}ไม่ใช่{line.post}"
            why = f"ช่องผู้แทนจากไม่ได้บอกว่าเป็น{line.post}{line.doubt}"
            yield Problem(text, why, row, Severity.NOTE)


def _numbers(count: int, line: Line) -> Iterator[Problem]:
    low, high, doubt = line.low, line.high, line.doubt
    if not count:
        yield Problem("ยังไม่มีกรรมการ", "ใส่ชื่อกรรมการตามคำสั่งอย่างน้อย 1 คน")
    elif high is not None and count > high:
        why = f"เกณฑ์ไม่เกิน {high} คน{doubt} เกิน {count - high} คน"
        yield Problem(f"กรรมการ {count} คน มากกว่าเกณฑ์", why)
    elif low is not None and count < low:
        why = f"เกณฑ์อย่างน้อย {low} คน{doubt} ขาด {low - count} คน"
        yield Problem(f"กรรมการ {count} คน น้อยกว่าเกณฑ์", why, severity=Severity.WARNING)


def _experts(lines: Lines, wants: Wants, tambon: Mapping[str, str] | None) -> Iterator[Problem]:
    if tambon is None or not lines:
        return
    experts = [(row, member) for row, member in lines if member.seat == EXPERT]
    if not experts:
        why = "ผู้ทรงคุณวุฒิของ ก.บ.ต. มาจากกรรมการ คอช.ต."
        yield Problem("ยังไม่มีผู้ทรงคุณวุฒิ", why, severity=Severity.WARNING, seat=EXPERT)
        return
    for row, expert in experts:
        if expert.key not in tambon:
            why = f"{expert.name} ไม่ใช่กรรมการ คอช.ต. ของตำบลนี้ในวันที่คำสั่งมีผล"
            yield Problem(f"แถว {row} ไม่ได้มาจาก คอช.ต.", why, row, Severity.WARNING)
    yield from _drawn(len(experts), {member.key for _row, member in lines}, wants.experts, tambon)


def _drawn(
    experts: int, named: set[str], line: Line, tambon: Mapping[str, str]
) -> Iterator[Problem]:
    """How many experts the rulebook wants, or that it wants every member of the คอช.ต."""
    if line.words == "all":
        if left := [name for key, name in tambon.items() if key not in named]:
            why = f"เกณฑ์ให้กรรมการ คอช.ต. เป็นผู้ทรงคุณวุฒิทุกคน{line.doubt} ขาด {' '.join(left)}"
            text = f"กรรมการ คอช.ต. {len(left)} คนยังไม่เป็นผู้ทรงคุณวุฒิ"
            yield Problem(text, why, severity=Severity.WARNING)
        return
    low, high = line.low, line.high
    if (low is not None and experts < low) or (high is not None and experts > high):
        text = f"ผู้ทรงคุณวุฒิ {experts} คน ไม่ตรงเกณฑ์"
        why = f"เกณฑ์ {span(low, high)} คน{line.doubt}"
        yield Problem(text, why, severity=Severity.WARNING)


def _seated(people: Iterable[Member], line: Line) -> int:
    """How many sit on the seat a line speaks of; for seats by office outside, whoever holds it."""
    mine = [one for one in people if line.seat == EX_OFFICIO or one.seat == line.seat]
    if line.seat == EX_OFFICIO and line.post:
        return sum(_of_post(one, line.post) for one in mine)
    return len(mine)


def _of_post(member: Member, post: str) -> bool:
    """Whether the origin of a member names the post; a place may follow it: กำนันตำบลปงเตา."""
    return tidy(post).replace(" ", "") in tidy(member.represents).replace(" ", "")
