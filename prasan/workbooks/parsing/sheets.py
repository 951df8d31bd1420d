"""A sheet while it is read, and how it is made even."""

from dataclasses import dataclass, field

from prasan.workbooks.parsing.limits import MOST_CELLS, CannotRead

Place = tuple[int, int]


@dataclass
class Sheet:
    name: str
    is_hidden: bool = False
    rows: list[list[str]] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)
    formulas: list[Place] = field(default_factory=list)
    # First and last cell of each merged block.
    merged: list[tuple[Place, Place]] = field(default_factory=list)

    def even(self) -> None:
        """Give all rows the same width, and merged and failed cells their text."""
        self._cut_empty_rows()
        width = max(map(len, self.rows), default=0)
        if width * len(self.rows) > MOST_CELLS:
            raise CannotRead("bomb")
        for cells in self.rows:
            cells += [""] * (width - len(cells))
        for (row, column), text in self.errors.items():
            if row < len(self.rows) and column < width:
                self.rows[row][column] = text
        for first, last in self.merged:
            self._fill(first, (min(last[0], len(self.rows) - 1), min(last[1], width - 1)))
        self.formulas = [place for place in self.formulas if place[0] < len(self.rows)]

    def _cut_empty_rows(self) -> None:
        reach = max((row for row, _ in self.errors), default=-1)
        while len(self.rows) > reach + 1 and not any(self.rows[-1]):
            self.rows.pop()

    def _fill(self, first: Place, last: Place) -> None:
        if first[0] >= len(self.rows) or first[1] >= len(self.rows[0]):
            return
        text = self.rows[first[0]][first[1]]
        for row in self.rows[first[0] : last[0] + 1]:
            row[first[1] : last[1] + 1] = [text] * (last[1] + 1 - first[1])
