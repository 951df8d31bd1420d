"""By when: deadlines as letters say them, on a day, counted, at the end of something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from prasan.holidays.rules import working_day_after
from prasan.letters.reading.days import DAY, MONTH, YEAR, day_of, month_of, year_of
from prasan.letters.reading.numbers import NUMBER, number
from prasan.letters.reading.values import Doubt
from prasan.thai.calendar import ERA, WEEKDAYS, FiscalYear, format_long
from prasan.thai.digits import arabic

_BY = (
    r"(?:ภายใน|ไม่เกิน|ไม่ช้ากว่า|ไม่เกินกว่า|อย่างช้า(?:ที่สุด)?(?:\s*(?:ไม่เกิน|ภายใน))?|แล้วเสร็จใน|ในหรือก่อน|ก่อนหรือใน|ภายในหรือก่อน"
    r"|จนถึง|ถึง|กำหนดส่ง(?:\s*ภายใน)?|ครบกำหนด|ให้ทัน|ก่อน(?=\s*เวลา))"
)
_HOUR = r"(?:เวลา\s*(?:\d{1,2}[.:]\d{2}|เที่ยง)\s*(?:น\.|นาฬิกา)?\s*(?:ของ|ใน)?\s*)?"
_BY_DAY = re.compile(rf"{_BY}\s*:?\s*{_HOUR}(?:กำหนด)?\s*{DAY}")
_BEFORE_DAY = re.compile(rf"(?<!หรือ)ก่อน\s*{DAY}")
_BETWEEN = re.compile(rf"ระหว่าง(?:วันที่)?\s*\d{{1,2}}[^0-9]*?(?:-|–|ถึง)\s*{DAY}")
_MONTHLY = r"(?:ของ)?\s*(?:ทุกเดือน|แต่ละเดือน|เดือนถัดไป|เดือน(?!\s*[ก-ฮเ-ไ]))"
_EVERY_MONTH = re.compile(
    r"(?:ทุก\s*วันที่\s*(?P<a>\d{1,2})(?!\d|\s*(?:" + MONTH + r"))\s*(?:ของ)?(?:ทุก)?(?:เดือน)?"
    rf"|วันที่\s*(?P<b>\d{{1,2}})\s*{_MONTHLY}"
    r"|(?:ทุกเดือน|เป็นประจำทุกเดือน)\s*(?:ภายใน|ไม่เกิน|ใน|ทุก)?\s*วันที่\s*(?P<c>\d{1,2})(?!\d|\s*(?:"
    + MONTH
    + r"))|(?P<end>(?:ภายใน|ทุก)\s*(?:วัน)?สิ้นเดือน\s*(?:ของ)?\s*ทุกเดือน|ทุก\s*(?:วัน)?สิ้นเดือน"
    r"|วันสุดท้ายของ(?:ทุก|แต่ละ)เดือน))"
)
_COUNTED = re.compile(
    rf"(?:ภายใน|ไม่เกิน|ไม่ช้ากว่า)\s*(?:ระยะเวลา|กำหนด|เวลา)?\s*(?P<n>{NUMBER})\s*(?:\(\S{{1,12}}\)\s*)?"
    r"(?P<unit>วันทำการ|วันทำงาน|วัน|สัปดาห์|เดือน)(?!ที่|ละ)\s*"
    r"(?P<from>(?:นับ|หลัง|ตั้งแต่|จาก(?=วัน))[^,;.]{0,60})?"
)
# What a count may run from that the letter itself gives: its day, or its coming.
_KNOWN_START = re.compile("หนังสือ|ได้รับ(?:แจ้ง|ทราบ)?|ทราบ|วันนี้|บัดนี้|เป็นต้นไป")
_MONTH_END = re.compile(
    rf"(?:ภายใน|ไม่เกิน|ก่อน)\s*(?P<end>(?:วัน)?สิ้น)?\s*(?:เดือน\s*)(?P<month>{MONTH})(?:\s*{YEAR.format('year')})?"
)
_THIS_MONTH = re.compile(
    r"(?:ภายใน|ก่อน|ไม่เกิน)\s*(?:(?:วัน)?สิ้น\s*เดือน(?!\s*(?:หน้า|ถัดไป))(?:นี้)?|เดือนนี้)"
)
_NEXT_MONTH = re.compile(r"ภายใน\s*(?:สิ้น)?\s*เดือน(?:หน้า|ถัดไป)")
_FISCAL_END = re.compile(
    r"(?:ภายใน|ก่อน|ไม่เกิน)\s*(?:วัน)?(?:สิ้น)?\s*ปีงบประมาณ(?:\s*พ\s?\.\s?ศ\s?\.)?\s*(?P<year>\d{4})?"
)
_YEAR_END = re.compile(
    r"(?:ภายใน|ก่อน|ไม่เกิน)\s*(?:วัน)?(?:สิ้นปี(?!งบ)|ปี(?=\s*(?:พ\s?\.\s?ศ\s?\.\s*)?25\d\d))\s*(?:พ\s?\.\s?ศ\s?\.)?\s*(?P<year>25\d{2})?"
)
_QUARTER_WORDS = {"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "สุดท้าย": 4}
_QUARTER_END = re.compile(
    r"ภายใน\s*(?:สิ้น)?\s*ไตรมาส\s*(?:ที่)?\s*(?P<n>[1-4](?!\d)|แรก|หนึ่ง|สอง|สาม|สี่|สุดท้าย)(?:[^0-9]{0,30}?(?P<year>25\d{2}))?"
)
_DAY_ALONE = re.compile(
    rf"(?:ภายใน|ไม่เกิน|ก่อน)\s*วันที่\s*(?P<n>\d{{1,2}})(?!\d|\s*[/.:-]\s*\d|\s*(?:เดือน\s*)?(?:{MONTH})|\s*{_MONTHLY})"
    r"\s*(?:ของ)?(?:เดือน)?(?P<this>นี้)?"
)
_WEEKDAYS = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_NEXT_WEEKDAY = re.compile(
    rf"(?:ภายใน|ไม่เกิน|ก่อน)\s*วัน(?P<weekday>{_WEEKDAYS})\s*(?P<next>หน้า)?(?:ที่จะถึง)?(?:นี้)?(?!\s*ที่\s*\d|[ก-ฮ]*\s*(?:ของ)?ทุก)"
)
_TODAY = re.compile(r"ภายใน\s*วัน(?P<which>นี้|พรุ่งนี้)")


@dataclass(frozen=True)
class Due:
    """By when: the last day on which it is in time; `said` are the words that say so."""

    day: date | None
    said: str
    start: int
    doubts: tuple[Doubt, ...] = ()
    is_monthly: bool = False


_Reading = tuple[int, int, Due]


def dues_in(text: str, written: date | None) -> list[Due]:
    """Every deadline in `text`, in the order said; the words of one are not read twice.

    Counted ones run from the day the letter was written, with a doubt; one counted from something
    the letter does not date has no day.
    Source: ours; how Thai letters say deadlines, see docs/rules.md.
    """
    found: list[Due] = []
    taken: list[tuple[int, int]] = []
    for start, end, due in sorted(_readings(text, written), key=lambda one: (one[0], -one[1])):
        if not any(start < last and end > first for first, last in taken):
            taken.append((start, end))
            found.append(due)
    return found


def first_due(text: str, written: date | None) -> Due | None:
    """The deadline to go by: of several the one that comes first in time."""
    dues = dues_in(text, written)
    dated = [due for due in dues if due.day]
    return min(dated, key=lambda due: due.day or date.max) if dated else next(iter(dues), None)


def _readings(text: str, written: date | None) -> Iterator[_Reading]:
    plain = arabic(text)
    for match in _BEFORE_DAY.finditer(plain):
        named = day_of(match, text, written)
        day = named.day - timedelta(days=1) if named.day else None
        yield _read(match, text, day, named.doubts)
    for pattern in (_BY_DAY, _BETWEEN):
        for match in pattern.finditer(plain):
            named = day_of(match, text, written)
            yield _read(match, text, named.day, named.doubts)
    for match in _EVERY_MONTH.finditer(plain):
        yield _monthly(match, text, written)
    for match in _COUNTED.finditer(plain):
        yield _read(match, text, *_counted(match, text, written))
    yield from _ends(plain, text, written)
    yield from _near(plain, text, written)


def _ends(plain: str, text: str, written: date | None) -> Iterator[_Reading]:
    """Deadlines at the end of a month, a quarter, the year or the fiscal year."""
    for match in _MONTH_END.finditer(plain):
        yield _read(match, text, *_month_end(match, text, written))
    for pattern, ahead in ((_THIS_MONTH, 0), (_NEXT_MONTH, 1)):
        for match in pattern.finditer(plain):
            day = _month_after(written, ahead) if written else None
            yield _read(match, text, day, _taken_as(match, text, day))
    for match in _FISCAL_END.finditer(plain):
        fiscal = _fiscal(match["year"], written)
        yield _read(match, text, fiscal.last if fiscal else None)
    for match in _YEAR_END.finditer(plain):
        year = int(match["year"]) - ERA if match["year"] else written.year if written else 0
        day = date(year, 12, 31) if year else None
        yield _read(match, text, day, _taken_as(match, text, day))
    for match in _QUARTER_END.finditer(plain):
        fiscal = _fiscal(match["year"], written)
        quarter = _QUARTER_WORDS.get(match["n"]) or int(match["n"])
        yield _read(match, text, quarter_end(fiscal, quarter) if fiscal else None)


def _near(plain: str, text: str, written: date | None) -> Iterator[_Reading]:
    """Deadlines said from the day of writing: the 15th, this Friday, today."""
    for match in _DAY_ALONE.finditer(plain):
        day = _next_of_month(int(match["n"]), written)
        if day and match[0].startswith("ก่อน"):
            day -= timedelta(days=1)
        yield _read(match, text, day, _taken_as(match, text, day))
    for match in _NEXT_WEEKDAY.finditer(plain):
        day = None
        if written:
            ahead = (WEEKDAYS.index(match["weekday"]) - written.weekday()) % 7 or 7
            day = written + timedelta(days=ahead + (7 if match["next"] else 0))
            day -= timedelta(days=match[0].startswith("ก่อน"))
        yield _read(match, text, day, _taken_as(match, text, day))
    for match in _TODAY.finditer(plain):
        day = written + timedelta(days=match["which"] != "นี้") if written else None
        yield _read(match, text, day, _taken_as(match, text, day))


def month_end(year: int, month: int) -> date:
    """The last day of a month of the Christian year `year`."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def quarter_end(fiscal: FiscalYear, quarter: int) -> date:
    """The last day of a quarter of the fiscal year: the first ends on 31 December."""
    return month_end(fiscal.first.year + (quarter > 1), (12, 3, 6, 9)[quarter - 1])


def _read(
    match: re.Match[str], text: str, day: date | None, doubts: tuple[Doubt, ...] = ()
) -> _Reading:
    return match.start(), match.end(), Due(day, _said(match, text), match.start(), doubts)


def _said(match: re.Match[str], text: str) -> str:
    return text[match.start() : match.end()].strip()


def _taken_as(match: re.Match[str], text: str, day: date | None) -> tuple[Doubt, ...]:
    """That a deadline does not say its day whole, and as which it was taken."""
    if day is None:
        return ()
    said = f"“{_said(match, text)}” ไม่ได้บอกวันเต็ม อ่านเป็น {format_long(day)} ตรวจกับหนังสือ"
    return (Doubt("deadline_loose", said),)


def _month_end(
    match: re.Match[str], text: str, written: date | None
) -> tuple[date | None, tuple[Doubt, ...]]:
    year, doubts = year_of(match["year"], written, _said(match, text))
    month = month_of(match["month"])
    if match["year"] is None and written:
        year = written.year + (month < written.month)
        said = f"“{_said(match, text)}” ไม่บอกปี อ่านเป็นปี {year + ERA} ตรวจกับหนังสือ"
        doubts = (Doubt("year_missing", said),)
    day = month_end(year, month) if year else None
    if day and match[0].startswith("ก่อน") and not match["end"]:
        day = day.replace(day=1) - timedelta(days=1)
    return day, doubts


def _monthly(match: re.Match[str], text: str, written: date | None) -> _Reading:
    on = 31 if match["end"] else int(match["a"] or match["b"] or match["c"])
    day = _next_of_month(on, written)
    doubts: tuple[Doubt, ...] = ()
    if day:
        said = f"“{_said(match, text)}” เป็นกำหนดทุกเดือน วันที่ใส่ไว้คือครั้งแรก {format_long(day)}"
        doubts = (Doubt("deadline_repeats", said),)
    due = Due(day, _said(match, text), match.start(), doubts, is_monthly=True)
    return match.start(), match.end(), due


def _counted(
    match: re.Match[str], text: str, written: date | None
) -> tuple[date | None, tuple[Doubt, ...]]:
    said, start = _said(match, text), match["from"] or ""
    if start and not _KNOWN_START.search(start):
        return None, (Doubt("deadline_counted", f"“{said}” นับจากวันที่หนังสือไม่ได้บอก ใส่วันกำหนดเอง"),)
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
    if "รับ" in start or "ทราบ" in start:
        told = (
            f"“{said}” นับจากวันที่ได้รับ ซึ่งหนังสือไม่ได้บอก "
            f"อ่านจากวันที่ของหนังสือเป็น {format_long(day)} แก้ตามวันที่รับจริง"
        )
    else:
        told = f"“{said}” นับจากวันที่ของหนังสือ อ่านเป็น {format_long(day)} ตรวจวันเริ่มนับ"
    return day, (Doubt("deadline_counted", told),)


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
