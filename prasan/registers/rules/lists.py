"""From tables of text to lines of members, with every problem of every cell at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from prasan.orders.composition import Member
from prasan.orders.rules import read_number
from prasan.people.rules import split_name
from prasan.registers.rules import headings as heads
from prasan.registers.rules.answers import Answers
from prasan.registers.rules.days import Day, day_of
from prasan.registers.rules.headings import LABELS, Meaning
from prasan.registers.rules.offices import Office, kind_of, office_of
from prasan.registers.rules.places import Found, Places
from prasan.registers.rules.problems import Cure, Problem
from prasan.thai.digits import arabic
from prasan.thai.phones import clean_phone
from prasan.thai.text import tidy
from prasan.workbooks.tables import Table

_NAMES = (Meaning.TITLE, Meaning.NAME, Meaning.GIVEN, Meaning.FAMILY)
_SEAT_LABELS = {"member": "กรรมการ"}


@dataclass
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

    @property
    def unknown(self) -> list[str]:
        """The headings of columns that are not understood, and so not taken."""
        return [
            text
            for column, text in enumerate(self.headings)
            if text and column not in self.meanings
        ]


def read_lists(tables: Sequence[Table], answers: Answers, places: Places) -> list[ReadSheet]:
    """Every table read as `answers` say, by guesses where they say nothing.

    Source: ours, from the lists that district offices keep.
    """
    read = _Cached(places)
    return [
        _Sheet(number, table, answers, read).read()
        for number, table in enumerate(tables)
        if number not in answers.left_out
    ]


class _Cached:
    """The readings of single cells; a list says the same thing many times."""

    def __init__(self, places: Places) -> None:
        self.tambon: Callable[[str, str, str], Found] = cache(places.tambon)
        self.district: Callable[[str], Found] = cache(places.district)
        self.said_in: Callable[[str], tuple[str, str]] = cache(places.said_in)
        self.office: Callable[[str], Office | None] = cache(office_of)
        self.kind: Callable[[str], str | None] = cache(kind_of)
        self.day: Callable[[str], Day | str] = cache(_day_or_why)


def _day_or_why(text: str) -> Day | str:
    try:
        return day_of(text)
    except ValueError as why:
        return str(why)


class _Sheet:
    def __init__(self, number: int, table: Table, answers: Answers, read: _Cached) -> None:
        self.number, self.table, self.answers, self._read = number, table, answers, read
        self._of: dict[Meaning, list[int]] = {}
        self.taken: list[tuple[int, Meaning]] = []
        self.has_formulas = bool(table.errors or table.formulas)
        self._kind = self._area = ""
        self._has_texts = any(spot[0] == number for spot in (*answers.texts, *answers.cells))

    def read(self) -> ReadSheet:
        rows = self.table.rows
        head = heads.head_row(rows)
        sheet = ReadSheet(self.number, self.table, head)
        if head is None:
            head = self._head_by_answers()
            if head is None:
                return sheet
            sheet.head = head
        sheet.headings, first = heads.headings_at(rows, head)
        sheet.meanings = self._meanings(sheet.headings)
        self._of = _places_of(sheet.meanings)
        self.taken = [
            (column, meaning)
            for column, meaning in sheet.meanings.items()
            if meaning not in (Meaning.NUMBER, Meaning.PASSED)
        ]
        sheet.kind, sheet.area = self._told_above(rows[:head])
        self._kind, self._area = sheet.kind, sheet.area
        for row in range(first, len(rows)):
            self._read_row(sheet, row)
        return sheet

    def _head_by_answers(self) -> int | None:
        """Where the headings matched nothing and somebody named the columns: the fullest row."""
        if not any(sheet == self.number for sheet, _ in self.answers.meanings):
            return None
        looked_at = self.table.rows[:25]
        return max(range(len(looked_at)), key=lambda row: len(set(looked_at[row])), default=None)

    def _meanings(self, headings: Sequence[str]) -> dict[int, Meaning]:
        found = heads.meanings_of(headings)
        for (sheet, column), meaning in self.answers.meanings.items():
            if sheet == self.number:
                found[column] = meaning
        return found

    def _told_above(self, rows: Sequence[Sequence[str]]) -> tuple[str, str]:
        """The committee and the place named above the headings, else by the sheet's own name."""
        kind = area = ""
        for text in (self.table.name, *(cell for row in rows for cell in dict.fromkeys(row))):
            kind = self._read.kind(text) or kind
            tambon, district = self._read.said_in(text)
            area = tambon or (area if len(area) == 6 else district or area)
        if not area:
            area = self._read.tambon(self.table.name, "", "").code
        kind = self.answers.kinds.get(self.number, kind)
        return kind, self.answers.areas.get(self.number, area)

    def _read_row(self, sheet: ReadSheet, row: int) -> None:
        cells = self._cells(row)
        said = {cell for cell in cells if cell}
        if not said or self._holds_only_numbers(cells):
            sheet.blank += 1
        elif (self.number, row) in self.answers.skipped:
            sheet.passed.append(row)
        elif heads.repeats(cells, sheet.headings):
            return
        elif self._is_apart(row, cells, said):
            sheet.passed.append(row)
        else:
            sheet.lines.append(_LineReader(self, row, cells).read())

    def _cells(self, row: int) -> Sequence[str]:
        """The row's cells with what was put in the place of slips."""
        cells = self.table.rows[row]
        if not self._has_texts:
            return cells
        answers = self.answers
        return [
            answers.cells.get(
                (self.number, row, column), answers.texts.get((self.number, column, cell), cell)
            )
            for column, cell in enumerate(cells)
        ]

    def _holds_only_numbers(self, cells: Sequence[str]) -> bool:
        """A row that was numbered beforehand and stayed empty."""
        numbered = self._of[Meaning.NUMBER]
        return all(not cell or column in numbered for column, cell in enumerate(cells))

    def _is_apart(self, row: int, cells: Sequence[str], said: set[str]) -> bool:
        """A row that names nobody: a place for the rows below it, a sum, a signature, a remark."""
        names = [cells[column] for meaning in _NAMES[1:] for column in self._of[meaning]]
        if len(said) == 1:
            text = next(iter(said))
            kind = self._read.kind(text)
            tambon, district = self._read.said_in(text)
            if kind or tambon or district:
                self._kind = kind or self._kind
                self._area = tambon or district or self._area
                return True
            return text not in names or not _is_a_name(text)
        is_named = any(names)
        is_seated = any(cells[column] for column in self._of[Meaning.SEAT])
        failed = any((row, column) in self.table.errors for column in range(len(cells)))
        return not (is_named or is_seated or failed)


class _LineReader:
    """Reads one row, and gathers what is wrong with it."""

    def __init__(self, sheet: _Sheet, row: int, cells: Sequence[str]) -> None:
        self._sheet, self._row, self._cells, self._read = sheet, row, cells, sheet._read
        self._line = Line(sheet.number, row, sheet._kind, sheet._area)

    def read(self) -> Line:
        line = self._line
        broken = set(self._broken())
        self._kind()
        self._area(broken)
        seat = self._seat(broken)
        name = self._name(broken)
        phone = self._phone(broken)
        line.starts = self._day(Meaning.STARTS, broken)
        line.ends = self._day(Meaning.ENDS, broken)
        line.signed = self._day(Meaning.SIGNED, broken)
        line.order = self._order_number()
        line.seat, line.edition = self._one(Meaning.ROW)[1], self._one(Meaning.EDITION)[1]
        line.person = self._sheet.answers.persons.get((line.sheet, line.row), "")
        if name and seat:
            line.member = Member(*name, seat, self._origin(), phone)
        return line

    def _broken(self) -> Iterator[int]:
        """Cells that failed to calculate or hold a formula, in columns that are taken."""
        sheet, table = self._sheet, self._sheet.table
        for column, meaning in sheet.taken:
            said = self._cells[column]
            if not said or (said[0] not in "=@" and not sheet.has_formulas):
                continue
            place, label = (self._row, column), LABELS[meaning]
            if place in table.errors and said == table.errors[place]:
                text = f"ช่องนี้เป็นสูตรที่เสีย ไม่มี{label}ให้อ่าน"
                self._problem(column, "failed", text, said)
                yield column
            elif said[0] in "=@":
                text = f"ข้อความขึ้นต้นด้วย {said[0]} เป็นสูตร ไม่ใช่{label}"
                self._problem(column, "formula", text, said)
                yield column
            elif place in table.formulas and said == table.rows[self._row][column]:
                text = "ช่องนี้เป็นสูตร จะนำเข้าตามข้อความที่เห็น"
                self._doubt(column, "calculated", text, said)

    def _one(self, meaning: Meaning) -> tuple[int | None, str]:
        """The column of a meaning, and what stands in it."""
        columns = self._sheet._of[meaning]
        return (columns[0], self._cells[columns[0]]) if columns else (None, "")

    def _kind(self) -> None:
        column, said = self._one(Meaning.KIND)
        if not said or self._sheet.number in self._sheet.answers.kinds:
            return
        kind = self._read.kind(said)
        if kind:
            self._line.kind = kind
        elif not self._line.kind:
            text = f"ไม่รู้จักคณะกรรมการ “{said}” พิมพ์ คอช.อ. คอช.ต. หรือ ก.บ.ต."
            self._problem(column, "kind", text, said)

    def _area(self, broken: set[int]) -> None:
        _, district = self._one(Meaning.DISTRICT)
        _, province = self._one(Meaning.PROVINCE)
        column, said = self._one(Meaning.TAMBON)
        if column is None:
            column, said = self._one(Meaning.PLACE)
        if self._line.kind == "district":
            self._district(district)
            return
        if column in broken:
            return
        if not said and self._line.area and len(self._line.area) == 6:
            return
        found = self._read.tambon(said, district, province) if column is not None else Found()
        if found.code:
            self._line.area = found.code
        elif column is None or (not said and not found.near):
            if len(self._line.area) != 6:
                self._line.area = ""
                self._problem(column, "no_place", "ไม่ได้กรอกตำบล", said)
        else:
            self._line.area = ""
            near = found.near
            cure = (Cure.TEXT, near.name, f"ใช้ {near.name}") if near else (Cure.NONE, "", "")
            self._problem(column, "place", found.why, said, *cure)

    def _district(self, said: str) -> None:
        if said:
            found = self._read.district(said)
            if not found.code:
                column, _ = self._one(Meaning.DISTRICT)
                near = found.near
                cure = (Cure.TEXT, near.name, f"ใช้ {near.name}") if near else (Cure.NONE, "", "")
                self._problem(column, "place", found.why, said, *cure)
            self._line.area = found.code
        else:
            self._line.area = self._line.area[:4]

    def _seat(self, broken: set[int]) -> str:
        column, said = self._one(Meaning.SEAT)
        if column is None or column in broken:
            return "member"
        if not said:
            text = "ไม่ได้กรอกตำแหน่ง"
            self._problem(column, "no_seat", text, said, Cure.CELL, "กรรมการ", "ใช้ กรรมการ")
            return "member"
        office = self._read.office(said)
        if office is None:
            text = "ไม่รู้จักตำแหน่งนี้"
            self._problem(column, "seat", text, said, Cure.TEXT, "กรรมการ", "ใช้ กรรมการ")
            return "member"
        if not office.is_sure:
            text = f"จะบันทึกเป็น{_SEAT_LABELS.get(office.seat, 'ตำแหน่งที่ใกล้ที่สุด')}"
            self._doubt(column, "seat", text, said)
        return office.seat

    def _name(self, broken: set[int]) -> tuple[str, str, str] | None:
        places = [column for meaning in _NAMES for column in self._sheet._of[meaning]]
        if broken & set(places):
            return None
        said = self._name_said()
        column = next(
            (place for place in places if place not in self._sheet._of[Meaning.TITLE]), None
        )
        if not said:
            text = "มีแถวแต่ไม่มีชื่อ"
            self._problem(column, "no_name", text, "", Cure.SKIP, "", "ข้ามแถวนี้")
            return None
        try:
            name = split_name(said)
        except ValueError as why:
            return self._without_title(column, said, str(why))
        return name.title, name.given, name.family

    def _name_said(self) -> str:
        """The whole name, from one column or from several."""
        of, cells = self._sheet._of, self._cells
        title = " ".join(cells[column] for column in of[Meaning.TITLE])
        whole = list(dict.fromkeys(cells[column] for column in of[Meaning.NAME] if cells[column]))
        given = " ".join(cells[column] for column in of[Meaning.GIVEN])
        family = " ".join(cells[column] for column in of[Meaning.FAMILY])
        rest = " ".join((*whole, given, family)).strip()
        return " ".join(f"{title}{rest}".split()) if rest else ""

    def _without_title(
        self, column: int | None, said: str, why: str
    ) -> tuple[str, str, str] | None:
        words = said.split()
        if "ไม่มีคำนำหน้าชื่อ" in why and len(words) >= 2 and not any(map(_has_digit, words)):
            self._doubt(column, "no_title", "ไม่มีคำนำหน้าชื่อ จะบันทึกตามที่เขียน", said)
            return "", words[0], " ".join(words[1:])
        self._problem(column, "name", why, said)
        return None

    def _phone(self, broken: set[int]) -> str:
        column, said = self._one(Meaning.PHONE)
        if column is None or column in broken or said in ("", "-", "–", "ไม่มี"):
            return ""
        try:
            return clean_phone(said)
        except ValueError as why:
            bare = "".join(letter for letter in arabic(said) if letter.isdigit())
            if len(bare) == 9 and bare[0] in "689":
                text = f"เลข 0 ข้างหน้าหายไป จะบันทึกเป็น 0{bare}"
                self._doubt(column, "no_zero", text, said)
                return f"0{bare}"
            self._problem(column, "phone", str(why), said, Cure.CELL, "", "เว้นว่างไว้")
            return ""

    def _day(self, meaning: Meaning, broken: set[int]) -> date | None:
        column, said = self._one(meaning)
        if column is None or column in broken or said in ("", "-"):
            return None
        read = self._read.day(said)
        if isinstance(read, str):
            self._problem(column, "day", read, said)
            return None
        if read.doubt:
            self._doubt(column, "day", read.doubt, said)
        return read.day

    def _order_number(self) -> str:
        _, said = self._one(Meaning.ORDER)
        if not said:
            return ""
        try:
            number, year = read_number(said)
        except ValueError:
            return ""
        return f"{number}/{year}"

    def _origin(self) -> str:
        """Whom the member represents: as the list says it, else the village."""
        _, origin = self._one(Meaning.ORIGIN)
        _, moo = self._one(Meaning.MOO)
        _, village = self._one(Meaning.VILLAGE)
        if not (moo or village):
            return tidy(origin)[:150]
        moo = arabic(moo).removeprefix("หมู่ที่").removeprefix("หมู่").removeprefix("ม.").strip()
        village = f"บ้าน{village.removeprefix('บ้าน')}" if village else ""
        lived = " ".join(part for part in (f"หมู่ {moo}" if moo.isdigit() else moo, village) if part)
        return tidy(" ".join(dict.fromkeys(part for part in (origin, lived) if part)))[:150]

    def _problem(
        self,
        column: int | None,
        code: str,
        text: str,
        said: str,
        cure: Cure = Cure.NONE,
        instead: str = "",
        label: str = "",
    ) -> None:
        line = self._line
        line.problems.append(
            Problem(line.sheet, line.row, column, code, text, said, cure, instead, label)
        )

    def _doubt(self, column: int | None, code: str, text: str, said: str) -> None:
        line = self._line
        spot = (line.sheet, -1 if column is None else column, code, said)
        if spot not in self._sheet.answers.accepted:
            line.problems.append(
                Problem(
                    *(line.sheet, line.row, column, code, text, said),
                    *(Cure.ACCEPT, "", "ถูกแล้ว"),
                    blocks=False,
                )
            )


def _places_of(meanings: dict[int, Meaning]) -> dict[Meaning, list[int]]:
    columns: dict[Meaning, list[int]] = {meaning: [] for meaning in Meaning}
    for column, meaning in sorted(meanings.items()):
        columns[meaning].append(column)
    return columns


def _is_a_name(text: str) -> bool:
    try:
        split_name(text)
    except ValueError:
        return False
    return True


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
