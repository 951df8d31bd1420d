"""Text as the screen shows it: the reader's language and digits, and spaces that do not break.

A number keeps to its neighbour with a no-break space, so that no line ends in "31" and the
next begins with "ต.ค.". None, and the "" of a variable that a template lacks, give "".
"""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from prasan.thai import calendar
from prasan.thai.digits import arabic
from prasan.ui.reader import shown

NO_BREAK = "\u00a0"
_MONTHS = "|".join(map(re.escape, (*calendar.MONTHS, *calendar.MONTHS_SHORT)))
# What a sentence is filled with: a date, a number (12,500 and 312/2567 are one), a quotation.
_FILLING = re.compile(
    rf"(?:\d+[ {NO_BREAK}])?(?:{_MONTHS})[ {NO_BREAK}]\d+|\d+(?:[.,/:]\d+)*|(?<=“)[^”]*(?=”)"
)


def kept(text: str) -> str:
    """`text` on one line: its spaces do not break."""
    return text.replace(" ", NO_BREAK)


def is_thai() -> bool:
    """Whether the page is in the language that our code speaks."""
    return get_language() in (None, settings.LANGUAGE_CODE)  # commands have none


def told(text: object) -> str:
    """What code said in Thai (a rule, a label), in the reader's language where it is known.

    Rules and labels stay Thai, for documents too. What fills a sentence is set aside, so that the
    catalogue holds "ขาดอีก {} ครั้ง" once; a sentence that it lacks stays as it is.
    """
    said = str(text)
    if is_thai() or "{" in said:
        return said
    filled = _FILLING.findall(said)
    bare = _FILLING.sub("{}", said)
    pattern = _pattern(bare, is_one=filled[:1] == ["1"])
    if pattern == bare != "{}":
        return said
    return pattern.format(*(_month_told(arabic(found)) for found in filled))


def _pattern(bare: str, *, is_one: bool) -> str:
    """The wording of a sentence without its filling; some have one more for a single thing."""
    numbered = ngettext(bare, bare, 1 if is_one else 2)
    return gettext(bare) if numbered == bare and bare else numbered


def long_day(day: date | None) -> str:
    """5 พฤศจิกายน 2567, unbreakable, in the reader's digits. A moment counts in Bangkok."""
    return kept(shown(_month_told(calendar.format_long(_day(day))))) if day else ""


def short_day(day: date | None) -> str:
    """5 พ.ย. 2567, unbreakable, in the reader's digits. A moment counts in Bangkok."""
    return kept(shown(_month_told(calendar.format_short(_day(day))))) if day else ""


def clock_time(moment: datetime | None) -> str:
    """10.42 น., as Thai offices write the time in Bangkok; 10:42 in English."""
    if not moment:
        return ""
    local = _local(moment)
    parts = {"hour": f"{local:%H}", "minute": f"{local:%M}"}
    return kept(shown(gettext("%(hour)s.%(minute)s น.") % parts))


def count(number: int | Decimal | Literal[""] | None, unit: object = "") -> str:
    """`number` with thousands parted, then `unit` on the same line: 7,436 ตำบล."""
    if number is None or number == "":
        return ""
    return kept(shown(told(f"{number:,} {unit}".strip())))


def baht(amount: Decimal | int | Literal[""] | None) -> str:
    """12,500 บาท; satang are shown only where there are any."""
    if amount is None or amount == "":
        return ""
    figure = f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"
    return kept(shown(f"{figure} {gettext('บาท')}"))


def size(bytes_: int | Literal[""] | None) -> str:
    """The size of a file: 840 kB, 1.2 MB."""
    if bytes_ is None or bytes_ == "":
        return ""
    if bytes_ < 1_000_000:
        return kept(shown(f"{max(1, round(bytes_ / 1000))} kB"))
    return kept(shown(f"{bytes_ / 1_000_000:.1f} MB"))


def _month_told(day: str) -> str:
    """`day` as the calendar writes it, its month in the reader's language; a number as it is."""
    months = (*calendar.MONTHS, *calendar.MONTHS_SHORT)
    return " ".join(gettext(part) if part in months else part for part in day.split())


def _day(day: date) -> date:
    return _local(day).date() if isinstance(day, datetime) else day


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
