"""Which days offices work, and counting in such days."""

from collections.abc import Collection
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether offices work on `day`: no Saturday, no Sunday, no holiday.

    Source: Regulation of the Prime Minister's Office on office hours and holidays, B.E. 2502, as
    commonly applied: not yet confirmed clause by clause.
    """
    return day.weekday() < _SATURDAY and day not in holidays


def working_days(first: date, last: date, holidays: Collection[date]) -> int:
    """How many working days lie between `first` and `last`, both counted; 0 when last is before.

    Source: as `is_working_day`.
    """
    return sum(is_working_day(day, holidays) for day in _days(first, last))


def working_day_after(day: date, count: int, holidays: Collection[date]) -> date:
    """The `count`-th working day after `day`, which is not counted itself; 0 gives `day`.

    Source: as `is_working_day`; that the first day does not count follows the Civil and
    Commercial Code, section 193/3.
    """
    while count > 0:
        day += _DAY
        count -= is_working_day(day, holidays)
    return day


def working_day_before(day: date, count: int, holidays: Collection[date]) -> date:
    """The `count`-th working day before `day`, which is not counted itself; 0 gives `day`.

    Source: as `working_day_after`, counted the other way.
    """
    while count > 0:
        day -= _DAY
        count -= is_working_day(day, holidays)
    return day


def next_working_day(day: date, holidays: Collection[date]) -> date:
    """`day` itself when offices work on it, or the next day on which they do.

    Source: as `is_working_day`.
    """
    while not is_working_day(day, holidays):
        day += _DAY
    return day


def _days(first: date, last: date) -> list[date]:
    return [first + _DAY * number for number in range((last - first).days + 1)]
