"""Dates as lists hold them: in either era, with two digits of a year, as a spreadsheet's number."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from prasan.thai.calendar import ERA, MONTHS, MONTHS_SHORT, format_short, parse_date
from prasan.thai.digits import arabic

_CLOCK = re.compile(r"\s+\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*น\.?)?$")
_YEAR = re.compile(r"(?<!\d)(\d{2}|\d{4})$")
_SERIAL = re.compile(r"[34]\d{4}")
_ISO_BUDDHIST = re.compile(r"(2[4-6]\d\d)-(\d{1,2})-(\d{1,2})")
_ISO_CHRISTIAN = re.compile(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})")
_FIRST_SERIAL = date(1899, 12, 30)
_ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WORDED_ENGLISH = re.compile(r"(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*\.?[\s,-]+(\d{2,4})")


@dataclass(frozen=True)
class Day:
    """A day read from a list; `doubt` says what was taken for granted, "" where nothing was."""

    day: date
    doubt: str = ""


def day_of(text: str) -> Day:
    """The day `text` means, in the Buddhist era unless it cannot be.

    Raises ValueError with a Thai sentence where it means none. A Christian year, a year of two
    digits and a spreadsheet's number are read, and said to be so.
    Source: ours.
    """
    typed = _CLOCK.sub("", " ".join(arabic(text).split())).replace(",", " ")
    typed = re.sub(r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)\s*(?=\d)", "", typed).removeprefix("วันที่").strip()
    if _SERIAL.fullmatch(typed):
        day = _FIRST_SERIAL + timedelta(days=int(typed))
        return Day(day, f"เป็นเลขวันที่ของ Excel จะบันทึกเป็น {format_short(day)}")
    if match := _ISO_BUDDHIST.fullmatch(typed):
        typed = f"{match[3]}/{match[2]}/{match[1]}"
    if match := _ISO_CHRISTIAN.fullmatch(typed):
        return Day(parse_date(f"{match[3]}/{match[2]}/{int(match[1]) + ERA}"))
    if match := _WORDED_ENGLISH.fullmatch(typed):
        typed = _from_english(match)
    typed = _thai_month(typed)
    year = _YEAR.search(typed)
    if not year:
        return Day(parse_date(text))
    digits, before = year[1], typed[: year.start()]
    if len(digits) == 2:
        day = parse_date(f"{before}25{digits}")
        return Day(day, f"ปีมีสองหลัก จะบันทึกเป็น {format_short(day)}")
    if 1900 <= int(digits) < 2200:
        day = parse_date(f"{before}{int(digits) + ERA}")
        return Day(day, f"น่าจะเป็นปี ค.ศ. จะบันทึกเป็น {format_short(day)}")
    return Day(parse_date(typed))


def _from_english(match: re.Match[str]) -> str:
    """1-Oct-20 as 1/10/2020: who names months in English counts Christian years."""
    month, year = match[2].title(), match[3]
    if month not in _ENGLISH:
        return match[0]
    return f"{match[1]}/{_ENGLISH.index(month) + 1}/{'20' if len(year) == 2 else ''}{year}"


def _thai_month(typed: str) -> str:
    # Months without their full stops, or with a space between them.
    squeezed = typed.replace(". ", ".")
    for full, short in zip(MONTHS, MONTHS_SHORT, strict=True):
        bare = short.replace(".", "")
        if full not in squeezed and short not in squeezed:
            squeezed = re.sub(rf"(?<![ก-๙]){bare}\.?(?![ก-๙])", short, squeezed)
    return squeezed
