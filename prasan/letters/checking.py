"""What is wrong or doubtful in a letter before it is signed. Pure, but for what is handed in."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from prasan.letters import rules
from prasan.letters.documents import ExternalLetter
from prasan.letters.models import Form, Recipient, Signatory
from prasan.letters.reading import Reference
from prasan.letters.reading.asking import cites_a_form
from prasan.letters.reading.days import days_in
from prasan.letters.reading.doubting import of_names
from prasan.letters.wording import fields_in
from prasan.thai.calendar import FiscalYear, format_short, weekday
from prasan.thai.digits import arabic

_MIXED = re.compile(r"(?:[๐-๙]+[0-9]|[0-9]+[๐-๙])[0-9๐-๙]*")
_ENCLOSED = re.compile("แนบ|ตามแบบ|สิ่งที่ส่งมาด้วย|บัญชีท้าย|ที่ส่งมาพร้อม")
_BY = re.compile(r"(?:ภายใน|ไม่เกิน|ไม่ช้ากว่า|ก่อน|กำหนดส่ง|ครบกำหนด)\s*$")
_FISCAL = re.compile(r"ปีงบประมาณ\s*(?:พ\s?\.\s?ศ\s?\.)?\s*(25\d{2})")
_EFFECTIVE = re.compile("ตั้งแต่")
_POWER = re.compile("อาศัยอำนาจ|เพื่อให้|ด้วย|เนื่องจาก|ตามที่|ตามคำสั่ง")
_PURPOSE = re.compile("เพื่อ|จึง")


class Weight(StrEnum):
    """How much a finding weighs: it must be put right, is doubtful, or is only worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One thing to put right, to look at once more, or to know, in words."""

    text: str
    weight: Weight = Weight.WARNING

    @property
    def blocks(self) -> bool:
        """Whether no number is given before it is put right."""
        return self.weight is Weight.ERROR


def findings(
    letter: ExternalLetter,
    *,
    form: str,
    series: str,
    recipients: Sequence[Recipient],
    signatory: Signatory | None,
    day: date,
    cited: Iterable[tuple[Reference, bool]],
    holiday: Callable[[date], str],
) -> list[Finding]:
    """Everything found, what blocks first. `cited` are references, each with whether a register
    has it.

    The same for letters, memos and orders, but for what only one of them has.
    Source: ours; the faults the Lampang letter 0019.3/ว 2598 shows, and what a register needs.
    """
    found = [
        *_addressed(form, recipients),
        *_written(letter),
        *_signed(signatory, series, day),
        *(one for reference, is_known in cited for one in _cited(reference, is_known, letter, day)),
        *_days(letter, day, holiday),
        *_digits(letter),
        *_enclosures(letter),
        *_names(letter),
        *_form(letter, form),
    ]
    return sorted(found, key=lambda one: list(Weight).index(one.weight))


def _addressed(form: str, recipients: Sequence[Recipient]) -> Iterator[Finding]:
    if not recipients and form != Form.ORDER:
        yield Finding("ยังไม่มีผู้รับ เลือกอำเภอหรือพิมพ์ผู้รับ", Weight.ERROR)
    for one in recipients:
        if not one.area_id and not one.address:
            said = f"ผู้รับ “{one.name}” ไม่มีที่อยู่และไม่อยู่ในพื้นที่ใด พิมพ์ที่อยู่หลังเครื่องหมาย |"
            yield Finding(said, Weight.ERROR)


def _written(letter: ExternalLetter) -> Iterator[Finding]:
    if not any(paragraph.text.strip() for paragraph in letter.body):
        yield Finding("ยังไม่มีเนื้อความ", Weight.ERROR)
    texts = [letter.subject, *letter.to, *(paragraph.text for paragraph in letter.body)]
    for name in fields_in(*texts):
        yield Finding(f"ยังไม่ได้เติมช่อง {{{name}}}", Weight.ERROR)


def _signed(signatory: Signatory | None, series: str, day: date) -> Iterator[Finding]:
    if signatory is None:
        yield Finding("ยังไม่ได้เลือกผู้ลงนาม", Weight.ERROR)
    elif problem := signatory.problem(day=day, series=series):
        yield Finding(problem, Weight.ERROR)


def _cited(
    reference: Reference, is_known: bool, letter: ExternalLetter, day: date
) -> Iterator[Finding]:
    said = f"หนังสือที่อ้างถึง ที่ {reference.number}"
    if not is_known:
        yield Finding(f"{said} ไม่พบในทะเบียนรับหรือส่ง ตรวจเลขและวันที่")
    if reference.dated and reference.dated > day:
        yield Finding(f"{said} ลงวันที่ {format_short(reference.dated)} หลังหนังสือนี้ ตรวจวันที่")
    last = arabic(reference.number).rsplit("/", 1)[-1].removeprefix("ว").strip()
    doubts = rules.doubts(
        number=int(last) if last.isdecimal() and not is_known else None,
        dated=reference.dated,
        subject_year=_year_of(letter, day),
        year_of=FiscalYear.of(reference.dated).number if reference.dated else 0,
    )
    for doubt in doubts:
        yield Finding(f"{said}: {doubt} ตรวจว่าอ้างถูกฉบับ")


def _year_of(letter: ExternalLetter, day: date) -> int:
    """The fiscal year the letter is about: the one its subject names, else that of its day."""
    named = _FISCAL.search(arabic(letter.subject))
    return int(named[1]) if named else FiscalYear.of(day).number


def _days(letter: ExternalLetter, day: date, holiday: Callable[[date], str]) -> Iterator[Finding]:
    if name := holiday(day):
        yield Finding(f"วันนี้ {format_short(day)} เป็น{name} หนังสือจะลงวันที่วันหยุด")
    body = arabic("\n".join(paragraph.text for paragraph in letter.body))
    for said in days_in(body):
        words = " ".join(body[said.start : said.end].split())
        if said.day is None:
            if said.doubts:
                yield Finding(f"“{words}” ไม่มีในปฏิทิน แก้วันที่ให้ถูก", Weight.ERROR)
            continue
        is_due = bool(_BY.search(body[: said.start]))
        if said.day < day and is_due:
            yield Finding(
                f"กำหนด {format_short(said.day)} อยู่ก่อนวันที่ของหนังสือ {format_short(day)} ตรวจวันและปี"
            )
        elif said.day > day and (name := holiday(said.day)):
            what = "กำหนด " if is_due else ""
            yield Finding(f"{what}{format_short(said.day)} ในเนื้อความเป็น{name}")
        for doubt in said.doubts:
            if doubt.code == "weekday_wrong":
                yield Finding(
                    f"“{words}” ชื่อวันไม่ตรงกับวันที่ {format_short(said.day)} คือ{weekday(said.day)}"
                )


def _digits(letter: ExternalLetter) -> Iterator[Finding]:
    texts = [letter.subject, *letter.references, *(one.text for one in letter.body)]
    for word in dict.fromkeys(match[0] for text in texts for match in _MIXED.finditer(text)):
        yield Finding(f"“{word}” ปนเลขไทยกับอารบิก ตรวจว่าเป็นเลขที่ตั้งใจ บนกระดาษเป็นเลขไทยทั้งหมด")


def _enclosures(letter: ExternalLetter) -> Iterator[Finding]:
    says = any(_ENCLOSED.search(one.text) or cites_a_form(one.text) for one in letter.body)
    if not letter.enclosures and says:
        yield Finding("เนื้อความกล่าวถึงสิ่งที่แนบหรือแบบ แต่ยังไม่มีสิ่งที่ส่งมาด้วย")
    elif letter.enclosures and not says:
        yield Finding("มีสิ่งที่ส่งมาด้วย แต่เนื้อความไม่ได้กล่าวถึง", Weight.NOTE)


def _names(letter: ExternalLetter) -> Iterator[Finding]:
    """ศอช. is the centre and คอช. its committee; what mixes them is asked to be put right."""
    for doubt in of_names("\n".join([letter.subject, *(one.text for one in letter.body)])):
        if doubt.code == "centre_committee_mixed":
            yield Finding("ปนกันระหว่าง ศอช. (ศูนย์ฯ) กับ คอช. (คณะกรรมการ) แก้ให้ตรงกับที่หมายถึง")
        else:
            yield Finding(doubt.text.replace("ใส่จุดเมื่อคัดลอกต่อ", "ใส่จุดให้ครบ"))


def _form(letter: ExternalLetter, form: str) -> Iterator[Finding]:
    """What a paper of its kind usually has, worth knowing when it lacks it."""
    text = " ".join(one.text for one in letter.body)
    if not text.strip():
        return
    if form == Form.ORDER:
        if not _EFFECTIVE.search(text):
            yield Finding("คำสั่งไม่บอกวันมีผล เช่น ทั้งนี้ ตั้งแต่วันที่ …", Weight.NOTE)
        if not _POWER.search(text):
            yield Finding("คำสั่งไม่บอกอำนาจที่อาศัยหรือเหตุที่สั่ง", Weight.NOTE)
    elif not _PURPOSE.search(letter.body[-1].text):
        yield Finding("ย่อหน้าสุดท้ายไม่บอกจุดประสงค์ เช่น จึงเรียนมาเพื่อโปรดพิจารณา", Weight.NOTE)
