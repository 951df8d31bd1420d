"""Reading a letter in: from its words to what it asks of whom, by when, with every doubt named.

Pure and deterministic: the same words give the same reading. Nothing is guessed in silence; what
is not certain comes with a doubt, and an officer confirms before anything is kept.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

from prasan.letters.reading import doubting
from prasan.letters.reading.head import head_of
from prasan.letters.reading.items import Said, items_of, said_in
from prasan.letters.reading.paragraphs import lines_of, paragraphs_of, wrong_turns
from prasan.letters.reading.source import Unreadable, text_of
from prasan.letters.reading.values import Doubt, Item, Kind, Quota, Reading, Reference

__all__ = [
    "Doubt",
    "Item",
    "Kind",
    "Quota",
    "Reading",
    "Reference",
    "Said",
    "Unreadable",
    "read",
    "said_in",
    "text_of",
]

# Whom a letter goes to tells who acts where an item does not say.
_ADDRESSED = (
    ("province", "ผู้ว่าราชการจังหวัด|พัฒนาการจังหวัด|ทุกจังหวัด"),
    ("district", "นายอำเภอ|พัฒนาการอำเภอ|ทุกอำเภอ|อำเภอ"),
    ("tambon", "กำนัน|ประธาน.*ตำบล|นายกองค์การบริหารส่วนตำบล|พัฒนากร"),
)


def _never(day: date) -> str:
    return ""


def read(text: str, *, holiday: Callable[[date], str] = _never) -> Reading:
    """What the letter `text` says. `holiday` names the holiday a day is, "" for a day of work.

    A text that is no letter gives a reading without items and says so in its warnings.
    """
    lines, turns = lines_of(text)
    head = head_of(lines)
    paragraphs = paragraphs_of(head.body)
    found, numbering = items_of(paragraphs, head.dated, _addressed(head.to))
    items = tuple(one.item for one in found)
    warnings = [
        *doubting.of_head(head),
        *head.doubts,
        *doubting.of_references(head),
        *(
            Doubt("catchword_wrong", f"คำต่อท้ายหน้า “/{turn.said}...” แต่หน้าถัดไปขึ้นต้นด้วย “{begins}”")
            for turn, begins in wrong_turns(lines, turns)
        ),
        *numbering,
        *(doubt for one in found for doubt in one.doubts),
        *doubting.of_days(items, head.dated, holiday),
        *doubting.of_forms(items, head),
        *doubting.of_names(text),
        *([] if found else [Doubt("no_items", "ไม่พบสิ่งที่ขอให้ดำเนินการ ตรวจว่าวางข้อความครบทั้งฉบับ")]),
    ]
    return Reading(
        number=head.number,
        dated=head.dated,
        urgency=head.urgency,
        circular=head.circular,
        subject=head.subject,
        to=head.to,
        references=head.references,
        enclosures=head.enclosures,
        items=items,
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _addressed(to: Sequence[str]) -> tuple[str, ...]:
    said = " ".join(to)
    return tuple(level for level, words in _ADDRESSED if re.search(words, said))[:1]
