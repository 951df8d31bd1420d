"""The workbook of a district that goes out pre-filled and comes back (สมุดงานอำเภอ)."""

from collections.abc import Iterable, Sequence
from datetime import date

from prasan.areas.models import Area, Level, within
from prasan.committees.models import Kind, Seat
from prasan.orders.models import Appointment
from prasan.people.rules import matching
from prasan.registers.rules.editions import Row
from prasan.registers.rules.headings import LABELS, Meaning
from prasan.thai.calendar import format_long
from prasan.thai.phones import format_phone
from prasan.workbooks.tables import Spreadsheet
from prasan.workbooks.writing import Column, Sheet, Value, write

# Hidden: which seats went out, so that it is known which came since.
KNOWN_SEATS = "ประสาน"
FREE_ROWS = 60


def row_of(seat: Appointment) -> Row:
    """A seat as the workbook has it."""
    return Row(seat.person.name, seat.seat, seat.represents, seat.person.phone)


def workbook_of(area: Area, day: date) -> bytes:
    """The workbook of `area` with everyone who sits on `day`; a fixed number of queries."""
    seats = Appointment.objects.held_on(day).filter(
        within([area.code], field="order__committee__area")
    )
    told = list(
        seats.select_related("person", "order__committee__area").order_by(
            "order__committee__area", "order__committee__kind", "order", "line"
        )
    )
    places = Area.objects.on(day).within([area.code]).filter(level=Level.TAMBON)
    names = list(places.order_by("name_sort").values_list("name", flat=True))
    known = Sheet(
        KNOWN_SEATS,
        [Column("ตำแหน่งที่ส่งไป"), Column("พื้นที่")],
        [[str(seat.pk), area.code] for seat in told] or [["", area.code]],
        is_hidden=True,
    )
    title = f"สมุดงานทะเบียนคณะกรรมการ {area.title}"
    sheet = Sheet(
        "ทะเบียน",
        _columns(names),
        [_values(seat) for seat in told],
        title=[title, f"ข้อมูล ณ วันที่ {format_long(day)} แก้แล้วส่งกลับที่หน้าทะเบียนคณะกรรมการ"],
        free_rows=FREE_ROWS,
    )
    return write([sheet, known], title=title)


def seats_sent(spreadsheet: Spreadsheet) -> frozenset[int] | None:
    """The seats that went out with a workbook of ours; None for any other file."""
    table = spreadsheet.table(KNOWN_SEATS)
    if table is None or not table.is_hidden:
        return None
    return frozenset(int(row[0]) for row in table.rows if row[0].isdecimal())


def came_since(sent: frozenset[int], seats: Iterable[Appointment]) -> list[Appointment]:
    """Those who sit now and did not when the workbook went out."""
    return [seat for seat in seats if seat.pk not in sent]


def key_of(seat: Appointment) -> str:
    return matching(seat.person.given_name, seat.person.family_name)


def _columns(tambons: Sequence[str]) -> list[Column]:
    kinds = [kind.label for kind in Kind]
    offices = [seat.label for seat in Seat]
    return [
        Column(LABELS[Meaning.ROW], 8, is_hidden=True, is_locked=True),
        Column(LABELS[Meaning.EDITION], 8, is_hidden=True, is_locked=True),
        Column("คณะกรรมการ", 14, choices=kinds, is_strict=True, tip="เลือกจากรายการ"),
        Column("ตำบล", 18, choices=tambons, tip="เว้นว่างไว้ถ้าเป็น คอช.อ."),
        Column("ชื่อ–สกุล", 34, tip="คำนำหน้า ชื่อ เว้นวรรค นามสกุล"),
        Column("ตำแหน่ง", 28, choices=offices, tip="เลือกจากรายการ"),
        Column("ผู้แทนจาก", 28),
        Column("โทรศัพท์", 18, tip="เว้นว่างไว้ หมายเลขเดิมจะคงอยู่"),
    ]


def _values(seat: Appointment) -> list[Value]:
    committee = seat.order.committee
    is_district = committee.kind == Kind.DISTRICT
    return [
        *(str(seat.pk), row_of(seat).edition, Kind(committee.kind).label),
        *("" if is_district else committee.area.name, seat.person.name, Seat(seat.seat).label),
        *(seat.represents, format_phone(seat.person.phone)),
    ]
