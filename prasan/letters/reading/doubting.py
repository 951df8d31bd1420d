"""What a careful reader would question in a letter, each said so that it can be looked up."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from prasan.letters.reading.asking import cites_a_form
from prasan.letters.reading.head import Head
from prasan.letters.reading.values import Doubt, Item
from prasan.thai.calendar import FiscalYear, format_long, weekday

_LEVEL = r"\s?(?:ในทุกระดับ)?\s?(?:ระดับ\S{0,12}\s?)?"
_CENTRE = rf"(?<!คณะกรรมการ)(?<!กรรมการ)ศูนย์ประสานงานองค์การชุมชน{_LEVEL}\(คอช\."
_COMMITTEE = rf"คณะกรรมการศูนย์ประสานงานองค์การชุมชน{_LEVEL}\(ศอช\."
_NO_DOT = r"[คศ]อช\.?\s?[อตจ](?=[)\s,]|$)"


def of_head(head: Head) -> Iterator[Doubt]:
    for lacks, code, said in (
        (not head.number, "no_number", "ไม่พบเลขที่หนังสือ"),
        (head.dated is None, "no_date", "ไม่พบวันที่ของหนังสือ กำหนดที่นับเป็นวันจึงอ่านไม่ได้"),
        (not head.subject, "no_subject", "ไม่พบเรื่อง"),
        (not head.to, "no_addressee", "ไม่พบผู้รับหนังสือ (เรียน)"),
    ):
        if lacks:
            yield Doubt(code, said)


def of_references(head: Head) -> Iterator[Doubt]:
    for one in head.references:
        if one.dated and head.dated and FiscalYear.of(one.dated) != FiscalYear.of(head.dated):
            yield Doubt(
                "reference_jumps_year",
                f"หนังสือที่อ้างถึง {one.number} ลงวันที่ {format_long(one.dated)} "
                f"อยู่ปีงบประมาณ {FiscalYear.of(one.dated)} "
                f"คนละปีกับหนังสือนี้ ({FiscalYear.of(head.dated)})",
            )
        if one.dated and head.dated and one.dated > head.dated:
            yield Doubt("reference_after_letter", f"หนังสือที่อ้างถึง {one.number} ลงวันที่หลังหนังสือนี้")
        if len(one.number.rsplit("/", 1)[-1].removeprefix("ว").strip()) > 4:
            yield Doubt(
                "reference_number_unlikely",
                f"เลขที่อ้างถึง {one.number} มีห้าหลัก มากกว่าที่สำนักงานหนึ่งออกได้ในหนึ่งปี",
            )


def of_days(
    items: Iterable[Item], written: date | None, holiday: Callable[[date], str]
) -> Iterator[Doubt]:
    for item in (one for one in items if one.due):
        assert item.due is not None  # chosen by it
        place = f"ข้อ {item.no}" if item.no else "เรื่องที่ขอ"
        if written and item.due < written:
            yield Doubt(
                "deadline_before_letter",
                f"{place} กำหนด {format_long(item.due)} อยู่ก่อนวันที่ของหนังสือ {format_long(written)}",
                item.no,
            )
        name = holiday(item.due) or (weekday(item.due) if item.due.weekday() > 4 else "")
        if name:
            said = f"{place} กำหนด {format_long(item.due)} ตรงกับ{name}"
            yield Doubt("deadline_on_holiday", said, item.no)


def of_forms(items: Iterable[Item], head: Head) -> Iterator[Doubt]:
    if head.enclosures:
        return
    for one in items:
        if cites_a_form(one.text):
            place = f"ข้อ {one.no}" if one.no else "เรื่องที่ขอ"
            said = f"{place} อ้างแบบหรือเอกสาร แต่หนังสือไม่มีสิ่งที่ส่งมาด้วย"
            yield Doubt("form_not_enclosed", said, one.no)


def of_names(text: str) -> Iterator[Doubt]:
    """ศอช. is the centre and คอช. its committee; a letter that mixes them is read with care."""
    said = " ".join(text.split())
    if re.search(_CENTRE, said):
        yield Doubt("centre_committee_mixed", "ใช้ คอช. เรียกศูนย์ฯ คอช. คือคณะกรรมการ ศูนย์ฯ คือ ศอช.")
    if re.search(_COMMITTEE, said):
        yield Doubt(
            "centre_committee_mixed", "ใช้ ศอช. เรียกคณะกรรมการ ศอช. คือศูนย์ฯ คณะกรรมการคือ คอช."
        )
    for match in dict.fromkeys(re.findall(_NO_DOT, said)):
        yield Doubt("abbreviation_undotted", f"“{match}” ขาดจุดท้าย")
