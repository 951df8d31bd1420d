"""What a letter read in would become: a filled-in form that an officer corrects and confirms."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from prasan.areas.models import Area
from prasan.directives.measures import DUTIES
from prasan.letters.models import Urgency
from prasan.letters.reading import Doubt, Item, Kind, Quota, Reading
from prasan.thai.calendar import FiscalYear
from prasan.thai.digits import arabic

_ALL = "ทุกอำเภอ"
_TITLE = 80
_URGENCIES = {label: code for code, label in Urgency.choices}
# A committee of another kind meets too, and is not counted here.
_OURS = "คอช|ศอช|ศูนย์ประสานงานองค์การชุมชน"
_COUNTED = Quota(2, "year")
# The words of an item that ask for a duty, and the kinds such an item may be of.
_WORDS: tuple[tuple[str, str, frozenset[Kind]], ...] = (
    ("district_order_copies", r"(สำเนาคำสั่ง(?:แต่งตั้ง)?).*(คอช\.?\s?อ\.?)", frozenset({Kind.DELIVER})),
    ("tambon_order_copies", r"(สำเนาคำสั่ง(?:แต่งตั้ง)?).*(คอช\.?\s?ต\.?)", frozenset({Kind.DELIVER})),
    (
        "integrated_order_copies",
        r"(สำเนาคำสั่ง(?:แต่งตั้ง)?).*(ก\.?\s?บ\.?\s?ต\.?)",
        frozenset({Kind.DELIVER}),
    ),
    (
        "registers",
        r"ทะเบียน(?:ข้อมูล)?คณะกรรมการ|ปรับปรุงฐานข้อมูล(?=\s|ศูนย์|คณะกรรมการ|$)",
        frozenset(Kind),
    ),
    ("assessments_filed", "(ประเมินผล).*(ระดับการพัฒนา|ศูนย์)|ตัวชี้วัด", frozenset({Kind.DELIVER})),
    ("meetings_held", f"(?=.*(?:{_OURS})).*(?<!รายงานการ)(ประชุม)", frozenset({Kind.QUOTA})),
    ("experts", "ผู้ทรงคุณวุฒิ", frozenset({Kind.KEEP, Kind.DELIVER})),
    ("missions", "มอบหมายภารกิจ", frozenset({Kind.DRIVE, Kind.KEEP})),
    ("strong_tambon", "ตำบลเข้มแข็ง", frozenset({Kind.DRIVE, Kind.KEEP})),
)


@dataclass(frozen=True)
class Proposal:
    """Values for the form's head and items, and what the officer must look at.

    `numbers` are the items' numbers in the letter, by which a doubt finds its item.
    """

    head: dict[str, Any]
    items: list[dict[str, Any]]
    doubts: tuple[Doubt, ...]
    numbers: tuple[str, ...] = ()

    @property
    def of_letter(self) -> list[Doubt]:
        """The doubts about the letter as a whole; those about an item stand beside it."""
        return [doubt for doubt in self.doubts if doubt.item not in self.numbers]

    def of_item(self, place: int) -> list[Doubt]:
        if place >= len(self.numbers):
            return []
        return [doubt for doubt in self.doubts if doubt.item == self.numbers[place]]


def proposal(reading: Reading, districts: Sequence[Area], today: date) -> Proposal:
    """`reading` as the form would be filled in; what it does not say is left as it is.

    A duty is proposed for the first item that asks for it. The day most things are due is the
    letter's; an item due on another has its own.
    """
    due = _common_due(reading.items)
    head = {
        "number": _number(reading.number),
        "dated": reading.dated,
        "urgency": _URGENCIES.get(reading.urgency, Urgency.NORMAL.value),
        "subject": reading.subject,
        "title": reading.subject[:_TITLE],
        "fiscal_year": _fiscal_year(reading, today),
        "due": due,
        "addressees": list(_addressed(reading.to, districts)),
    }
    taken: set[str] = set()
    items = []
    for item in reading.items:
        duties = [key for key in duties_of(item) if key not in taken]
        taken.update(duties)
        own = item.due if item.due != due else None
        items.append({"text": item.text, "duties": duties, "due": own})
    doubts = (*reading.warnings, *_unmatched(reading, items, districts))
    return Proposal(head, items, doubts, tuple(item.no for item in reading.items))


def duties_of(item: Item) -> list[str]:
    """The duties we can count that an item asks for, in the board's order.

    Source: the words of Lampang letter 0019.3/ว 2598 (5 Nov 2567); an officer confirms.
    """
    said = " ".join([item.text, *item.evidence])
    return [
        key
        for key, words, kinds in _WORDS
        if item.kind in kinds and re.search(words, said, re.S) and key in DUTIES
    ]


def words_for(key: str, text: str) -> str:
    """The words of `text` a duty was proposed for, of far apart ones both; "" without any."""
    words = next(words for one, words, _kinds in _WORDS if one == key)
    match = re.search(words, text, re.S)
    if match is None:
        return ""
    far_apart = [part for part in match.groups() if part]
    return " … ".join(far_apart) or match[0]


def _common_due(items: Sequence[Item]) -> date | None:
    dues = Counter(item.due for item in items if item.due)
    return dues.most_common(1)[0][0] if dues else None


def _number(number: str) -> int | None:
    match = re.search(r"ว\s*(\d+)$", number)
    return int(match[1]) if match else None


def _fiscal_year(reading: Reading, today: date) -> int:
    match = re.search(r"ปี(?:งบประมาณ)?\s*(?:พ\.ศ\.\s*)?(25\d{2})", arabic(reading.subject))
    return int(match[1]) if match else FiscalYear.of(reading.dated or today).number


def _addressed(to: Sequence[str], districts: Sequence[Area]) -> Iterator[str]:
    said = "".join(to).replace(" ", "")
    for area in districts:
        if _ALL in said or any(one.replace(" ", "").endswith(area.title) for one in to):
            yield area.code


def _unmatched(
    reading: Reading, items: Sequence[dict[str, Any]], districts: Sequence[Area]
) -> Iterator[Doubt]:
    """What the letter says and the form has no place for."""
    if reading.number and not reading.circular:
        yield Doubt(
            "not_circular", f"ที่ {reading.number} ไม่ใช่หนังสือเวียน หน้านี้ลงหนังสือเวียน (ว) ของสำนักงาน"
        )
    for one in reading.to:
        if _ALL not in one.replace(" ", "") and not any(
            one.replace(" ", "").endswith(area.title) for area in districts
        ):
            yield Doubt("addressee_unknown", f"ผู้รับ “{one}” ไม่ใช่อำเภอในจังหวัดนี้")
    for item, filled in zip(reading.items, items, strict=True):
        if "meetings_held" in filled["duties"] and item.quota != _COUNTED:
            owed = DUTIES["meetings_held"].owed
            said = f"ข้อ {item.no} ให้ประชุมไม่ใช่ปีละ 2 ครั้ง แต่ระบบนับ{owed} ตรวจก่อนเลือก"
            yield Doubt("quota_counted_otherwise", said, item.no)
        if not filled["duties"]:
            place = f"ข้อ {item.no}" if item.no else "เรื่องที่ขอ"
            said = f"{place} ไม่พบสิ่งที่ระบบนับได้ เลือกเอง หรือเก็บไว้เป็นข้อความ"
            yield Doubt("not_counted", said, item.no)
