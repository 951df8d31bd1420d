"""Writing steps, of one assessment or of many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from prasan.accounts.models import User
from prasan.assessments.models import Assessment, Batch, Step
from prasan.assessments.workflow import Move
from prasan.audit import log

_VERBS = {
    Move.FILED: "assessment.filed",
    Move.RETURNED: "assessment.returned",
    Move.VERIFIED: "assessment.verified",
    Move.SENT_BACK: "assessment.sent_back",
    Move.ACCEPTED: "assessment.accepted",
    Move.REOPENED: "assessment.reopened",
}


@dataclass(frozen=True)
class Took:
    """Whose step, and what the audit says of it."""

    assessment: Assessment
    summary: str


def take(
    by: User,
    took: Sequence[Took],
    move: Move,
    at: datetime,
    *,
    reason: str = "",
    batch: Batch | None = None,
) -> list[Step]:
    """Write a step of each and its event; the rows are locked by the caller. Queries do not grow
    with them."""
    day, mine = timezone.localdate(at), [one.assessment for one in took]
    counted = Step.objects.filter(assessment__in=mine).values_list("assessment").order_by()
    numbers = dict(counted.annotate(last=Max("number")))
    steps = Step.objects.bulk_create(
        Step(
            assessment=each,
            number=numbers.get(each.pk, 0) + 1,
            kind=move,
            day=day,
            at=at,
            by=by,
            reason=reason,
            batch=batch,
        )
        for each in mine
    )
    log.record_all(
        by=by.username,
        verb=_VERBS[move],
        happened=[
            log.Happened(
                one.assessment,
                one.summary,
                one.assessment.centre.area_id,
                {
                    "state": [one.assessment.state, move],
                    "day": day,
                    **({"reason": reason} if reason else {}),
                },
            )
            for one in took
        ],
    )
    for each in mine:
        each.last = move
    return steps
