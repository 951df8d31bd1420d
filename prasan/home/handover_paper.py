"""The record of a post handed over, as a paper both sign."""

from collections.abc import Sequence
from datetime import date

from prasan.home.handover import Part
from prasan.letters.papers import (
    Heading,
    Numbering,
    Paper,
    Signatures,
    Signer,
    Table,
    Text,
    Title,
)
from prasan.thai.calendar import format_long


def record(
    *, post: str, holder: str, to: str, since: date | None, parts: Sequence[Part], day: date
) -> Paper:
    """What goes along with `post` on `day`: a table for each kind of thing, and who signs.

    `since` is the day the new holder begins. Passwords are not part of it, and it says so.
    """
    begins = f" ตั้งแต่วันที่ {format_long(since)}" if since else ""
    opening = f"{holder} ส่งมอบหน้าที่{post} ให้ {to or 'ผู้รับหน้าที่คนใหม่'}{begins} โดยมีรายการดังนี้"
    blocks: list[Heading | Table | Text | Title | Signatures] = [
        Title(("บันทึกการส่งมอบหน้าที่",), is_bold=True),
        Text(opening),
    ]
    for number, part in enumerate(parts, start=1):
        blocks.append(Heading(f"{number}. {part.title} {part.total} รายการ"))
        blocks.append(_table(part) if part.lines else Text("ไม่มี"))
    blocks += [
        Text("รหัสผ่านไม่อยู่ในการส่งมอบ ผู้รับหน้าที่ใช้บัญชีของตนเอง"),
        Signatures(
            (
                Signer(holder, ("ผู้ส่งมอบ",), lead="ลงชื่อ"),
                Signer(to or None, ("ผู้รับมอบ",), lead="ลงชื่อ", is_by_hand=not to),
            ),
            gap=24.0,
        ),
    ]
    return Paper(
        title=f"บันทึกการส่งมอบหน้าที่ {post}",
        written=day,
        numbering=Numbering.PAGES,
        foot=f"ข้อมูล ณ วันที่ {format_long(day)}",
        blocks=tuple(blocks),
    )


def _table(part: Part) -> Table:
    rows = [
        (str(number), line.what, line.more or "-")
        for number, line in enumerate(part.lines, start=1)
    ]
    if part.rest > 0:
        rows.append(("", f"และอีก {part.rest} รายการ ดูในระบบ", "-"))
    return Table(("ที่", "รายการ", "รายละเอียด"), tuple(rows), (1, 7, 8), size=14.0)
