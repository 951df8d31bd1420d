"""Everything that writes reminders."""

from prasan.reminders.actions.answering import (
    acknowledge,
    give_address,
    withdraw_address,
)
from prasan.reminders.actions.sending import send_waiting
from prasan.reminders.actions.steps import add_step, end_step
from prasan.reminders.actions.sweeping import sweep
from prasan.reminders.actions.tasks import WrongTask, hand_task, take_back

__all__ = [
    "WrongTask",
    "acknowledge",
    "add_step",
    "end_step",
    "give_address",
    "hand_task",
    "send_waiting",
    "sweep",
    "take_back",
    "withdraw_address",
]
