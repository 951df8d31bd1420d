"""From tables of text to lines of members, with every problem of every cell at once."""

from collections.abc import Sequence

from prasan.people.rules import split_name
from prasan.registers.rules import headings as heads
from prasan.registers.rules.answers import Answers
from prasan.registers.rules.headings import Meaning
from prasan.registers.rules.layout import Layout
from prasan.registers.rules.lines import ReadSheet
from prasan.registers.rules.places import Places
from prasan.registers.rules.readings import Readings
from prasan.registers.rules.rows import read_row
from prasan.workbooks.tables import Table

_SUM = ("รวม", "จำนวนรวม", "ยอดรวม", "total", "Total")


def read_lists(tables: Sequence[Table], answers: Answers, places: Places) -> list[ReadSheet]:
    """Every table read as `answers` say, by guesses where they say nothing.

    Source: ours, from the lists that district offices keep.
    """
    readings = Readings(places)
    return [
        _Reader(number, table, answers, readings).read()
        for number, table in enumerate(tables)
        if number not in answers.left_out
    ]


class _Reader:
    """Reads one table from its top to its end."""

    def __init__(self, number: int, table: Table, answers: Answers, readings: Readings) -> None:
        self._number, self._table, self._answers = number, table, answers
        self._readings = readings
        # What the rows below were last said to be of.
        self._kind = self._area = ""
        self._has_texts = any(spot[0] == number for spot in (*answers.texts, *answers.cells))

    def read(self) -> ReadSheet:
        rows = self._table.rows
        head = heads.head_row(rows)
        sheet = ReadSheet(self._number, self._table, head)
        if head is None:
            head = self._head_by_answers()
            if head is None:
                return sheet
            sheet.head = head
        sheet.headings, first = heads.headings_at(rows, head)
        sheet.meanings = self._meanings(sheet.headings)
        self._layout = Layout(
            *(self._number, self._table, self._answers, self._readings, sheet.meanings),
            has_texts=self._has_texts,
        )
        sheet.kind, sheet.area = self._told_above(rows[:head])
        self._kind, self._area = sheet.kind, sheet.area
        for row in range(first, len(rows)):
            self._read_row(sheet, row)
        return sheet

    def _head_by_answers(self) -> int | None:
        """Where the headings matched nothing and somebody named the columns: the fullest row."""
        if not any(sheet == self._number for sheet, _ in self._answers.meanings):
            return None
        looked_at = self._table.rows[:25]
        return max(range(len(looked_at)), key=lambda row: len(set(looked_at[row])), default=None)

    def _meanings(self, headings: Sequence[str]) -> dict[int, Meaning]:
        found = heads.meanings_of(headings)
        for (sheet, column), meaning in self._answers.meanings.items():
            if sheet == self._number:
                found[column] = meaning
        return found

    def _told_above(self, rows: Sequence[Sequence[str]]) -> tuple[str, str]:
        """The committee and the place named above the headings, else by the sheet's own name."""
        kind = area = ""
        for text in (self._table.name, *(cell for row in rows for cell in dict.fromkeys(row))):
            kind = self._readings.kind(text) or kind
            tambon, district = self._readings.said_in(text)
            area = tambon or (area if len(area) == 6 else district or area)
        if not area:
            area = self._readings.tambon(self._table.name, "", "").code
        kind = self._answers.kinds.get(self._number, kind)
        return kind, self._answers.areas.get(self._number, area)

    def _read_row(self, sheet: ReadSheet, row: int) -> None:
        cells = self._cells(row)
        if self._is_blank(cells):
            sheet.blank += 1
        elif (self._number, row) in self._answers.skipped:
            sheet.passed.append(row)
        elif heads.repeats(cells, sheet.headings):
            return
        elif self._is_apart(row, cells):
            sheet.passed.append(row)
        else:
            sheet.lines.append(read_row(self._layout, row, cells, self._kind, self._area))

    def _cells(self, row: int) -> Sequence[str]:
        """The row's cells with what was put in the place of slips."""
        cells = self._table.rows[row]
        if not self._has_texts:
            return cells
        answers, number = self._answers, self._number
        return [
            answers.cells.get(
                (number, row, column), answers.texts.get((number, column, cell), cell)
            )
            for column, cell in enumerate(cells)
        ]

    def _is_blank(self, cells: Sequence[str]) -> bool:
        """Nothing in it, or only the number it was given beforehand."""
        numbered = self._layout.columns[Meaning.NUMBER]
        return all(not cell or column in numbered for column, cell in enumerate(cells))

    def _is_apart(self, row: int, cells: Sequence[str]) -> bool:
        """A row that names nobody: a place for the rows below it, a sum, a signature, a remark."""
        names = [cells[column] for column in self._layout.names]
        if len(set(filter(None, cells))) == 1:
            text = next(filter(None, cells))
            kind = self._readings.kind(text)
            tambon, district = self._readings.said_in(text)
            if kind or tambon or district:
                self._kind = kind or self._kind
                self._area = tambon or district or self._area
                return True
            return text not in names or not _is_a_name(text)
        if names and not any(map(_has_letter, names)) and any(map(_is_sum, cells)):
            return True
        if any(names) or any(cells[column] for column in self._layout.columns[Meaning.SEAT]):
            return False
        errors = self._table.errors
        return not any((row, column) in errors for column in range(len(cells)))


def _is_a_name(text: str) -> bool:
    try:
        split_name(text)
    except ValueError:
        return False
    return True


def _has_letter(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _is_sum(text: str) -> bool:
    """รวม, รวมทั้งสิ้น: the words before a number at the foot of a list."""
    return text.startswith(_SUM)
