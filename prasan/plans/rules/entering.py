"""What a plan, a project, an origin and a mission must keep to.

Years are Buddhist, as plans name them. Sentences are Thai: the reader is the one who typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prasan.thai.calendar import ERA, FiscalYear, format_short

FIRST_YEAR, LAST_YEAR = 2500, 2699
LONGEST_PLAN = 10
LARGEST_BUDGET = Decimal("999999999999.99")
# Which area a plan of each level may be of, and whether it names its office or village.
_PLACES = {
    "village": ({"village", "tambon"}, False),
    "tambon": ({"tambon"}, False),
    "local": ({"tambon", "district", "province"}, True),
    "district": ({"district"}, False),
    "province": ({"province"}, False),
    "agency": ({"district", "province", "nation"}, True),
}


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field of what was typed."""

    field: str
    text: str


def year_problem(field: str, year: int) -> list[Problem]:
    """A Christian year typed by habit, or a slip of the finger."""
    if 1900 <= year < 2200:
        meant = f"ถ้าหมายถึงปีนี้ให้พิมพ์ {year + ERA}"
        return [Problem(field, f"ปี {year} เป็นปี ค.ศ. {meant}")]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return [Problem(field, f"ปี {year} ไม่น่าใช่ปี พ.ศ. ที่ตั้งใจ พิมพ์สี่หลัก เช่น 2568")]
    return []


def plan_problems(
    first: int,
    last: int,
    others: Iterable[tuple[int, int]],
    projects: Iterable[int] = (),
    *,
    is_yearly: bool = False,
) -> list[Problem]:
    """What keeps a plan of the years `first` to `last`, both included, from standing.

    `others` are the spans of the other plans of the same level, kind and holder, `projects` the
    years of the projects already in this one. Two such plans never share a year, so that one is in
    force in any year. A yearly plan is of one year. Source: ours.
    """
    problems = year_problem("first_year", first) + year_problem("last_year", last)
    if problems:
        return problems
    if last < first:
        return [Problem("last_year", f"ปีสุดท้าย {last} อยู่ก่อนปีแรก {first} สลับกันหรือไม่")]
    if is_yearly and first != last:
        return [Problem("last_year", "แผนทบทวนประจำปีและบัญชีความต้องการเป็นของปีเดียว ใส่ปีเดียวกัน")]
    if last - first >= LONGEST_PLAN:
        years = last - first + 1
        return [Problem("last_year", f"แผนยาว {years} ปี ตรวจปีแรกและปีสุดท้ายอีกครั้ง")]
    for start, end in sorted(others):
        if start <= last and first <= end:
            return [Problem("first_year", f"มีแผน {start}–{end} อยู่แล้ว ปีของแผนต้องไม่ทับกัน")]
    outside = sorted({year for year in projects if not first <= year <= last})
    if outside:
        named = ", ".join(map(str, outside))
        return [Problem("last_year", f"มีโครงการของปี {named} ปีของแผนต้องคลุมถึง")]
    return []


def place_problems(level: str, area_level: str, holder: str) -> list[Problem]:
    """What keeps a plan of `level` from being one of an area of `area_level`, held by `holder`.

    A local authority and an agency are named; so is a village that has no code of its own.
    """
    places, is_named = _PLACES[level]
    if area_level not in places:
        return [Problem("level", "พื้นที่นี้ไม่มีแผนระดับที่เลือก เลือกระดับของแผนให้ตรงกับพื้นที่")]
    if is_named and not holder:
        return [Problem("holder", "ยังไม่ได้บอกหน่วยงานเจ้าของแผน เช่น อบต.ปงเตา")]
    if level == "village" and area_level == "tambon" and not holder:
        return [Problem("holder", "ยังไม่ได้บอกว่าหมู่บ้านใด เช่น หมู่ 3 บ้านปงเตา")]
    return []


def version_problems(
    adopted: date | None, *, before: date | None, after: Iterable[date], is_first: bool
) -> list[Problem]:
    """What keeps a version from being adopted on `adopted`.

    `before` is the day of the version before it, `after` are those of later ones: versions are
    adopted in their order. A version takes back its day only while it is the last. Source: ours.
    """
    first_after = min(after, default=None)
    if adopted is None:
        if first_after is not None:
            return [Problem("adopted", "มีฉบับหลังจากนี้ที่เห็นชอบแล้ว ฉบับนี้ต้องมีวันเห็นชอบ")]
        return []
    if not is_first and before is None:
        return [Problem("adopted", "ฉบับก่อนยังไม่ผ่านความเห็นชอบ บันทึกวันเห็นชอบของฉบับก่อน")]
    if before is not None and adopted < before:
        return [Problem("adopted", f"วันเห็นชอบอยู่ก่อนฉบับก่อน ({format_short(before)}) แก้วันใดวันหนึ่ง")]
    if first_after is not None and adopted > first_after:
        day = format_short(first_after)
        return [Problem("adopted", f"วันเห็นชอบอยู่หลังฉบับถัดไป ({day}) แก้วันใดวันหนึ่ง")]
    return []


def project_problems(
    first_year: int,
    last_year: int,
    money: Iterable[tuple[int, str, Decimal]],
    plan: tuple[int, int],
) -> list[Problem]:
    """What keeps a project from standing in a plan of the years `plan`, both included.

    `money` are year, source and baht, each year and source once, within the project's years.
    """
    problems = year_problem("first_year", first_year) or year_problem("last_year", last_year)
    span = f"{plan[0]}–{plan[1]}"
    if not problems and last_year < first_year:
        text = f"ปีที่สิ้นสุด {last_year} อยู่ก่อนปีที่เริ่ม {first_year} สลับกันหรือไม่"
        problems.append(Problem("last_year", text))
    for field, year in (("first_year", first_year), ("last_year", last_year)):
        if not problems and not plan[0] <= year <= plan[1]:
            problems.append(Problem(field, f"ปี {year} อยู่นอกแผน {span} ใส่ปีที่อยู่ในแผน"))
    return problems + _money_problems(list(money), first_year, last_year)


def _money_problems(
    money: list[tuple[int, str, Decimal]], first_year: int, last_year: int
) -> list[Problem]:
    problems: list[Problem] = []
    seen: set[tuple[int, str]] = set()
    for year, source, amount in money:
        if not problems and not first_year <= year <= last_year:
            years = f"{first_year}–{last_year}" if last_year > first_year else str(first_year)
            text = f"งบปี {year} อยู่นอกปีของโครงการ ({years}) แก้ปีของงบหรือของโครงการ"
            problems.append(Problem("budget", text))
        if (year, source) in seen:
            problems.append(
                Problem("budget", f"งบปี {year} จากแหล่งเดียวกันมีสองรายการ รวมเป็นรายการเดียว")
            )
        seen.add((year, source))
        problems += budget_problems(amount)
    return problems


def budget_problems(budget: Decimal) -> list[Problem]:
    """A budget is baht and satang, from nothing to under a million million."""
    if not budget.is_finite() or abs(budget) > LARGEST_BUDGET:
        return [Problem("budget", "งบประมาณมากเกินไป ใส่เป็นบาท ไม่เกิน 12 หลัก")]
    if budget < 0:
        return [Problem("budget", "งบประมาณติดลบ ใส่เป็น 0 หรือมากกว่า")]
    if budget != budget.quantize(Decimal("0.01")):
        return [Problem("budget", "งบประมาณมีทศนิยมเกิน 2 ตำแหน่ง ใส่ถึงสตางค์ เช่น 12,500.50")]
    return []


def origin_problems(
    kind: str,
    dated: date,
    today: date,
    *,
    place: str = "",
    met: date | None = None,
    has_indicator: bool = False,
) -> list[Problem]:
    """What keeps an origin of `kind` from standing; `met` is the day of the resolution's meeting.

    A forum has a place, a resolution its meeting, a gap its indicator; none lies ahead. Source:
    ours.
    """
    missing = {
        "forum": not place and Problem("place", "ยังไม่ได้บอกว่าจัดประชาคมที่ใด เช่น ศาลาบ้านปงเตา หมู่ 3"),
        "resolution": met is None and Problem("resolution", "ยังไม่ได้เลือกมติ เลือกหนึ่งมติ"),
        "indicator": not has_indicator and Problem("indicator", "ยังไม่ได้เลือกตัวชี้วัด เลือกหนึ่งข้อ"),
    }[kind]
    problems = [missing] if missing else []
    if dated > today:
        problems.append(Problem("dated", f"วันที่อยู่หลังวันนี้ ({format_short(today)}) ใส่วันที่เกิดขึ้นแล้ว"))
    elif met is not None and dated < met:
        day = format_short(met)
        problems.append(Problem("dated", f"วันที่อยู่ก่อนวันประชุมที่มีมติ ({day}) ใส่วันนั้นหรือหลังจากนั้น"))
    return problems


def mission_problems(starts: date, ends: date | None) -> list[Problem]:
    """`ends` is the first day without the mission, so it comes after `starts`."""
    if ends is not None and ends <= starts:
        return [Problem("ends", f"วันสุดท้ายอยู่ก่อนวันเริ่ม ({format_short(starts)}) แก้วันใดวันหนึ่ง")]
    return []


def mission_correction_problems(starts: date, noted: date | None, why: str) -> list[Problem]:
    """What keeps a mission from being put right: it says why, and begins by the first thing told
    of it, `noted`. Source: ours.
    """
    problems = [] if why else [Problem("why", "ยังไม่ได้บอกเหตุที่แก้ บอกสั้น ๆ เช่น พิมพ์เลขคำสั่งผิด")]
    if noted is not None and starts > noted:
        day = format_short(noted)
        text = f"มีความก้าวหน้าของวันที่ {day} อยู่แล้ว ใส่วันเริ่มไม่หลังวันนั้น หรือถอนความก้าวหน้านั้นก่อน"
        problems.append(Problem("starts", text))
    return problems


def note_problems(dated: date, said: str, *, starts: date, today: date) -> list[Problem]:
    """What keeps a note on a mission's progress from standing. Source: ours."""
    problems = [] if said else [Problem("said", "ยังไม่ได้บอกสิ่งที่ทำ เขียนสั้น ๆ")]
    if dated > today:
        problems.append(Problem("dated", f"วันที่อยู่หลังวันนี้ ({format_short(today)}) ใส่วันที่เกิดขึ้นแล้ว"))
    elif dated < starts:
        day = format_short(starts)
        problems.append(Problem("dated", f"วันที่อยู่ก่อนเริ่มภารกิจ ({day}) ใส่วันนั้นหรือหลังจากนั้น"))
    return problems


def mission_counts(starts: date, ends: date | None, year: FiscalYear, day: date) -> bool:
    """Whether a mission counts for `year` as known on `day`: begun, and in force some day of it.

    One that ended within the year still counts for that year; one that ended before does not.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 5; it names no date.
    """
    return starts <= min(day, year.last) and (ends is None or ends > year.first)
