"""Spreadsheets we give out (.xlsx): they print on A4, they import back, and nothing in them runs.

    content = write(
        [Sheet("ทะเบียน", columns=[Column("ชื่อ-สกุล", width=30)], rows=[["นางสมใจ"]])],
        title="ทะเบียนคณะกรรมการ",
    )

The same sheets give the same bytes. Text is always written as text: what begins with = + - or @
is never taken for a formula, here or in a file made from this one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from io import BytesIO
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from prasan.thai.digits import thai
from prasan.workbooks.tables import Place, column_named

Value = str | int | float | date | None

# Excel counts no day before this one.
_FIRST_DAY = date(1900, 3, 1)
# Longer lists do not fit into the rule itself and are written to a sheet of their own.
_LISTS = "รายการเลือก"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - fixed, so that equal content gives equal files
_FACE, _SIZE = "TH Sarabun New", 16
# The height of a line in points, and how many Thai letters a unit of column width holds.
_LINE, _LETTERS = 24, 0.9
_STACKED = "ัิีึืฺุู็่้๊๋์ํ๎"


class Kind(Enum):
    """How a column's values are shown. Text in a column of numbers or days stays text."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """One column. `choices` is the list to choose from; `tip` is shown when a cell is entered.

    `is_strict` refuses what is not in the list; otherwise the program only asks.
    """

    heading: str
    width: float = 16
    kind: Kind = Kind.TEXT
    choices: Sequence[str] = ()
    is_strict: bool = False
    tip: str = ""
    is_hidden: bool = False
    is_locked: bool = False
    is_centred: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: centred title lines, one heading row, rows, lines below.

    `free_rows` are empty rows below the last one that carry the same lists and formats.
    `choices_at` are lists for single cells, in place of the column's, by row and column of `rows`.
    `marks` puts a colour and a remark on a cell, by row and column of `rows`, counted from 0.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    title: Sequence[str] = ()
    foot: Sequence[str] = ()
    free_rows: int = 0
    in_thai_digits: bool = False
    is_portrait: bool = False
    is_hidden: bool = False
    marks: Mapping[Place, str] = field(default_factory=dict)
    choices_at: Mapping[Place, Sequence[str]] = field(default_factory=dict)

    @property
    def is_locked(self) -> bool:
        return any(column.is_locked for column in self.columns)

    @property
    def head(self) -> int:
        """The row of the headings, counted from 0."""
        return len(self.title) + (1 if self.title else 0)


def write(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """The workbook's bytes. `title` is what its properties call it."""
    made = BytesIO()
    # Text is written by write_string alone, so none of the automatic readings can happen.
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": title, "created": _MADE})
    lists = _Lists()
    for sheet in sheets:
        _write_sheet(book, sheet, lists)
    lists.write(book)
    book.close()
    return made.getvalue()


class _Lists:
    """Lists to choose from, each written once to a hidden sheet and named by its place."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], int] = {}

    def source(self, choices: Sequence[str]) -> str:
        key = tuple(choices)
        column = column_named(self._columns.setdefault(key, len(self._columns)))
        return f"='{_LISTS}'!${column}$1:${column}${len(key)}"

    def write(self, book: xlsxwriter.Workbook) -> None:
        if not self._columns:
            return
        page = book.add_worksheet(_LISTS)
        page.hide()
        for choices, column in self._columns.items():
            for row, choice in enumerate(choices):
                page.write_string(row, column, choice)


def _write_sheet(book: xlsxwriter.Workbook, sheet: Sheet, lists: _Lists) -> None:
    page = book.add_worksheet(sheet_named(sheet.name))
    formats = _Formats(book, sheet)
    _set_up(page, sheet)
    last = max(len(sheet.columns) - 1, 0)
    for row, line in enumerate(sheet.title):
        page.set_row(row, _LINE)
        _across(page, row, last, _digits(sheet, line), formats.title)
    page.set_row(sheet.head, _height(sheet, [column.heading for column in sheet.columns]))
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, None, {"hidden": column.is_hidden})
        page.write_string(sheet.head, place, column.heading, formats.heading)
        _offer(page, sheet, place, lists)
    for row, values in enumerate(sheet.rows):
        page.set_row(sheet.head + 1 + row, _height(sheet, values))
        for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
            mark = sheet.marks.get((row, place))
            look = formats.of(column, is_marked=mark is not None)
            _write_value(page, sheet, (sheet.head + 1 + row, place), value, look)
            if mark:
                page.write_comment(sheet.head + 1 + row, place, mark, {"x_scale": 2})
    below = sheet.head + 1 + len(sheet.rows)
    for row in range(below, below + sheet.free_rows):
        page.set_row(row, _LINE)
        for place, column in enumerate(sheet.columns):
            page.write_blank(row, place, None, formats.of(column, is_free=True))
    for row, line in enumerate(sheet.foot, below + sheet.free_rows + 1):
        page.write_string(row, 0, _digits(sheet, line), formats.plain)
    if sheet.is_hidden:
        page.hide()


def _set_up(page: Worksheet, sheet: Sheet) -> None:
    """A4, one page wide, the headings on every page, and the first row of values in sight."""
    page.set_paper(9)
    if not sheet.is_portrait:
        page.set_landscape()
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.repeat_rows(sheet.head)
    page.freeze_panes(sheet.head + 1, 0)
    page.set_footer("&C&P / &N")
    if sheet.is_locked:
        # Without a password: it keeps from slips, not from people.
        may = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
        page.protect("", {**dict.fromkeys(may, True), "objects": True, "scenarios": True})


def _height(sheet: Sheet, values: Sequence[Value]) -> float:
    """Room for the longest text of a row; the programs do not all find it by themselves."""
    lines = 1
    for column, value in zip(sheet.columns, values, strict=True):
        if isinstance(value, str) and not column.is_hidden:
            parts = value.split("\n")
            room = max(column.width * _LETTERS, 1)
            lines = max(lines, sum(max(1, ceil(_breadth(part) / room)) for part in parts))
    return lines * _LINE


def _breadth(text: str) -> int:
    """Letters side by side; what stands above or below another takes no room."""
    return len(text) - sum(text.count(mark) for mark in _STACKED)


def _across(page: Worksheet, row: int, last: int, text: str, look: Format) -> None:
    if last:
        page.merge_range(row, 0, row, last, "", look)
    page.write_string(row, 0, text, look)


def _offer(page: Worksheet, sheet: Sheet, place: int, lists: _Lists) -> None:
    column, first = sheet.columns[place], sheet.head + 1
    cells: dict[tuple[str, ...], list[int]] = {}
    for (row, at), choices in sheet.choices_at.items():
        if at == place:
            cells.setdefault(tuple(choices), []).append(first + row)
    for offered, rows in cells.items():
        rule = _rule(column, offered, lists)
        # One rule for all cells with the same list: a cell can have no second one.
        rule["other_cells"] = [[row, place, row, place] for row in rows]
        page.data_validation(rows[0], place, rows[0], place, rule)
    if not cells and (column.choices or column.tip):
        bottom = max(first, sheet.head + len(sheet.rows) + sheet.free_rows)
        page.data_validation(first, place, bottom, place, _rule(column, column.choices, lists))


def _rule(column: Column, choices: Sequence[str], lists: _Lists) -> dict[str, object]:
    rule: dict[str, object] = {"validate": "any"}
    if choices:
        rule = {"validate": "list", "source": lists.source(choices)}
        rule["error_type"] = "stop" if column.is_strict else "warning"
        rule["error_title"] = "ไม่อยู่ในรายการ"
        rule["error_message"] = "เลือกจากรายการ โดยกดลูกศรท้ายช่อง"
    if column.tip:
        rule |= {"input_title": column.heading[:32], "input_message": column.tip[:255]}
    return rule


def _write_value(page: Worksheet, sheet: Sheet, at: Place, value: Value, look: Format) -> None:
    if value is None or value == "":
        page.write_blank(*at, None, look)
    elif isinstance(value, date) and value >= _FIRST_DAY:
        page.write_datetime(*at, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001
    elif isinstance(value, int | float):
        page.write_number(*at, value, look)
    else:
        page.write_string(*at, _digits(sheet, str(value)), look)


def _digits(sheet: Sheet, text: str) -> str:
    return thai(text) if sheet.in_thai_digits else text


def sheet_named(name: str) -> str:
    """`name` as a sheet may be called: without the marks Excel refuses, 31 letters at most."""
    return "".join(" " if mark in "[]:*?/\\" else mark for mark in name).strip("' ")[:31] or "แผ่น"


class _Formats:
    """The looks of one sheet; each is made once, because a file may hold only so many."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Sheet) -> None:
        self._book, self._sheet = book, sheet
        self._made: dict[tuple[object, ...], Format] = {}
        self._base = {"font_name": _FACE, "font_size": _SIZE, "valign": "top"}
        self.plain = book.add_format(self._base)
        self.title = book.add_format({**self._base, "bold": True, "align": "center"})
        self.heading = book.add_format(
            {
                **self._base,
                **{"bold": True, "align": "center", "valign": "vcenter"},
                **{"text_wrap": True, "border": 1, "bg_color": "#E9EEF8", "locked": True},
            }
        )

    def of(self, column: Column, *, is_marked: bool = False, is_free: bool = False) -> Format:
        is_locked = column.is_locked and not is_free
        key = (column.kind, column.is_centred, is_locked, is_marked)
        if key not in self._made:
            look = {**self._base, "border": 1, "text_wrap": True, "locked": is_locked}
            look["num_format"] = _NUMBER_FORMATS[column.kind][self._sheet.in_thai_digits]
            if column.is_centred or column.kind is Kind.DAY:
                look["align"] = "center"
            if is_locked:
                look["font_color"] = "#454C5E"
            if is_marked:
                look["bg_color"] = "#FBE9E7"
            self._made[key] = self._book.add_format(look)
        return self._made[key]


# With Arabic digits, and with Thai ones. 07 is the Buddhist calendar, 0D are Thai digits, 041E is
# Thai; the text format keeps the zero in front of a telephone number that is typed in.
_NUMBER_FORMATS = {
    Kind.TEXT: ("@", "@"),
    Kind.WHOLE: ("#,##0", "[$-D00041E]#,##0"),
    Kind.NUMBER: ("#,##0.00", "[$-D00041E]#,##0.00"),
    Kind.DAY: ("[$-107041E]d mmm yyyy", "[$-D07041E]d mmm yyyy"),
}
