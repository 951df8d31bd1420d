"""The committee and the office a strange list speaks of."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from prasan.thai.text import tidy

_MARKS = re.compile(r"[\s.ฯ/,()–—-]+")
# The longest first: "ประธาน" is also in "รองประธาน".
_OFFICES = (
    ("ผู้ช่วยเลขา", "assistant"),
    ("รองเลขา", "assistant"),
    ("เลขานุการ", "secretary"),
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
_WORDS = {
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
_KINDS = (
    ("integrated", re.compile(r"ก\.?\s?บ\.?\s?ต\b|ก\.?บ\.?ต\.?(?![ก-๙])|บริหารงานตำบลแบบบูรณาการ")),
    (
        "district",
        re.compile(r"[คศ]\.?อ\.?ช\.?\s?อ\.?(?![ก-๙])|ศูนย์ประสานงานองค์การชุมชน\s?(?:ระดับ)?อำเภอ"),
    ),
    (
        "tambon",
        re.compile(r"[คศ]\.?อ\.?ช\.?\s?ต\.?(?![ก-๙])|ศูนย์ประสานงานองค์การชุมชน\s?(?:ระดับ)?ตำบล"),
    ),
)


@dataclass(frozen=True)
class Office:
    """An office read from a list; `is_sure` is False where it is only the nearest known one."""

    seat: str
    is_sure: bool = True


def office_of(text: str) -> Office | None:
    """The office `text` means; None where nothing is like it.

    "ประธานฯ", "รองประธาน คนที่ 2", "เลขาฯ", "กก./เหรัญญิก" are sure. An office that our orders do not
    know, "กรรมการ (ประชาสัมพันธ์)", is a plain member, and it is asked whether that is right.
    Source: ours, from lists that district offices keep.
    """
    said = _MARKS.sub("", tidy(text)).casefold()
    if said in _MEMBER:
        return Office("member")
    for word, seat in _OFFICES:
        if word in said:
            return Office(seat, is_sure=not word.endswith("ผู้ช่วยเหรัญญิก"))
    if "กรรมการ" in said or said.startswith("กก"):
        return Office("member", is_sure=False)
    near = process.extractOne(said, list(_WORDS), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return Office(_WORDS[near[0]], is_sure=False) if near else None


def kind_of(text: str) -> str | None:
    """The kind of committee a title, a sheet's name or a cell speaks of; None where it does not.

    Source: ours; the letter itself writes คอช. and ศอช. for one another.
    """
    said = tidy(text)
    for kind, words in _KINDS:
        if words.search(said):
            return kind
    return None
