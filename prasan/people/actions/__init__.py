"""Entering persons and putting right what is known of them. No event ever holds a number."""

from prasan.people.actions.entering import Unclear, enter_people, enter_person
from prasan.people.actions.merging import CannotUndo, Clash, merge, tell_apart, undo_merge
from prasan.people.actions.naming import change_name, correct_person
from prasan.people.actions.numbers import Taken, record_citizen_id, see_citizen_id, see_contact
from prasan.people.actions.resealing import reseal

__all__ = [
    "CannotUndo",
    "Clash",
    "Taken",
    "Unclear",
    "change_name",
    "correct_person",
    "enter_people",
    "enter_person",
    "merge",
    "record_citizen_id",
    "reseal",
    "see_citizen_id",
    "see_contact",
    "tell_apart",
    "undo_merge",
]
