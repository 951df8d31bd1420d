"""Whether a meeting counts, and how many a committee still owes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from prasan.thai.calendar import FiscalYear, format_short


@dataclass(frozen=True)
class Terms:
    """What a rulebook wants of meetings on a day. The defaults serve where there is no rulebook.

    Source: two meetings a year: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 3. Half of the
    seats: our reading of common practice, not yet confirmed with the regulation of 2551.
    """

    quorum_percent: int = 50
    meetings_a_year: int = 2
    is_confirmed: bool = False


@dataclass(frozen=True)
class Sitting:
    """One meeting as it is judged: who came, of how many seats filled that day, under what share.

    `present` counts the members who came and the substitutes they sent by name.
    Source: ours, not yet confirmed: the regulation's words on substitutes could not be read.
    """

    held: date
    present: int
    seats: int
    quorum_percent: int
    has_minutes: bool


class Stage(StrEnum):
    """How far a meeting has come."""

    DRAFT = "draft"
    CONVENED = "convened"
    OPEN = "open"
    HELD = "held"
    MINUTED = "minuted"
    ADOPTED = "adopted"
    CANCELLED = "cancelled"


def stage(
    *,
    is_convened: bool,
    is_opened: bool,
    is_held: bool,
    has_minutes: bool,
    is_adopted: bool,
    is_cancelled: bool,
) -> Stage:
    """The furthest step a meeting has taken; a cancelled one takes no other.

    A meeting entered from paper is held without having been convened or opened here.
    Source: ours, after the order of official meetings (docs/rules.md, RC).
    """
    if is_cancelled:
        return Stage.CANCELLED
    if is_held:
        after_the_end = (is_adopted, Stage.ADOPTED), (has_minutes, Stage.MINUTED)
        return next((step for taken, step in after_the_end if taken), Stage.HELD)
    if is_opened:
        return Stage.OPEN
    return Stage.CONVENED if is_convened else Stage.DRAFT


class Verdict(StrEnum):
    """Whether a meeting counts towards the year, or why not."""

    COUNTED = "counted"
    NO_QUORUM = "no_quorum"
    NO_MINUTES = "no_minutes"


def quorum(seats: int, percent: int) -> int:
    """How many of `seats` must be present: the share rounded up, so half of 17 is 9.

    Source: the percentage of the committee's rulebook; rounding up is ours, not yet confirmed.
    """
    return -(-seats * percent // 100)


def quorate(present: int, seats: int, percent: int) -> bool:
    """Whether enough came. A committee without seats never has a quorum.

    Source: as `quorum`.
    """
    return seats > 0 and present >= quorum(seats, percent)


@dataclass(frozen=True)
class Span:
    """From a moment until another, which is no longer in it; without an end it goes on."""

    begins: datetime
    ends: datetime | None = None

    def __contains__(self, moment: datetime) -> bool:
        return self.begins <= moment and (self.ends is None or moment < self.ends)

    def meets(self, other: "Span") -> bool:
        """Whether the two have a moment in common."""
        return (other.ends is None or self.begins < other.ends) and (
            self.ends is None or other.begins < self.ends
        )


def in_room(stays: Iterable[Span], moment: datetime) -> int:
    """How many are in the room at a moment; who leaves at that moment has left.

    Source: ours.
    """
    return sum(moment in stay for stay in stays)


def gaps(stays: Iterable[Span], within: Span, needed: int) -> list[Span]:
    """When fewer than `needed` were in the room during `within`, in order, none touching.

    A gap still open at the end of `within` ends with it.
    Source: ours: the quorum must last as long as something is considered (docs/rules.md, RC).
    """
    stays = list(stays)
    moves = {within.begins}
    for stay in stays:
        moves |= {at for at in (stay.begins, stay.ends) if at is not None and at in within}
    found: list[Span] = []
    short_since: datetime | None = None
    for moment in sorted(moves):
        is_short = in_room(stays, moment) < needed
        if is_short and short_since is None:
            short_since = moment
        elif not is_short and short_since is not None:
            found.append(Span(short_since, moment))
            short_since = None
    if short_since is not None:
        found.append(Span(short_since, within.ends))
    return found


def taken_with_quorum(taken: Span, without: Iterable[Span]) -> bool:
    """Whether an item was considered with a quorum from its beginning to its end.

    `without` are the gaps of the meeting. Source: as `gaps`.
    """
    return not any(taken.meets(gap) for gap in without)


def goes_on(*, is_settled: bool, is_open_to_do: bool, had_quorum: bool) -> bool:
    """Whether an item comes up again at the next meeting: not settled, or settled without a
    quorum, or something resolved on it is still to be done.

    Source: ours, after เรื่องสืบเนื่อง of the standing agenda (docs/rules.md, RC).
    """
    return not is_settled or not had_quorum or is_open_to_do


# Who may check in by themselves: from this long before the hour on the notice.
DOORS_OPEN = timedelta(hours=2)
# Without an hour on the notice, from the morning of the day.
FIRST_HOUR = time(6)


def doors_open(planned: date, starts: time | None) -> datetime:
    """From when members may be checked in for a meeting; a moment without a zone.

    Source: ours.
    """
    if starts is None:
        return datetime.combine(planned, FIRST_HOUR)
    return datetime.combine(planned, starts) - DOORS_OPEN


def plan_problems(
    *, planned: date, starts: time | None, ends: time | None, today: date
) -> dict[str, str]:
    """What is wrong with the day and hours a meeting is called for, by field.

    Source: ours.
    """
    found = {}
    if planned < today:
        found["planned"] = (
            "วันประชุมผ่านไปแล้ว ถ้าประชุมแล้วจริง ใช้ “บันทึกการประชุมที่จัดแล้ว” ถ้ายังไม่ประชุม ใส่วันที่จะประชุม"
        )
    if starts and ends and ends <= starts:
        found["ends"] = f"เวลาเลิก {ends:%H.%M} ไม่ได้อยู่หลังเวลาเริ่ม {starts:%H.%M} ตรวจเวลาทั้งสอง"
    return found


# Of one who writes minutes that save themselves, so often an event is told.
WRITING = timedelta(minutes=30)


def writes_anew(before: datetime | None, at: datetime) -> bool:
    """Whether a version saved at `at` is the first of its writer in this half-hour of the clock.

    `before` is when the same writer last saved one of the same meeting. A writer who goes on all
    afternoon leaves two events an hour; each says how many versions there are by then.
    Source: ours, see decision 0019.
    """
    return before is None or before.timestamp() // WRITING.total_seconds() < (
        at.timestamp() // WRITING.total_seconds()
    )


def verdict(sitting: Sitting) -> Verdict:
    """A meeting counts when its quorum was present and its minutes are on file.

    A missing quorum is told first: no paper can cure it.
    Source: ours; the letter asks for two meetings a year without saying what one is.
    """
    if not quorate(sitting.present, sitting.seats, sitting.quorum_percent):
        return Verdict.NO_QUORUM
    return Verdict.COUNTED if sitting.has_minutes else Verdict.NO_MINUTES


def counts(sitting: Sitting) -> bool:
    """Whether a meeting counts towards the year. Source: as `verdict`."""
    return verdict(sitting) is Verdict.COUNTED


def days_counted(sittings: Iterable[Sitting], year: FiscalYear) -> list[date]:
    """The days in `year` on which a meeting that counts was held, in order; a day counts once.

    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 3.
    """
    return sorted(
        {sitting.held for sitting in sittings if sitting.held in year and counts(sitting)}
    )


def meetings_owed(held: Iterable[date], year: FiscalYear, needed: int) -> int:
    """How many meetings a committee must still hold in `year` (0 when done).

    `held` are days of meetings that count, of any year, in any order; two on one day count once.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 3.
    """
    return max(0, needed - len({day for day in held if day in year}))


def met_on(held: Iterable[date], year: FiscalYear, needed: int) -> date | None:
    """The day of the meeting that filled the year's number, None while meetings are owed.

    Source: as `meetings_owed`.
    """
    days = sorted({day for day in held if day in year})
    return days[needed - 1] if 0 < needed <= len(days) else None


class Outlook(StrEnum):
    """Whether a committee will reach its number this year, as far as can be told."""

    FREE = "free"  # no number is set
    MET = "met"
    PLANNED = "planned"  # enough meetings are appointed
    OPEN = "open"  # not enough are, and there is time
    AT_RISK = "at_risk"  # not enough are, and time runs short
    MISSED = "missed"  # the year is over


# Calling, holding and minuting one meeting takes an office about a quarter of a year.
DAYS_A_MEETING = 90


@dataclass(frozen=True)
class Forecast:
    """What may be expected of a committee until the end of its fiscal year."""

    outlook: Outlook
    owed: int
    appointed: int
    next_number: int
    days_left: int

    @property
    def unappointed(self) -> int:
        """Meetings owed that have no day yet."""
        return max(0, self.owed - self.appointed)


def forecast(
    *, counted: int, needed: int, appointed: Iterable[date], year: FiscalYear, today: date
) -> Forecast:
    """How the year will end for a committee, seen from `today`.

    `counted` meetings count already; `appointed` are the days of meetings that are called or
    drafted and not yet held: only those from today to the last day of `year` can still help.
    Source: ours, after Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 3.
    """
    owed = max(0, needed - counted)
    to_come = len({day for day in appointed if today <= day <= year.last})
    left = max(0, (year.last - today).days)
    return Forecast(
        outlook=_outlook(needed, owed, to_come, left, is_over=today > year.last),
        owed=owed,
        appointed=to_come,
        next_number=counted + to_come + 1,
        days_left=left,
    )


def _outlook(needed: int, owed: int, to_come: int, left: int, *, is_over: bool) -> Outlook:
    if not needed:
        return Outlook.FREE
    if not owed:
        return Outlook.MET
    if is_over:
        return Outlook.MISSED
    if to_come >= owed:
        return Outlook.PLANNED
    is_short = left <= DAYS_A_MEETING * (owed - to_come)
    return Outlook.AT_RISK if is_short else Outlook.OPEN


def outlook_told(seen: Forecast) -> str:
    """The forecast in words: "ยังไม่มีนัดครั้งที่ 2 และเหลือ 60 วัน"; "" when there is nothing to say.

    Source: as `forecast`.
    """
    if seen.outlook in (Outlook.FREE, Outlook.MET):
        return ""
    if seen.outlook is Outlook.MISSED:
        return f"สิ้นปีงบประมาณแล้ว ขาด {seen.owed} ครั้ง"
    if seen.outlook is Outlook.PLANNED:
        return f"มีนัดแล้ว {seen.appointed} ครั้ง"
    if seen.days_left == 0:
        return f"ยังไม่มีนัดครั้งที่ {seen.next_number} และวันนี้เป็นวันสุดท้าย"
    return f"ยังไม่มีนัดครั้งที่ {seen.next_number} และเหลือ {seen.days_left} วัน"


def resolution_told(due: date | None, done: date | None, today: date) -> str:
    """How a resolution stands: done on a day, to be done, or past its day by so many days.

    On the day itself it is not late; one without a day never is.
    Source: ours.
    """
    if done is not None:
        return f"แล้วเสร็จ {format_short(done)}"
    if due is None:
        return "ยังไม่แล้วเสร็จ ไม่กำหนดวัน"
    if today > due:
        return f"เลยกำหนด {(today - due).days} วัน"
    return f"เหลือ {(due - today).days} วัน" if today < due else "ครบกำหนดวันนี้"


def followed_up(
    resolved: Iterable[tuple[date | None, date | None]], today: date
) -> tuple[int, int]:
    """How many resolutions were done by their day, of those that can be judged on `today`.

    Each is the day it is due and the day it was done. One done or past its day is judged, and so
    is one without a day, which is never done in time; one with time left is not judged yet.
    Source: ours, after indicator 2.4 of the example form.
    """
    in_time = judged = 0
    for due, done in resolved:
        done = done if done and done <= today else None
        if done is None and due is not None and today <= due:
            continue
        judged += 1
        in_time += done is not None and due is not None and done <= due
    return in_time, judged


def why_short(sittings: Iterable[Sitting], year: FiscalYear) -> str:
    """In few words why meetings of `year` were held and do not count; "" when all count."""
    verdicts = [verdict(sitting) for sitting in sittings if sitting.held in year]
    no_quorum = verdicts.count(Verdict.NO_QUORUM)
    no_minutes = verdicts.count(Verdict.NO_MINUTES)
    if no_quorum and no_minutes:
        return f"ไม่ครบองค์ประชุม {no_quorum} ไม่มีรายงาน {no_minutes}"
    if no_quorum:
        return f"ไม่ครบองค์ประชุม {no_quorum} ครั้ง"
    return f"ยังไม่มีรายงานการประชุม {no_minutes} ครั้ง" if no_minutes else ""
