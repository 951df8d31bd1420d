"""Annexes: a titled table over as many pages as it needs, its head repeated on each."""

import re
from collections.abc import Iterator, Sequence

from prasan.letters.documents import Annex
from prasan.letters.typesetting.lines import Row
from prasan.letters.typesetting.parts import (
    PITCH,
    ROOM,
    SIZE,
    Block,
    Mark,
    Page,
    Setter,
    Table,
    TableRow,
    cm,
)  # fmt: skip

# Source: ours; registers of the department are printed in 14 points.
TABLE_SIZE = 14.0
TABLE_PITCH = PITCH * TABLE_SIZE / SIZE
CELL_SIDE, CELL_TOP = 4.0, 2.0
# Two lines stay free at the foot, for a cell that Word breaks into one line more.
_TOP, _NEXT_TOP, _BOTTOM = cm(2.5), cm(2.5) + 2 * PITCH, cm(27.7) - 2 * PITCH
_FIGURES = re.compile(r"[๐-๙0-9.,/%\- ]*")


def annex_pages(annex: Annex, setter: Setter) -> Iterator[Page]:
    """The pages of one annex; the second and later are numbered, - ๒ -."""
    widths = _widths(annex)
    title = _title(annex, setter)
    top = _TOP + title.height(len(title.rows)) + 6 if title.rows else _TOP
    head = TableRow(_cells(annex.heads, widths, setter, bold=True), is_head=True)
    rows = [TableRow(_cells(row, widths, setter)) for row in annex.rows]
    centred = tuple(_is_figures(annex, column) for column in range(len(widths)))
    for place, part in enumerate(_paged(rows, top, head)):
        first = place == 0
        marks = (Mark(title, title.rows, 0, len(title.rows), _TOP),) if first and title.rows else ()
        table = Table(top if first else _NEXT_TOP, widths, (head, *part), centred)
        yield Page(marks, number=None if first else place + 1, table=table)


def row_height(row: TableRow) -> float:
    return max(len(cell) for cell in row.cells) * TABLE_PITCH + 2 * CELL_TOP


def _widths(annex: Annex) -> tuple[float, ...]:
    shares = annex.widths or (1.0,) * len(annex.heads)
    return tuple(ROOM * share / sum(shares) for share in shares)


def _title(annex: Annex, setter: Setter) -> Block:
    rows = [row for line in annex.title for row in setter.rows(line, ROOM, bold=True)]
    return Block("annex-title", tuple(rows), align="center", is_bold=True, is_lines=True)


def _cells(
    texts: Sequence[str], widths: Sequence[float], setter: Setter, *, bold: bool = False
) -> tuple[tuple[Row, ...], ...]:
    return tuple(
        tuple(_cell(text, width - 2 * CELL_SIDE, setter, bold=bold)) or ((),)
        for text, width in zip(texts, widths, strict=True)
    )


def _cell(text: str, room: float, setter: Setter, *, bold: bool) -> Iterator[Row]:
    """The rows of one cell; a line end in its text begins a row, and stays for the Word copy."""
    *lines, last = text.split("\n")
    for line in lines:
        *rows, end = setter.rows(line, room, size=TABLE_SIZE, bold=bold) or [()]
        yield from (*rows, (*end, "\n"))
    yield from setter.rows(last, room, size=TABLE_SIZE, bold=bold)


def _is_figures(annex: Annex, column: int) -> bool:
    return all(_FIGURES.fullmatch(row[column]) for row in annex.rows)


def _paged(rows: Sequence[TableRow], top: float, head: TableRow) -> Iterator[list[TableRow]]:
    """Rows by page; a row taller than what is left goes to the next page, or is cut if it must."""
    y = top + row_height(head)
    part: list[TableRow] = []
    for row in (piece for whole in rows for piece in _cut(whole, row_height(head))):
        if part and y + row_height(row) > _BOTTOM:
            yield part
            y, part = _NEXT_TOP + row_height(head), []
        part.append(row)
        y += row_height(row)
    yield part


def _cut(row: TableRow, head_height: float) -> Iterator[TableRow]:
    """`row` in pieces no taller than a page; nearly always the row itself."""
    most = int((_BOTTOM - _NEXT_TOP - 3 * PITCH - head_height - 2 * CELL_TOP) // TABLE_PITCH)
    lines = max(len(cell) for cell in row.cells)
    for start in range(0, lines, max(most, 1)):
        yield TableRow(tuple(cell[start : start + most] or ((),) for cell in row.cells))
