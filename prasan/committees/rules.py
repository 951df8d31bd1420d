"""What a kind of committee asks for, as plain values."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

LEVELS = {"district": "district", "tambon": "tambon", "integrated": "tambon"}
# How the experts of a ก.บ.ต. are drawn from the คอช.ต.: everyone on it, or those an order names.
ALL, NAMED = "all", "named"
# Who may file a centre's assessment: members of the centre, and officers, by the key of their post.
FILERS = {"member": "กรรมการศูนย์ฯ", "tambon": "พัฒนากร", "district": "เจ้าหน้าที่พัฒนาชุมชนอำเภอ"}


class Topic(StrEnum):
    """What a line of a rulebook settles."""

    MEMBERS = "members"
    TERM = "term"
    QUORUM = "quorum"
    MEETINGS = "meetings"
    SEAT = "seat"
    EXPERTS = "experts"
    APPOINTER = "appointer"
    POWER = "power"
    FILERS = "filers"


TOPIC_NAMES = {
    Topic.MEMBERS: "จำนวนกรรมการ",
    Topic.TERM: "วาระ",
    Topic.QUORUM: "องค์ประชุม",
    Topic.MEETINGS: "ประชุมต่อปีงบประมาณ",
    Topic.SEAT: "ตำแหน่ง",
    Topic.EXPERTS: "ผู้ทรงคุณวุฒิจาก คอช.ต.",
    Topic.APPOINTER: "ผู้มีอำนาจแต่งตั้ง",
    Topic.POWER: "อำนาจตามกฎหมายที่อ้างในคำสั่ง",
    Topic.FILERS: "ผู้ยื่นผลประเมินแทนศูนย์ฯ",
}


@dataclass(frozen=True)
class Line:
    """One line of a rulebook: a number from `low` to `high`, or words, with where they stand.

    `low` and `high` are None where nobody knows the number, or where it is open on that side.
    `post` names the office outside the committee that a seat belongs to: กำนัน.
    """

    topic: str
    seat: str = ""
    post: str = ""
    low: int | None = None
    high: int | None = None
    words: str = ""
    clause: str = ""
    source: str = ""
    is_confirmed: bool = False

    @property
    def is_known(self) -> bool:
        return self.low is not None or self.high is not None or bool(self.words)

    @property
    def doubt(self) -> str:
        """What stands behind a number until someone confirms it."""
        return "" if self.is_confirmed else " (เกณฑ์ยังไม่ยืนยัน)"


@dataclass(frozen=True)
class Wants:
    """What the rulebook of a day wants; a line nobody knows is there, and empty."""

    lines: tuple[Line, ...] = ()

    def line(self, topic: str) -> Line:
        """The one line about `topic`; empty where the rulebook is silent."""
        return next((one for one in self.lines if one.topic == topic), Line(topic))

    @property
    def members(self) -> Line:
        return self.line(Topic.MEMBERS)

    @property
    def term(self) -> Line:
        return self.line(Topic.TERM)

    @property
    def quorum(self) -> Line:
        return self.line(Topic.QUORUM)

    @property
    def meetings(self) -> Line:
        return self.line(Topic.MEETINGS)

    @property
    def experts(self) -> Line:
        return self.line(Topic.EXPERTS)

    @property
    def appointer(self) -> Line:
        return self.line(Topic.APPOINTER)

    @property
    def power(self) -> Line:
        return self.line(Topic.POWER)

    @property
    def filers(self) -> Line:
        return self.line(Topic.FILERS)

    @property
    def seats(self) -> tuple[Line, ...]:
        """The lines about offices and seats by office, in the rulebook's order."""
        return tuple(one for one in self.lines if one.topic == Topic.SEAT)

    @property
    def term_years(self) -> int | None:
        return self.term.low

    @property
    def takes_all(self) -> bool:
        """Whether every member of the คอช.ต. is an expert of the ก.บ.ต."""
        return self.experts.words == ALL

    @property
    def is_confirmed(self) -> bool:
        """Whether each line that says anything is confirmed."""
        return all(one.is_confirmed for one in self.lines if one.is_known)


class Versioned(Protocol):
    """A version of a rulebook as time and place see it."""

    @property
    def pk(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def area_code(self) -> str: ...
    @property
    def starts(self) -> date: ...


T = TypeVar("T", bound=Versioned)


def fits(kind: str, level: str) -> bool:
    """Whether a committee of `kind` belongs to an area of `level`: คอช.อ. to a district."""
    return LEVELS.get(kind) == level


def in_force(versions: Iterable[T], kind: str, day: date, code: str) -> T | None:
    """The version `kind` is held to in the area `code` on `day`, or None before the first.

    The one that began last; of two that began the same day the one of the narrower area, then
    the one made later, which puts the other right. A version of the nation has the code "".
    Source: ours, see decision 0017.
    """
    begun = [
        one
        for one in versions
        if one.kind == kind and one.starts <= day and code.startswith(one.area_code)
    ]
    return max(begun, key=lambda one: (one.starts, len(one.area_code), one.pk), default=None)


def span(low: int | None, high: int | None) -> str:
    """A number from `low` to `high` in words, without its unit: 9–25, อย่างน้อย 1, ไม่เกิน 2, 1."""
    if low is not None and high is not None:
        return f"{low}" if low == high else f"{low}–{high}"
    if low is not None:
        return f"อย่างน้อย {low}"
    return f"ไม่เกิน {high}" if high is not None else ""


def said(line: Line) -> str:
    """What a line wants, in words: 9–25 คน, 4 ปี, ร้อยละ 50; "" where nobody knows."""
    if line.topic == Topic.EXPERTS:
        how = {ALL: "กรรมการ คอช.ต. ทุกคน", NAMED: "กรรมการ คอช.ต. ที่ระบุชื่อ"}.get(line.words, "")
        return " ".join(part for part in (how, _counted(line, "คน")) if part)
    if line.topic in (Topic.APPOINTER, Topic.POWER):
        return line.words
    if line.topic == Topic.FILERS:
        return " ".join(word for key, word in FILERS.items() if key in line.words.split())
    if line.topic == Topic.QUORUM:
        return f"ร้อยละ {line.low}" if line.low is not None else ""
    if line.topic == Topic.MEETINGS and line.low == 0:
        return "ไม่กำหนด"
    if line.topic == Topic.MEETINGS:
        return f"อย่างน้อย {line.low} ครั้ง" if line.low is not None else ""
    return _counted(line, "ปี" if line.topic == Topic.TERM else "คน")


def may_file(line: Line, posts: Collection[str]) -> bool:
    """Whether one who holds `posts` may file a centre's assessment by the line of the day.

    Where the rulebook is silent, whoever may answer for the centre may file for it.
    Source: the regulation's clause was not read; the line stands until someone confirms it.
    """
    named = line.words.split()
    return not named or any(post in named for post in posts)


def cited(line: Line) -> str:
    """The legal power as an order opens with it; without the clause while nobody has read it.

    Source: how orders are written; the clause itself is a line of the rulebook.
    """
    if not line.words:
        return ""
    clause = f"ความใน{line.clause} แห่ง" if line.clause else ""
    return f"อาศัยอำนาจตาม{clause}{line.words}"


def _counted(line: Line, unit: str) -> str:
    number = span(line.low, line.high)
    return f"{number} {unit}" if number else ""
