"""Spreadsheets of LibreOffice (.ods), read element by element.

Their repeated cells can ask for a whole sheet in forty letters, so what is empty is counted, never
made, and what is not empty is counted before it is made.
"""

from xml.parsers import expat

from prasan.workbooks.parsing.archives import Archive
from prasan.workbooks.parsing.cells import shown
from prasan.workbooks.parsing.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, CannotRead
from prasan.workbooks.parsing.sheets import Sheet

_NUMBERS = ("float", "percentage", "currency")


def sheets(content: bytes) -> list[Sheet]:
    archive = Archive(content)
    if any("encryption" in name for name in archive.names if name.endswith("encryption.xml")):
        raise CannotRead("locked")
    if b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise CannotRead("locked")
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(archive.part("content.xml"), True)
    except expat.ExpatError:
        raise CannotRead("damaged") from None
    return reader.sheets


class _Reader:
    """Follows the elements of content.xml; `row` and `column` say where it is in the sheet."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._cells = 0
        self._in_note = 0
        self._begin_sheet("", False)
        self._cell: dict[str, str] | None = None
        self._lines: list[str] = []

    def _begin_sheet(self, name: str, is_hidden: bool) -> None:
        self._sheet = Sheet(name, is_hidden)
        self._row, self._column, self._repeated = 0, 0, 1
        self._line: dict[int, str] = {}

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "style:style":
            self._style = given.get("style:name", "")
        elif tag == "style:table-properties" and given.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table:table":
            style = given.get("table:style-name", "")
            self._begin_sheet(given.get("table:name", ""), style in self._hidden_styles)
        elif tag == "table:table-row":
            self._column, self._line = 0, {}
            self._repeated = int(given.get("table:number-rows-repeated", 1))
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._lines = given, []
        elif tag == "office:annotation":
            self._in_note += 1
        elif tag == "text:p" and self._cell is not None and not self._in_note:
            self._lines.append("")
        elif tag == "text:s" and self._lines and not self._in_note:
            self._lines[-1] += " "

    def text(self, text: str) -> None:
        if self._cell is not None and self._lines and not self._in_note:
            self._lines[-1] += text

    def end(self, tag: str) -> None:
        if tag == "office:annotation":
            self._in_note -= 1
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif tag == "table:table-row":
            self._end_row()
        elif tag == "table:table":
            self.sheets.append(self._sheet)

    def _end_cell(self) -> None:
        given = self._cell or {}
        self._cell = None
        repeated = int(given.get("table:number-columns-repeated", 1))
        value = shown(_value(given, "\n".join(self._lines)))
        place = (self._row, self._column)
        if value:
            if self._column + repeated > MOST_COLUMNS:
                raise CannotRead("far", place="", most=MOST_COLUMNS)
            self._line.update(dict.fromkeys(range(self._column, self._column + repeated), value))
            if given.get("calcext:value-type") == "error":
                self._sheet.errors[place] = value
        if "table:formula" in given:
            self._sheet.formulas.append(place)
        down = int(given.get("table:number-rows-spanned", 1))
        right = int(given.get("table:number-columns-spanned", 1))
        if value and (down > 1 or right > 1):
            last = (self._row + down - 1, self._column + right - 1)
            self._sheet.merged.append((place, last))
        self._column += repeated

    def _end_row(self) -> None:
        if self._line:
            if self._row + self._repeated > MOST_ROWS:
                raise CannotRead("rows", row=self._row + self._repeated, most=MOST_ROWS)
            width = max(self._line) + 1
            self._cells += width * self._repeated
            if self._cells > MOST_CELLS:
                raise CannotRead("bomb")
            row = [self._line.get(column, "") for column in range(width)]
            self._sheet.rows += [[] for _ in range(self._row - len(self._sheet.rows))]
            self._sheet.rows += [row[:] for _ in range(self._repeated)]
        self._row += self._repeated


def _value(given: dict[str, str], written: str) -> object:
    """The value of a cell; what is written in it where that says more, as leading zeros do."""
    kind = given.get("office:value-type")
    if kind == "date":
        return _date(given.get("office:date-value", ""), written)
    if kind in _NUMBERS and not (written.isdigit() and written.startswith("0")):
        try:
            return float(given["office:value"])
        except (KeyError, ValueError):
            return written
    return written


def _date(iso: str, written: str) -> str:
    day, _, clock = iso.partition("T")
    try:
        year, month, of_month = map(int, day.split("-"))
    except ValueError:
        return written
    year += 0 if year >= 2200 else 543
    return f"{of_month}/{month}/{year}" + (f" {clock[:5]}" if clock else "")
