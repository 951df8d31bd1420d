"""Official letters on paper: PDF, editable DOCX and page pictures from one layout.

The engine knows no database, no clock and no user: the same letter always gives the same bytes.
Call it from as many threads as you like, but do not fork a process that has called it.
"""

import os
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from prasan.letters.documents import ExternalLetter
from prasan.letters.typesetting import editable, faces, press
from prasan.letters.typesetting.layout import lay_out
from prasan.letters.typesetting.lines import Gauge
from prasan.letters.typesetting.parts import Page

__all__ = ["docx", "many", "page_images", "pages", "pdf"]


def pdf(letter: ExternalLetter, *, words: Collection[str] = ()) -> bytes:
    """`letter` as PDF/A-2b.

    `words` are never broken at a line's end: names of persons and units that stand in the text.
    Raises LetterProblem for a character the face lacks or a crest that cannot be opened.
    """
    return press.pdf(letter, _laid_out(letter, words), _faces())


def docx(letter: ExternalLetter, *, words: Collection[str] = ()) -> bytes:
    """`letter` as an editable DOCX that turns its pages where the PDF does."""
    return editable.docx(letter, _laid_out(letter, words), _faces())


def page_images(
    letter: ExternalLetter, *, width_px: int = 900, words: Collection[str] = ()
) -> list[bytes]:
    """One PNG for each page, `width_px` wide."""
    return press.images(letter, _laid_out(letter, words), _faces(), width_px=width_px)


def pages(letter: ExternalLetter, *, words: Collection[str] = ()) -> int:
    """How many pages `letter` takes, annexes included; nothing is drawn."""
    return len(_laid_out(letter, words))


def many(letters: Sequence[ExternalLetter], *, words: Collection[str] = ()) -> list[bytes]:
    """The PDF of each letter, in order, drawn on all processors."""
    if len(letters) < 2:
        return [pdf(letter, words=words) for letter in letters]
    with ThreadPoolExecutor(min(len(letters), os.cpu_count() or 1)) as pool:
        return list(pool.map(lambda letter: pdf(letter, words=words), letters))


def _laid_out(letter: ExternalLetter, words: Collection[str]) -> tuple[Page, ...]:
    return lay_out(letter, _gauge(_faces()), words)


@lru_cache(maxsize=4)
def _gauge(folder: Path) -> Gauge:
    return Gauge(folder)


def _faces() -> Path:
    """Where the page face lies: the one place that reads the setting."""
    return _derived(Path(settings.FACES))


@lru_cache(maxsize=4)
def _derived(folder: Path) -> Path:
    return faces.page_faces(folder)
