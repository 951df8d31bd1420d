"""Where a unit stands with what a letter asks of it. Pure: facts and a day in, a standing out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from prasan.directives.deriving import is_complete

# From how many days before the end a thing counts as due soon.
# Source: ours, see decision 0005.
SOON = timedelta(days=7)
SOON_IN_YEAR = timedelta(days=60)


class State(IntEnum):
    """How a unit stands, from nothing to do up to the weakest; the greater rules a summary."""

    NOT_APPLICABLE = 0
    NOT_EXPECTED = 1
    WAIVED = 2
    MET = 3
    MET_LATE = 4
    SENT = 5
    OPEN = 6
    DUE_SOON = 7
    REVIEW = 8
    RETURNED = 9
    OVERDUE = 10

    @property
    def is_met(self) -> bool:
        """Whether nothing is owed any more, be it done or excused."""
        return self <= State.SENT


@dataclass(frozen=True)
class Standing:
    """One unit's standing with one obligation.

    `done` of `needed` is 0 or 1 of 1 for a delivery, the measure's own count otherwise. `days`
    is how many days past the due day: of a late delivery when it came, of an overdue thing today.
    `left` is how many days remain to a day still ahead. `note` gives the reason in words.
    """

    state: State
    done: int = 0
    needed: int = 1
    due: date | None = None
    days: int = 0
    left: int | None = None
    note: str = ""
    link: str = ""
    is_ready: bool = False
    is_verified: bool = False

    @property
    def is_late(self) -> bool:
        """Past its due day and still owed: overdue, or returned and past the day."""
        return self.state == State.OVERDUE or (self.state == State.RETURNED and self.days > 0)


@dataclass(frozen=True)
class Fact:
    """What a measure found: `done` of `needed`, in words, where to look, and files' ids."""

    done: int
    needed: int
    note: str = ""
    link: str = ""
    proofs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sent:
    """What became of the deliveries of one thing: the day of the first that stands.

    `day` is None when every one was returned; then `reason` is that of the last.
    """

    day: date | None
    is_verified: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Excused:
    """An exception for a unit: without `until` it is released, with it the due day moves."""

    reason: str
    until: date | None = None
    is_expected: bool = True


def deliver(
    fact: Fact, sent: Sent | None, due: date, day: date, excused: Excused | None
) -> Standing:
    """A dated delivery: met by what was sent, not by what lies ready.

    On the due day itself it is in time. What came late stays late. What was returned is owed
    again until it is sent anew.
    Source: Lampang letter of 5 Nov 2567, items 1 and 2 (docs/rules.md, DLV).
    """
    if excused and excused.until is None:
        return _released(excused, fact)
    due = excused.until if excused and excused.until else due
    if sent and sent.day:
        late = max(0, (sent.day - due).days)
        state = _delivered(sent, late)
        return Standing(
            state, 1, 1, due, late, None, fact.note, fact.link, is_verified=sent.is_verified
        )
    ready = fact.done >= fact.needed
    late = max(0, (day - due).days)
    left = max(0, (due - day).days)
    if sent:
        return Standing(State.RETURNED, 0, 1, due, late, left, sent.reason, fact.link, ready)
    note = "พร้อมส่ง ยังไม่ส่ง" if ready else fact.note
    return Standing(_awaited(day, due, SOON), 0, 1, due, late, left, note, fact.link, ready)


def seen(sent: Sent | None, met: date | None) -> Sent | None:
    """What counts as sent to an office whose own officers enter the facts: that they are there.

    On the day they were, or on the earlier one on which the office sent them further up. What was
    returned from above is owed until it is sent anew.
    Source: ours, see decision 0029.
    """
    if met is None or (sent and sent.day is None):
        return sent
    return Sent(min(met, sent.day) if sent and sent.day else met, is_verified=True)


def _delivered(sent: Sent, late: int) -> State:
    if not sent.is_verified:
        return State.SENT
    return State.MET_LATE if late else State.MET


def quota(fact: Fact, last: date, day: date, excused: Excused | None) -> Standing:
    """A number to reach by the end of a fiscal year, whose last day is `last`.

    Source: Lampang letter of 5 Nov 2567, item 3 (docs/rules.md, QTA).
    """
    if excused and excused.until is None:
        return _released(excused, fact)
    last = excused.until if excused and excused.until else last
    if fact.done >= fact.needed:
        return Standing(State.MET, fact.done, fact.needed, last, note=fact.note, link=fact.link)
    return Standing(
        _awaited(day, last, SOON_IN_YEAR),
        fact.done,
        fact.needed,
        last,
        max(0, (day - last).days),
        max(0, (last - day).days),
        fact.note,
        fact.link,
    )


def keep(fact: Fact, excused: Excused | None) -> Standing:
    """A state to keep current: as it is today or in need of review, never late.

    Source: Lampang letter of 5 Nov 2567, items 1 and 4 (docs/rules.md, KEP).
    """
    if excused and excused.until is None:
        return _released(excused, fact)
    state = State.MET if fact.done >= fact.needed else State.REVIEW
    return Standing(state, fact.done, fact.needed, note=fact.note, link=fact.link)


def drive(fact: Fact, excused: Excused | None) -> Standing:
    """A standing mission: under way or not yet, never late.

    Source: Lampang letter of 5 Nov 2567, items 5 and 6 (docs/rules.md, DRV).
    """
    if excused and excused.until is None:
        return _released(excused, fact)
    state = State.MET if fact.done >= fact.needed else State.OPEN
    return Standing(state, fact.done, fact.needed, note=fact.note, link=fact.link)


def _released(excused: Excused, fact: Fact) -> Standing:
    state = State.WAIVED if excused.is_expected else State.NOT_EXPECTED
    return Standing(state, fact.done, fact.needed, note=excused.reason, link=fact.link)


def _awaited(day: date, due: date, soon: timedelta) -> State:
    if day > due:
        return State.OVERDUE
    return State.DUE_SOON if due - day <= soon else State.OPEN


@dataclass(frozen=True)
class Tally:
    """Several units' standings with one obligation, counted: `met` of `expected` units.

    Released units are not expected. The state is the weakest among those expected, unless so many
    are met that it is `is_enough`.
    """

    state: State
    met: int
    expected: int
    verified: int
    late: int
    days: int
    note: str
    is_enough: bool = False

    @property
    def owed(self) -> int:
        return self.expected - self.met


def tally(standings: Iterable[Standing]) -> Tally:
    """The counts of `standings`; none at all gives a tally that does not apply."""
    every = list(standings)
    asked = [one for one in every if one.state not in (State.NOT_EXPECTED, State.WAIVED)]
    weakest = max(asked or every, key=lambda one: (one.state, one.days), default=None)
    return Tally(
        state=weakest.state if weakest else State.NOT_APPLICABLE,
        met=sum(one.state.is_met for one in asked),
        expected=len(asked),
        verified=sum(one.is_verified for one in asked),
        late=sum(one.is_late for one in asked),
        days=max((one.days for one in asked if not one.state.is_met), default=0),
        note=weakest.note if weakest and len(asked) == 1 else "",
    )


def rolled(count: Tally, enough: int | None, *, is_percent: bool) -> Tally:
    """The tally of a level that is complete when `enough` of its units are: then nothing is late.

    Without `enough` every unit counts, and the tally stays as it is.
    Source: ours, see decision 0029.
    """
    if enough is None or not is_complete(count.met, count.expected, enough, is_percent=is_percent):
        return count
    return replace(count, state=State.MET, late=0, days=0, note="", is_enough=True)


def tallied(parts: Iterable[Tally]) -> Tally:
    """The tally of several areas from the tallies of each; what one of them notes is left out.

    Source: ours; as `tally` of all their standings would have it.
    """
    every = list(parts)
    asked = [one for one in every if one.expected] or every
    weakest = max(asked, key=lambda one: one.state, default=None)
    return Tally(
        state=weakest.state if weakest else State.NOT_APPLICABLE,
        met=sum(one.met for one in every),
        expected=sum(one.expected for one in every),
        verified=sum(one.verified for one in every),
        late=sum(one.late for one in every),
        days=max((one.days for one in every), default=0),
        note="",
    )


def why(standings: Sequence[Standing]) -> str:
    """In a few words, why a unit falls short, or that it does not; the reason that helps most.

    What lies ready and only waits to be sent is said before what is missing.
    """
    late = [one for one in standings if one.is_late]
    if not late:
        return "ยังไม่ถึงกำหนด" if any(not one.state.is_met for one in standings) else "ครบ"
    if any(one.state == State.RETURNED for one in late):
        return "ส่งกลับแก้ไข"
    if all(one.is_ready for one in late):
        return "มีข้อมูลแล้ว ยังไม่ส่ง"
    delivered = any(one.due and one.state.is_met for one in standings)
    return f"ค้าง {len(late)} รายการ" if delivered else "ยังไม่รายงาน"
