"""All that officers do with letters: write, number, send, receive, cancel, say who signs."""

from prasan.letters.actions.batches import (
    Addressed,
    clear_files,
    keep_file,
    number_batch,
    record_batch_sent,
)
from prasan.letters.actions.correcting import (
    NotOnPaper,
    Received,
    correct_registered,
    draft_again,
    draft_correction,
    withdraw_copy,
)
from prasan.letters.actions.drafting import Stale, draft_letter, save_draft
from prasan.letters.actions.incoming import (
    cancel_incoming,
    correct_incoming,
    pass_on,
    receive_letter,
)
from prasan.letters.actions.numbers import NumberTaken, missing_numbers, open_series
from prasan.letters.actions.outgoing import (
    MayNotSign,
    Rests,
    cancel_letter,
    number_letter,
    record_sent,
    register_letter,
    resting_on,
)
from prasan.letters.actions.retention import load_retention, say_retention
from prasan.letters.actions.signatories import end_signatory, name_signatory
from prasan.letters.actions.signing import add_signed_copy, sign_letter
from prasan.letters.actions.templates import save_template, take_template

__all__ = [
    "Addressed",
    "MayNotSign",
    "NotOnPaper",
    "NumberTaken",
    "Received",
    "Rests",
    "Stale",
    "add_signed_copy",
    "cancel_incoming",
    "cancel_letter",
    "clear_files",
    "correct_incoming",
    "correct_registered",
    "draft_again",
    "draft_correction",
    "draft_letter",
    "end_signatory",
    "keep_file",
    "load_retention",
    "missing_numbers",
    "name_signatory",
    "number_batch",
    "number_letter",
    "open_series",
    "pass_on",
    "receive_letter",
    "record_batch_sent",
    "record_sent",
    "register_letter",
    "resting_on",
    "save_draft",
    "save_template",
    "say_retention",
    "sign_letter",
    "take_template",
    "withdraw_copy",
]
