"""The workbook for old meetings: out with the committees and their registers, and in again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prasan.areas.models import Area, within
from prasan.committees.models import Committee
from prasan.orders.models import Appointment
from prasan.thai.calendar import format_long, format_short
from prasan.thai.digits import arabic
from prasan.workbooks.tables import ERRORS, Spreadsheet, Table, place_named
from prasan.workbooks.writing import Column, Sheet, Value, write

MEETINGS, REGISTER = "การประชุม", "ทะเบียน"
# What each column of the sheet of meetings is called, by what a line keeps of it.
HEADINGS = {
    "committee": "คณะกรรมการ",
    "held": "วันประชุม",
    "number": "ครั้งที่",
    "place": "สถานที่",
    "began": "เริ่มเวลา",
    "ended": "เลิกเวลา",
    "absent": "ไม่มา",
    "excused": "ลา",
}
_NEEDED = ("committee", "held", "place")
MOST = 200
_FREE_ROWS = 40
_LONGEST = 300
# Registers of so many years back go out: minutes older than that are rarely entered.
_BACK = timedelta(days=5 * 366)


class NotOurs(ValueError):
    """A spreadsheet that is no workbook of old meetings; its text says what to do."""


@dataclass(frozen=True)
class Cells:
    """One row as it stands in the file, `row` counted from 1."""

    row: int
    texts: dict[str, str]
    broken: str = ""


@dataclass(frozen=True)
class Register:
    """Who sat on a committee from one day until another, in the order of the register."""

    committee: Committee
    first: date
    until: date | None
    seats: tuple[Appointment, ...]


def committees_of(area: Area) -> list[Committee]:
    """The committees whose meetings a workbook of `area` may hold."""
    mine = Committee.objects.filter(within([area.code], field="area"))
    return list(mine.select_related("area").order_by("area", "kind"))


def workbook_of(area: Area, day: date) -> bytes:
    """The workbook, empty but for the committees; two queries."""
    committees = committees_of(area)
    title = f"การประชุมเก่า {area.title}"
    sheet = Sheet(
        MEETINGS,
        _columns([str(one) for one in committees]),
        [[str(one), *[""] * (len(HEADINGS) - 1)] for one in committees],
        title=[title, "แถวละหนึ่งครั้ง ใส่ลำดับหรือชื่อของผู้ที่ไม่มา ตามแผ่นทะเบียน เว้นว่างเมื่อมาครบ"],
        free_rows=_FREE_ROWS,
    )
    register = Sheet(
        REGISTER,
        [
            Column("คณะกรรมการ", 18),
            Column("ประชุมระหว่าง", 30),
            Column("ลำดับ", 8, is_centred=True),
            Column("ชื่อ–สกุล", 34),
            Column("ตำแหน่ง", 28),
        ],
        list(_register_rows(registers(committees, day - _BACK), day)),
        title=[f"ทะเบียนกรรมการ {area.title}", f"ข้อมูล ณ วันที่ {format_long(day)}"],
    )
    return write([sheet, register], title=title)


def registers(committees: Sequence[Committee], since: date) -> Iterator[Register]:
    """Every register each committee had since a day, newest first; one query."""
    seats = Appointment.objects.filter(order__committee__in=[one.pk for one in committees])
    told: dict[int, list[Appointment]] = {}
    for seat in seats.for_register():
        told.setdefault(seat.order.committee_id, []).append(seat)
    for committee in committees:
        found = list(_in_turn(committee, told.get(committee.pk, [])))
        yield from (one for one in reversed(found) if one.until is None or one.until > since)


def seated(seats: Iterable[Appointment], day: date) -> list[Appointment]:
    """Those of `seats` filled on `day`, in their order; as `held_on` asks the database."""
    return [seat for seat in seats if seat.starts <= day and (seat.ends is None or seat.ends > day)]


def cells_of(spreadsheet: Spreadsheet) -> list[Cells]:
    """Every row that says something of a meeting. NotOurs for any other file, or too long a one."""
    table, head = _table(spreadsheet)
    places = {
        name: [cell.strip() for cell in table.rows[head]].index(heading)
        for name, heading in HEADINGS.items()
        if heading in [cell.strip() for cell in table.rows[head]]
    }
    found = []
    for row in range(head + 1, len(table.rows)):
        texts = {name: table.rows[row][place].strip() for name, place in places.items()}
        # The committee alone stands there already when the workbook goes out.
        if any(text for name, text in texts.items() if name != "committee"):
            found.append(Cells(row + 1, texts, _broken(table, row, places, texts)))
    if len(found) > MOST:
        raise NotOurs(f"ไฟล์นี้มี {len(found)} ครั้ง รับได้ครั้งละ {MOST} แบ่งเป็นหลายไฟล์แล้วส่งอีกครั้ง")
    if not found:
        raise NotOurs("ไฟล์นี้ยังไม่มีการประชุมสักครั้ง ใส่วันประชุมและสถานที่ในแผ่น “การประชุม” แล้วส่งอีกครั้ง")
    return found


def _table(spreadsheet: Spreadsheet) -> tuple[Table, int]:
    wanted = {HEADINGS[name] for name in _NEEDED}
    for table in spreadsheet.shown:
        for row, cells in enumerate(table.rows):
            if wanted <= {cell.strip() for cell in cells}:
                return table, row
    needed = ", ".join(HEADINGS[name] for name in _NEEDED)
    raise NotOurs(f"ไม่พบหัวคอลัมน์ {needed} ในไฟล์นี้ ดาวน์โหลดสมุดงานจากหน้านี้ กรอก แล้วส่งไฟล์นั้น")


def _broken(table: Table, row: int, places: dict[str, int], texts: dict[str, str]) -> str:
    """Which cells of a row cannot be taken as they are, and what to do; a sentence a line."""
    said = []
    for name, place in places.items():
        where = f"ช่อง {place_named(row, place)} {HEADINGS[name]}"
        if (row, place) in table.formulas:
            said.append(f"{where} เป็นสูตร พิมพ์ค่าลงในช่องแทนสูตร")
        elif (row, place) in table.errors or texts[name] in ERRORS:
            said.append(f"{where} แสดง {texts[name]} พิมพ์ค่าที่ถูกต้องแทน")
        elif len(texts[name]) > _LONGEST:
            said.append(f"{where} ยาวเกิน {_LONGEST} ตัวอักษร")
    return "\n".join(said)


def _columns(committees: Sequence[str]) -> list[Column]:
    who = "ลำดับ เช่น 3, 7 หรือ 5-8 หรือชื่อตามแผ่นทะเบียน คั่นด้วยจุลภาค เว้นว่างเมื่อมาครบ"
    return [
        Column(HEADINGS["committee"], 20, choices=committees, tip="เลือกจากรายการ"),
        Column(HEADINGS["held"], 16, tip="พิมพ์ปี พ.ศ. เช่น 18/12/2566 หรือ 18 ธ.ค. 2566"),
        Column(HEADINGS["number"], 8, tip="เว้นว่างให้ระบบนับต่อในปีปฏิทิน", is_centred=True),
        Column(HEADINGS["place"], 30),
        Column(HEADINGS["began"], 10, tip="เช่น 9.30 เว้นว่างได้", is_centred=True),
        Column(HEADINGS["ended"], 10, tip="เช่น 12.00 เว้นว่างได้", is_centred=True),
        Column(HEADINGS["absent"], 26, tip=who),
        Column(HEADINGS["excused"], 26, tip=who),
    ]


def _register_rows(found: Iterable[Register], day: date) -> Iterator[list[Value]]:
    for one in found:
        for number, seat in enumerate(one.seats, start=1):
            yield [
                *(str(one.committee), _span(one), arabic(str(number))),
                *(f"{seat.person}", seat.get_seat_display()),
            ]


def _span(one: Register) -> str:
    first = format_short(one.first)
    if one.until is None:
        return f"ตั้งแต่ {first}"
    return f"{first} ถึง {format_short(one.until - timedelta(days=1))}"


def _in_turn(committee: Committee, seats: Sequence[Appointment]) -> Iterator[Register]:
    """The registers of one committee, oldest first: another whenever somebody comes or goes."""
    days = sorted({day for seat in seats for day in (seat.starts, seat.ends) if day})
    for first, until in zip(days, [*days[1:], None], strict=True):
        if here := seated(seats, first):
            yield Register(committee, first, until, tuple(here))
