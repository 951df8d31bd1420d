"""The parts of a letter, each a block of rows with its place across the page."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from prasan.letters.documents import Annex, ExternalLetter, Paragraph, Signature
from prasan.letters.typesetting.lines import Gauge, Row, fill, tidy
from prasan.letters.typesetting.words import pieces
from prasan.thai.calendar import format_long


def cm(length: float) -> float:
    """Centimetres in points."""
    return length * 72 / 2.54


# Source of the measures: guides to the Prime Minister's Office rules on typing official letters
# (margins 3 and 2 cm, crest 3 cm, indent 2.5 cm, urgency 32 points, 6 points before each part).
LEFT = cm(3)
ROOM = cm(16)
SIZE = 16.0
PITCH = 21.0
PART_GAP = 6.0
CREST_TOP, CREST_SIDE = cm(1.5), cm(3)
URGENCY_SIZE, URGENCY_TOP = 32.0, cm(3.1)
_INDENT = cm(2.5)
_CENTRE = cm(7.5)
_LABELLED = cm(1.5)
_SIGNING_GAP = 4 * PITCH
_ISSUING_GAP = 24.0
_EMPTY_NAME = "(" + " " * 56 + ")"
_BLANK_NUMBER, _BLANK_DAY, _BLANK_NAME = cm(3.5), cm(4.5), cm(5)


@dataclass(frozen=True)
class Block:
    """Rows that belong together: a paragraph, or lines kept as they were typed (`is_lines`).

    `x` and `room` are the column; `label` stands at the left margin beside the first row.
    `blank` is the width of the grey space left for what is not known yet.
    """

    role: str
    rows: tuple[Row, ...]
    x: float = 0.0
    room: float = ROOM
    indent: float = 0.0
    gap: float = PART_GAP
    label: str = ""
    align: str = "left"
    size: float = SIZE
    is_bold: bool = False
    is_lines: bool = False
    is_spread: bool = False
    blank: float = 0.0
    blank_x: float = 0.0

    def height(self, rows: int) -> float:
        return rows * PITCH * self.size / SIZE


@dataclass(frozen=True)
class Mark:
    """Rows `first` up to `last` of a block, printed with their top at `y` from the paper's edge."""

    block: Block
    rows: tuple[Row, ...]
    first: int
    last: int
    y: float

    @property
    def goes_on(self) -> bool:
        """Whether the paragraph continues on the next page."""
        return self.last < len(self.block.rows)


@dataclass(frozen=True)
class TableRow:
    """One row of a table on one page: the rows of each cell."""

    cells: tuple[tuple[Row, ...], ...]
    is_head: bool = False


@dataclass(frozen=True)
class Table:
    """The part of an annex that stands on one page, `y` being its top edge."""

    y: float
    widths: tuple[float, ...]
    rows: tuple[TableRow, ...]
    centred: tuple[bool, ...]


@dataclass(frozen=True)
class Page:
    """One page: what is printed, its number if it shows one, and its catch-word if it turns."""

    marks: tuple[Mark, ...]
    number: int | None = None
    catch: str = ""
    table: Table | None = None


class Setter:
    """Turns the texts of a letter into blocks, in one face and with one set of extra words."""

    def __init__(self, gauge: Gauge, words: Collection[str]) -> None:
        self.gauge = gauge
        self.words = tuple(words)

    def text(self, letter: ExternalLetter) -> list[Block]:
        """Everything from ที่ to the last paragraph."""
        return [
            *self._heading(letter),
            self._dated(letter),
            *self._labelled("subject", "เรื่อง", [letter.subject]),
            *self._labelled("to", "เรียน", letter.to, names=True),
            *self._labelled("reference", "อ้างถึง", _numbered(letter.references)),
            *self._labelled("enclosure", "สิ่งที่ส่งมาด้วย", _numbered(letter.enclosures)),
            *(self._paragraph(paragraph) for paragraph in letter.body if paragraph.text.strip()),
        ]

    def ending(self, letter: ExternalLetter) -> list[Block]:
        """The closing and all below it."""
        closing = self._lines("closing", [letter.closing], x=_CENTRE, gap=2 * PART_GAP)
        axis = _CENTRE + self.gauge.width(tidy(letter.closing), SIZE) / 2
        half = min(axis, ROOM - axis)
        signed = self._signature(letter.signature, x=axis - half, room=2 * half)
        issuing = self._lines("issuing", letter.issuing, gap=_ISSUING_GAP)
        motto = self._lines("motto", letter.motto, gap=2 * PART_GAP, align="center")
        return [block for block in (closing, signed, issuing, motto) if block.rows]

    def rows(
        self, text: str, room: float, *, indent: float = 0.0, size: float = SIZE, bold: bool = False
    ) -> list[Row]:
        """`text` broken for a column of `room` points."""
        measure = partial(self.gauge.width, size=size, bold=bold)
        return fill(pieces(tidy(text), self.words), measure, room, indent=indent)

    def _heading(self, letter: ExternalLetter) -> list[Block]:
        """ที่ at the margin and, on the same line from the centre, where the office is."""
        label = tidy(f"ที่  {letter.number or ''}")
        blank = 0.0 if letter.number else _BLANK_NUMBER
        blank_x = self.gauge.width("ที่  ", SIZE) if blank else 0.0
        place = self._lines("place", letter.place or (" ",), x=_CENTRE)
        if self.gauge.width(label, SIZE) > _CENTRE - 6:
            return [self._lines("number", [label]), place]
        return [
            Block(
                "place", place.rows or ((),), x=_CENTRE, room=ROOM - _CENTRE, label=label,
                is_lines=True, blank=blank, blank_x=blank_x,
            )
        ]  # fmt: skip

    def _dated(self, letter: ExternalLetter) -> Block:
        if letter.written:
            return self._lines("date", [format_long(letter.written)], x=_CENTRE)
        return Block(
            "date", ((),), x=_CENTRE, room=ROOM - _CENTRE, is_lines=True,
            blank=_BLANK_DAY, blank_x=_CENTRE,
        )  # fmt: skip

    def _labelled(
        self, role: str, label: str, lines: Sequence[str], *, names: bool = False
    ) -> Iterator[Block]:
        """A label and its lines, which hang: from 1.5 cm, or further right after a long label.

        `names` are broken between addressees only.
        """
        x = max(_LABELLED, self.gauge.width(label + "  ", SIZE))
        for place, line in enumerate(lines):
            rows = self._names(line, ROOM - x) if names else self.rows(line, ROOM - x)
            yield Block(
                role, tuple(rows), x=x, room=ROOM - x,
                label="" if place else label, gap=0.0 if place else PART_GAP,
            )  # fmt: skip

    def _names(self, line: str, room: float) -> list[Row]:
        """`line` broken at its spaces; a name too long for a line is broken like other text."""
        measure = partial(self.gauge.width, size=SIZE)
        whole = re.split("( )", tidy(line))
        if any(measure(name) > room for name in whole):
            return self.rows(line, room)
        return fill(whole, measure, room)

    def _paragraph(self, paragraph: Paragraph) -> Block:
        text = f"{paragraph.number} {paragraph.text}" if paragraph.number else paragraph.text
        parts = list(pieces(tidy(text), self.words))
        if paragraph.number and len(parts) > 2:
            # The number of an item and its first word stay together.
            parts = ["".join(parts[:3]), *parts[3:]]
        measure = partial(self.gauge.width, size=SIZE)
        rows = fill(parts, measure, ROOM, indent=_INDENT)
        return Block("paragraph", tuple(rows), indent=_INDENT, is_spread=True)

    def _signature(self, signature: Signature, *, x: float, room: float) -> Block:
        """The name, never broken at a syllable, and the lines of position, centred together."""
        measure = partial(self.gauge.width, size=SIZE)
        name = tidy(f"({signature.name})") if signature.name else _EMPTY_NAME
        positions = self._lines("signature", signature.lines, x=x, room=room)
        return replace(
            positions, rows=(*fill([name], measure, room), *positions.rows), gap=_SIGNING_GAP,
            align="center", blank=0.0 if signature.name else _BLANK_NAME,
            blank_x=x + (room - _BLANK_NAME) / 2,
        )  # fmt: skip

    def _lines(
        self, role: str, lines: Sequence[str], *, x: float = 0.0, room: float | None = None,
        gap: float = PART_GAP, align: str = "left",
    ) -> Block:  # fmt: skip
        """Lines kept as typed; one too long for its column goes on below."""
        room = ROOM - x if room is None else room
        rows = [row for line in lines for row in self.rows(line, room)]
        return Block(role, tuple(rows), x=x, room=room, gap=gap, align=align, is_lines=True)


def first_marks(letter: ExternalLetter, gauge: Gauge) -> Iterator[Mark]:
    """What only the first page has above the text: how urgent the letter is."""
    if letter.urgency:
        block = Block(
            "urgency", ((letter.urgency,),), size=URGENCY_SIZE, is_bold=True, is_lines=True
        )
        yield Mark(block, block.rows, 0, 1, URGENCY_TOP)


def named_texts(letter: ExternalLetter) -> Iterator[tuple[str, str]]:
    """Every text of `letter` with its field's name, paragraphs and lines counted from 1."""
    yield "subject", letter.subject
    yield "number", letter.number or ""
    yield "closing", letter.closing
    yield "signature.name", letter.signature.name or ""
    for name in ("place", "to", "references", "enclosures", "issuing", "motto"):
        for place, line in enumerate(getattr(letter, name), start=1):
            yield f"{name}[{place}]", line
    for place, line in enumerate(letter.signature.lines, start=1):
        yield f"signature.lines[{place}]", line
    for place, paragraph in enumerate(letter.body, start=1):
        yield f"body[{place}]", f"{paragraph.number} {paragraph.text}"
    for place, annex in enumerate(letter.annexes, start=1):
        yield from _annex_texts(f"annexes[{place}]", annex)


def _annex_texts(name: str, annex: Annex) -> Iterator[tuple[str, str]]:
    yield f"{name}.title", " ".join(annex.title)
    yield f"{name}.heads", " ".join(annex.heads)
    for place, row in enumerate(annex.rows, start=1):
        yield f"{name}.rows[{place}]", " ".join(row)


def _numbered(lines: Sequence[str]) -> list[str]:
    """More than one reference or enclosure are counted: ๑. ๒. ๓."""
    if len(lines) < 2:
        return list(lines)
    return [f"{place}. {line}" for place, line in enumerate(lines, start=1)]
