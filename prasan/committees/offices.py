"""The office on a committee that a cell speaks of, in whatever way it was written. Pure."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from prasan.thai.text import tidy

# As a sentence calls each.
NAMES = {
    "chair": "ประธานกรรมการ",
    "vice_chair": "รองประธานกรรมการ",
    "treasurer": "เหรัญญิก",
    "secretary": "เลขานุการ",
    "assistant": "ผู้ช่วยเลขานุการ",
    "expert": "ผู้ทรงคุณวุฒิ",
    "ex_officio": "กรรมการโดยตำแหน่ง",
    "member": "กรรมการ",
}
_MARKS = re.compile(r"[\s.ฯ/,():_–—-]+")
# The longest first: ประธาน is also in รองประธาน.
_WORDS = (
    ("ผู้ช่วยเลขา", "assistant"),
    ("รองเลขา", "assistant"),
    ("เลขา", "secretary"),
    ("ผู้ช่วยเหรัญญิก", "member"),
    ("รองเหรัญญิก", "member"),
    ("เหรัญญิก", "treasurer"),
    ("รองประธาน", "vice_chair"),
    ("ประธาน", "chair"),
    ("ผู้ทรงคุณวุฒิ", "expert"),
    ("โดยตำแหน่ง", "ex_officio"),
)
_MEMBER = ("กรรมการ", "คณะกรรมการ", "สมาชิก", "กก", "member")
# What a slip of the finger is held against.
_WHOLE = {
    "ประธานกรรมการ": "chair",
    "รองประธานกรรมการ": "vice_chair",
    "กรรมการ": "member",
    "กรรมการและเลขานุการ": "secretary",
    "กรรมการและผู้ช่วยเลขานุการ": "assistant",
    "กรรมการและเหรัญญิก": "treasurer",
    "กรรมการผู้ทรงคุณวุฒิ": "expert",
    "กรรมการโดยตำแหน่ง": "ex_officio",
    "เลขานุการ": "secretary",
    "เหรัญญิก": "treasurer",
    "ประธาน": "chair",
}
_LIKE_ENOUGH = 72


@dataclass(frozen=True)
class Office:
    """An office read from a cell; `is_sure` is False where it is only the nearest known one."""

    seat: str
    is_sure: bool = True

    @property
    def name(self) -> str:
        return NAMES[self.seat]


def office_of(text: str) -> Office | None:
    """The office `text` means; None where nothing is like it.

    "ประธานฯ", "รองประธาน คนที่ 2", "เลขาฯ", "กก./เหรัญญิก" are sure. An office that our orders do not
    know, "กรรมการ (ประชาสัมพันธ์)", "ผู้ช่วยเหรัญญิก", is a plain member, and not sure.
    Source: ours, from lists that district offices keep.
    """
    said = _MARKS.sub("", tidy(text)).casefold()
    if said in _MEMBER:
        return Office("member")
    for word, seat in _WORDS:
        if word in said:
            return Office(seat, is_sure=seat != "member")
    if "กรรมการ" in said or said.startswith(("กก", "สมาชิก")):
        return Office("member", is_sure=False)
    near = process.extractOne(said, list(_WHOLE), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return Office(_WHOLE[near[0]], is_sure=False) if near else None
