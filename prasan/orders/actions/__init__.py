"""Everything that writes about orders. Nothing here deletes."""

from prasan.orders.actions.checks import amendment_problems, issuer_code
from prasan.orders.actions.copies import attach_copy, revoke_order
from prasan.orders.actions.correct import correct_order, correct_seat
from prasan.orders.actions.drafts import (
    changes_in,
    discard_draft,
    draft_amendment,
    draft_order,
    members_in,
    redraft,
)
from prasan.orders.actions.numbers import close_numbers, last_used, numbers_for_us, open_numbers
from prasan.orders.actions.refusals import NumberRefused, NumberTaken, Refused, Stale, TooLate
from prasan.orders.actions.register import register_order
from prasan.orders.actions.renew import Renewals, draft_renewal, draft_renewals
from prasan.orders.actions.review import review_centre, review_experts
from prasan.orders.actions.seats import end_appointment, note_origin
from prasan.orders.actions.sign import composition_problems, sign_order, signing_problems

__all__ = [
    "NumberRefused",
    "NumberTaken",
    "Refused",
    "Renewals",
    "Stale",
    "TooLate",
    "amendment_problems",
    "attach_copy",
    "changes_in",
    "close_numbers",
    "composition_problems",
    "correct_order",
    "correct_seat",
    "discard_draft",
    "draft_amendment",
    "draft_order",
    "draft_renewal",
    "draft_renewals",
    "end_appointment",
    "issuer_code",
    "last_used",
    "members_in",
    "note_origin",
    "numbers_for_us",
    "open_numbers",
    "redraft",
    "register_order",
    "revoke_order",
    "review_centre",
    "review_experts",
    "sign_order",
    "signing_problems",
]
