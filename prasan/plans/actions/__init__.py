"""Every write about plans, their projects, their way to other levels, and missions.

What cannot stand raises Refused, which names the field and says in Thai what to do.
"""

from prasan.plans.actions.listed import Entry, take_list
from prasan.plans.actions.missions import (
    assign_mission,
    correct_mission,
    end_mission,
    note_mission,
    place_mission,
    take_back_note,
)
from prasan.plans.actions.origins import take_back_origin, tell_origin
from prasan.plans.actions.plans import adopt_plan, adopt_version, correct_plan, open_version
from prasan.plans.actions.priorities import set_priorities
from prasan.plans.actions.projects import (
    Outline,
    Place,
    add_project,
    correct_project,
    drop_project,
    show_activity,
)
from prasan.plans.actions.proposals import (
    advance,
    propose,
    reply,
    take_back_advance,
    take_back_reply,
)

__all__ = [
    "Entry",
    "Outline",
    "Place",
    "add_project",
    "adopt_plan",
    "adopt_version",
    "advance",
    "assign_mission",
    "correct_mission",
    "correct_plan",
    "correct_project",
    "drop_project",
    "end_mission",
    "note_mission",
    "open_version",
    "place_mission",
    "propose",
    "reply",
    "set_priorities",
    "show_activity",
    "take_back_advance",
    "take_back_note",
    "take_back_origin",
    "take_back_reply",
    "take_list",
    "tell_origin",
]
