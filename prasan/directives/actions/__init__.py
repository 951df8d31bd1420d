"""Everything that writes directives: issued, excepted from, reported on, judged."""

from prasan.directives.actions.exempting import exempt
from prasan.directives.actions.issuing import Asked, Ordered, enter_directive, issue_directive
from prasan.directives.actions.reporting import AlreadyJudged, NothingReady, judge, submit

__all__ = [
    "AlreadyJudged",
    "Asked",
    "NothingReady",
    "Ordered",
    "enter_directive",
    "exempt",
    "issue_directive",
    "judge",
    "submit",
]
