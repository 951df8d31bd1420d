"""The district verifies, the province accepts: one result, or many together."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from prasan.accounts.models import User
from prasan.assessments import agreeing, workflow
from prasan.assessments.actions import telling
from prasan.assessments.actions.scores import WRITTEN
from prasan.assessments.actions.taking import Took, take
from prasan.assessments.actions.telling import Closed
from prasan.assessments.agreeing import Scores
from prasan.assessments.models import Assessment, Batch, Score
from prasan.assessments.workflow import State, Tier


class Unconfirmed(Exception):
    """Computed values were overruled, and no second person has looked at them yet."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(f"ข้อ {' '.join(numbers)} ให้ต่างจากที่ระบบคิด ต้องมีคนที่สองยืนยันก่อน ซึ่งไม่ใช่ผู้ให้คะแนน")
        self.numbers = numbers


class Unreasoned(Exception):
    """A tier says something else than the one below, and not why."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(f"ข้อ {' '.join(numbers)} ให้ต่างจากเดิม เขียนเหตุผลก่อน")
        self.numbers = numbers


@transaction.atomic
def agree(*, by: User, assessment: Assessment, tier: Tier, at: datetime) -> Assessment:
    """The district verifies, or the province accepts, what stands: a second call changes nothing.

    What the tier said nothing of is taken over from below, as its own word. Raises Closed out of
    turn, Unreasoned where it differs without a reason, and Unconfirmed while an overruled value
    lacks its second person.
    """
    locked = telling.locked(assessment)
    move = workflow.AGREES[tier]
    if locked.state == State(move):
        return locked
    if not workflow.may_take(move, locked.state):
        raise Closed(locked.state)
    agree_all(by=by, assessments=[locked], tier=tier, at=at)
    return locked


@transaction.atomic
def agree_all(
    *,
    by: User,
    assessments: Sequence[Assessment],
    tier: Tier,
    at: datetime,
    batch: Batch | None = None,
) -> None:
    """The same of many, locked by the caller, whose turn it is: all of them or none.

    Queries do not grow with the assessments.
    """
    mine = [each.pk for each in assessments]
    below, above = _scores(mine, workflow.BELOW[tier]), _scores(mine, tier)
    rows: list[Score] = []
    for pk in mine:
        if numbers := agreeing.unconfirmed(tier, below[pk]):
            raise Unconfirmed(numbers)
        if numbers := agreeing.unreasoned(below[pk], above[pk]):
            raise Unreasoned(numbers)
        rows += _taken_over(by, tier, at, below[pk], above[pk])
    Score.objects.bulk_create(row for row in rows if row.pk is None)
    Score.objects.bulk_update([row for row in rows if row.pk is not None], WRITTEN)
    move = workflow.AGREES[tier]
    took = [Took(each, f"{move.label} {each}") for each in assessments]
    take(by, took, move, at, batch=batch)


def _scores(assessments: Sequence[int], tier: Tier) -> dict[int, dict[int, Score]]:
    """What a tier says, by assessment and indicator id."""
    found: dict[int, dict[int, Score]] = defaultdict(dict)
    mine = Score.objects.of(tier).filter(assessment__in=assessments)
    for each in mine.select_related("indicator"):
        found[each.assessment_id][each.indicator_id] = each
    return found


def _taken_over(by: User, tier: Tier, at: datetime, below: Scores, above: Scores) -> list[Score]:
    """The words from below that become the tier's own."""
    own = agreeing.own_words(below, above)
    return [
        Score(
            pk=above[pk].pk if pk in above else None,
            assessment_id=each.assessment_id,
            indicator_id=pk,
            tier=tier,
            points=each.points,
            is_not_applicable=each.is_not_applicable,
            by=by,
            at=at,
            edition=above[pk].edition + 1 if pk in above else 1,
            suggested=each.suggested,
            basis=each.basis,
        )
        for pk, each in below.items()
        if pk not in own
    ]
