"""Days as letters name them: full, short, in digits, without a year, with their weekday."""

import re
from dataclasses import dataclass
from datetime import date

from prasan.letters.reading.values import Doubt
from prasan.thai.calendar import ERA, MONTHS, MONTHS_SHORT, WEEKDAYS, format_long
from prasan.thai.digits import arabic

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _loose(short: str) -> str:
    """A short month as people type it: พ.ย. พ.ย พย. พ. ย."""
    first, second = short.rstrip(".").split(".")
    return rf"{first}\s?\.?\s?{second}(?:\.|(?![ก-ฮะ-๎]))"


_MONTH_WORDS = {
    **{name: number for number, name in enumerate(MONTHS, start=1)},
    **{short.replace(".", ""): number for number, short in enumerate(MONTHS_SHORT, start=1)},
}
_LATIN = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
MONTH = "|".join([*MONTHS, *(_loose(short) for short in MONTHS_SHORT), _LATIN])
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
YEAR = (
    r"(?:พ\s?\.?\s?ศ\s?\.?\s*|ค\s?\.?\s?ศ\s?\.?\s*|ปี\s*(?:พ\.ศ\.)?\s*)?"
    r"(?P<{0}>\d{{4}}|[’']?\d{{2}})(?![\d]|[.:]\d|\s?(?:%|ครั้ง|คน|ชุด|ฉบับ|ตำบล|อำเภอ|แห่ง|วัน))"
)
# 15 พฤศจิกายน 2567, วันศุกร์ที่ 15 พ.ย. 67, 15 พฤศจิกายน ศกนี้, 15/11/2567, 2024-11-15
DAY = (
    rf"(?:วัน)?(?:(?P<weekday>{_WEEKDAY}))?\s*(?:ที่)?\s*"
    rf"(?:(?P<day>\d{{1,2}})\s*(?:เดือน\s*)?(?P<month>{MONTH})"
    rf"(?:\s*,?\s*{YEAR.format('year')}|\s*(?P<this>ศกนี้|ปีนี้|นี้))?"
    r"|(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})(?!\d)"
    r"|(?<![\d/.])(?P<d>\d{1,2})(?P<sep>\s?[/.-]\s?)(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\d/]|[.-]\d))"
)
_DAY = re.compile(DAY)
# Two digits of a year that far from the letter's are of the other era.
_FAR = 30


@dataclass(frozen=True)
class Day:
    """A day named in a text, at `start` to `end`; None with a doubt where none can be meant."""

    start: int
    end: int
    day: date | None
    doubts: tuple[Doubt, ...] = ()


def days_in(text: str, written: date | None = None) -> list[Day]:
    """Every day `text` names, in order. `written` gives the year where the text leaves it out."""
    return [day_of(match, text, written) for match in _DAY.finditer(arabic(text))]


def day_of(match: re.Match[str], text: str, written: date | None) -> Day:
    """The day a match of DAY names, and what is doubtful about it."""
    said = text[match.start() : match.end()].strip()
    number, month, typed = _parts(match)
    year, doubts = year_of(typed, written, said)
    if typed is None and year and written and not match["this"]:
        # Without a year the next such day is meant; who reads on is told.
        year += _safe(year, month, number, written) < written
        doubts = (Doubt("year_missing", f"“{said}” ไม่บอกปี อ่านเป็นปี {year + ERA} ตรวจกับหนังสือ"),)
    try:
        day = date(year, month, number) if year else None
    except ValueError:
        doubts = (*doubts, Doubt("impossible_date", f"“{said}” ไม่มีในปฏิทิน ถามผู้ส่งแล้วใส่วันเอง"))
        return Day(match.start(), match.end(), None, doubts)
    wrong = day and match["weekday"] and match["weekday"] != WEEKDAYS[day.weekday()]
    if day and wrong:
        is_ = WEEKDAYS[day.weekday()]
        told = f"{format_long(day)} เป็นวัน{is_} ไม่ใช่วัน{match['weekday']} ถามผู้ส่งว่าวันใดถูก"
        doubts = (*doubts, Doubt("weekday_wrong", told))
    return Day(match.start(), match.end(), day, doubts)


def _parts(match: re.Match[str]) -> tuple[int, int, str | None]:
    if match["id"]:
        return int(match["id"]), int(match["im"]), match["iy"]
    if match["d"]:
        return int(match["d"]), int(match["m"]), match["y"]
    return int(match["day"]), month_of(match["month"]), match["year"]


def _safe(year: int, month: int, day: int, written: date) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return written


def year_of(typed: str | None, written: date | None, said: str) -> tuple[int, tuple[Doubt, ...]]:
    """The Christian year meant, 0 when nobody can know, and what is doubtful about it."""
    if typed is None:
        return (written.year if written else 0), ()
    bare = typed.strip("’'")
    year = int(bare)
    if len(bare) == 2:
        buddhist = 2500 + year - ERA
        if written and abs(buddhist - written.year) > _FAR > abs(2000 + year - written.year):
            return 2000 + year, (_christian(said, 2000 + year),)
        return buddhist, ()
    if 1900 <= year < 2200:
        return year, (_christian(said, year),)
    return max(year - ERA, 0), ()


def _christian(said: str, year: int) -> Doubt:
    return Doubt("christian_year", f"“{said}” เขียนปีเป็น ค.ศ. อ่านเป็น พ.ศ. {year + ERA} ตรวจกับหนังสือ")


def month_of(word: str) -> int:
    """The number of a month by any of its names."""
    bare = re.sub(r"[.\s]", "", word)
    return _MONTH_WORDS.get(bare) or _ENGLISH.index(bare[:3].lower()) + 1
