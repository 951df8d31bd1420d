"""Filling pages: blocks one below the other, turned where they may be.

Pages are filled here and nowhere else, so the PDF, its preview and the editable copy turn the
page at the same word, and the catch-word is what the next page begins with.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from prasan.letters.typesetting.blocks import Form, Mark, Page, Part, Placed, Print, Sheet
from prasan.letters.typesetting.lines import text_of

_CATCH_LENGTH = 8


@dataclass(frozen=True)
class _Atom:
    """Rows of parts that stay on one page; each is (part, first row, row after the last)."""

    slices: tuple[tuple[Part, int, int], ...]

    @property
    def turns(self) -> bool:
        part, first, _ = self.slices[0]
        return part.turns and not first

    def height(self, *, begins_page: bool) -> float:
        """With the gap above it, unless it begins a page."""
        return sum(
            _above(part, first, begins_page=begins_page and not place) + part.height(first, last)
            for place, (part, first, last) in enumerate(self.slices)
        )


def filled(parts: Iterable[Part], form: Form) -> list[Page]:
    """`parts` on pages; one that turns leaves room for the catch-word, if the form has any."""
    atoms = _atoms(parts)
    pages: list[Page] = []
    top, start = form.first_top, 0
    while start < len(atoms):
        end = _end_of_page(atoms, start, top, form)
        pages.append(Page(tuple(_prints(atoms[start:end], top))))
        top, start = form.next_top, end
    return pages or [Page(())]


def with_catch_words(pages: Sequence[Page]) -> Iterator[Page]:
    for page, following in zip(pages, pages[1:], strict=False):
        yield replace(page, catch=_catch_word(following.prints[0]))
    yield pages[-1]


def _atoms(parts: Iterable[Part]) -> list[_Atom]:
    """The parts in pieces a page may end after."""
    atoms: list[_Atom] = []
    held: list[tuple[Part, int, int]] = []
    for part in parts:
        for first, last in part.cuts():
            if part.holds_on and not first and not held:
                held = _taken_back(atoms)
            held.append((part, first, last))
            if not (part.keeps and last == len(part.rows)):
                atoms.append(_Atom(tuple(held)))
                held = []
    return [*atoms, _Atom(tuple(held))] if held else atoms


def _taken_back(atoms: list[_Atom]) -> list[tuple[Part, int, int]]:
    """The last pieces, until they have two rows.

    Source: ours, after office practice: two lines of text at least stand above the closing.
    """
    held: list[tuple[Part, int, int]] = []
    while atoms and sum(last - first for _, first, last in held) < 2:
        atom = atoms.pop()
        held = [*atom.slices, *held]
        if atom.turns:
            break
    return held


def _above(part: Part, first: int, *, begins_page: bool) -> float:
    """What stands over rows of a part: its gap, and a head that comes again."""
    if begins_page:
        return part.lead
    return 0.0 if first else part.gap + part.lead


def _end_of_page(atoms: Sequence[_Atom], start: int, top: float, form: Form) -> int:
    y, turn = top, start
    for place in range(start, len(atoms)):
        if place > start and atoms[place].turns:
            return turn if y > form.turn_bottom else place
        y += atoms[place].height(begins_page=place == start)
        if y <= form.turn_bottom:
            turn = place + 1
        if y > form.bottom:
            # An atom taller than a page is printed all the same, rather than never.
            return max(turn, start + 1)
    return len(atoms)


def _prints(atoms: Sequence[_Atom], top: float) -> Iterator[Print]:
    """What the atoms print; slices of one part that follow each other become one print."""
    y = top
    pending: tuple[Part, int, int, float] | None = None
    for part, first, last in (piece for atom in atoms for piece in atom.slices):
        if pending and first:
            pending = (part, pending[1], last, pending[3])
        else:
            if pending:
                yield _placed(*pending)
                y += part.gap
            pending = (part, first, last, y)
            y += part.lead
        y += part.height(first, last)
    if pending:
        yield _placed(*pending)


def _placed(part: Part, first: int, last: int, y: float) -> Print:
    return part.placed(first, last, y)


def _catch_word(one: Print) -> str:
    """The first words of a page: at least two, or one that is long."""
    said, words = "", 0
    for piece in _beginning(one):
        if words > 1 or (words and len(said) >= _CATCH_LENGTH):
            break
        said += piece
        words += not piece.isspace()
    return f"/{said.strip()}..." if said.strip() else ""


def _beginning(one: Print) -> Iterator[str]:
    """The pieces a page begins with."""
    if isinstance(one, Mark):
        if one.first == 0 and one.block.label:
            yield from _unspaced(one.block.label + "  ", one.rows[0])
        else:
            yield from one.rows[0]
    elif isinstance(one, Sheet) and one.rows:
        yield " ".join(text_of(cell[0]) for cell in one.rows[0].cells[:2]).strip()
    elif isinstance(one, Placed):
        return


def _unspaced(label: str, row: Sequence[str]) -> Iterator[str]:
    """The label counts as no word: it and the first word are one piece."""
    first, *rest = row
    yield label + first
    yield from rest
