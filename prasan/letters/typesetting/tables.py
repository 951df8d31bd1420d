"""Tables, whatever they are of: texts into cells, broken for their columns."""

from collections.abc import Iterator, Sequence

from prasan.letters.papers import Align, Band
from prasan.letters.typesetting.blocks import PART_GAP, Grid, GridRow
from prasan.letters.typesetting.setting import Setter, are_figures, cut_to, grid_row

SIDE, TOP = 4.0, 2.0


def grid(
    setter: Setter,
    role: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, ...] | Band],
    *,
    most: float,
    widths: Sequence[float] = (),
    aligns: Sequence[Align] = (),
    size: float,
    row_height: float = 0.0,
    total: tuple[str, ...] = (),
    gap: float = PART_GAP,
) -> Grid:
    """A table with lines over the whole room; a row taller than `most` is cut."""
    shares = tuple(widths) or (1.0,) * len(heads)
    columns = tuple(setter.room * share / sum(shares) for share in shares)
    row_of = _Cells(setter, columns, size)
    head = row_of.row(heads, bold=True)
    fits = most - head.height
    made = [
        piece
        for row in rows
        for whole in [row_of.band(row) if isinstance(row, Band) else row_of.row(row, row_height)]
        for piece in cut_to(whole, fits, size=size, top=TOP)
    ]
    if total:
        made.append(row_of.row(total, bold=True))
    return Grid(
        role, tuple(made), columns, tuple(_aligns(rows, aligns, len(columns))), heads=(head,),
        size=size, side=SIDE, top=TOP, is_middled=row_height > 0, gap=gap,
    )  # fmt: skip


class _Cells:
    """Rows of a table being made."""

    def __init__(self, setter: Setter, columns: Sequence[float], size: float) -> None:
        self.setter, self.columns, self.size = setter, columns, size

    def row(self, texts: Sequence[str], least: float = 0.0, *, bold: bool = False) -> GridRow:
        cells = tuple(
            self.setter.cell(text, width - 2 * SIDE, size=self.size, bold=bold)
            for text, width in zip(texts, self.columns, strict=True)
        )
        return grid_row(cells, size=self.size, top=TOP, least=least, bold=bold)

    def band(self, band: Band) -> GridRow:
        room = sum(self.columns) - 2 * SIDE
        cells = (self.setter.cell(band.text, room, size=self.size, bold=True),)
        return grid_row(cells, size=self.size, top=TOP, bold=True, band=True)


def _aligns(
    rows: Sequence[tuple[str, ...] | Band], asked: Sequence[Align], columns: int
) -> Iterator[str]:
    """How each column stands: as asked, else figures in the middle and words at the left."""
    plain = [row for row in rows if not isinstance(row, Band)]
    for column in range(columns):
        if column < len(asked):
            yield asked[column].value
        else:
            yield "center" if are_figures([row[column] for row in plain]) else "left"
