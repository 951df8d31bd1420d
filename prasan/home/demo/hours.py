"""When things of the demonstration were done: in office hours, in Thailand."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour, 12), BANGKOK)
