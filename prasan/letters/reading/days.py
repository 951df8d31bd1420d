"""Days as letters say them: full, short, without a year, counted, at the end of something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from prasan.holidays.rules import working_day_after
from prasan.letters.reading.values import Doubt
from prasan.thai.calendar import ERA, MONTHS, MONTHS_SHORT, WEEKDAYS, FiscalYear, format_long
from prasan.thai.digits import arabic


def _loose(short: str) -> str:
    """A short month as people type it: พ.ย. พ.ย พย. พ. ย."""
    first, second = short.replace(".", "")[0], short.replace(".", "")[1:]
    return rf"{first}\s?\.?\s?{second}\.?" if len(second) == 1 else short.replace(".", r"\.?\s?")


_MONTH_WORDS = {
    **{name: number for number, name in enumerate(MONTHS, start=1)},
    **{short.replace(".", ""): number for number, short in enumerate(MONTHS_SHORT, start=1)},
}
_MONTH = "|".join([*MONTHS, *(_loose(short) for short in MONTHS_SHORT)])
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_YEAR = r"(?:พ\s?\.?\s?ศ\s?\.?\s*|ค\s?\.?\s?ศ\s?\.?\s*)?(?P<{0}>\d{{4}}|\d{{2}})(?![\d]|[.:]\d)"
# 15 พฤศจิกายน 2567, วันศุกร์ที่ 15 พ.ย. 67, 15 พฤศจิกายน ศกนี้, 15/11/2567
DAY = (
    rf"(?:วัน(?P<weekday>{_WEEKDAY})?\s*(?:ที่)?\s*)?"
    rf"(?:(?P<day>\d{{1,2}})\s*(?:เดือน\s*)?(?P<month>{_MONTH})"
    rf"(?:\s*{_YEAR.format('year')}|\s*(?P<this>ศกนี้|ปีนี้|นี้))?"
    r"|(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s?/\s?(?P<y>\d{4}|\d{2})(?!\d))"
)
_DAY = re.compile(DAY)

_WORDS = {
    "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
    "สิบ": 10, "สิบห้า": 15, "ยี่สิบ": 20, "สามสิบ": 30, "หกสิบ": 60, "เก้าสิบ": 90,
}  # fmt: skip
NUMBER = r"\d+|" + "|".join(sorted(_WORDS, key=len, reverse=True))

_BY = (
    r"(?:ภายใน|ไม่เกิน|ไม่ช้ากว่า|ไม่เกินกว่า|อย่างช้า(?:ไม่เกิน)?|แล้วเสร็จใน|ในหรือก่อน|ก่อนหรือใน|ภายในหรือก่อน"
    r"|จนถึง|ถึง|กำหนดส่ง(?:ภายใน)?|ครบกำหนด)"
)
_HOUR = r"(?:เวลา\s*\d{1,2}[.:]\d{2}\s*น\.?\s*(?:ของ|ใน)?\s*)?"
_BY_DAY = re.compile(rf"{_BY}\s*{_HOUR}(?:กำหนด)?\s*{DAY}")
_BEFORE_DAY = re.compile(rf"(?<!หรือ)ก่อน\s*{DAY}")
_BETWEEN = re.compile(rf"ระหว่าง(?:วันที่)?\s*\d{{1,2}}[^0-9]*?(?:-|–|ถึง)\s*{DAY}")
_EVERY_MONTH = re.compile(
    r"(?:ทุก\s*วันที่\s*(?P<a>\d{1,2})\s*(?:ของ)?(?:ทุก)?(?:เดือน)?"
    r"|วันที่\s*(?P<b>\d{1,2})\s*ของ\s*(?:ทุกเดือน|แต่ละเดือน|เดือนถัดไป|เดือน(?![ก-ฮ]))"
    r"|(?:ทุกเดือน|เป็นประจำทุกเดือน)\s*(?:ภายใน|ไม่เกิน|ใน)?\s*วันที่\s*(?P<c>\d{1,2})(?!\s*(?:"
    + _MONTH
    + r")))"
)
_COUNTED = re.compile(
    rf"(?:ภายใน|ไม่เกิน)\s*(?:ระยะเวลา|กำหนด|เวลา)?\s*(?P<n>{NUMBER})\s*"
    r"(?P<unit>วันทำการ|วันทำงาน|วัน|สัปดาห์|เดือน)(?!ที่|ละ)\s*(?P<from>นับ[^,;.]{0,60}|หลังจาก[^,;.]{0,40})?"
)
_MONTH_END = re.compile(
    rf"(?:ภายใน|ไม่เกิน|ก่อน)\s*(?P<end>(?:วัน)?สิ้น)?\s*เดือน\s*(?P<month>{_MONTH})(?:\s*{_YEAR.format('year')})?"
)
_THIS_MONTH = re.compile(r"ภายใน\s*(?:สิ้น)?\s*เดือนนี้")
_NEXT_MONTH = re.compile(r"ภายใน\s*(?:สิ้น)?\s*เดือน(?:หน้า|ถัดไป)")
_FISCAL_END = re.compile(
    r"(?:ภายใน|ก่อน|ไม่เกิน)\s*(?:วัน)?(?:สิ้น)?\s*ปีงบประมาณ(?:\s*พ\s?\.\s?ศ\s?\.)?\s*(?P<year>\d{4})?"
)
_QUARTER_END = re.compile(
    r"ภายใน\s*(?:สิ้น)?\s*ไตรมาส\s*(?:ที่)?\s*(?P<n>[1-4])(?:[^0-9]{0,30}?(?P<year>25\d{2}))?"
)


@dataclass(frozen=True)
class Day:
    """A day named in a text, at `start` to `end`; None with a doubt where none can be meant."""

    start: int
    end: int
    day: date | None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Due:
    """By when: the last day on which it is in time; `said` are the words that say so."""

    day: date | None
    said: str
    start: int
    doubts: tuple[Doubt, ...] = ()
    is_monthly: bool = False


def number(text: str) -> int:
    """A number in digits or, up to ninety, in words; 0 for a word that is none."""
    return int(text) if text.isdecimal() else _WORDS.get(text, 0)


def days_in(text: str, written: date | None = None) -> list[Day]:
    """Every day `text` names, in order. `written` gives the year where the text leaves it out."""
    plain = arabic(text)
    return [_day(match, text, written) for match in _DAY.finditer(plain) if _is_named(match)]


def dues_in(text: str, written: date | None) -> list[Due]:
    """Every deadline in `text`, in the order said; the words of one are not read twice.

    Counted ones run from the day the letter was written, with a doubt where it says otherwise.
    Source: ours; how Thai letters say deadlines, see docs/rules.md.
    """
    found: list[Due] = []
    taken: list[tuple[int, int]] = []
    for start, end, due in sorted(_readings(text, written), key=lambda one: (one[0], -one[1])):
        if not any(start < last and end > first for first, last in taken):
            taken.append((start, end))
            found.append(due)
    return found


def _readings(text: str, written: date | None) -> Iterator[tuple[int, int, Due]]:
    plain = arabic(text)
    for match in _BEFORE_DAY.finditer(plain):
        if _is_named(match):
            named = _day(match, text, written)
            day = named.day - timedelta(days=1) if named.day else None
            yield _span(match, Due(day, _said(match, text), match.start(), named.doubts))
    for pattern in (_BY_DAY, _BETWEEN):
        for match in pattern.finditer(plain):
            if _is_named(match):
                named = _day(match, text, written)
                yield _span(match, Due(named.day, _said(match, text), match.start(), named.doubts))
    for match in _EVERY_MONTH.finditer(plain):
        day = _next_of_month(int(match["a"] or match["b"] or match["c"]), written)
        yield _span(match, Due(day, _said(match, text), match.start(), is_monthly=True))
    for match in _COUNTED.finditer(plain):
        day, doubts = _counted(match, text, written)
        yield _span(match, Due(day, _said(match, text), match.start(), doubts))
    yield from _ends(plain, text, written)


def _ends(plain: str, text: str, written: date | None) -> Iterator[tuple[int, int, Due]]:
    """Deadlines at the end of a month, a quarter or the fiscal year."""
    for match in _MONTH_END.finditer(plain):
        year, doubts = _year(match["year"], written, _said(match, text))
        month = _month(match["month"])
        if match["year"] is None and written:
            year = written.year + (month < written.month)
        day = month_end(year, month) if year else None
        if day and match[0].startswith("ก่อน") and not match["end"]:
            day = day.replace(day=1) - timedelta(days=1)
        yield _span(match, Due(day, _said(match, text), match.start(), doubts))
    for pattern, ahead in ((_THIS_MONTH, 0), (_NEXT_MONTH, 1)):
        for match in pattern.finditer(plain):
            day = _month_after(written, ahead) if written else None
            yield _span(match, Due(day, _said(match, text), match.start()))
    for match in _FISCAL_END.finditer(plain):
        fiscal = _fiscal(match["year"], written)
        yield _span(match, Due(fiscal.last if fiscal else None, _said(match, text), match.start()))
    for match in _QUARTER_END.finditer(plain):
        fiscal = _fiscal(match["year"], written)
        day = quarter_end(fiscal, int(match["n"])) if fiscal else None
        yield _span(match, Due(day, _said(match, text), match.start()))


def month_end(year: int, month: int) -> date:
    """The last day of a month of the Christian year `year`."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def quarter_end(fiscal: FiscalYear, quarter: int) -> date:
    """The last day of a quarter of the fiscal year: the first ends on 31 December."""
    return month_end(fiscal.first.year + (quarter > 1), (12, 3, 6, 9)[quarter - 1])


def _is_named(match: re.Match[str]) -> bool:
    """Whether a day was truly named: วัน alone matches too."""
    return bool(match["day"] or match["d"])


def _span(match: re.Match[str], due: Due) -> tuple[int, int, Due]:
    return match.start(), match.end(), due


def _said(match: re.Match[str], text: str) -> str:
    return text[match.start() : match.end()].strip()


def _day(match: re.Match[str], text: str, written: date | None) -> Day:
    said = _said(match, text)
    if match["d"]:
        number_, month, typed = int(match["d"]), int(match["m"]), match["y"]
    else:
        number_, month, typed = int(match["day"]), _month(match["month"]), match["year"]
    year, doubts = _year(typed, written, said)
    if typed is None and year and written and not match["this"]:
        # Without a year the next such day is meant; who reads on is told.
        year += _safe(year, month, number_, written) < written
        doubts = (Doubt("year_missing", f"“{said}” ไม่บอกปี อ่านเป็นปี {year + ERA} โปรดตรวจ"),)
    try:
        day = date(year, month, number_) if year else None
    except ValueError:
        doubts = (*doubts, Doubt("impossible_date", f"“{said}” ไม่มีในปฏิทิน"))
        return Day(match.start(), match.end(), None, doubts)
    wrong = day and match["weekday"] and match["weekday"] != WEEKDAYS[day.weekday()]
    if day and wrong:
        text_ = f"{format_long(day)} เป็นวัน{WEEKDAYS[day.weekday()]} ไม่ใช่วัน{match['weekday']}"
        doubts = (*doubts, Doubt("weekday_wrong", text_))
    return Day(match.start(), match.end(), day, doubts)


def _safe(year: int, month: int, day: int, written: date) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return written


def _year(typed: str | None, written: date | None, said: str) -> tuple[int, tuple[Doubt, ...]]:
    """The Christian year meant, 0 when nobody can know, and what is doubtful about it."""
    if typed is None:
        return (written.year if written else 0), ()
    year = int(typed)
    if len(typed) == 2:
        return 2500 + year - ERA, ()
    if 1900 <= year < 2200:
        return year, (Doubt("christian_year", f"“{said}” เขียนปีเป็น ค.ศ. อ่านเป็น พ.ศ. {year + ERA}"),)
    return year - ERA, ()


def _month(word: str) -> int:
    bare = re.sub(r"[.\s]", "", word)
    return _MONTH_WORDS[bare]


def _counted(
    match: re.Match[str], text: str, written: date | None
) -> tuple[date | None, tuple[Doubt, ...]]:
    if written is None:
        return None, ()
    count, unit = number(match["n"]), match["unit"]
    if unit == "เดือน":
        day = _month_after(written, count, written.day)
    elif unit == "สัปดาห์":
        day = written + timedelta(weeks=count)
    elif unit == "วัน":
        day = written + timedelta(days=count)
    else:
        day = working_day_after(written, count, ())
    why = "นับจากวันที่ได้รับ" if "รับ" in (match["from"] or "") else "นับจากวันที่ของหนังสือ"
    said = f"“{_said(match, text)}” {why} อ่านเป็น {format_long(day)} โปรดตรวจวันเริ่มนับ"
    return day, (Doubt("deadline_counted", said),)


def _month_after(day: date, ahead: int, on: int = 0) -> date:
    """The day `on` of the month `ahead` months later, its last day when 0 or beyond the end."""
    months = day.month - 1 + ahead
    last = month_end(day.year + months // 12, months % 12 + 1)
    return last.replace(day=min(on, last.day)) if on else last


def _next_of_month(on: int, written: date | None) -> date | None:
    if written is None or not 1 <= on <= 31:
        return None
    this = _month_after(written, 0, on)
    return this if this >= written else _month_after(written, 1, on)


def _fiscal(typed: str | None, written: date | None) -> FiscalYear | None:
    if typed:
        return FiscalYear(int(typed))
    return FiscalYear.of(written) if written else None
