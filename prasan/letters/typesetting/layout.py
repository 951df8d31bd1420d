"""Where everything on every page of a letter stands, in points, before it is drawn."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from prasan.letters.documents import Annex, ExternalLetter, LetterProblem
from prasan.letters.typesetting import parts
from prasan.letters.typesetting.blocks import PITCH, Form, Laid, Page, cm
from prasan.letters.typesetting.flow import filled, with_catch_words
from prasan.letters.typesetting.lines import Gauge, tidy
from prasan.letters.typesetting.parts import FORM, ROOM
from prasan.letters.typesetting.setting import Setter
from prasan.letters.typesetting.tables import grid

# Source: ours; registers of the department are printed in 14 points. Two lines stay free at the
# foot of an annex, for a cell that Word breaks into one line more.
_ANNEX_SIZE = 14.0
_ANNEX_FORM = Form(
    width=FORM.width, height=FORM.height, left=FORM.left, right=FORM.right, first_top=cm(2.5),
    number_top=FORM.number_top, next_top=FORM.next_top, bottom=FORM.bottom - 2 * PITCH,
)  # fmt: skip


def lay_out(letter: ExternalLetter, gauge: Gauge, words: Collection[str]) -> Laid:
    """The pages of `letter`; raises LetterProblem when the face lacks a character of it."""
    refuse_unprintable(parts.named_texts(letter), gauge)
    setter = Setter(gauge, words, room=ROOM)
    pages = filled([*parts.text(letter, setter), *parts.ending(letter, setter)], FORM)
    first = replace(pages[0], prints=(*parts.urgency(letter), *pages[0].prints))
    letter_pages = with_catch_words([first, *_numbered(pages[1:])])
    annexes = [page for annex in letter.annexes for page in _annex(annex, setter)]
    return Laid(
        title=tidy(letter.subject),
        form=FORM,
        pages=(*letter_pages, *annexes),
        written=letter.written,
        has_crest=True,
        crest=letter.crest,
        urgency=letter.urgency,
    )


def refuse_unprintable(texts: Iterable[tuple[str, str]], gauge: Gauge) -> None:
    """Raise LetterProblem naming every text that has a character the face lacks."""
    problems = [
        f"{name}: พิมพ์อักขระ {' '.join(sorted(missing))} ด้วยแบบอักษรราชการไม่ได้ โปรดลบหรือพิมพ์เป็นคำ"
        for name, text in texts
        if (missing := gauge.missing(tidy(text)))
    ]
    if problems:
        raise LetterProblem(problems)


def _numbered(pages: Iterable[Page]) -> Iterator[Page]:
    """The second page and those after it, - ๒ - in the middle above."""
    for place, page in enumerate(pages, start=2):
        yield replace(page, head=tidy(f"- {place} -"))


def _annex(annex: Annex, setter: Setter) -> Iterator[Page]:
    """A titled table on pages of its own, its head repeated on each."""
    title = setter.lines("annex-title", annex.title, align="center", bold=True)
    table = grid(
        setter, "annex", annex.heads, annex.rows, widths=annex.widths, size=_ANNEX_SIZE,
        most=_ANNEX_FORM.bottom - _ANNEX_FORM.next_top,
    )  # fmt: skip
    kept = [replace(title, keeps=True)] if title.rows else []
    first, *rest = filled([*kept, table], _ANNEX_FORM)
    yield first
    yield from _numbered(rest)
