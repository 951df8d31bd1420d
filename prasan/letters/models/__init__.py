"""Letters out and in, their numbers, who signs them, and how long they are kept."""

from prasan.letters.models.codes import Secrecy, Urgency
from prasan.letters.models.incoming import Incoming, IncomingQuerySet, Passing
from prasan.letters.models.letter import Letter, LetterQuerySet, Recipient
from prasan.letters.models.numbering import Counter, Series
from prasan.letters.models.retention import Retention
from prasan.letters.models.signatory import Scope, Signatory, SignatoryQuerySet

__all__ = [
    "Counter",
    "Incoming",
    "IncomingQuerySet",
    "Letter",
    "LetterQuerySet",
    "Passing",
    "Recipient",
    "Retention",
    "Scope",
    "Secrecy",
    "Series",
    "Signatory",
    "SignatoryQuerySet",
    "Urgency",
]
