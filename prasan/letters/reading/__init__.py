"""Reading a letter in: from its words to what it asks of whom, by when, with every doubt named.

Pure and deterministic: the same words give the same reading. Nothing is guessed in silence; what
is not certain comes with a doubt, and an officer confirms before anything is kept.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

from prasan.letters.reading import doubting
from prasan.letters.reading.asking import levels_in
from prasan.letters.reading.head import head_of
from prasan.letters.reading.items import Said, items_of, said_in
from prasan.letters.reading.mending import mended
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
    (
        "tambon",
        r"กำนัน|ประธาน.*ตำบล|นายกองค์การบริหารส่วนตำบล|นายก\s*อบต|เทศบาล|เทศมนตรี|องค์การบริหารส่วนตำบล|อบต\."
        r"|พัฒนากร|ส่งเสริมสุขภาพตำบล|รพ\.สต|ระดับตำบล",
    ),
    ("village", "ผู้ใหญ่บ้าน|ประธาน.*หมู่บ้าน"),
    ("district", "อำเภอ"),
    ("province", "จังหวัด|อธิบดี"),
)


def _never(day: date) -> str:
    return ""


def read(text: str, *, holiday: Callable[[date], str] = _never) -> Reading:
    """What the letter `text` says. `holiday` names the holiday a day is, "" for a day of work.

    A text that is no letter gives a reading without items and says so in its warnings.
    """
    text = mended(text)
    lines, turns = lines_of(text)
    head = head_of(lines)
    paragraphs = paragraphs_of(head.body)
    found, numbering = items_of(
        paragraphs, head.dated, _addressed(head.to) or levels_in(head.subject)
    )
    items = tuple(one.item for one in found)
    warnings = [
        *doubting.of_kind(head),
        *doubting.of_head(head),
        *head.doubts,
        *doubting.of_references(head),
        *doubting.of_turns(wrong_turns(lines, turns)),
        *numbering,
        *(doubt for one in found for doubt in one.doubts),
        *doubting.of_days(items, head.dated, holiday),
        *doubting.of_forms(items, head),
        *doubting.of_names(text),
        *doubting.of_nothing(items),
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
    """The levels the letter goes to, the widest first; each addressee is of the lowest it names."""
    levels = {
        next((level for level, words in _ADDRESSED if re.search(words, one)), "") for one in to
    }
    return tuple(
        level for level in ("province", "district", "tambon", "village") if level in levels
    )
