"""An order on paper, in the official form of a คำสั่ง: from frozen values to a Paper.

The same values always give the same paper: no clock, no database, no user.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prasan.letters.papers import (
    Block,
    Heading,
    Names,
    Paper,
    Signatures,
    Signer,
    Text,
    Title,
    blank,
)
from prasan.thai.calendar import buddhist_year, format_long

APPOINT, AMEND, RENEW = "appoint", "amend", "renew"
_RULE = "_" * 22


@dataclass(frozen=True)
class Named:
    """Someone the order names, with the office and where they come from."""

    name: str
    office: str
    origin: str = ""

    @property
    def whole(self) -> str:
        return f"{self.name} ({self.origin})" if self.origin else self.name


@dataclass(frozen=True)
class Changed:
    """One change of an amendment: who leaves, who joins, or both."""

    leaves: Named | None = None
    joins: Named | None = None


@dataclass(frozen=True)
class Cited:
    """The order this one follows, as it is cited."""

    label: str
    signed: date
    last_day: date | None = None


@dataclass(frozen=True)
class OrderContent:
    """All that stands on the paper of an order. A draft has no number and may have no days."""

    purpose: str
    issuer: str
    committee: str
    regulation: str = ""
    power: str = ""
    number: int | None = None
    year: int | None = None
    signed: date | None = None
    starts: date | None = None
    expires: date | None = None
    signatory: str = ""
    posts: tuple[str, ...] = ()
    members: tuple[Named, ...] = ()
    changes: tuple[Changed, ...] = ()
    follows: Cited | None = None

    @property
    def is_draft(self) -> bool:
        return self.number is None

    @property
    def subject(self) -> str:
        if self.purpose == AMEND:
            return f"แก้ไขเพิ่มเติมคำสั่งแต่งตั้ง{self.committee}"
        return f"แต่งตั้ง{self.committee}"


def order_paper(content: OrderContent) -> Paper:
    """`content` in the form of an order: crest, number, reason, names, days, signature.

    Source: the form of orders in the regulation on official correspondence, clause 16, as quoted;
    the wording is usual office practice.
    """
    return Paper(
        title=content.subject,
        written=content.signed,
        has_crest=True,
        has_catch_words=True,
        corner="ร่าง" if content.is_draft else "",
        blocks=tuple(_blocks(content)),
    )


def words_of(content: OrderContent) -> list[str]:
    """What is never broken at a line's end: the names of its people."""
    named = [*content.members]
    for change in content.changes:
        named += [one for one in (change.leaves, change.joins) if one]
    return [part for one in named for part in one.name.split() if len(part) > 1]


def _blocks(content: OrderContent) -> Iterator[Block]:
    number = str(content.number) if content.number else blank(1.5)
    year = str(content.year) if content.year else blank(1.5)
    yield Title((f"คำสั่ง{content.issuer}", f"ที่ {number}/{year}"))
    yield Title((f"เรื่อง  {content.subject}", _RULE))
    yield Text(_reason(content))
    if content.purpose == AMEND:
        yield from _amended(content)
    else:
        yield Names(tuple(_numbered(content.members)))
        yield Text(_duties(content))
    yield Text(f"ทั้งนี้  ตั้งแต่วันที่ {_day(content.starts)} เป็นต้นไป{_term(content)}")
    yield Text(f"สั่ง  ณ  วันที่ {_signed(content.signed)}", gap=12.0)
    yield Signatures((Signer(content.signatory or None, content.posts),))


def _reason(content: OrderContent) -> str:
    """Why, by what power, and that it is ordered."""
    power = content.power or f"อาศัยอำนาจตาม{blank(5)}"
    if content.purpose == APPOINT or content.follows is None:
        return (
            f"เพื่อให้การดำเนินงานของ{content.committee} เป็นไปด้วยความเรียบร้อยและมีประสิทธิภาพ  "
            f"{power}  จึงแต่งตั้ง{content.committee} ประกอบด้วย"
        )
    cited = content.follows
    told = (
        f"ตามที่ได้มีคำสั่ง{content.issuer} ที่ {cited.label} ลงวันที่ {format_long(cited.signed)} "
        f"แต่งตั้ง{content.committee} นั้น"
    )
    if content.purpose == AMEND:
        return f"{told}  เพื่อให้องค์ประกอบของคณะกรรมการเป็นปัจจุบัน  {power}  จึงแก้ไขเพิ่มเติมคำสั่งดังกล่าว ดังนี้"
    ended = f"ครบวาระในวันที่ {format_long(cited.last_day)}" if cited.last_day else "ครบวาระ"
    return (
        f"{told}  เนื่องจากคณะกรรมการชุดดังกล่าว{ended}  {power}  "
        f"จึงแต่งตั้ง{content.committee} ชุดใหม่ ประกอบด้วย"
    )


def _duties(content: OrderContent) -> str:
    where = content.regulation or "ระเบียบที่เกี่ยวข้อง"
    return f"ให้คณะกรรมการตามคำสั่งนี้มีอำนาจหน้าที่ตามที่กำหนดไว้ใน{where}"


def _term(content: OrderContent) -> str:
    """When the term ends, where the order sets one."""
    if content.purpose == AMEND or content.expires is None:
        return ""
    return f"  โดยครบวาระในวันที่ {format_long(content.expires - timedelta(days=1))}"


def _amended(content: OrderContent) -> Iterator[Block]:
    """What changes, in parts: who leaves, who comes in whose place, who comes besides."""
    parts: Sequence[tuple[str, list[tuple[str, ...]]]] = (
        (
            "ให้ผู้มีรายชื่อต่อไปนี้พ้นจากตำแหน่ง",
            [
                (one.leaves.whole, one.leaves.office)
                for one in content.changes
                if one.leaves and not one.joins
            ],
        ),
        (
            "แต่งตั้งผู้มีรายชื่อต่อไปนี้แทนผู้ดำรงตำแหน่งเดิม",
            [
                (f"{one.joins.whole}\nแทน {one.leaves.name}", one.joins.office)
                for one in content.changes
                if one.leaves and one.joins
            ],
        ),
        (
            "แต่งตั้งผู้มีรายชื่อต่อไปนี้เพิ่มเติม",
            [
                (one.joins.whole, one.joins.office)
                for one in content.changes
                if one.joins and not one.leaves
            ],
        ),
    )
    for place, (said, rows) in enumerate((part for part in parts if part[1]), start=1):
        yield Heading(said, f"{place}.")
        yield Names(tuple((f"{place}.{n}", *row) for n, row in enumerate(rows, start=1)))
    yield Text("นอกจากที่แก้ไขเพิ่มเติมนี้ ให้เป็นไปตามคำสั่งเดิม")


def _numbered(members: Sequence[Named]) -> Iterator[tuple[str, ...]]:
    for place, one in enumerate(members, start=1):
        yield (f"{place}.", one.whole, one.office)


def _day(day: date | None) -> str:
    return format_long(day) if day else blank(4)


def _signed(day: date | None) -> str:
    """As orders end: ๕ พฤศจิกายน พ.ศ. ๒๕๖๗."""
    if day is None:
        return blank(4.5)
    *said, _year = format_long(day).split()
    return f"{' '.join(said)} พ.ศ. {buddhist_year(day)}"
