"""What is wrong or doubtful in a letter before it is signed. Pure, but for what is handed in."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.letters.documents import ExternalLetter
from prasan.letters.models import Recipient, Series, Signatory
from prasan.letters.reading.days import days_in
from prasan.letters.wording import fields_in
from prasan.thai.calendar import format_short
from prasan.thai.digits import arabic

_MIXED = re.compile(r"(?:[๐-๙]+[0-9]|[0-9]+[๐-๙])[0-9๐-๙]*")
_ENCLOSED = re.compile("แนบ|ตามแบบ|สิ่งที่ส่งมาด้วย|บัญชีท้าย|ที่ส่งมาพร้อม")


@dataclass(frozen=True)
class Finding:
    """One thing to put right (`blocks`) or to look at once more, in words."""

    text: str
    blocks: bool = False


def findings(
    letter: ExternalLetter,
    *,
    series: str,
    recipients: Sequence[Recipient],
    signatory: Signatory | None,
    day: date,
    unknown: Iterable[str],
    holiday: Callable[[date], str],
) -> list[Finding]:
    """Everything found, what blocks first. `unknown` are references no register has.

    Source: ours; the faults the Lampang letter 0019.3/ว 2598 shows, and what a register needs.
    """
    found = [
        *_addressed(series, recipients),
        *_written(letter),
        *_signed(signatory, series, day),
        *(Finding(f"หนังสือที่อ้างถึง ที่ {one} ไม่พบในทะเบียนรับหรือส่ง ตรวจเลขและวันที่") for one in unknown),
        *_days(letter, day, holiday),
        *_digits(letter),
        *_enclosures(letter),
    ]
    return sorted(found, key=lambda one: not one.blocks)


def _addressed(series: str, recipients: Sequence[Recipient]) -> Iterator[Finding]:
    if not recipients and series != Series.ORDER:
        yield Finding("ยังไม่มีผู้รับ เลือกอำเภอหรือพิมพ์ผู้รับ", blocks=True)
    for one in recipients:
        if not one.area_id and not one.address:
            said = f"ผู้รับ “{one.name}” ไม่มีที่อยู่และไม่อยู่ในพื้นที่ใด พิมพ์ที่อยู่หลังเครื่องหมาย |"
            yield Finding(said, blocks=True)


def _written(letter: ExternalLetter) -> Iterator[Finding]:
    if not any(paragraph.text.strip() for paragraph in letter.body):
        yield Finding("ยังไม่มีเนื้อความ", blocks=True)
    texts = [letter.subject, *letter.to, *(paragraph.text for paragraph in letter.body)]
    for name in fields_in(*texts):
        yield Finding(f"ยังไม่ได้เติมช่อง {{{name}}}", blocks=True)


def _signed(signatory: Signatory | None, series: str, day: date) -> Iterator[Finding]:
    if signatory is None:
        yield Finding("ยังไม่ได้เลือกผู้ลงนาม", blocks=True)
    elif problem := signatory.problem(day=day, series=series):
        yield Finding(problem, blocks=True)


def _days(letter: ExternalLetter, day: date, holiday: Callable[[date], str]) -> Iterator[Finding]:
    if name := holiday(day):
        yield Finding(f"วันนี้ {format_short(day)} เป็น{name} หนังสือจะลงวันที่วันหยุด")
    body = arabic("\n".join(paragraph.text for paragraph in letter.body))
    for said in days_in(body):
        if said.day is None:
            continue
        if said.day > day and (name := holiday(said.day)):
            yield Finding(f"{format_short(said.day)} ในเนื้อความเป็น{name}")


def _digits(letter: ExternalLetter) -> Iterator[Finding]:
    texts = [letter.subject, *letter.references, *(one.text for one in letter.body)]
    for word in dict.fromkeys(match[0] for text in texts for match in _MIXED.finditer(text)):
        yield Finding(f"“{word}” ปนเลขไทยกับอารบิก ตรวจว่าเป็นเลขที่ตั้งใจ บนกระดาษเป็นเลขไทยทั้งหมด")


def _enclosures(letter: ExternalLetter) -> Iterator[Finding]:
    if not letter.enclosures and any(_ENCLOSED.search(one.text) for one in letter.body):
        yield Finding("เนื้อความกล่าวถึงสิ่งที่แนบ แต่ยังไม่มีสิ่งที่ส่งมาด้วย")
