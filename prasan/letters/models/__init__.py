"""Letters out and in, their numbers, who signs them, and how long they are kept."""

from prasan.letters.models.batch import Batch, BatchFile, BatchQuerySet, Ending
from prasan.letters.models.codes import Form, Secrecy, Urgency
from prasan.letters.models.incoming import Incoming, IncomingQuerySet, Passing
from prasan.letters.models.letter import Letter, LetterQuerySet, Recipient
from prasan.letters.models.numbering import Counter, Series
from prasan.letters.models.retention import Retention
from prasan.letters.models.signatory import Scope, Signatory, SignatoryQuerySet
from prasan.letters.models.signed_copy import SignedCopy
from prasan.letters.models.template import Template, TemplateBlock, TemplateVersion

__all__ = [
    "Batch",
    "BatchFile",
    "BatchQuerySet",
    "Counter",
    "Ending",
    "Form",
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
    "SignedCopy",
    "Template",
    "TemplateBlock",
    "TemplateVersion",
    "Urgency",
]
