"""Who may log in, which posts they hold, and who stands in while they are away."""

from prasan.accounts.actions.absences import Wrong, be_away, end_absence
from prasan.accounts.actions.handovers import acknowledge_handover, hand_over
from prasan.accounts.actions.people import (
    SYSTEM,
    Refused,
    assign,
    correct_office,
    correct_user,
    create_user,
    deactivate_user,
    drop_second_factor,
    end_assignment,
    open_office,
    reactivate_user,
    set_password,
    system_user,
)

__all__ = [
    "SYSTEM",
    "Refused",
    "Wrong",
    "acknowledge_handover",
    "assign",
    "be_away",
    "correct_office",
    "correct_user",
    "create_user",
    "deactivate_user",
    "drop_second_factor",
    "end_absence",
    "end_assignment",
    "hand_over",
    "open_office",
    "reactivate_user",
    "set_password",
    "system_user",
]
