"""All that is written about meetings."""

from prasan.meetings.actions.agenda import (
    add_item,
    attach,
    change_item,
    drop_item,
    move_item,
)
from prasan.meetings.actions.convene import cancel_meeting, change_plan, convene, draft_meeting
from prasan.meetings.actions.doors import (
    adjourn_sitting,
    close_sitting,
    open_sitting,
    resume_sitting,
)
from prasan.meetings.actions.followup import complete_resolution, take_back
from prasan.meetings.actions.held import correct_held
from prasan.meetings.actions.hold import (
    adjourn,
    arrive,
    close_meeting,
    leave,
    open_meeting,
    resume,
    take_item,
    tell_absence,
)
from prasan.meetings.actions.minutes import (
    Stale,
    adopt_minutes,
    file_minutes,
    file_signed,
    list_guests,
    name_writers,
    save_item,
    tell_resolution,
    unfinished,
)
from prasan.meetings.actions.notices import issue_notice, standing_notice
from prasan.meetings.actions.paper import annul_record, correct_record
from prasan.meetings.actions.past import PastEntry, drop_past, receive_past, record_past
from prasan.meetings.actions.record import FUTURE, ROLL_CHANGED, attach_minutes, record_meeting
from prasan.meetings.actions.together import (
    choose_companions,
    draft_together,
    sit_apart,
    sit_together,
)
from prasan.meetings.seats import no_seats, seats_on

__all__ = [
    "adjourn_sitting",
    "close_sitting",
    "open_sitting",
    "resume_sitting",
    "choose_companions",
    "draft_together",
    "sit_apart",
    "sit_together",
    "FUTURE",
    "ROLL_CHANGED",
    "PastEntry",
    "Stale",
    "add_item",
    "adjourn",
    "adopt_minutes",
    "annul_record",
    "arrive",
    "attach",
    "attach_minutes",
    "cancel_meeting",
    "change_item",
    "change_plan",
    "close_meeting",
    "complete_resolution",
    "convene",
    "correct_held",
    "correct_record",
    "draft_meeting",
    "drop_past",
    "drop_item",
    "file_minutes",
    "issue_notice",
    "standing_notice",
    "file_signed",
    "leave",
    "list_guests",
    "move_item",
    "name_writers",
    "no_seats",
    "open_meeting",
    "receive_past",
    "record_meeting",
    "record_past",
    "resume",
    "save_item",
    "seats_on",
    "take_back",
    "take_item",
    "tell_absence",
    "tell_resolution",
    "unfinished",
]
