"""The register as a spreadsheet and as a paper, from plain values."""

from prasan.letters.papers import Band, Numbering, Paper, Table, Text, Title
from prasan.registers.register import Body, Entry, Register
from prasan.thai.calendar import format_short
from prasan.workbooks.writing import Column, Kind, Sheet, Value, write

_NOBODY = "ไม่มีกรรมการที่ดำรงตำแหน่งในวันนี้"


def workbook(register: Register, *, in_thai_digits: bool) -> bytes:
    """One sheet that prints on A4 on its side, a row for each member.

    Dates are real and so sort; the digits follow `in_thai_digits` by format, not by letters.
    """
    columns = [
        Column("ที่", 6, Kind.WHOLE, is_centred=True),
        Column("อำเภอ", 14),
        Column("ตำบล", 14),
        Column("คณะกรรมการ", 17),
        Column("ชื่อ–สกุล", 32),
        Column("ตำแหน่ง", 26),
        Column("ผู้แทนจาก", 26),
        Column("คำสั่งที่", 15, is_centred=True),
        Column("ตั้งแต่วันที่", 19, Kind.DAY),
        Column("วันสุดท้ายของวาระ", 23, Kind.DAY),
    ]
    if register.has_phones:
        columns.append(Column("โทรศัพท์", 22, is_centred=True))
    rows: list[list[Value]] = []
    for body in register.bodies:
        for entry in body.entries:
            rows.append(_row(register, body, entry, len(rows) + 1))
    sheet = Sheet(
        register.title,
        columns,
        rows,
        title=[register.title, f"{register.as_of} {register.summary}"],
        foot=[] if rows else [_NOBODY],
        in_thai_digits=in_thai_digits,
    )
    return write([sheet], title=register.title)


def paper(register: Register) -> Paper:
    """The register as an official paper on its side, with Thai digits and its day on every page."""
    heads = ["ที่", "ชื่อ–สกุล", "ตำแหน่ง", "ผู้แทนจาก", "คำสั่งที่", "ตั้งแต่วันที่", "วันสุดท้ายของวาระ"]
    widths: list[float] = [1, 6, 5, 5, 2.2, 2.6, 2.8]
    if register.has_phones:
        heads.append("โทรศัพท์")
        widths.append(2.8)
    rows: list[tuple[str, ...] | Band] = []
    for body in register.bodies:
        rows.append(Band(f"{body.title} {len(body.entries)} คน"))
        rows += [_line(register, entry, n) for n, entry in enumerate(body.entries, start=1)]
    table = Table(tuple(heads), tuple(rows), tuple(widths), size=13.0)
    return Paper(
        title=register.title,
        is_landscape=True,
        numbering=Numbering.PAGES,
        foot=register.as_of,
        blocks=(
            Title((register.title,), is_bold=True, gap=2.0),
            Title((f"{register.as_of} {register.summary}",)),
            table if rows else Text(_NOBODY),
        ),
    )


def _row(register: Register, body: Body, entry: Entry, number: int) -> list[Value]:
    row: list[Value] = [
        *(number, body.district, body.tambon, body.title.split(" ")[0]),
        *(entry.name, entry.office, entry.origin, entry.order, entry.starts, entry.ends),
    ]
    return [*row, entry.phone] if register.has_phones else row


def _line(register: Register, entry: Entry, number: int) -> tuple[str, ...]:
    ends = format_short(entry.ends) if entry.ends else "ไม่กำหนด"
    line = (
        *(str(number), entry.name, entry.office, entry.origin or "–", entry.order),
        *(format_short(entry.starts), ends),
    )
    return (*line, entry.phone or "–") if register.has_phones else line
