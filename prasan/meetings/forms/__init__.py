"""What officers type about meetings."""

from prasan.meetings.forms.planning import CancelForm, IssueForm, ItemForm, PlanForm
from prasan.meetings.forms.recording import DayForm, MeetingForm, MinutesForm

__all__ = [
    "CancelForm",
    "DayForm",
    "IssueForm",
    "ItemForm",
    "MeetingForm",
    "MinutesForm",
    "PlanForm",
]
