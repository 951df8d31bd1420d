"""Proposing days for the meetings a district's committees still owe, and saying why each.

Pure: what is known goes in, proposals come out; the officer takes, shifts or leaves them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from prasan.holidays.rules import is_working_day
from prasan.thai.calendar import FiscalYear, format_short, weekday

# A notice should be out this long before; own meetings of a committee lie this far apart.
NOTICE = timedelta(days=14)
APART = timedelta(days=45)
# The last weeks of the year stay free for a meeting that has to be repeated.
RESERVE = timedelta(days=21)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Wish:
    """A committee that owes `lacking` more meetings; `own` are the days it met or will meet."""

    key: int
    name: str
    lacking: int
    own: tuple[date, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """One day for one meeting, with the reasons in words; None where no day is left."""

    key: int
    place: int
    day: date | None
    why: tuple[str, ...]


@dataclass
class _Days:
    """The days of a span, with what stands in the way of each."""

    first: date
    last: date
    holidays: Mapping[date, str]
    taken: dict[date, str] = field(default_factory=dict)

    def hindrance(self, day: date, own: Sequence[date]) -> str:
        """Why a meeting of one's own cannot be on `day`; "" when it can."""
        if day in self.holidays:
            return self.holidays[day]
        if not is_working_day(day, self.holidays):
            return weekday(day)
        if day in self.taken:
            return f"{self.taken[day]} นัดวันนี้"
        if any(abs(day - other) < APART for other in own):
            return f"ห่างจากครั้งอื่นของคณะไม่ถึง {APART.days} วัน"
        return ""

    def around(self, target: date) -> Iterator[date]:
        """Every day of the span, the nearest to `target` first, a later before an earlier."""
        for distance in range((self.last - self.first).days + 1):
            for day in dict.fromkeys((target + _DAY * distance, target - _DAY * distance)):
                if self.first <= day <= self.last:
                    yield day


def propose(
    wishes: Sequence[Wish],
    *,
    year: FiscalYear,
    today: date,
    holidays: Mapping[date, str],
    taken: Mapping[date, str],
) -> list[Proposal]:
    """A day for every meeting lacking in `year`, spread over what is left of it.

    Working days only, no day of another committee of the district (`taken`, and those proposed
    here), none too near to one of the committee's own. What is appointed stays as it is.
    Source: ours.
    """
    days = _Days(*_span(year, today), holidays, dict(taken))
    found: list[Proposal] = []
    for wish in wishes:
        own = list(wish.own)
        for place, target in enumerate(_targets(days, wish.lacking), start=1):
            proposal = _nearest(days, wish, place, target, own)
            if proposal.day is not None:
                own.append(proposal.day)
                days.taken[proposal.day] = wish.name
            found.append(proposal)
    return found


def _span(year: FiscalYear, today: date) -> tuple[date, date]:
    """From the first day a notice can still reach, to the reserve; the very end where it must."""
    first = max(year.first, today + NOTICE)
    last = year.last - RESERVE
    return (first, last) if first <= last else (max(year.first, today + _DAY), year.last)


def _targets(days: _Days, lacking: int) -> list[date]:
    """The middle of each of `lacking` equal parts of the span."""
    length = (days.last - days.first).days
    if length < 0:
        return [days.first] * lacking
    return [
        days.first + timedelta(days=length * (2 * part + 1) // (2 * lacking))
        for part in range(lacking)
    ]


def _nearest(days: _Days, wish: Wish, place: int, target: date, own: Sequence[date]) -> Proposal:
    passed: list[str] = []
    for day in days.around(target):
        hindrance = days.hindrance(day, own)
        if not hindrance:
            return Proposal(wish.key, place, day, (_spread(wish.lacking, place), *passed[:2]))
        if len(passed) < 2:
            passed.append(f"เว้น {format_short(day)} {hindrance}")
    return Proposal(wish.key, place, None, ("ไม่มีวันทำการว่างพอในปีงบประมาณนี้", *passed[:1]))


def _spread(lacking: int, place: int) -> str:
    if lacking == 1:
        return "กลางช่วงที่เหลือของปีงบประมาณ"
    return f"กลางช่วงที่ {place} จาก {lacking} ของเวลาที่เหลือ"
