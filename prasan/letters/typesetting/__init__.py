"""Letters and papers: PDF, editable DOCX and page pictures from one layout.

The engine knows no database, no clock and no user: the same document always gives the same bytes.
Call it from as many threads as you like, but do not fork a process that has called it.
"""

import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from prasan.letters.documents import ExternalLetter
from prasan.letters.papers import Paper
from prasan.letters.typesetting import editable, faces, layout, paper, press
from prasan.letters.typesetting.blocks import Laid
from prasan.letters.typesetting.joining import join, joined
from prasan.letters.typesetting.lines import Gauge

__all__ = [
    "Document",
    "docx",
    "join",
    "joined",
    "many",
    "one_by_one",
    "page_images",
    "pages",
    "pdf",
]

Document = ExternalLetter | Paper


def pdf(document: Document, *, words: Collection[str] = ()) -> bytes:
    """`document` as PDF/A-2b.

    `words` are never broken at a line's end: names of persons and units that stand in the text.
    Raises LetterProblem for a character the face lacks or a crest that cannot be opened.
    """
    return press.pdf(laid_out(document, words), _faces())


def docx(document: Document, *, words: Collection[str] = ()) -> bytes:
    """`document` as an editable DOCX that turns its pages where the PDF does."""
    return editable.docx(laid_out(document, words), _faces())


def page_images(
    document: Document, *, width_px: int = 900, words: Collection[str] = ()
) -> list[bytes]:
    """One PNG for each page, `width_px` wide."""
    return press.images(laid_out(document, words), _faces(), width_px=width_px)


def pages(document: Document, *, words: Collection[str] = ()) -> int:
    """How many pages `document` takes, annexes included; nothing is drawn."""
    return len(laid_out(document, words).pages)


def many(documents: Sequence[Document], *, words: Collection[str] = ()) -> list[bytes]:
    """The PDF of each document, in order, drawn on all processors."""
    if len(documents) < 2:
        return [pdf(document, words=words) for document in documents]
    with ThreadPoolExecutor(min(len(documents), os.cpu_count() or 1)) as pool:
        return list(pool.map(lambda document: pdf(document, words=words), documents))


def one_by_one(documents: Iterable[Document], *, words: Collection[str] = ()) -> Iterator[bytes]:
    """As `many`, for any number of documents: a few are drawn ahead, the others not yet taken."""
    count = os.cpu_count() or 1
    waiting: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor(count) as pool:
        for document in documents:
            waiting.append(pool.submit(pdf, document, words=words))
            if len(waiting) > 2 * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def laid_out(document: Document, words: Collection[str] = ()) -> Laid:
    """Where everything on every page stands."""
    gauge = _gauge(_faces())
    if isinstance(document, Paper):
        return paper.lay_out(document, gauge, words)
    return layout.lay_out(document, gauge, words)


@lru_cache(maxsize=4)
def _gauge(folder: Path) -> Gauge:
    return Gauge(folder)


def _faces() -> Path:
    """Where the page face lies: the one place that reads the setting."""
    return _derived(Path(settings.FACES))


@lru_cache(maxsize=4)
def _derived(folder: Path) -> Path:
    return faces.page_faces(folder)
