"""A book as a workbook: every project, and how each committee came to its order."""

from prasan.areas.models import Area
from prasan.plans.books.contents import Book
from prasan.plans.priorities import OrderLine
from prasan.thai.calendar import format_long
from prasan.workbooks.writing import Column, Kind, Sheet, Value, write


def workbook(held: Book) -> bytes:
    """Every project with its tambon, its money, its place and where it was sent, a row each."""
    rows: list[list[Value]] = [
        [
            *(_district(tambon), tambon.name, one.title),
            *(one.inclusion.first_year, one.inclusion.last_year, float(one.baht)),
            one.inclusion.project.get_doer_display(),
            *(*_placed(one.order), one.answers),
        ]
        for tambon in held.tambons
        for one in held.entries.get(tambon.code, ())
    ]
    columns = [
        *(Column("อำเภอ", 16), Column("ตำบล", 16), Column("โครงการ", 44)),
        *(Column("ปีที่เริ่ม", 9, is_centred=True), Column("ปีที่สิ้นสุด", 9, is_centred=True)),
        *(Column("งบประมาณ (บาท)", 16, Kind.NUMBER), Column("ผู้ดำเนินการ", 22)),
        *(Column("ลำดับความสำคัญ", 9, Kind.WHOLE), Column("คะแนน", 9, Kind.NUMBER)),
        *(Column("คะแนนเต็ม", 9, Kind.NUMBER), Column("เสนอแผนระดับอื่น และคำตอบ", 50)),
    ]
    said = f"ข้อมูล ณ วันที่ {format_long(held.day)}"
    sheets = [Sheet("โครงการ", columns, rows, title=[held.title, said])]
    if held.orders:
        sheets.append(_methods_sheet(held))
    return write(sheets, title=held.title)


def _methods_sheet(held: Book) -> Sheet:
    """How each committee came to its order, so that the places of the first sheet can be read."""
    rows: list[list[Value]] = [
        [_district(tambon), tambon.name, str(one.round.version.plan), one.told]
        for tambon in held.tambons
        for one in held.orders.get(tambon.code, ())
    ]
    columns = [
        *(Column("อำเภอ", 16), Column("ตำบล", 16), Column("แผน", 36)),
        Column("วิธีจัดลำดับ วันที่ และมติ", 80),
    ]
    return Sheet("วิธีจัดลำดับ", columns, rows, title=[f"วิธีจัดลำดับความสำคัญ {held.title}"])


def _district(tambon: Area) -> str:
    return tambon.parent.name if tambon.parent else ""


def _placed(line: OrderLine | None) -> list[Value]:
    """Place, points and the most there could be, as figures; nothing without."""
    if line is None:
        return [None, None, None]
    if line.placed.total is None:
        return [line.placed.place, None, None]
    return [line.placed.place, float(line.placed.total), float(line.most)]
