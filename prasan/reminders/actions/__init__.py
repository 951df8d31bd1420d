"""Everything that writes reminders."""

from prasan.reminders.actions.answering import (
    acknowledge,
    give_address,
    withdraw_address,
)
from prasan.reminders.actions.sending import send_waiting
from prasan.reminders.actions.steps import add_step, end_step
from prasan.reminders.actions.sweeping import sweep

__all__ = [
    "acknowledge",
    "add_step",
    "end_step",
    "give_address",
    "send_waiting",
    "sweep",
    "withdraw_address",
]
