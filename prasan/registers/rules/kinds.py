"""The kind of committee a strange list speaks of."""

import re

from prasan.thai.text import tidy

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


def kind_of(text: str) -> str | None:
    """The kind of committee a title, a sheet's name or a cell speaks of; None where it does not.

    Source: ours; the letter itself writes คอช. and ศอช. for one another.
    """
    said = tidy(text)
    for kind, words in _KINDS:
        if words.search(said):
            return kind
    return None
