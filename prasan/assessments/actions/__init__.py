"""Every write of this app."""

from prasan.assessments.actions.frameworks import Published, load_framework
from prasan.assessments.actions.scores import (
    Answer,
    Filed,
    Stale,
    Unanswered,
    file_assessment,
    file_complete,
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
    "save_scores",
    "start_assessment",
]
