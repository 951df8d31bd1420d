"""Draws laid-out pages with Typst, in this process.

A compiler belongs to one thread: shared, it refuses. And a process must not fork once one has
compiled, or the child hangs; web workers therefore are threads, and nothing compiles at import.
"""

import base64
import io
import json
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from prasan.letters.documents import ExternalLetter, LetterProblem
from prasan.letters.typesetting import layout, parts
from prasan.letters.typesetting.annexes import CELL_SIDE, CELL_TOP, TABLE_SIZE
from prasan.letters.typesetting.faces import FAMILY
from prasan.letters.typesetting.lines import text_of, tidy
from prasan.letters.typesetting.parts import Mark, Page, Table, TableRow

_CREST_PROBLEM = "crest: เปิดแฟ้มตราครุฑไม่ได้ โปรดเลือกแฟ้ม SVG หรือ PNG ใหม่"
PAPER_WIDTH = parts.cm(21)
_STANDARD = "a-2b"
_CREST_PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes("@data@"), format: "svg", height: 3cm)
"""
_mine = threading.local()


def pdf(letter: ExternalLetter, pages: Sequence[Page], folder: Path) -> bytes:
    """`pages` as PDF/A-2b; the same pages always give the same bytes."""
    how = {"format": "pdf", "pdf_standards": [_STANDARD], "timestamp": _written_at(letter)}
    return _compiled(letter, pages, folder, **how)[0]


def images(
    letter: ExternalLetter, pages: Sequence[Page], folder: Path, *, width_px: int
) -> list[bytes]:
    """`pages` as PNG pictures, `width_px` wide."""
    return _compiled(letter, pages, folder, format="png", ppi=width_px / PAPER_WIDTH * 72)


def crest_png(crest: bytes, folder: Path) -> bytes:
    """The crest as a picture for the editable copy, fine enough for print."""
    return _run(folder, _with_data(_CREST_PAGE, _as_svg(crest)), format="png", ppi=300.0)[0]


def _compiled(
    letter: ExternalLetter, pages: Sequence[Page], folder: Path, **how: Any
) -> list[bytes]:
    drawing = json.dumps(_drawing(letter, pages), ensure_ascii=False)
    return _run(folder, _with_data(_template(), drawing), **how)


def _written_at(letter: ExternalLetter) -> datetime:
    """The day a file must name as its own: the letter's; a draft names none, so a fixed one."""
    day = letter.written or date(2000, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _with_data(source: str, data: str) -> bytes:
    """`source` with `data` as its one text literal, where nothing in it can be taken for markup.

    Typst also takes inputs from outside, but a changed input makes it forget all it has laid out;
    a changed literal lets it reuse every paragraph two letters share: 7 ms a letter, not 25.
    """
    literal = data.replace("\\", "\\\\").replace('"', '\\"')
    return source.replace("@data@", literal).encode()


def _run(folder: Path, source: bytes, **how: Any) -> list[bytes]:
    try:
        made = _compiler(folder).compile(source, **how)
    except typst.TypstError as error:
        if "image" in str(error).lower() or "svg" in str(error).lower():
            raise LetterProblem([_CREST_PROBLEM]) from error
        raise
    if made is None:
        raise RuntimeError("Typst gave nothing back")
    return made if isinstance(made, list) else [made]


def _compiler(folder: Path) -> typst.Compiler:
    """This thread's compiler; it sees the page face and no other font."""
    if getattr(_mine, "folder", None) != folder:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
        _mine.compiler, _mine.folder = typst.Compiler(font_paths=fonts), folder
    compiler: typst.Compiler = _mine.compiler
    return compiler


@cache
def _template() -> str:
    return files(__package__).joinpath("letter.typ").read_text(encoding="utf-8")


def _drawing(letter: ExternalLetter, pages: Sequence[Page]) -> dict[str, Any]:
    return {
        "title": tidy(letter.subject),
        "family": FAMILY,
        "left": parts.LEFT,
        "room": parts.ROOM,
        "crest": _as_svg(letter.crest) if letter.crest else "",
        "crest-top": parts.CREST_TOP,
        "crest-side": parts.CREST_SIDE,
        "number-top": layout.NUMBER_TOP,
        "catch-top": layout.BOTTOM - parts.PITCH,
        "pages": [_page(page) for page in pages],
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "number": tidy(f"- {page.number} -") if page.number else "",
        "catch": page.catch,
        "marks": [_mark(mark) for mark in page.marks],
        "table": _table(page.table) if page.table else None,
    }


def _mark(mark: Mark) -> dict[str, Any]:
    block, begins = mark.block, mark.first == 0
    return {
        "x": block.x,
        "y": mark.y,
        "room": block.room,
        "rows": [text_of(row) for row in mark.rows],
        "indent": block.indent if begins else 0,
        "label": block.label if begins else "",
        "align": block.align,
        "size": block.size,
        "bold": block.is_bold,
        "red": block.role == "urgency",
        "spread": block.is_spread,
        "open": mark.goes_on,
        "blank": block.blank if begins else 0,
        "blank-x": block.blank_x,
    }


def _table(table: Table) -> dict[str, Any]:
    head, *rows = (_cells(row) for row in table.rows)
    return {
        "y": table.y,
        "widths": table.widths,
        "size": TABLE_SIZE,
        "side": CELL_SIDE,
        "top": CELL_TOP,
        "head": head,
        "rows": rows,
        "centred": table.centred,
    }


def _cells(row: TableRow) -> list[list[str]]:
    return [[text_of(line) for line in cell] for cell in row.cells]


def _as_svg(crest: bytes) -> str:
    """The crest as SVG text, because Typst takes its data as text; a PNG is wrapped."""
    if not crest.startswith(b"\x89PNG"):
        return crest.decode("utf-8", errors="replace")
    try:
        with Image.open(io.BytesIO(crest)) as picture:
            width, height = picture.size
            picture.load()
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise LetterProblem([_CREST_PROBLEM]) from error
    data = base64.b64encode(crest).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )
