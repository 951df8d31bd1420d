"""What the level below is given: its earlier day, and how much of it makes a whole. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from prasan.areas.rules import DISTRICT_DIGITS, NATION, PROVINCE_DIGITS
from prasan.holidays.rules import is_working_day, working_day_after, working_day_before
from prasan.thai.calendar import format_short, weekday

# How many working days before its own an office asks things of the level below, by the office's
# level: the province needs the longest to check what its districts send. Each item may have its
# own. Source: ours, see decision 0029.
NATION_BEFORE, PROVINCE_BEFORE, DISTRICT_BEFORE = 10, 7, 5
_DAY = timedelta(days=1)

Holidays = Mapping[date, str]


@dataclass(frozen=True)
class Derived:
    """A day for the level below, the arithmetic behind it, and what must be said of it."""

    due: date
    how: str
    notes: tuple[str, ...] = ()


def days_before(office: str) -> int:
    """How many working days earlier the level below the office of area `office` is asked.

    Source: ours, see decision 0029.
    """
    if office == NATION:
        return NATION_BEFORE
    return PROVINCE_BEFORE if len(office) == PROVINCE_DIGITS else DISTRICT_BEFORE


def derived(own: date, before: int, *, dated: date, holidays: Holidays) -> Derived:
    """The day `before` working days before the office's `own`, for a letter of the day `dated`.

    Zero gives the own day, moved back when offices are closed on it. A day that would not lie
    after the letter becomes the next working day after it, and that is said.
    Source: ours, see decision 0029.
    """
    wished = working_day_before(own, before, holidays)
    how = f"{format_short(wished)} = {before} วันทำการก่อน {format_short(own)}"
    if not before:
        wished, how = _on_the_day(own, holidays)
    notes = tuple(_skipped(wished, own, holidays))
    if wished > dated:
        return Derived(wished, how, notes)
    soonest = working_day_after(dated, 1, holidays)
    told = (
        f"กำหนดของสำนักงาน {format_short(own)} ผ่านแล้วหรือกระชั้นเกินไป"
        if soonest >= own
        else f"{how} ซึ่งไม่อยู่หลังวันที่ของหนังสือ {format_short(dated)}"
    )
    return Derived(soonest, f"{format_short(soonest)} = วันทำการถัดจากวันที่ของหนังสือ", (told,))


def _on_the_day(own: date, holidays: Holidays) -> tuple[date, str]:
    if is_working_day(own, holidays):
        return own, f"{format_short(own)} = วันเดียวกับกำหนดของสำนักงาน"
    moved = working_day_before(own, 1, holidays)
    why = closed(own, holidays)
    return moved, f"{format_short(moved)} เลื่อนขึ้นจาก {format_short(own)} ซึ่งเป็น{why}"


def _skipped(due: date, own: date, holidays: Holidays) -> Iterator[str]:
    """The holidays between both days that were passed over; weekends go without saying."""
    for day in sorted(holidays):
        if due < day <= own:
            yield f"ไม่นับ {format_short(day)} {holidays[day]}"


def closed(day: date, holidays: Holidays) -> str:
    """Why offices are closed on `day`: the holiday, or the day of the week; nothing if they work.

    Source: as `holidays.rules.is_working_day`.
    """
    if day in holidays:
        return holidays[day]
    return "" if is_working_day(day, holidays) else weekday(day)


def doubts(due: date, own: date | None, *, dated: date, holidays: Holidays) -> list[str]:
    """What to say of a day an officer set: late, not after the letter, or on a day off.

    Source: ours, see decision 0029.
    """
    told = []
    if is_later(due, own):
        told.append(f"{format_short(due)} อยู่หลังกำหนดของสำนักงาน {format_short(own or due)}")
    if due <= dated:
        told.append(f"{format_short(due)} ไม่อยู่หลังวันที่ของหนังสือ {format_short(dated)}")
    if why := closed(due, holidays):
        told.append(f"{format_short(due)} ตรงกับ{why}")
    return told


def is_later(due: date, own: date | None) -> bool:
    """Whether the level below would have longer than the office itself.

    Source: ours, see decision 0029.
    """
    return own is not None and due > own


def needed(expected: int, enough: int | None, *, is_percent: bool) -> int:
    """How many of `expected` units make the level above complete: all, unless `enough` says less.

    A percentage is rounded up; a number greater than all asks for all.
    Source: ours, see decision 0029.
    """
    if enough is None:
        return expected
    wanted = -(-expected * enough // 100) if is_percent else enough
    return min(wanted, expected)


def is_complete(met: int, expected: int, enough: int | None, *, is_percent: bool) -> bool:
    """Whether a level is complete by what lies below it; a level nothing is expected of is not.

    Source: ours, see decision 0029.
    """
    return expected > 0 and met >= needed(expected, enough, is_percent=is_percent)


def unit_name(office: str) -> str:
    """What the units below an office of the area `office` are, as one counts them.

    Source: ours.
    """
    if office == NATION:
        return "จังหวัด"
    return "ตำบล" if len(office) == DISTRICT_DIGITS else "อำเภอ"
