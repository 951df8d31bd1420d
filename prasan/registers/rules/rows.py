"""One row of a list: what it says of a member, and what is wrong with each of its cells."""

from collections.abc import Iterator, Sequence
from datetime import date

from prasan.orders.composition import Member
from prasan.orders.rules import read_number
from prasan.people.rules import split_name
from prasan.registers.rules.headings import LABELS, Meaning
from prasan.registers.rules.layout import Layout
from prasan.registers.rules.lines import Line
from prasan.registers.rules.places import Found
from prasan.registers.rules.problems import Cure, Problem
from prasan.thai.digits import arabic
from prasan.thai.phones import clean_phone
from prasan.thai.text import tidy

_LONGEST_ORIGIN = 150


def read_row(layout: Layout, row: int, cells: Sequence[str], kind: str, area: str) -> Line:
    """The line of a row, with every problem of its cells; `kind` and `area` were said above it.

    Source: ours, from the lists that district offices keep.
    """
    return _Row(layout, cells, Line(layout.number, row, kind, area)).read()


class _Row:
    """Reads one row, and gathers what is wrong with it."""

    def __init__(self, layout: Layout, cells: Sequence[str], line: Line) -> None:
        self._layout, self._cells, self._line = layout, cells, line
        self._readings = layout.readings

    def read(self) -> Line:
        line, layout = self._line, self._layout
        broken = set(self._broken()) if layout.may_be_broken else set()
        self._kind()
        self._area(broken)
        seat = self._seat(broken)
        name = self._name(broken)
        phone = self._phone(broken)
        line.starts = self._day(Meaning.STARTS, broken)
        line.ends = self._day(Meaning.ENDS, broken)
        line.signed = self._day(Meaning.SIGNED, broken)
        line.order = _order_number(self._said(Meaning.ORDER))
        line.seat, line.edition = self._said(Meaning.ROW), self._said(Meaning.EDITION)
        line.person = layout.answers.persons.get((line.sheet, line.row), "")
        if name and seat:
            line.member = Member(*name, seat, self._origin(), phone)
        return line

    def _broken(self) -> Iterator[int]:
        """Cells that failed to calculate or hold a formula, in columns that are taken."""
        layout, row = self._layout, self._line.row
        table = layout.table
        for column, meaning in layout.taken:
            said = self._cells[column]
            if not said:
                continue
            place, label = (row, column), LABELS[meaning]
            if place in table.errors and said == table.errors[place]:
                text = f"ช่องนี้เป็นสูตรที่เสีย ไม่มี{label}ให้อ่าน"
                self._problem(column, "failed", text, said)
                yield column
            elif said[0] in "=@":
                text = f"ข้อความขึ้นต้นด้วย {said[0]} เป็นสูตร ไม่ใช่{label}"
                self._problem(column, "formula", text, said)
                yield column
            elif place in table.formulas and said == table.rows[row][column]:
                text = "ช่องนี้เป็นสูตร จะนำเข้าตามข้อความที่เห็น"
                self._doubt(column, "calculated", text, said)

    def _one(self, meaning: Meaning) -> tuple[int | None, str]:
        """The column of a meaning, and what stands in it."""
        column = self._layout.first.get(meaning)
        return (None, "") if column is None else (column, self._cells[column])

    def _said(self, meaning: Meaning) -> str:
        return self._one(meaning)[1]

    def _kind(self) -> None:
        column, said = self._one(Meaning.KIND)
        if not said or self._line.sheet in self._layout.answers.kinds:
            return
        kind = self._readings.kind(said)
        if kind:
            self._line.kind = kind
        elif not self._line.kind:
            text = f"ไม่รู้จักคณะกรรมการ “{said}” พิมพ์ คอช.อ. คอช.ต. หรือ ก.บ.ต."
            self._problem(column, "kind", text, said)

    def _area(self, broken: set[int]) -> None:
        district = self._said(Meaning.DISTRICT)
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
        found = Found()
        if column is not None:
            found = self._readings.tambon(said, district, self._said(Meaning.PROVINCE))
        if found.code:
            self._line.area = found.code
        elif column is None or (not said and not found.near):
            if len(self._line.area) != 6:
                self._line.area = ""
                self._problem(column, "no_place", "ไม่ได้กรอกตำบล", said)
        else:
            self._line.area = ""
            self._strange_place(column, found, said)

    def _district(self, said: str) -> None:
        if said:
            found = self._readings.district(said)
            if not found.code:
                self._strange_place(self._layout.first.get(Meaning.DISTRICT), found, said)
            self._line.area = found.code
        else:
            self._line.area = self._line.area[:4]

    def _strange_place(self, column: int | None, found: Found, said: str) -> None:
        near = found.near
        cure = (Cure.TEXT, near.name, f"ใช้ {near.name}") if near else (Cure.NONE, "", "")
        self._problem(column, "place", found.why, said, *cure)

    def _seat(self, broken: set[int]) -> str:
        column, said = self._one(Meaning.SEAT)
        if column is None or column in broken:
            return "member"
        if not said:
            text = "ไม่ได้กรอกตำแหน่ง"
            self._problem(column, "no_seat", text, said, Cure.CELL, "กรรมการ", "ใช้ กรรมการ")
            return "member"
        office = self._readings.office(said)
        if office is None:
            text = "ไม่รู้จักตำแหน่งนี้"
            self._problem(column, "seat", text, said, Cure.TEXT, "กรรมการ", "ใช้ กรรมการ")
            return "member"
        if not office.is_sure:
            self._doubt(column, "seat", f"จะบันทึกเป็น{office.name}", said)
        return office.seat

    def _name(self, broken: set[int]) -> tuple[str, str, str] | None:
        layout = self._layout
        if broken and broken.intersection(layout.names_and_titles):
            return None
        said, column = self._name_said(), layout.names[0] if layout.names else None
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
        of, cells = self._layout.columns, self._cells
        title = " ".join(cells[column] for column in of[Meaning.TITLE])
        whole = list(dict.fromkeys(cells[column] for column in of[Meaning.NAME] if cells[column]))
        apart = (cells[column] for part in (Meaning.GIVEN, Meaning.FAMILY) for column in of[part])
        rest = " ".join((*whole, *apart)).strip()
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
        read = self._readings.day(said)
        if isinstance(read, str):
            self._problem(column, "day", read, said)
            return None
        if read.doubt:
            self._doubt(column, "day", read.doubt, said)
        return read.day

    def _origin(self) -> str:
        """Whom the member represents: as the list says it, else the village."""
        said = self._said
        return _origin(said(Meaning.ORIGIN), said(Meaning.MOO), said(Meaning.VILLAGE))

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
        if spot not in self._layout.answers.accepted:
            line.problems.append(
                Problem(
                    *(line.sheet, line.row, column, code, text, said),
                    *(Cure.ACCEPT, "", "ถูกแล้ว"),
                    blocks=False,
                )
            )


def _order_number(said: str) -> str:
    try:
        number, year = read_number(said) if said else ("", "")
    except ValueError:
        return ""
    return f"{number}/{year}" if number else ""


def _origin(origin: str, moo: str, village: str) -> str:
    if not (moo or village):
        return tidy(origin)[:_LONGEST_ORIGIN]
    moo = arabic(moo).removeprefix("หมู่ที่").removeprefix("หมู่").removeprefix("ม.").strip()
    village = f"บ้าน{village.removeprefix('บ้าน')}" if village else ""
    lived = " ".join(part for part in (f"หมู่ {moo}" if moo.isdigit() else moo, village) if part)
    parts = dict.fromkeys(part for part in (origin, lived) if part)
    return tidy(" ".join(parts))[:_LONGEST_ORIGIN]


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
