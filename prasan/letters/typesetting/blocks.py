"""What is printed, measured in points: blocks before they are placed, and pages once they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from prasan.letters.typesetting.lines import Row


def cm(length: float) -> float:
    """Centimetres in points."""
    return length * 72 / 2.54


# Source of the measures: guides to the Prime Minister's Office rules on typing official letters
# (margins 3 and 2 cm, crest 3 cm, 6 points before each part).
SIZE = 16.0
PITCH = 21.0
PART_GAP = 6.0
CREST_TOP, CREST_SIDE = cm(1.5), cm(3)
# Of a memo: half as large, its words beside it, an urgency between the two.
SMALL_SIDE, BESIDE_SIZE = cm(1.5), 29.0
URGENCY_SIZE = 32.0
URGENCY_BESIDE = cm(1.8)


def pitch(size: float) -> float:
    """From one line to the next, in text of `size`."""
    return PITCH * size / SIZE


@dataclass(frozen=True)
class Form:
    """A sheet of paper and where on it text may stand."""

    width: float
    height: float
    left: float
    right: float
    first_top: float
    number_top: float
    next_top: float
    bottom: float
    foot_top: float = 0.0
    has_catch_words: bool = False

    @property
    def room(self) -> float:
        return self.width - self.left - self.right

    @property
    def turn_bottom(self) -> float:
        """How far down a page that turns may reach: two lines stay free above the catch-word."""
        return self.bottom - 3 * PITCH if self.has_catch_words else self.bottom


@dataclass(frozen=True)
class Mark:
    """Rows `first` up to `last` of a block, printed with their top at `y` from the paper's edge."""

    block: "Block"
    rows: tuple[Row, ...]
    first: int
    last: int
    y: float

    @property
    def goes_on(self) -> bool:
        """Whether the paragraph continues on the next page."""
        return self.last < len(self.block.rows)

    @property
    def foot(self) -> float:
        return self.y + self.block.height(self.first, self.last)


@dataclass(frozen=True)
class Block:
    """Rows that belong together: a paragraph, or lines kept as they were typed (`is_lines`).

    `x` and `room` are the column; `label` stands at the left margin beside the first row.
    `keeps` stays on a page with what follows, `holds_on` with two rows before; `turns` begins one.
    """

    role: str
    rows: tuple[Row, ...]
    x: float
    room: float
    indent: float = 0.0
    gap: float = PART_GAP
    label: str = ""
    align: str = "left"
    size: float = SIZE
    is_bold: bool = False
    is_lines: bool = False
    is_spread: bool = False
    keeps: bool = False
    holds_on: bool = False
    turns: bool = False
    lead: float = 0.0

    def height(self, first: int, last: int) -> float:
        return (last - first) * pitch(self.size)

    def cuts(self) -> Iterator[tuple[int, int]]:
        """Up to three rows stay together; of more, two at least on either side of a page turn."""
        count = len(self.rows)
        if count <= 3 or self.keeps:
            yield 0, count
            return
        yield 0, 2
        yield from ((row, row + 1) for row in range(2, count - 2))
        yield count - 2, count

    def placed(self, first: int, last: int, y: float) -> Mark:
        return Mark(self, self.rows[first:last], first, last, y)


@dataclass(frozen=True)
class GridRow:
    """One row of a table: the rows of text in each cell. A band has one cell over all columns."""

    cells: tuple[tuple[Row, ...], ...]
    height: float
    is_bold: bool = False
    is_band: bool = False


@dataclass(frozen=True)
class Sheet:
    """The part of a table that stands on one page, `y` being its top edge; its head comes first."""

    grid: "Grid"
    rows: tuple[GridRow, ...]
    first: int
    y: float

    @property
    def printed(self) -> tuple[GridRow, ...]:
        return (*self.grid.heads, *self.rows)

    @property
    def foot(self) -> float:
        return self.y + sum(row.height for row in self.printed)


@dataclass(frozen=True)
class Grid:
    """A table: with lines and a head that comes again on every page, or columns without either."""

    role: str
    rows: tuple[GridRow, ...]
    widths: tuple[float, ...]
    aligns: tuple[str, ...]
    heads: tuple[GridRow, ...] = ()
    x: float = 0.0
    size: float = 14.0
    side: float = 4.0
    top: float = 2.0
    has_lines: bool = True
    is_middled: bool = False
    gap: float = PART_GAP
    keeps: bool = False
    holds_on: bool = False
    turns: bool = False

    @property
    def lead(self) -> float:
        """What comes again above its rows on each page."""
        return sum(row.height for row in self.heads)

    def height(self, first: int, last: int) -> float:
        return sum(row.height for row in self.rows[first:last])

    def cuts(self) -> Iterator[tuple[int, int]]:
        """A band stays with the row below it, and the last row is not alone on its page."""
        first = 0
        for place, row in enumerate(self.rows):
            is_last = place == len(self.rows) - 1
            if not row.is_band and not (place == len(self.rows) - 2 and place > 1) or is_last:
                yield first, place + 1
                first = place + 1
        if not self.rows:
            yield 0, 0

    def placed(self, first: int, last: int, y: float) -> Sheet:
        return Sheet(self, self.rows[first:last], first, y)


@dataclass(frozen=True)
class Placed:
    """A picture on a page."""

    picture: "Picture"
    y: float

    @property
    def foot(self) -> float:
        return self.y + self.picture.tall


@dataclass(frozen=True)
class Picture:
    """A drawing in SVG, or white space where there is none; never cut."""

    svg: str
    x: float
    wide: float
    tall: float
    alt: str = ""
    gap: float = PART_GAP
    lead: float = 0.0
    role: str = "picture"
    keeps: bool = False
    holds_on: bool = False
    turns: bool = False
    rows: tuple[Row, ...] = ((),)

    def height(self, first: int, last: int) -> float:
        return self.tall

    def cuts(self) -> Iterator[tuple[int, int]]:
        yield 0, 1

    def placed(self, first: int, last: int, y: float) -> Placed:
        return Placed(self, y)


Part = Block | Grid | Picture
Print = Mark | Sheet | Placed


@dataclass(frozen=True)
class Page:
    """One page: what is printed, what is said of its number, and its catch-word if it turns."""

    prints: tuple[Print, ...]
    head: str = ""
    catch: str = ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Its texts, without tables and pictures."""
        return tuple(one for one in self.prints if isinstance(one, Mark))


@dataclass(frozen=True)
class Laid:
    """A document laid out: all that its PDF, its pictures and its editable copy need to know."""

    title: str
    form: Form
    pages: tuple[Page, ...]
    written: date | None = None
    has_crest: bool = False
    crest: bytes | None = None
    beside: str = ""
    head_align: str = "center"
    urgency: str = ""
    foot: str = ""
    corner: str = ""
    has_thai_digits: bool = True

    @property
    def crest_side(self) -> float:
        return SMALL_SIDE if self.beside else CREST_SIDE
