"""What a spreadsheet holds, as text: the way a person sees it on the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What the office programs write where a calculation failed.
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")

Place = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """One sheet. Rows and columns count from 0 here, from 1 and A in `place_named`.

    Every row has the same number of cells. A merged cell's text stands in each of its cells.
    `errors` are cells whose calculation failed, with what they show; `formulas` are cells that
    were calculated, whose shown value is in `rows`.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    is_hidden: bool = False
    errors: Mapping[Place, str] = field(default_factory=dict)
    formulas: frozenset[Place] = frozenset()

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True)
class Spreadsheet:
    """A file of tables, in the file's order; tables with nothing in them are left out."""

    name: str
    tables: tuple[Table, ...]

    @property
    def shown(self) -> tuple[Table, ...]:
        """The tables a person sees when opening the file."""
        return tuple(table for table in self.tables if not table.is_hidden)

    def table(self, name: str) -> Table | None:
        return next((table for table in self.tables if table.name == name), None)


def column_named(column: int) -> str:
    """The letters over a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_named(row: int, column: int) -> str:
    """A cell as office programs call it: (0, 1) is B1."""
    return f"{column_named(column)}{row + 1}"
