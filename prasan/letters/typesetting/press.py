"""Draws laid-out pages with Typst, in this process.

A compiler belongs to one thread: shared, it refuses. And a process must not fork once one has
compiled, or the child hangs; web workers therefore are threads, and nothing compiles at import.
"""

import base64
import io
import json
import threading
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from PIL import Image

from prasan.letters.blanks import BOX, DOTS, GREY, TICKED, is_open, segments
from prasan.letters.documents import LetterProblem
from prasan.letters.typesetting.blocks import (
    CREST_TOP,
    PITCH,
    GridRow,
    Laid,
    Mark,
    Page,
    Picture,
    Placed,
    Print,
    Sheet,
)
from prasan.letters.typesetting.faces import FAMILY
from prasan.letters.typesetting.lines import Row, open_width, text_of

_CREST_PROBLEM = "crest: เปิดแฟ้มตราครุฑไม่ได้ โปรดเลือกแฟ้ม SVG หรือ PNG ใหม่"
_STANDARD = "a-2b"
_CREST_PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes("@data@"), format: "svg", height: 3cm)
"""
_PICTURE_PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes("@data@"), format: "svg", width: @wide@, height: @tall@)
"""
_mine = threading.local()


def pdf(laid: Laid, folder: Path) -> bytes:
    """`laid` as PDF/A-2b; the same pages always give the same bytes."""
    how = {"format": "pdf", "pdf_standards": [_STANDARD], "timestamp": _written_at(laid)}
    return _run(folder, _with_data(_template(), _json(laid)), **how)[0]


def images(laid: Laid, folder: Path, *, width_px: int) -> list[bytes]:
    """Its pages as PNG pictures, `width_px` wide."""
    ppi = width_px / laid.form.width * 72
    return _run(folder, _with_data(_template(), _json(laid)), format="png", ppi=ppi)


def crest_png(crest: bytes, folder: Path) -> bytes:
    """The crest as a picture for the editable copy, fine enough for print."""
    return _run(folder, _with_data(_CREST_PAGE, _as_svg(crest)), format="png", ppi=300.0)[0]


def picture_png(picture: Picture, folder: Path) -> bytes:
    """A figure as a picture for the editable copy."""
    page = _PICTURE_PAGE.replace("@wide@", f"{picture.wide}pt").replace(
        "@tall@", f"{picture.tall}pt"
    )
    return _run(folder, _with_data(page, picture.svg), format="png", ppi=200.0)[0]


def _json(laid: Laid) -> str:
    return json.dumps(_drawing(laid), ensure_ascii=False)


def _written_at(laid: Laid) -> datetime:
    """The day a file must name as its own: the document's; a draft names none, so a fixed one."""
    day = laid.written or date(2000, 1, 1)
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
    return files(__package__).joinpath("page.typ").read_text(encoding="utf-8")


def _drawing(laid: Laid) -> dict[str, Any]:
    form = laid.form
    return {
        "title": laid.title,
        "family": FAMILY,
        "width": form.width,
        "height": form.height,
        "left": form.left,
        "room": form.room,
        "has-crest": laid.has_crest,
        "crest": _as_svg(laid.crest) if laid.crest else "",
        "crest-top": CREST_TOP,
        "crest-side": laid.crest_side,
        "crest-align": "left" if laid.beside else "center",
        "head-top": form.number_top,
        "head-align": laid.head_align,
        "corner": laid.corner,
        "foot": laid.foot,
        "foot-top": form.foot_top,
        "catch-top": form.bottom - PITCH,
        "pages": [_page(page) for page in laid.pages],
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "head": page.head,
        "catch": page.catch,
        # In the order they stand in, which is the order a reader of the file is given.
        "prints": [_print(one) for one in page.prints],
    }


def _print(one: Print) -> dict[str, Any]:
    if isinstance(one, Mark):
        return {"kind": "mark", **_mark(one)}
    if isinstance(one, Sheet):
        return {"kind": "sheet", **_sheet(one)}
    return {"kind": "picture", **_picture(one)}


def _mark(mark: Mark) -> dict[str, Any]:
    block, begins = mark.block, mark.first == 0
    return {
        "x": block.x,
        "y": mark.y,
        "room": block.room,
        "rows": [_row(row, block.size) for row in mark.rows],
        "indent": block.indent if begins else 0,
        "label": _said(block.label, block.size) if begins else "",
        "align": block.align,
        "size": block.size,
        "bold": block.is_bold,
        "red": block.role == "urgency",
        "spread": block.is_spread,
        "open": mark.goes_on,
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    grid = sheet.grid
    return {
        "x": grid.x,
        "y": sheet.y,
        "widths": grid.widths,
        "heights": [row.height for row in sheet.printed],
        "size": grid.size,
        "side": grid.side,
        "top": grid.top,
        "lines": grid.has_lines,
        "middled": grid.is_middled,
        "heads": len(grid.heads),
        "rows": [
            {"cells": _cells(row, grid.size), "bold": row.is_bold, "band": row.is_band}
            for row in sheet.printed
        ],
        "aligns": grid.aligns,
    }


def _cells(row: GridRow, size: float) -> list[list[Any]]:
    return [[_row(line, size) for line in cell] for cell in row.cells]


def _picture(placed: Placed) -> dict[str, Any]:
    picture = placed.picture
    return {
        "svg": picture.svg, "x": picture.x, "y": placed.y, "wide": picture.wide,
        "tall": picture.tall, "alt": picture.alt,
    }  # fmt: skip


def _row(row: Row, size: float) -> str | list[Any]:
    return _said(text_of(row), size)


def _said(text: str, size: float) -> str | list[Any]:
    """`text`, cut where places are left open."""
    if not is_open(text):
        return text
    return [_open(part, size) or part for part in segments(text)]


def _open(part: str, size: float) -> dict[str, Any] | None:
    kind = {GREY: "grey", DOTS: "dots", BOX: "box", TICKED: "ticked"}.get(part[0])
    return {"kind": kind, "wide": open_width(part, size)} if kind else None


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
