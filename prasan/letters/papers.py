"""Any paper that is not a letter, as plain values: orders, minutes, registers, forms, reports.

A paper is blocks from top to bottom; `prasan.letters.typesetting` makes PDF, DOCX and page
pictures of it as of a letter (docs/papers.md). No database, no clock, no user.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prasan.letters.blanks import BOX, TICKED, blank, dotted
from prasan.letters.documents import LetterProblem

__all__ = [
    "BOX", "TICKED", "Align", "Band", "Block", "Figure", "Gap", "Heading", "Labelled",
    "LetterProblem", "Names", "Numbering", "Paper", "Ruled", "Signatures", "Signer", "Table",
    "Text", "Title", "Turn", "blank", "dotted",
]  # fmt: skip


class Align(StrEnum):
    """How the lines of a text or the cells of a column stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    SPREAD = "spread"


class Numbering(StrEnum):
    """How pages are counted: `- ๒ -` above the second and later, `หน้า ๒/๕` on each, not at all."""

    DASHES = "dashes"
    PAGES = "pages"
    NONE = "none"


@dataclass(frozen=True)
class Title:
    """Lines in the middle, such as the name of an order and its number."""

    lines: tuple[str, ...]
    size: float = 16.0
    is_bold: bool = False
    gap: float = 6.0


@dataclass(frozen=True)
class Labelled:
    """A label at the margin and lines that hang beside it: เรื่อง, ครั้งที่, ณ.

    `width_cm` is how far from the margin the lines stand, at least; labels that stand below each
    other want the same.
    """

    label: str
    lines: tuple[str, ...]
    width_cm: float = 1.5


@dataclass(frozen=True)
class Text:
    """A paragraph; a `number` such as ๑.๒ stands at its indent. `level` 1 is indented once more.

    Without an indent it stands at the margin.
    """

    text: str
    number: str = ""
    level: int = 0
    align: Align = Align.SPREAD
    is_bold: bool = False
    is_indented: bool = True
    gap: float = 6.0


@dataclass(frozen=True)
class Heading:
    """A bold line that never stands alone at the foot of a page."""

    text: str
    number: str = ""
    align: Align = Align.LEFT
    gap: float = 9.0


@dataclass(frozen=True)
class Names:
    """Persons in aligned columns: number, name, what they are. No lines, no head.

    A row of two has no number. `widths` are proportions, of as many columns as the rows have.
    """

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    indent_cm: float = 1.0
    gap: float = 6.0


@dataclass(frozen=True)
class Band:
    """A row of a table that goes over all its columns: the name of a district, of a category."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table with lines, its head repeated on every page.

    `widths` are proportions, none makes the columns equal; `aligns` is left where left out, and
    columns of figures are centred by themselves. `row_cm` is the least height of a row, for
    what is written by hand. A line end in a cell begins a line. `total` is a last, bold row.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...] | Band, ...]
    widths: tuple[float, ...] = ()
    aligns: tuple[Align, ...] = ()
    size: float = 14.0
    row_cm: float = 0.0
    total: tuple[str, ...] = ()
    gap: float = 6.0


@dataclass(frozen=True)
class Signer:
    """Who signs; without a name a blank is printed, grey or, `is_by_hand`, dotted.

    With a `lead` such as ลงชื่อ a dotted line follows it, and `role` stands behind the line.
    """

    name: str | None = None
    lines: tuple[str, ...] = ()
    lead: str = ""
    role: str = ""
    is_by_hand: bool = False


@dataclass(frozen=True)
class Signatures:
    """One who signs right of the middle, or several side by side; never parted from the text."""

    signers: tuple[Signer, ...]
    gap: float = 6.0


@dataclass(frozen=True)
class Figure:
    """A drawing in SVG; `alt` says in words what it shows."""

    svg: str
    width_cm: float
    height_cm: float
    alt: str
    align: Align = Align.CENTRE
    gap: float = 6.0


@dataclass(frozen=True)
class Ruled:
    """Dotted lines from margin to margin, to be written on by hand."""

    lines: int = 3


@dataclass(frozen=True)
class Gap:
    """White space."""

    cm: float


@dataclass(frozen=True)
class Turn:
    """What follows begins a page."""


Block = Title | Labelled | Text | Heading | Names | Table | Signatures | Figure | Ruled | Gap | Turn


@dataclass(frozen=True)
class Paper:
    """A paper: `title` is the name a reader's window shows; `written` the day the file names.

    `has_crest` keeps the garuda's place, `crest` fills it. `foot` stands small below each page,
    such as the day the figures are of; `corner` above on the right, such as ร่าง. With `beside`,
    words such as บันทึกข้อความ, the crest is the small one at the margin and they stand beside it;
    `urgency` is printed large and red on the first page, as on letters.
    """

    title: str
    blocks: tuple[Block, ...]
    written: date | None = None
    has_crest: bool = False
    crest: bytes | None = None
    beside: str = ""
    urgency: str = ""
    is_landscape: bool = False
    size: float = 16.0
    has_thai_digits: bool = True
    has_catch_words: bool = False
    numbering: Numbering = Numbering.DASHES
    foot: str = ""
    corner: str = ""
