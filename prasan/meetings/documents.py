"""The papers of a meeting, from plain values: notice, sign-in sheet, minutes. No database.

The minutes follow form 11 of the regulation on official correspondence (docs/rules.md, RC).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from prasan.letters.documents import Annex, ExternalLetter, Paragraph, Signature
from prasan.letters.papers import (
    Block,
    Heading,
    Names,
    Numbering,
    Paper,
    Signatures,
    Signer,
    Table,
    Text,
    Title,
)
from prasan.thai.calendar import format_long, weekday

_RULE = "_" * 24
_NONE = "– ไม่มี –"


@dataclass(frozen=True)
class Line:
    """One person of a list: name, office, and what is to be noted beside them."""

    name: str
    post: str = ""
    note: str = ""


@dataclass(frozen=True)
class Item:
    """One item: `number` is 5.1, or nothing where the heading says it all already."""

    title: str
    number: str = ""
    text: str = ""
    resolution: str = ""
    note: str = ""


@dataclass(frozen=True)
class Part:
    """One standing heading of the agenda with what comes under it."""

    number: int
    title: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Hours:
    """A stretch of the meeting."""

    day: date
    began: time | None
    ended: time | None
    because: str = ""


@dataclass(frozen=True)
class LaterDay:
    """A day on which the meeting went on, with its own roll and quorum."""

    day: date
    present: tuple[Line, ...]
    absent: tuple[Line, ...]
    seats: int
    quorum: int


@dataclass(frozen=True)
class Body:
    """A committee with its place and the number of its meeting."""

    name: str
    around: str
    label: str

    def __str__(self) -> str:
        return f"{self.name} {self.around} ครั้งที่ {self.label}"


@dataclass(frozen=True)
class Call:
    """All that a notice, an agenda and a sign-in sheet say of a meeting to come.

    `others` are the committees that sit with the one, each with a number of its own.
    """

    body: str
    around: str
    label: str
    planned: date
    starts: time | None
    place: str
    subject: str
    parts: tuple[Part, ...]
    members: tuple[Line, ...]
    sender: tuple[str, ...]
    signature: Signature
    issuing: tuple[str, ...] = ()
    motto: tuple[str, ...] = ()
    others: tuple[Body, ...] = ()

    @property
    def bodies(self) -> tuple[Body, ...]:
        return (Body(self.body, self.around, self.label), *self.others)

    @property
    def named(self) -> str:
        """The committee with its number, or all of a common sitting."""
        return _listed([f"{body}" for body in self.bodies])

    @property
    def head(self) -> tuple[str, ...]:
        """The same as lines of a title, without the number of one alone."""
        if not self.others:
            return (f"{self.body} {self.around}",)
        return tuple(f"{body}" for body in self.bodies)

    @property
    def numbered(self) -> str:
        return "" if self.others else f"ครั้งที่ {self.label} "


@dataclass(frozen=True)
class Minutes:
    """The minutes of a meeting that was held."""

    body: str
    around: str
    label: str
    held: date
    place: str
    present: tuple[Line, ...]
    absent: tuple[Line, ...]
    guests: tuple[Line, ...]
    hours: tuple[Hours, ...]
    seats: int
    quorum: int
    chair: str
    gaps: tuple[str, ...]
    parts: tuple[Part, ...]
    writer: Line
    checker: Line
    adopted: str = ""
    is_draft: bool = False
    later: tuple[LaterDay, ...] = ()
    beside: tuple[Body, ...] = ()


def _listed(names: Sequence[str]) -> str:
    """A, B และC: a word before the last, which no space follows."""
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} และ{names[-1]}"


def clock_words(hour: time) -> str:
    """09.05 น., as minutes write an hour."""
    return f"{hour:%H.%M} น."


def notice(call: Call, *, to: str) -> ExternalLetter:
    """The letter that calls one member; all copies differ in `to` only.

    Source: external letter of the regulation on official correspondence (docs/rules.md, RC).
    """
    when = f"ใน{weekday(call.planned)}ที่ {format_long(call.planned)}"
    hour = f" เวลา {clock_words(call.starts)}" if call.starts else ""
    about = f" เรื่อง {call.subject}" if call.subject else ""
    what = (
        f"{call.named} กำหนดจัดการประชุมร่วมกัน"
        if call.others
        else f"{call.body} {call.around} กำหนดจัดการประชุมครั้งที่ {call.label}"
    )
    return ExternalLetter(
        place=call.sender,
        subject=f"ขอเชิญประชุม{'ร่วม' if call.others else ''}{_subject(call)}",
        to=(to,),
        enclosures=("ระเบียบวาระการประชุม จำนวน 1 ชุด",),
        body=(
            Paragraph(
                f"ด้วย{what}{about} "
                f"{when}{hour} ณ {call.place} รายละเอียดตามระเบียบวาระการประชุมที่ส่งมาพร้อมนี้"
            ),
            Paragraph(
                "จึงขอเชิญท่านเข้าร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว "
                "หากมาประชุมไม่ได้ ขอให้แจ้งเลขานุการก่อนวันประชุม"
            ),
            Paragraph("จึงเรียนมาเพื่อโปรดทราบและเข้าร่วมประชุม"),
        ),
        signature=call.signature,
        issuing=call.issuing,
        motto=call.motto,
        annexes=(agenda_annex(call),),
    )


def _subject(call: Call) -> str:
    """The committees of a subject: of more than two the first, the letter itself names all."""
    if len(call.others) < 2:
        return call.named
    return f"{call.bodies[0]} และอีก {len(call.others)} คณะ"


def agenda_annex(call: Call) -> Annex:
    """The agenda as an enclosure of the notice."""
    rows = [row for part in call.parts for row in _agenda_rows(part)]
    return Annex(
        title=(
            f"ระเบียบวาระการประชุม{'ร่วม' if call.others else ''}",
            *call.head,
            f"{call.numbered}{weekday(call.planned)}ที่ {format_long(call.planned)}",
        ),
        heads=("ระเบียบวาระที่", "เรื่อง"),
        rows=tuple(rows),
        widths=(1.4, 8.0),
    )


def _agenda_rows(part: Part) -> Iterator[tuple[str, str]]:
    yield f"{part.number}", part.title
    for item in part.items:
        if item.number:
            yield item.number, item.title


def call_words(call: Call) -> str:
    """The notice as text for a chat group: nothing in it needs the letter beside it."""
    hour = f"เวลา {clock_words(call.starts)} " if call.starts else ""
    lines = [
        *_invited(call),
        f"{weekday(call.planned)}ที่ {format_long(call.planned)} {hour}".strip(),
        f"ณ {call.place}",
        *([f"เรื่อง {call.subject}"] if call.subject else []),
        "",
        "ระเบียบวาระ",
        *(f"{number} {title}" for part in call.parts for number, title in _agenda_rows(part)),
        "",
        "มาไม่ได้ ขอให้แจ้งเลขานุการก่อนวันประชุม",
    ]
    return "\n".join(lines)


def _invited(call: Call) -> Iterator[str]:
    if not call.others:
        yield f"ขอเชิญประชุม {call.body} ครั้งที่ {call.label}"
        return
    yield "ขอเชิญประชุมร่วม"
    yield from (f"{body.name} ครั้งที่ {body.label}" for body in call.bodies)


def sign_in_sheet(call: Call, *, guests: int = 8) -> Paper:
    """The sheet members sign as they come, with lines for guests."""
    rows = tuple(
        (f"{n}", one.name, one.post, "", "") for n, one in enumerate(call.members, start=1)
    )
    others = tuple((f"{n}", "", "", "", "") for n in range(1, guests + 1))
    heads = ("ที่", "ชื่อ–สกุล", "ตำแหน่ง", "เวลา", "ลายมือชื่อ")
    widths = (0.8, 4.6, 4.2, 1.5, 3.6)
    hour = f" เวลา {clock_words(call.starts)}" if call.starts else ""
    return Paper(
        title=f"ใบลงชื่อ {call.named}",
        numbering=Numbering.PAGES,
        blocks=(
            Title(
                (
                    "ใบลงชื่อผู้มาประชุม",
                    *call.head,
                    f"{call.numbered}{weekday(call.planned)}ที่ {format_long(call.planned)}{hour}",
                    f"ณ {call.place}",
                ),
                is_bold=True,
            ),
            Heading("ผู้มาประชุม"),
            Table(heads, rows, widths=widths, row_cm=1.0),
            Heading("ผู้เข้าร่วมประชุม"),
            Table(heads, others, widths=widths, row_cm=1.0),
        ),
    )


def minutes(told: Minutes) -> Paper:
    """รายงานการประชุม on paper.

    Source: form 11 of the regulation on official correspondence: its head as found, its end and
    the wording between from common usage (docs/rules.md, RC).
    """
    return Paper(
        title=f"รายงานการประชุม{told.body} ครั้งที่ {told.label}",
        written=None if told.is_draft else told.held,
        corner="ร่าง" if told.is_draft else "",
        blocks=tuple(_minutes_blocks(told)),
    )


def _minutes_blocks(told: Minutes) -> Iterator[Block]:
    day = f"{weekday(told.held)}ที่ {_with_era(told.held)}"
    yield Title(
        (
            f"รายงานการประชุม{told.body}",
            told.around,
            f"ครั้งที่ {told.label}",
            f"เมื่อ{day}",
            f"ณ {told.place}",
            _RULE,
        ),
        is_bold=True,
    )
    yield from _people("ผู้มาประชุม", told.present)
    yield from _people("ผู้ไม่มาประชุม", told.absent)
    for one in told.later:
        on = f"เมื่อประชุมต่อ{weekday(one.day)}ที่ {format_long(one.day)}"
        yield from _people(f"ผู้มาประชุม{on}", one.present)
        yield from _people(f"ผู้ไม่มาประชุม{on}", one.absent)
    yield from _people("ผู้เข้าร่วมประชุม", told.guests)
    yield from _opening(told)
    for part in told.parts:
        yield from _part(part)
    yield from _breaks(told.hours, {one.day: one for one in told.later})
    yield from (Text(f"หมายเหตุ {gap}") for gap in told.gaps)
    ended = told.hours[-1].ended if told.hours else None
    if ended:
        yield Text(f"เลิกประชุมเวลา {clock_words(ended)}", is_bold=True, is_indented=False)
    if told.adopted:
        yield Text(told.adopted)
    yield Signatures((_signer(told.writer, "ผู้จดรายงานการประชุม"),), gap=18.0)
    yield Signatures((_signer(told.checker, "ผู้ตรวจรายงานการประชุม"),), gap=18.0)


def _with_era(day: date) -> str:
    """5 พฤศจิกายน พ.ศ. 2567, as the head of minutes writes it."""
    without, year = format_long(day).rsplit(" ", 1)
    return f"{without} พ.ศ. {year}"


def _people(head: str, people: Sequence[Line]) -> Iterator[Block]:
    yield Heading(head)
    if not people:
        yield Text(_NONE)
        return
    rows = tuple((f"{n}.", one.name, one.post, one.note) for n, one in enumerate(people, start=1))
    yield Names(rows, widths=(0.9, 5.2, 5.0, 3.6))


def _opening(told: Minutes) -> Iterator[Block]:
    began = told.hours[0].began if told.hours else None
    if began:
        yield Text(f"เริ่มประชุมเวลา {clock_words(began)}", is_bold=True, is_indented=False, gap=9.0)
    if told.beside:
        yield Text(f"ประชุมร่วมกับ{_listed([f'{body}' for body in told.beside])}")
    chair = f"{told.chair} ประธานในที่ประชุม" if told.chair else "ประธานในที่ประชุม"
    yield Text(
        f"กรรมการในวันประชุมมี {told.seats} คน องค์ประชุม {told.quorum} คน มาประชุม "
        f"{len(told.present)} คน {chair}กล่าวเปิดการประชุม และดำเนินการตามระเบียบวาระ ดังนี้"
    )


def _part(part: Part) -> Iterator[Block]:
    yield Heading(part.title, number=f"ระเบียบวาระที่ {part.number}")
    if not part.items:
        yield Text(_NONE)
    for item in part.items:
        if item.number:
            yield Text(item.title, number=item.number, is_bold=True)
        for paragraph in filter(None, map(str.strip, item.text.splitlines())):
            yield Text(paragraph)
        if item.resolution:
            first, *rest = [line.strip() for line in item.resolution.splitlines() if line.strip()]
            yield Text(f"มติที่ประชุม {first}", is_bold=True)
            yield from (Text(line, level=1) for line in rest)
        if item.note:
            yield Text(f"หมายเหตุ {item.note}")


def _breaks(hours: Sequence[Hours], later: Mapping[date, LaterDay]) -> Iterator[Block]:
    """Each adjournment with its cause, and when the meeting went on; on another day, with whom."""
    for before, after in zip(hours, hours[1:], strict=False):
        left = f"พักการประชุมเวลา {clock_words(before.ended)}" if before.ended else "พักการประชุม"
        cause = f" ({before.because})" if before.because else ""
        day = f"ใน{weekday(after.day)}ที่ {format_long(after.day)} " if after.day > before.day else ""
        again = f" ประชุมต่อ{day}เวลา {clock_words(after.began)}" if after.began else ""
        roll = later.get(after.day) if after.day > before.day else None
        counted = (
            f" กรรมการในวันนั้นมี {roll.seats} คน องค์ประชุม {roll.quorum} คน "
            f"มาประชุม {len(roll.present)} คน"
            if roll
            else ""
        )
        yield Text(f"{left}{cause}{again}{counted}")


def _signer(one: Line, role: str) -> Signer:
    lines = tuple(line for line in (one.post,) if line)
    return Signer(one.name or None, lines=lines, lead="ลงชื่อ", role=role, is_by_hand=True)
