"""What a careful reader would question in a letter, each said so that it can be looked up.

Every text says where, what, and what to do about it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from prasan.letters.reading.asking import cites_a_form
from prasan.letters.reading.head import Head
from prasan.letters.reading.paragraphs import Turn
from prasan.letters.reading.values import Doubt, Item
from prasan.thai.calendar import FiscalYear, format_long, weekday
from prasan.thai.digits import arabic

_LEVEL = r"\s?(?:ในทุกระดับ)?\s?(?:ระดับ\S{0,12}\s?)?"
_CENTRE = rf"(?<!คณะกรรมการ)(?<!กรรมการ)ศูนย์ประสานงานองค์การชุมชน{_LEVEL}\(คอช\."
_COMMITTEE = rf"คณะกรรมการศูนย์ประสานงานองค์การชุมชน{_LEVEL}\(ศอช\."
_NO_DOT = r"[คศ]อช\.?\s?[อตจ](?=[)\s,]|$)"
_ATTACHED = re.compile(r"(?:ตาม|ดัง)?(?:บัญชี|รายชื่อ)\S*แนบ|แนบท้าย|ตามรายชื่อ")
_ENCLOSED = re.compile(r"สิ่งที่ส่งมาด้วย\s*(?:ลำดับที่\s*|หมายเลข\s*)?(\d{1,2})(?!\d|\s*(?:ชุด|ฉบับ|แผ่น))")
# What a paper is by its first words, and what is to be done with one that is no letter.
_OTHERS = (
    ("คำสั่ง", "คำสั่ง", "ลงเป็นคำสั่งที่หน้าคณะกรรมการ หรือเลือกผู้รับเองถ้าจะสั่งการต่อ"),
    ("ประกาศ", "ประกาศ", "ลงเป็นหนังสือรับเพื่อทราบ หรือเลือกผู้รับเองถ้าจะสั่งการต่อ"),
    ("รายงานการประชุม", "รายงานการประชุม", "แนบไว้กับการประชุม"),
    ("ระเบียบวาระ", "ระเบียบวาระการประชุม", "แนบไว้กับการประชุม"),
)
_INVITES = re.compile(r"^(?:ขอ)?เชิญ(?!ส่ง|ชวนส่ง)")


def of_head(head: Head) -> Iterator[Doubt]:
    no_number = (
        "มีรหัสสำนักงานแล้วแต่ยังไม่มีเลขที่หนังสือ อาจเป็นร่าง รอเลขหรือถามผู้ส่ง"
        if head.has_code
        else "ไม่พบเลขที่หนังสือ ใส่ตามที่ปรากฏบนหนังสือ"
    )
    for lacks, code, said in (
        (not head.number, "no_number", no_number),
        (head.dated is None, "no_date", "ไม่พบวันที่ของหนังสือ กำหนดที่นับเป็นวันจึงอ่านไม่ได้ ใส่วันที่เอง"),
        (not head.subject, "no_subject", "ไม่พบเรื่อง ใส่เรื่องเอง"),
        (not head.to, "no_addressee", "ไม่พบผู้รับหนังสือ (เรียน) เลือกผู้รับเอง"),
        (bool(head.secrecy), "secret", _secret(head.secrecy)),
    ):
        if lacks:
            yield Doubt(code, said)
    if any(_ATTACHED.search(one) for one in head.to):
        yield Doubt("addressees_attached", "ผู้รับอยู่ในบัญชีแนบท้าย ไม่อยู่ในตัวหนังสือ เปิดบัญชีแล้วเลือกผู้รับเอง")


def _secret(secrecy: str) -> str:
    return f"หนังสือมีชั้นความลับ “{secrecy}” ตรวจก่อนว่าลงในระบบนี้ได้ และผู้ใดควรเห็น"


def of_kind(head: Head) -> Iterator[Doubt]:
    """A paper that is no letter, or one that only invites."""
    for begins, name, do in _OTHERS:
        if head.title.startswith(begins):
            yield Doubt("another_kind", f"เอกสารนี้เป็น{name} ไม่ใช่หนังสือสั่งการ {do}")
            return
    if _INVITES.match(head.subject):
        yield Doubt(
            "another_kind", "เรื่องของหนังสือเป็นการเชิญ ตรวจว่ามีสิ่งที่ต้องส่งหรือตอบกลับ ถ้าไม่มี ลงนัดไว้ในปฏิทินก็พอ"
        )


def of_references(head: Head) -> Iterator[Doubt]:
    for one in head.references:
        if one.dated and head.dated and FiscalYear.of(one.dated) != FiscalYear.of(head.dated):
            yield Doubt(
                "reference_jumps_year",
                f"หนังสือที่อ้างถึง {one.number} ลงวันที่ {format_long(one.dated)} "
                f"อยู่ปีงบประมาณ {FiscalYear.of(one.dated)} "
                f"คนละปีกับหนังสือนี้ ({FiscalYear.of(head.dated)}) ตรวจว่าอ้างถูกฉบับ",
            )
        if one.dated and head.dated and one.dated > head.dated:
            yield Doubt(
                "reference_after_letter",
                f"หนังสือที่อ้างถึง {one.number} ลงวันที่หลังหนังสือนี้ ตรวจวันที่ทั้งสองฉบับ",
            )
        if len(one.number.rsplit("/", 1)[-1].removeprefix("ว").strip()) > 4:
            yield Doubt(
                "reference_number_unlikely",
                f"เลขที่อ้างถึง {one.number} มีห้าหลัก มากกว่าที่สำนักงานหนึ่งออกได้ในหนึ่งปี ตรวจเลขกับฉบับเดิม",
            )


def of_turns(turns: Iterable[tuple[Turn, str]]) -> Iterator[Doubt]:
    for turn, begins in turns:
        yield Doubt(
            "catchword_wrong",
            f"คำต่อท้ายหน้า “/{turn.said}...” แต่หน้าถัดไปขึ้นต้นด้วย “{begins}” ตรวจว่าไม่มีหน้าหรือข้อใดหายไป",
        )


def of_days(
    items: Iterable[Item], written: date | None, holiday: Callable[[date], str]
) -> Iterator[Doubt]:
    for item in (one for one in items if one.due):
        assert item.due is not None  # chosen by it
        place = _place(item)
        if written and item.due < written:
            yield Doubt(
                "deadline_before_letter",
                f"{place} กำหนด {format_long(item.due)} อยู่ก่อนวันที่ของหนังสือ {format_long(written)} "
                "ถามผู้ส่งว่าหมายถึงวันใด",
                item.no,
            )
        name = holiday(item.due) or (weekday(item.due) if item.due.weekday() > 4 else "")
        if name:
            said = f"{place} กำหนด {format_long(item.due)} ตรงกับ{name} ส่งก่อนวันหยุด หรือถามผู้ส่ง"
            yield Doubt("deadline_on_holiday", said, item.no)


def of_forms(items: Sequence[Item], head: Head) -> Iterator[Doubt]:
    """A form or paper that an item leans on and the letter does not bring."""
    for one in items:
        numbers = [int(number) for number in _ENCLOSED.findall(arabic(one.text))]
        if not head.enclosures and (cites_a_form(one.text) or numbers):
            said = f"{_place(one)} อ้างแบบหรือเอกสาร แต่หนังสือไม่มีสิ่งที่ส่งมาด้วย ขอแบบจากผู้ส่ง"
            yield Doubt("form_not_enclosed", said, one.no)
        elif beyond := [number for number in numbers if number > len(head.enclosures)]:
            said = (
                f"{_place(one)} อ้างสิ่งที่ส่งมาด้วย {beyond[0]} "
                f"แต่หนังสือมีเพียง {len(head.enclosures)} รายการ ขอจากผู้ส่ง"
            )
            yield Doubt("form_not_enclosed", said, one.no)


def of_names(text: str) -> Iterator[Doubt]:
    """ศอช. is the centre and คอช. its committee; a letter that mixes them is read with care."""
    said = " ".join(text.split())
    if re.search(_CENTRE, said):
        yield Doubt(
            "centre_committee_mixed",
            "ใช้ คอช. เรียกศูนย์ฯ คอช. คือคณะกรรมการ ศูนย์ฯ คือ ศอช. อ่านแต่ละข้อว่าหมายถึงศูนย์ฯ หรือคณะกรรมการ",
        )
    if re.search(_COMMITTEE, said):
        yield Doubt(
            "centre_committee_mixed",
            "ใช้ ศอช. เรียกคณะกรรมการ ศอช. คือศูนย์ฯ คณะกรรมการคือ คอช. "
            "อ่านแต่ละข้อว่าหมายถึงศูนย์ฯ หรือคณะกรรมการ",
        )
    for match in dict.fromkeys(re.findall(_NO_DOT, said)):
        yield Doubt("abbreviation_undotted", f"“{match}” ขาดจุดท้าย ใส่จุดเมื่อคัดลอกต่อ")


def of_nothing(items: Sequence[Item]) -> Iterator[Doubt]:
    if not items:
        yield Doubt("no_items", "ไม่พบสิ่งที่ขอให้ดำเนินการ ตรวจว่าวางข้อความครบทั้งฉบับ หรือหนังสือนี้แจ้งเพื่อทราบ")


def _place(item: Item) -> str:
    return f"ข้อ {item.no}" if item.no else "เรื่องที่ขอ"
