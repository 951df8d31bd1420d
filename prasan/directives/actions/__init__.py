"""Everything that writes directives: issued, passed down, changed, reported on, judged."""

from prasan.directives.actions.cascading import (
    CannotPass,
    begin_cascade,
    issue_cascade,
    save_cascade,
)
from prasan.directives.actions.changing import (
    CannotChange,
    amend_due,
    review_change,
    revoke_directive,
)
from prasan.directives.actions.exempting import exempt
from prasan.directives.actions.issuing import Asked, Ordered, enter_directive, issue_directive
from prasan.directives.actions.reporting import AlreadyJudged, NothingReady, judge, submit

__all__ = [
    "AlreadyJudged",
    "Asked",
    "CannotChange",
    "CannotPass",
    "NothingReady",
    "Ordered",
    "amend_due",
    "begin_cascade",
    "enter_directive",
    "exempt",
    "issue_cascade",
    "issue_directive",
    "judge",
    "review_change",
    "revoke_directive",
    "save_cascade",
    "submit",
]
