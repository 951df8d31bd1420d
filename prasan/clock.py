"""What time it is. Only views and commands ask; everything below takes the day as an argument.

The demonstration stands still on one day. Settings name it; the hours still pass, so that
events keep their order. `at` moves the clock for a while, for the world-building commands.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """This moment in Bangkok; in the demonstration, this time of day on its day."""
    moment = _moment.get()
    if moment is not None:
        return moment
    actual = timezone.localtime()
    day: date | None = settings.DEMO_DAY
    return actual if day is None else actual.replace(year=day.year, month=day.month, day=day.day)


def today() -> date:
    """Today's date in Bangkok, or the demonstration's day."""
    return now().date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within, the clock stands at `moment` (aware): for building a past world through actions."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
