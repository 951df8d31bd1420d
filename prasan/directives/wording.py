"""The words of a reminder, made from what is owed. Pure: values in, text out.

The drafted text is the officer's to change; these are only the first words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.letters.documents import Annex
from prasan.thai.calendar import format_long
from prasan.thai.digits import thai


@dataclass(frozen=True)
class Owed:
    """What one district still owes: the name of the thing and how many of it."""

    district: str
    things: Mapping[str, int]

    @property
    def count(self) -> int:
        return sum(self.things.values())


def addressed(names: Sequence[str]) -> str:
    """Addressees as one line: each with its title, และ before the last.

    Source: Lampang letter of 5 Nov 2567, เรียน; its commas are a slip (docs/rules.md, ADR).
    """
    if len(names) < 2:
        return "".join(names)
    return f"{' '.join(names[:-1])} และ{names[-1]}"


def subject(fiscal_year: int) -> str:
    return f"ขอเร่งรัดการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน ประจำปีงบประมาณ พ.ศ. {fiscal_year}"


def opening(province: str) -> str:
    """What was asked and that it was told: the cause of the letter."""
    return (
        f"ตามหนังสือที่อ้างถึง {province}ขอให้อำเภอมอบหมายสำนักงานพัฒนาชุมชนอำเภอปรับปรุงฐานข้อมูล "
        "ทบทวนคำสั่งแต่งตั้งและจัดทำทะเบียนคณะกรรมการศูนย์ประสานงานองค์การชุมชน (คอช.) "
        "ระดับอำเภอและระดับตำบล ประเมินผลการจัดระดับการพัฒนาศูนย์ประสานงานองค์การชุมชนระดับตำบล (ศอช.ต.) "
        "ตามเกณฑ์ประเมิน ๕ หมวด ๒๓ ตัวชี้วัด และรายงานให้จังหวัดทราบ ความละเอียดแจ้งแล้ว นั้น"
    )


def purpose(province: str) -> str:
    """That the time has passed, what was found, and the request."""
    return (
        f"บัดนี้ พ้นกำหนดเวลารายงานแล้ว {province}ตรวจสอบจากทะเบียนพบว่ายังไม่ได้รับรายงานจากอำเภอของท่าน"
        "ครบถ้วน ตามรายการในสิ่งที่ส่งมาด้วย เพื่อให้การดำเนินงานของศูนย์ประสานงานองค์การชุมชนทุกระดับ"
        "เป็นไปตามระเบียบกระทรวงมหาดไทย ว่าด้วยการดำเนินงานศูนย์ประสานงานองค์การชุมชน พ.ศ. ๒๕๕๑ "
        "จึงขอให้อำเภอมอบหมายสำนักงานพัฒนาชุมชนอำเภอดำเนินการ ดังนี้"
    )


CLOSING = "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ"


def renewed(text: str, *, old_due: date | None, due: date, old_year: int, year: int) -> str:
    """An item's words with the new day for the old one, and the new fiscal year for the old.

    Knows both kinds of digits and writes what it puts in Thai ones; other dates are left alone.
    """
    if old_due is not None and old_due != due:
        for old in (format_long(old_due), thai(format_long(old_due))):
            text = text.replace(old, thai(format_long(due)))
    if old_year != year:
        for old in (f"ปีงบประมาณ พ.ศ. {old_year}", thai(f"ปีงบประมาณ พ.ศ. {old_year}")):
            text = text.replace(old, thai(f"ปีงบประมาณ พ.ศ. {year}"))
    return text


def annex(owed: Sequence[Owed], *, day: date) -> Annex:
    """The enclosure every addressee gets alike: what each district owes as of `day`.

    A circular must read the same to all, so figures of single districts stand here.
    """
    rows = tuple(
        (
            str(place),
            one.district,
            "\n".join(f"{thing} {count} รายการ" for thing, count in one.things.items()),
            str(one.count),
        )
        for place, one in enumerate(owed, start=1)
    )
    return Annex(
        title=("รายการที่ยังไม่ได้รับ จำแนกรายอำเภอ", f"ณ วันที่ {format_long(day)}"),
        heads=("ที่", "อำเภอ", "รายการ", "รวม"),
        rows=rows,
        widths=(1, 3, 9, 1.5),
    )


def as_chat(title: str, owed: Sequence[Owed], *, day: date, due: date | None) -> str:
    """Who has not sent what, as plain text for a chat group."""
    lines = [title, f"ข้อมูล ณ {format_long(day)}"]
    if due:
        lines.append(f"กำหนดส่ง {format_long(due)}")
    if not owed:
        lines.append("ส่งครบทุกอำเภอแล้ว ขอบคุณครับ/ค่ะ")
    for one in owed:
        lines.append("")
        lines.append(f"• {one.district} ค้าง {one.count} รายการ")
        lines += [f"   - {thing} {count}" for thing, count in one.things.items()]
    return "\n".join(lines)
