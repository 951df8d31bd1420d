"""Every write of this app."""

from prasan.assessments.actions.frameworks import Published, load_framework
from prasan.assessments.actions.scores import (
    Answer,
    Filed,
    Stale,
    Unanswered,
    file_assessment,
    file_complete,
    reopen_assessment,
    save_scores,
    start_assessment,
)

__all__ = [
    "Answer",
    "Filed",
    "Published",
    "Stale",
    "Unanswered",
    "file_assessment",
    "file_complete",
    "load_framework",
    "reopen_assessment",
    "save_scores",
    "start_assessment",
]
