"""Buddhist-era dates and fiscal years, read and written."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from prasan.thai.digits import arabic

ERA = 543
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")

# A full year below this is a Christian one typed by habit; above, a slip of the finger.
_FIRST_YEAR, _LAST_YEAR = 2400, 2699
_EXAMPLE = "พิมพ์แบบ 15/11/2567 หรือ 15 พ.ย. 2567"
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d+)")
_WORDED = re.compile(r"(\d{1,2})\s*([ก-๙.]+?)\s*(?:พ\.ศ\.)?\s*(\d+)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, order=True)
class FiscalYear:
    """A Thai government fiscal year (ปีงบประมาณ), named by its Buddhist year.

    FY 2568 runs from 1 October 2567 to 30 September 2568, both days included.
    """

    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The fiscal year `day` lies in."""
        return cls(day.year + ERA + (day.month >= 10))

    @property
    def first(self) -> date:
        return date(self.number - ERA - 1, 10, 1)

    @property
    def last(self) -> date:
        return date(self.number - ERA, 9, 30)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return str(self.number)


def buddhist_year(day: date) -> int:
    """The calendar year of `day` in the Buddhist era: the year numbers and registers run by."""
    return day.year + ERA


def format_long(day: date) -> str:
    """`day` as letters write it, in Arabic digits: 5 พฤศจิกายน 2567."""
    return f"{day.day} {MONTHS[day.month - 1]} {buddhist_year(day)}"


def format_short(day: date) -> str:
    """`day` as tables write it, in Arabic digits: 5 พ.ย. 2567."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {buddhist_year(day)}"


def weekday(day: date) -> str:
    """The day of the week, as in วันศุกร์."""
    return f"วัน{WEEKDAYS[day.weekday()]}"


def parse_date(text: str) -> date:
    """The date a person typed in the Buddhist era, in Thai or Arabic digits.

    Takes 15/11/2567, 15-11-2567, 15 พ.ย. 2567, 15 พฤศจิกายน พ.ศ. 2567, and what a program
    writes, 2024-11-15. Raises ValueError with a Thai sentence that says what is wrong and what
    to type: a day the calendar does not have, a Christian year, a two-digit year, no date at all.
    """
    typed = " ".join(arabic(text).split()).removeprefix("วันที่").strip()
    if match := _ISO.fullmatch(typed):
        return _day(int(match[3]), int(match[2]), int(match[1]) + ERA)
    if match := _NUMERIC.fullmatch(typed):
        return _day(int(match[1]), int(match[2]), _year(match[3]))
    if match := _WORDED.fullmatch(typed):
        return _day(int(match[1]), _month(match[2], typed), _year(match[3]))
    raise ValueError(f"อ่านวันที่ “{text.strip()}” ไม่ได้ {_EXAMPLE}")


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) != 4:
        raise ValueError(f"ปี {digits} ต้องเป็นปี พ.ศ. สี่หลัก เช่น 2567")
    if 1900 <= year < 2200:
        raise ValueError(f"ปี {year} เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ พ.ศ. {year + ERA}")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"ปี {year} ไม่น่าใช่ปี พ.ศ. ที่ตั้งใจ {_EXAMPLE}")
    return year


def _month(word: str, typed: str) -> int:
    bare = word.replace(".", "")
    for number, (full, short) in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), start=1):
        if bare in (full, short.replace(".", "")):
            return number
    raise ValueError(f"ไม่รู้จักเดือน “{word}” ใน “{typed}” {_EXAMPLE}")


def _day(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"ไม่มีเดือนที่ {month} เดือนมีตั้งแต่ 1 ถึง 12")
    try:
        return date(year - ERA, month, day)
    except ValueError:
        last = (date(year - ERA + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        raise ValueError(
            f"{day}/{month:02}/{year} ไม่มีในปฏิทิน เดือน{MONTHS[month - 1]}ปีนั้นมี {last} วัน"
        ) from None
