"""What was read from a list: its sheets, and a line for each row that names a person."""

from dataclasses import dataclass, field
from datetime import date

from prasan.orders.composition import Member
from prasan.registers.rules.headings import Meaning
from prasan.registers.rules.problems import Problem
from prasan.workbooks.tables import Table


@dataclass(slots=True)
class Line:
    """One row that names a person: what it says, as far as it could be read."""

    sheet: int
    row: int
    kind: str = ""
    area: str = ""
    member: Member | None = None
    starts: date | None = None
    ends: date | None = None
    signed: date | None = None
    order: str = ""
    person: str = ""
    # Of our own workbook: the seat a row came from, and what it said then.
    seat: str = ""
    edition: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return not self.problems

    @property
    def is_blocked(self) -> bool:
        return any(problem.blocks for problem in self.problems)


@dataclass
class ReadSheet:
    """One table read: where its headings are, what each column holds, its lines.

    `head` is None where the headings match nothing. `passed` are rows with something in them that
    name nobody: sums, signatures, remarks.
    """

    number: int
    table: Table
    head: int | None
    headings: list[str] = field(default_factory=list)
    meanings: dict[int, Meaning] = field(default_factory=dict)
    kind: str = ""
    area: str = ""
    lines: list[Line] = field(default_factory=list)
    blank: int = 0
    passed: list[int] = field(default_factory=list)

    def column(self, *meanings: Meaning) -> int | None:
        """The first column that holds one of `meanings`."""
        return next((place for place, one in self.meanings.items() if one in meanings), None)

    @property
    def name_column(self) -> int | None:
        """Where a person is named: what is wrong with a whole row is said there."""
        return self.column(Meaning.NAME, Meaning.GIVEN)

    @property
    def unknown(self) -> list[str]:
        """The headings of columns that are not understood, and so not taken."""
        return [
            text
            for column, text in enumerate(self.headings)
            if text and column not in self.meanings
        ]
