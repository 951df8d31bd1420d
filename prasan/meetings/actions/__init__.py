"""All that is written about meetings."""

from prasan.meetings.actions.record import FUTURE, ROLL_CHANGED, attach_minutes, record_meeting
from prasan.meetings.actions.seats import no_seats, seats_on

__all__ = [
    "FUTURE",
    "ROLL_CHANGED",
    "attach_minutes",
    "no_seats",
    "record_meeting",
    "seats_on",
]
