"""A preview as the page shows it: equal problems once, with the rows they stand in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from prasan.committees.models import Kind
from prasan.orders.persons import Known
from prasan.registers.groups import Group
from prasan.registers.preview import Preview
from prasan.registers.rules.headings import LABELS, Meaning
from prasan.registers.rules.lines import ReadSheet
from prasan.registers.rules.problems import Cure, Problem
from prasan.workbooks.tables import column_named, place_named

# Rows around a problem that are shown with it, and how many at a time.
_AROUND, SHOWN_ROWS, SHOWN_GROUPS = 1, 60, 100
_EQUAL_CURES = (Cure.TEXT, Cure.ACCEPT, Cure.NONE)


@dataclass
class Said:
    """Equal problems of one column: the first, and the rows of all."""

    problem: Problem
    label: str
    sheet_name: str
    rows: list[int] = field(default_factory=list)
    matches: Sequence[Known] = ()
    may_type: bool = False

    @property
    def key(self) -> str:
        """What a button sends back to say which one is meant."""
        one = self.problem
        return f"{one.sheet}.{one.row}.{-1 if one.column is None else one.column}.{one.code}"

    @property
    def place(self) -> str:
        one = self.problem
        row = f"แถว {one.row + 1}"
        return row if one.column is None else f"{row} ช่อง {column_named(one.column)}"

    @property
    def anchor(self) -> str:
        one = self.problem
        return f"c{one.sheet}-{place_named(one.row, one.column or 0)}"

    @property
    def more(self) -> int:
        return len(self.rows) - 1

    @property
    def cure(self) -> str:
        return str(self.problem.cure)


@dataclass(frozen=True)
class ShownCell:
    text: str
    anchor: str
    problem: Problem | None


@dataclass(frozen=True)
class ShownRow:
    number: int
    cells: Sequence[ShownCell]
    is_after_gap: bool


@dataclass(frozen=True)
class ShownColumn:
    """A column of a sheet, what it is taken for, and what else it may be."""

    number: int
    letters: str
    heading: str
    meaning: str
    label: str
    sample: str

    @property
    def name(self) -> str:
        return f"column-{self.number}"


class Shown:
    """What the pages of a preview ask for."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self._several = len(preview.sheets) > 1

    @cached_property
    def said(self) -> list[Said]:
        """Problems, equal ones together, what blocks first and then by place."""
        together: dict[tuple[object, ...], Said] = {}
        for problem in self.preview.problems:
            key = self._key(problem)
            if key not in together:
                together[key] = self._said(problem)
            together[key].rows.append(problem.row)
        return sorted(
            together.values(),
            key=lambda one: (not one.problem.blocks, one.problem.sheet, one.problem.row),
        )

    def find(self, key: str) -> Said | None:
        return next((one for one in self.said if one.key == key), None)

    def columns(self, sheet: ReadSheet) -> list[ShownColumn]:
        """The columns of a sheet that have a heading or anything in them."""
        first = (sheet.head or 0) + 1
        shown = []
        for number in range(sheet.table.width):
            heading = sheet.headings[number] if number < len(sheet.headings) else ""
            values = (row[number] for row in sheet.table.rows[first : first + 30] if row[number])
            sample = next(values, "")
            meaning = sheet.meanings.get(number)
            if heading or sample:
                label = LABELS[meaning] if meaning else ""
                letters = column_named(number)
                shown.append(
                    ShownColumn(number, letters, heading, meaning or "", label, sample[:40])
                )
        return shown

    def rows(self, sheet: ReadSheet) -> list[ShownRow]:
        """The rows with problems, each with a neighbour, as the file has them."""
        by_row: dict[int, dict[int, Problem]] = {}
        for line in sheet.lines:
            for problem in line.problems:
                column = self._column_of(sheet, problem)
                by_row.setdefault(line.row, {}).setdefault(column, problem)
        wanted = sorted(self._with_neighbours(sheet, sorted(by_row)[:SHOWN_ROWS]))
        return [
            ShownRow(
                row,
                list(self._cells(sheet, row, by_row.get(row, {}))),
                place > 0 and wanted[place - 1] != row - 1,
            )
            for place, row in enumerate(wanted)
        ]

    def letters(self, sheet: ReadSheet) -> list[str]:
        return [column_named(number) for number in range(sheet.table.width)]

    @property
    def groups(self) -> Sequence[Group]:
        """The committees, of very many the first."""
        return self.preview.groups[:SHOWN_GROUPS]

    @property
    def more_groups(self) -> int:
        return max(0, len(self.preview.groups) - SHOWN_GROUPS)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind.value, kind.label) for kind in Kind]

    @property
    def meanings(self) -> list[tuple[str, str]]:
        return [(meaning.value, LABELS[meaning]) for meaning in Meaning]

    def _key(self, problem: Problem) -> tuple[object, ...]:
        alone = () if problem.cure in _EQUAL_CURES and problem.said else (problem.row,)
        if problem.code in ("kind", "level", "reach", "no_place"):
            alone = ()
        return (
            problem.sheet,
            problem.column,
            problem.code,
            problem.said,
            problem.text,
            *alone,
        )

    def _said(self, problem: Problem) -> Said:
        sheet = self.preview.sheet(problem.sheet)
        meaning = (
            sheet.meanings.get(problem.column) if sheet and problem.column is not None else None
        )
        name = sheet.table.name if sheet and self._several else ""
        matches = self.preview.matches.get((problem.sheet, problem.row), ())
        is_free = problem.blocks and problem.column is not None and problem.code != "failed"
        may_type = is_free and problem.cure in (Cure.NONE, Cure.TEXT)
        may_type = may_type or problem.code == "failed"
        label = LABELS[meaning] if meaning else ""
        who = matches if problem.cure is Cure.PERSON else ()
        return Said(problem, label, name, matches=who, may_type=may_type)

    def _column_of(self, sheet: ReadSheet, problem: Problem) -> int:
        if problem.column is not None:
            return problem.column
        names = (Meaning.NAME, Meaning.GIVEN)
        return next((place for place, one in sheet.meanings.items() if one in names), 0)

    def _with_neighbours(self, sheet: ReadSheet, rows: Sequence[int]) -> set[int]:
        lines = {line.row for line in sheet.lines}
        near = {row + step for row in rows for step in range(-_AROUND, _AROUND + 1)}
        return {row for row in near if row in lines}

    def _cells(
        self, sheet: ReadSheet, row: int, problems: dict[int, Problem]
    ) -> Iterator[ShownCell]:
        for column, text in enumerate(sheet.table.rows[row]):
            anchor = f"c{sheet.number}-{place_named(row, column)}"
            yield ShownCell(text, anchor, problems.get(column))
