"""Whether offices are closed on a day that somebody chose: pointed out, never refused."""

from datetime import date

from prasan.holidays.models import holidays_of
from prasan.holidays.rules import is_working_day
from prasan.thai.calendar import weekday


def day_off(code: str, day: date) -> str:
    """The holiday or day of the weekend that `day` is in the area `code`; "" for a working day."""
    holidays = holidays_of([code], day, day)
    if is_working_day(day, holidays):
        return ""
    return holidays[day].name if day in holidays else weekday(day)
