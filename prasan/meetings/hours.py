"""The hours a member was in the room, as a clerk types them after the meeting."""

import re
from collections.abc import Iterable
from datetime import time

from prasan.thai.digits import arabic

Hours = tuple[tuple[time, time], ...]

_PART = re.compile(r"(\d{1,2})[.:](\d{2})\s*(?:-|–|ถึง)\s*(\d{1,2})[.:](\d{2})")


def read_hours(text: str) -> Hours:
    """Spans in what a person typed: "8.50-12.00, 13.00-15.30", in either digits; "" is none.

    Raises ValueError with a Thai sentence for what cannot be read, ends before it begins, or
    lies within another span.
    """
    typed = re.sub(r"น\.?(?=\s|,|$)", "", arabic(text)).strip()
    parts = [part.strip() for part in re.split(r"[,;\n]|(?:\s+และ\s*)", typed) if part.strip()]
    spans = sorted(_span(part) for part in parts)
    for (_begins, until), (begins, _ends) in zip(spans, spans[1:], strict=False):
        if begins < until:
            raise ValueError(f"ช่วงเวลาซ้อนกันที่ {begins:%H.%M} ใส่แต่ละช่วงแยกกัน")
    return tuple(spans)


def _span(part: str) -> tuple[time, time]:
    found = _PART.fullmatch(part)
    if found is None:
        raise ValueError(f"อ่านเวลา “{part}” ไม่ได้ พิมพ์แบบ 9.00-12.00 หลายช่วงคั่นด้วยจุลภาค")
    try:
        begins, ends = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    except ValueError:
        raise ValueError(f"เวลา {part} ไม่มีในนาฬิกา ชั่วโมงมี 0 ถึง 23 นาทีมี 0 ถึง 59") from None
    if ends <= begins:
        raise ValueError(f"เวลาออก {ends:%H.%M} ไม่ได้อยู่หลังเวลามา {begins:%H.%M} ตรวจเวลาทั้งสอง")
    return begins, ends


def hours_told(spans: Iterable[tuple[time, time]]) -> str:
    """Spans as `read_hours` reads them again."""
    return ", ".join(f"{begins:%H.%M}-{ends:%H.%M}" for begins, ends in spans)
