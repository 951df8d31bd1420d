"""What a letter orders, what was excused, what was sent, and what reminds of it."""

from prasan.directives.models.cascade import (
    Cascade,
    CascadeDuty,
    CascadeItem,
    ChangeReview,
    Decision,
)
from prasan.directives.models.directive import (
    Addressee,
    Directive,
    DueChange,
    Item,
    Obligation,
)
from prasan.directives.models.exemption import Excuse, Exemption
from prasan.directives.models.kinds import Counting, Kind, Level
from prasan.directives.models.reminder import Reminder, ReminderItem
from prasan.directives.models.submission import Delivery, Submission, Verdict

__all__ = [
    "Cascade",
    "CascadeDuty",
    "CascadeItem",
    "ChangeReview",
    "Counting",
    "Decision",
    "DueChange",
    "Addressee",
    "Delivery",
    "Directive",
    "Excuse",
    "Exemption",
    "Item",
    "Kind",
    "Level",
    "Obligation",
    "Reminder",
    "ReminderItem",
    "Submission",
    "Verdict",
]
