"""The first words of a circular that passes a letter down. Pure: values in, text out.

They are the officer's to change.
"""

from collections.abc import Sequence
from datetime import date

from prasan.areas.rules import DISTRICT_DIGITS, NATION
from prasan.directives.wording import addressed
from prasan.thai.calendar import format_long
from prasan.thai.digits import thai

CLOSING = "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการ"
_CHAIR = "ประธานคณะกรรมการศูนย์ประสานงานองค์การชุมชน"


def chief(unit: str) -> str:
    """Who a letter to the area titled `unit` is addressed to: อำเภองาว, ตำบลปงเตา, จังหวัดลำปาง."""
    if unit.startswith(("อำเภอ", "เขต")):
        return f"นาย{unit}" if unit.startswith("อำเภอ") else f"ผู้อำนวยการ{unit}"
    return f"{_CHAIR}{unit}" if unit.startswith(("ตำบล", "แขวง")) else f"ผู้ว่าราชการ{unit}"


def to(units: Sequence[str], office: str, *, is_all: bool) -> str:
    """Addressees in one line; when a circular goes to every unit it says so instead of naming them.

    `office` is the code of the writing office's area.
    """
    if is_all and len(units) > 1:
        if office == NATION:
            return "ผู้ว่าราชการจังหวัด ทุกจังหวัด"
        return f"{_CHAIR} ทุกตำบล" if len(office) == DISTRICT_DIGITS else "นายอำเภอ ทุกอำเภอ"
    if len(office) == DISTRICT_DIGITS and units:
        return f"{_CHAIR}{addressed(units)}"
    return addressed([chief(unit) for unit in units])


def opening(sender: str, subject: str) -> str:
    """What came from above: the cause of the letter."""
    return f"ตามหนังสือที่อ้างถึง {sender}แจ้งเรื่อง{subject} เพื่อให้ดำเนินการ ความละเอียดแจ้งแล้ว นั้น"


def purpose(area: str, units: str) -> str:
    """What is asked, and that its days are those of this letter."""
    return (
        f"เพื่อให้การดำเนินงานทันกำหนดและ{area}รวบรวมตรวจสอบได้ก่อนรายงาน จึงขอให้{units}ดำเนินการ"
        "ภายในกำหนดของหนังสือฉบับนี้ ดังนี้"
    )


def with_day(text: str, *, own: date | None, due: date | None) -> str:
    """An item's words with the day of the level below for the office's own.

    Words that name no such day have it added at their end.
    """
    if due is None:
        return text
    new = thai(format_long(due))
    if own is not None:
        for old in (format_long(own), thai(format_long(own))):
            if old in text:
                return text.replace(old, new)
    if new in text or format_long(due) in text:
        return text
    return f"{text.rstrip()} ภายในวันที่ {new}"
