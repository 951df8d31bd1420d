"""Text as the screen shows it: digits of the reader's choice, and spaces that do not break.

A number keeps to its neighbour with a no-break space, so that no line ends in "31" and the
next begins with "ต.ค.". None, and the "" of a variable that a template lacks, give "".
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.utils import timezone

from prasan.thai import calendar
from prasan.ui.reader import shown

NO_BREAK = "\u00a0"


def kept(text: str) -> str:
    """`text` on one line: its spaces do not break."""
    return text.replace(" ", NO_BREAK)


def long_day(day: date | None) -> str:
    """5 พฤศจิกายน 2567, unbreakable, in the reader's digits. A moment counts in Bangkok."""
    return kept(shown(calendar.format_long(_day(day)))) if day else ""


def short_day(day: date | None) -> str:
    """5 พ.ย. 2567, unbreakable, in the reader's digits. A moment counts in Bangkok."""
    return kept(shown(calendar.format_short(_day(day)))) if day else ""


def clock_time(moment: datetime | None) -> str:
    """10.42 น., as Thai offices write the time in Bangkok."""
    return kept(shown(f"{_local(moment):%H.%M} น.")) if moment else ""


def count(number: int | Decimal | Literal[""] | None, unit: object = "") -> str:
    """`number` with thousands parted, then `unit` on the same line: 7,436 ตำบล."""
    if number is None or number == "":
        return ""
    return kept(f"{shown(f'{number:,}')} {unit}".strip())


def baht(amount: Decimal | int | Literal[""] | None) -> str:
    """12,500 บาท; satang are shown only where there are any."""
    if amount is None or amount == "":
        return ""
    whole = amount == int(amount)
    return kept(shown(f"{amount:,.0f} บาท" if whole else f"{amount:,.2f} บาท"))


def size(bytes_: int | Literal[""] | None) -> str:
    """The size of a file: 840 kB, 1.2 MB."""
    if bytes_ is None or bytes_ == "":
        return ""
    if bytes_ < 1_000_000:
        return kept(shown(f"{max(1, round(bytes_ / 1000))} kB"))
    return kept(shown(f"{bytes_ / 1_000_000:.1f} MB"))


def _day(day: date) -> date:
    return _local(day).date() if isinstance(day, datetime) else day


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
