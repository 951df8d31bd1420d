"""Every write of this app."""

from prasan.assessments.actions.agreeing import Unconfirmed, Unreasoned, agree
from prasan.assessments.actions.batches import Look, Redrawn, agree_together
from prasan.assessments.actions.frameworks import Published, load_framework, publish_framework
from prasan.assessments.actions.freezing import Computed
from prasan.assessments.actions.proofs import add_proof, prove, use_fact, withdraw_proof
from prasan.assessments.actions.recomputing import finish_recomputing, keep_recomputed
from prasan.assessments.actions.scores import (
    Answer,
    Stale,
    save_scores,
    start_assessment,
)
from prasan.assessments.actions.steps import (
    Unanswered,
    confirm,
    file_assessment,
    file_complete,
    reopen_assessment,
    return_assessment,
    send_back,
)
from prasan.assessments.actions.telling import Closed

__all__ = [
    "Answer",
    "Closed",
    "Computed",
    "Look",
    "Published",
    "Redrawn",
    "Stale",
    "Unanswered",
    "Unconfirmed",
    "Unreasoned",
    "add_proof",
    "agree",
    "agree_together",
    "confirm",
    "file_assessment",
    "file_complete",
    "finish_recomputing",
    "keep_recomputed",
    "load_framework",
    "prove",
    "publish_framework",
    "reopen_assessment",
    "return_assessment",
    "save_scores",
    "send_back",
    "start_assessment",
    "use_fact",
    "withdraw_proof",
]
