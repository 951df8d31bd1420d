"""What the rows of one sheet share: where each thing stands, and how cells are understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from prasan.registers.rules.answers import Answers
from prasan.registers.rules.headings import Meaning
from prasan.registers.rules.readings import Readings
from prasan.workbooks.tables import Table

_NOT_TAKEN = (Meaning.NUMBER, Meaning.PASSED)
_NAMES = (Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY)


@dataclass(frozen=True)
class Layout:
    """Asked of once for a sheet, as each of its thousands of rows would ask anew.

    `has_texts`: somebody put other texts in the place of some of its cells.
    """

    number: int
    table: Table
    answers: Answers
    readings: Readings
    meanings: Mapping[int, Meaning]
    has_texts: bool = False

    @cached_property
    def columns(self) -> dict[Meaning, Sequence[int]]:
        """Of every meaning its columns from left to right, none where it has none."""
        return {
            meaning: [place for place, one in sorted(self.meanings.items()) if one is meaning]
            for meaning in Meaning
        }

    @cached_property
    def first(self) -> dict[Meaning, int]:
        """The first column of each meaning that has one."""
        return {meaning: places[0] for meaning, places in self.columns.items() if places}

    @cached_property
    def names(self) -> Sequence[int]:
        """The columns that name a person."""
        return [place for meaning in _NAMES for place in self.columns[meaning]]

    @cached_property
    def names_and_titles(self) -> frozenset[int]:
        return frozenset([*self.columns[Meaning.TITLE], *self.names])

    @cached_property
    def taken(self) -> Sequence[tuple[int, Meaning]]:
        """The columns something is taken from."""
        return [one for one in self.meanings.items() if one[1] not in _NOT_TAKEN]

    @cached_property
    def may_be_broken(self) -> bool:
        """Whether any cell may hold a formula or a failed one; most sheets have none."""
        table = self.table
        return bool(self.has_texts or table.errors or table.formulas) or any(
            cell.startswith(("=", "@")) for row in table.rows for cell in row
        )
