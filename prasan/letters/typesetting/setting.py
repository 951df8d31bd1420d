"""Setting texts: typed words into blocks and tables, broken for the columns they stand in."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import partial

from prasan.letters.blanks import blank
from prasan.letters.typesetting.blocks import PART_GAP, SIZE, Block, GridRow, cm, pitch
from prasan.letters.typesetting.lines import Gauge, Row, fill, tidy
from prasan.letters.typesetting.words import pieces

# Source: guides to typing official letters: indent 2.5 cm; where the right half begins is ours.
INDENT = cm(2.5)
CENTRE = cm(7.5)
SIGNING_ROWS = 4
_EMPTY_NAME = f"({blank(5)})"
_FIGURES = re.compile(r"[๐-๙0-9.,/%\- ]*")


class Setter:
    """Turns texts into blocks `room` wide, in one face and with one set of extra words."""

    def __init__(
        self,
        gauge: Gauge,
        words: Collection[str],
        *,
        room: float,
        size: float = SIZE,
        has_thai_digits: bool = True,
    ) -> None:
        self.gauge = gauge
        self.words = tuple(words)
        self.room, self.size, self.has_thai_digits = room, size, has_thai_digits

    def tidy(self, text: str) -> str:
        return tidy(text, has_thai_digits=self.has_thai_digits)

    def width(self, text: str) -> float:
        return self.gauge.width(self.tidy(text), self.size)

    def rows(
        self,
        text: str,
        room: float,
        *,
        indent: float = 0.0,
        size: float | None = None,
        bold: bool = False,
    ) -> list[Row]:
        """`text` broken for a column of `room` points."""
        measure = partial(self.gauge.width, size=size or self.size, bold=bold)
        return fill(pieces(self.tidy(text), self.words), measure, room, indent=indent)

    def lines(
        self,
        role: str,
        lines: Sequence[str],
        *,
        x: float = 0.0,
        room: float | None = None,
        gap: float = PART_GAP,
        align: str = "left",
        size: float | None = None,
        bold: bool = False,
    ) -> Block:
        """Lines kept as typed; one too long for its column goes on below."""
        room = self.room - x if room is None else room
        rows = [row for line in lines for row in self.rows(line, room, size=size, bold=bold)]
        return Block(
            role, tuple(rows), x=x, room=room, gap=gap, align=align, is_lines=True,
            size=size or self.size, is_bold=bold,
        )  # fmt: skip

    def labelled(
        self,
        role: str,
        label: str,
        lines: Sequence[str],
        *,
        least: float,
        names: bool = False,
    ) -> Iterator[Block]:
        """A label and its lines, which hang: from `least`, or two spaces after a long label.

        `names` are broken between addressees only.
        """
        x = max(least, self.width(label) + self.gauge.width("  ", self.size))
        for place, line in enumerate(lines):
            rows = self._names(line, self.room - x) if names else self.rows(line, self.room - x)
            yield Block(
                role, tuple(rows), x=x, room=self.room - x, size=self.size,
                label="" if place else self.tidy(label), gap=0.0 if place else PART_GAP,
            )  # fmt: skip

    def paragraph(
        self, text: str, number: str, *, indent: float = INDENT, bold: bool = False
    ) -> list[Row]:
        """A paragraph whose number and first word stay together."""
        parts = list(pieces(self.tidy(f"{number} {text}" if number else text), self.words))
        if number and len(parts) > 2:
            parts = ["".join(parts[:3]), *parts[3:]]
        measure = partial(self.gauge.width, size=self.size, bold=bold)
        return fill(parts, measure, self.room, indent=indent)

    def signer(self, name: str | None, lines: Sequence[str], room: float) -> list[Row]:
        """The name, never broken at a syllable, and the lines of position below it."""
        measure = partial(self.gauge.width, size=self.size)
        said = self.tidy(f"({name})") if name else _EMPTY_NAME
        rows = fill([said], measure, room)
        return [*rows, *(row for line in lines for row in self.rows(line, room))]

    def cell(self, text: str, room: float, *, size: float, bold: bool = False) -> tuple[Row, ...]:
        """The rows of one cell; a line end in its text begins a row, in the Word copy too."""
        rows: list[Row] = []
        *lines, last = text.split("\n")
        for line in lines:
            *full, end = self.rows(line, room, size=size, bold=bold) or [()]
            rows += [*full, (*end, "\n")]
        return (*rows, *self.rows(last, room, size=size, bold=bold)) or ((),)

    def _names(self, line: str, room: float) -> list[Row]:
        """`line` broken at its spaces; a name too long for a line is broken like other text."""
        measure = partial(self.gauge.width, size=self.size)
        whole = re.split("( )", self.tidy(line))
        if any(measure(name) > room for name in whole):
            return self.rows(line, room)
        return fill(whole, measure, room)


def grid_row(
    cells: tuple[tuple[Row, ...], ...],
    *,
    size: float,
    top: float,
    least: float = 0.0,
    bold: bool = False,
    band: bool = False,
) -> GridRow:
    """A row as tall as its tallest cell, or `least`."""
    tall = max(len(cell) for cell in cells) * pitch(size) + 2 * top
    return GridRow(cells, max(tall, least), is_bold=bold, is_band=band)


def cut_to(row: GridRow, most: float, *, size: float, top: float) -> Iterator[GridRow]:
    """`row` in pieces no taller than `most`; nearly always the row itself."""
    lines = max(len(cell) for cell in row.cells)
    fits = max(int((most - 2 * top) // pitch(size)), 1)
    if row.height <= most or lines <= fits:
        yield row
        return
    for start in range(0, lines, fits):
        cells = tuple(cell[start : start + fits] or ((),) for cell in row.cells)
        yield grid_row(cells, size=size, top=top, bold=row.is_bold, band=row.is_band)


def are_figures(cells: Sequence[str]) -> bool:
    """Whether a column holds nothing but figures, which are printed in its middle."""
    return all(_FIGURES.fullmatch(cell) for cell in cells)
