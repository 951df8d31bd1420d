"""What a meeting is made of: itself, who was there, what was on the agenda and what came of it."""

from prasan.meetings.models.agenda import (
    AgendaItem,
    Attachment,
    Outcome,
    Revision,
    Section,
)
from prasan.meetings.models.attendance import Guest, Stay, Told
from prasan.meetings.models.gathering import Gathering
from prasan.meetings.models.meeting import Attendance, Meeting, MeetingQuerySet, Stretch
from prasan.meetings.models.notice import Notice
from prasan.meetings.models.past import PastLine, PastList
from prasan.meetings.models.presence import COUNTED_PRESENT, Presence
from prasan.meetings.models.resolution import Completion, Resolution

__all__ = [
    "COUNTED_PRESENT",
    "AgendaItem",
    "Attachment",
    "Attendance",
    "Completion",
    "Gathering",
    "Guest",
    "Meeting",
    "MeetingQuerySet",
    "Notice",
    "PastLine",
    "PastList",
    "Outcome",
    "Presence",
    "Resolution",
    "Revision",
    "Section",
    "Stretch",
    "Stay",
    "Told",
]
