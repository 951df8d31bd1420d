"""Where everything on every page stands: a letter laid out in points, before it is drawn.

Pages are filled here and nowhere else, so the PDF, its preview and the editable copy turn the
page at the same word, and the catch-word is what the next page begins with.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from prasan.letters.documents import ExternalLetter, LetterProblem
from prasan.letters.typesetting import parts
from prasan.letters.typesetting.annexes import annex_pages
from prasan.letters.typesetting.lines import Gauge, tidy
from prasan.letters.typesetting.parts import PITCH, Block, Mark, Page

# Source: ours, after the form of official letters: bottom margin 2 cm.
BOTTOM = parts.cm(27.7)
# The catch-word stands on the last line, the third below the text; two stay free.
TURN_BOTTOM = BOTTOM - 3 * PITCH
_FIRST_TOP = parts.cm(4.7)
NUMBER_TOP = parts.cm(2.5)
NEXT_TOP = NUMBER_TOP + 2 * PITCH
_CATCH_LENGTH = 8


@dataclass(frozen=True)
class _Atom:
    """Rows of blocks that stay on one page; each is (block, first row, row after the last)."""

    slices: tuple[tuple[Block, int, int], ...]

    @property
    def gap(self) -> float:
        block, first, _ = self.slices[0]
        return 0.0 if first else block.gap

    @property
    def height(self) -> float:
        """From the top of its first row, without the gap above, to the foot of its last."""
        gaps = sum(block.gap for block, first, _ in self.slices[1:] if not first)
        return gaps + sum(block.height(last - first) for block, first, last in self.slices)


def lay_out(letter: ExternalLetter, gauge: Gauge, words: Collection[str]) -> tuple[Page, ...]:
    """The pages of `letter`; raises LetterProblem when the face lacks a character of it."""
    _refuse_unprintable(letter, gauge)
    setter = parts.Setter(gauge, words)
    atoms = list(_atoms(setter.text(letter), setter.ending(letter)))
    pages = list(_filled(atoms))
    first = replace(pages[0], marks=(*parts.first_marks(letter, gauge), *pages[0].marks))
    numbered = [replace(page, number=place) for place, page in enumerate(pages[1:], start=2)]
    letter_pages = _with_catch_words([first, *numbered])
    annexes = [page for annex in letter.annexes for page in annex_pages(annex, setter)]
    return (*letter_pages, *annexes)


def _atoms(text: Sequence[Block], ending: Sequence[Block]) -> Iterator[_Atom]:
    """The text in pieces a page may end after; the ending holds on to its last two lines or more.

    Source: ours, after office practice: two lines of text at least stand above the closing.
    """
    slices = [part for block in text for part in _parts(block)]
    held: list[tuple[Block, int, int]] = []
    while slices and sum(last - first for _, first, last in held) < 2:
        held.insert(0, slices.pop())
    yield from (_Atom((part,)) for part in slices)
    yield _Atom((*held, *((block, 0, len(block.rows)) for block in ending)))


def _parts(block: Block) -> Iterator[tuple[Block, int, int]]:
    """Up to three rows stay together; of more, two at least stay on either side of a page turn."""
    count = len(block.rows)
    if count <= 3:
        yield block, 0, count
        return
    yield block, 0, 2
    for row in range(2, count - 2):
        yield block, row, row + 1
    yield block, count - 2, count


def _filled(atoms: Sequence[_Atom]) -> Iterator[Page]:
    """Atoms on pages; a page that is not the last leaves room for the catch-word."""
    top, start = _FIRST_TOP, 0
    while start < len(atoms):
        end = _end_of_page(atoms, start, top)
        yield Page(tuple(_marks(atoms[start:end], top)))
        top, start = NEXT_TOP, end


def _end_of_page(atoms: Sequence[_Atom], start: int, top: float) -> int:
    y, turn = top, start
    for place in range(start, len(atoms)):
        y += atoms[place].height + (atoms[place].gap if place > start else 0)
        if y <= TURN_BOTTOM:
            turn = place + 1
        if y > BOTTOM:
            # An atom taller than a page is printed all the same, rather than never.
            return max(turn, start + 1)
    return len(atoms)


def _marks(atoms: Sequence[_Atom], top: float) -> Iterator[Mark]:
    """What the atoms print; slices of one block that follow each other become one mark."""
    y = top
    pending: Mark | None = None
    for block, first, last in (part for atom in atoms for part in atom.slices):
        if pending and first:
            pending = replace(pending, rows=block.rows[pending.first : last], last=last)
        else:
            if pending:
                yield pending
            y += block.gap if y > top else 0
            pending = Mark(block, block.rows[first:last], first, last, y)
        y += block.height(last - first)
    if pending:
        yield pending


def _with_catch_words(pages: Sequence[Page]) -> Iterator[Page]:
    for page, following in zip(pages, pages[1:], strict=False):
        yield replace(page, catch=_catch_word(following.marks[0]))
    yield pages[-1]


def _catch_word(mark: Mark) -> str:
    """The first words of a page: at least two, or one that is long."""
    said = mark.block.label + "  " if mark.first == 0 and mark.block.label else ""
    words = 0
    for piece in mark.rows[0]:
        if words > 1 or (words and len(said) >= _CATCH_LENGTH):
            break
        said += piece
        words += not piece.isspace()
    return f"/{said.strip()}..."


def _refuse_unprintable(letter: ExternalLetter, gauge: Gauge) -> None:
    problems = [
        f"{name}: พิมพ์อักขระ {' '.join(sorted(missing))} ด้วยแบบอักษรราชการไม่ได้ โปรดลบหรือพิมพ์เป็นคำ"
        for name, text in parts.named_texts(letter)
        if (missing := gauge.missing(tidy(text)))
    ]
    if problems:
        raise LetterProblem(problems)
