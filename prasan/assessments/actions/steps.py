"""The steps of a whole assessment: filed, returned, verified, sent back, accepted, reopened."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from prasan.accounts.models import User
from prasan.assessments import rules, workflow
from prasan.assessments.actions import freezing, telling
from prasan.assessments.actions.freezing import Computed
from prasan.assessments.actions.scores import (
    WRITTEN,
    Answer,
    Stale,
    save_scores,
    start_assessment,
)
from prasan.assessments.actions.telling import Closed
from prasan.assessments.models import (
    Assessment,
    Batch,
    Framework,
    Indicator,
    Remark,
    Score,
    Step,
)
from prasan.assessments.workflow import Move, Said, State, Tier
from prasan.centres.models import Centre
from prasan.thai.calendar import FiscalYear


class Unanswered(Exception):
    """It cannot be filed yet: `gaps` are (number, what to do), in form order."""

    def __init__(self, gaps: Sequence[tuple[str, str]]) -> None:
        numbers = [number for number, _ in gaps]
        told = {why for _, why in gaps}
        why = told.pop() if len(told) == 1 else "ยังไม่ครบ"
        super().__init__(f"{why} {len(numbers)} ข้อ คือข้อ {' '.join(numbers)}")
        self.gaps, self.numbers = gaps, numbers


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


_VERBS = {
    Move.FILED: "assessment.filed",
    Move.RETURNED: "assessment.returned",
    Move.VERIFIED: "assessment.verified",
    Move.SENT_BACK: "assessment.sent_back",
    Move.ACCEPTED: "assessment.accepted",
    Move.REOPENED: "assessment.reopened",
}


@transaction.atomic
def file_assessment(
    *,
    by: User,
    assessment: Assessment,
    at: datetime,
    seen: int | None = None,
    computed: Mapping[int, Computed] | None = None,
) -> Assessment:
    """File the result as it stands; from now on the centre's answers are locked. Filing twice
    files once.

    `computed` is what the system comes to at this moment, by indicator id: it is frozen with the
    answers, so that it can be compared with later days.

    Raises Unanswered, naming the indicators, while any lacks points or a reason it needs. `seen`
    is the sum of the editions the officer had in sight: raises Stale when answers were saved
    since.
    """
    locked = telling.locked(assessment)
    if not workflow.may_take(Move.FILED, locked.state):
        return locked
    scores = {each.indicator_id: each for each in locked.scores.of(Tier.SELF)}
    if seen is not None and seen != sum(each.edition for each in scores.values()):
        raise Stale(scores)
    freezing.hold_against(scores, computed or {})
    asked = list(Indicator.objects.of_framework(locked.framework_id))
    if gaps := workflow.gaps(_said(asked, scores)):
        raise Unanswered(gaps)
    marks = locked.marks()
    points = f"{rules.points(marks)} จาก {rules.most(marks)} คะแนน"
    filing = _take(by, locked, Move.FILED, at, f"ยื่น{locked} {points}")
    freezing.freeze(filing, computed or {})
    return locked


@transaction.atomic
def agree(
    *, by: User, assessment: Assessment, tier: Tier, at: datetime, batch: Batch | None = None
) -> Assessment:
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
    below = _scores(locked, workflow.BELOW[tier])
    above = _scores(locked, tier)
    own = {pk: each for pk, each in above.items() if not _is_followed(each, below.get(pk))}
    said = {each.indicator.number: each.said for each in below.values()}
    if tier == Tier.DISTRICT and (numbers := workflow.unconfirmed(said.values())):
        raise Unconfirmed(numbers)
    if numbers := workflow.unreasoned(said, [each.said for each in own.values()]):
        raise Unreasoned(numbers)
    _take_over(by, locked, tier, at, below, above, own)
    _take(by, locked, move, at, f"{move.label} {locked}", batch=batch)
    return locked


@transaction.atomic
def return_assessment(
    *,
    by: User,
    assessment: Assessment,
    reason: str,
    at: datetime,
    remarks: Mapping[int, str] | None = None,
) -> Assessment:
    """The district gives a result back to the centre, with what to put right, by indicator id."""
    return _give_back(by, assessment, Move.RETURNED, reason, at, remarks or {})


@transaction.atomic
def send_back(
    *,
    by: User,
    assessment: Assessment,
    reason: str,
    at: datetime,
    remarks: Mapping[int, str] | None = None,
) -> Assessment:
    """Let the district check again what it had verified, with what to put right."""
    return _give_back(by, assessment, Move.SENT_BACK, reason, at, remarks or {})


@transaction.atomic
def reopen_assessment(*, by: User, assessment: Assessment, reason: str, at: datetime) -> Assessment:
    """Take a result back to be corrected by the centre: filed and not verified yet, or accepted.

    What was sent stays as it was sent. One that is open already is left alone.
    """
    return _give_back(by, assessment, Move.REOPENED, reason, at, {})


@transaction.atomic
def confirm(*, by: User, score: Score, at: datetime, edition: int | None = None) -> Score:
    """A second person agrees that a computed value is overruled; a second call changes nothing.

    Raises ValueError when it is the same person, and Stale when the answer changed since the
    `edition` that was looked at.
    """
    assessment = telling.locked(score.assessment)
    mine = assessment.scores.select_related("indicator").get(pk=score.pk)
    if edition is not None and edition != mine.edition:
        raise Stale({mine.indicator_id: mine})
    if mine.confirmed_by_id or not workflow.is_overruled(mine.said):
        return mine
    if not workflow.may_confirm(scorer=mine.by_id, second=by.pk):
        raise ValueError(
            f"ข้อ {mine.indicator.number} ท่านเป็นผู้ให้คะแนนเอง ให้เจ้าหน้าที่หรือกรรมการอีกคนหนึ่งยืนยัน"
        )
    mine.confirmed_by, mine.confirmed_at = by, at
    mine.save(update_fields=["confirmed_by", "confirmed_at"])
    told = f"ยืนยันข้อ {mine.indicator.number} ที่ให้ต่างจากที่ระบบคิด {assessment}"
    changes = {mine.indicator.number: [str(mine.suggested), telling.words(mine)]}
    telling.record(by, "assessment.confirmed", assessment, told, changes)
    return mine


@transaction.atomic
def file_complete(
    *,
    by: User,
    centre: Centre,
    framework: Framework,
    fiscal_year: FiscalYear,
    answers: Mapping[int, Answer],
    at: datetime,
    computed: Mapping[int, Computed] | None = None,
) -> Assessment:
    """Start, answer and file at once: all or nothing."""
    assessment = start_assessment(
        by=by, centre=centre, framework=framework, fiscal_year=fiscal_year
    )
    save_scores(by=by, assessment=assessment, answers=answers, at=at)
    return file_assessment(by=by, assessment=assessment, at=at, computed=computed)


def _said(asked: Sequence[Indicator], scores: Mapping[int, Score]) -> list[Said]:
    """Every indicator of the form with what was said, in form order."""
    found = []
    for each in asked:
        score = scores.get(each.pk)
        if score:
            score.indicator = each
        found.append(score.said if score else Said(each.number, None))
    return found


def _scores(assessment: Assessment, tier: Tier) -> dict[int, Score]:
    mine = assessment.scores.of(tier).select_related("indicator")
    return {each.indicator_id: each for each in mine}


def _is_followed(above: Score, below: Score | None) -> bool:
    """An agreement with an older answer: it gave no reason, and the one below was changed since.

    A word of one's own that differs always has a reason.
    """
    return below is not None and not above.note and above.at < below.at


def _take_over(
    by: User,
    assessment: Assessment,
    tier: Tier,
    at: datetime,
    below: Mapping[int, Score],
    above: Mapping[int, Score],
    own: Mapping[int, Score],
) -> None:
    rows = [
        Score(
            pk=above[pk].pk if pk in above else None,
            assessment=assessment,
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
    Score.objects.bulk_create(row for row in rows if row.pk is None)
    Score.objects.bulk_update([row for row in rows if row.pk is not None], WRITTEN)


def _give_back(
    by: User,
    assessment: Assessment,
    move: Move,
    reason: str,
    at: datetime,
    remarks: Mapping[int, str],
) -> Assessment:
    locked = telling.locked(assessment)
    if not workflow.may_take(move, locked.state):
        if workflow.turn(locked.state) == Tier.SELF or locked.state == State(move):
            return locked
        raise Closed(locked.state)
    step = _take(by, locked, move, at, f"{move.label} {locked}: {reason}", reason=reason)
    Remark.objects.bulk_create(
        Remark(step=step, indicator_id=pk, text=text) for pk, text in remarks.items() if text
    )
    return locked


def _take(
    by: User,
    assessment: Assessment,
    move: Move,
    at: datetime,
    summary: str,
    *,
    reason: str = "",
    batch: Batch | None = None,
) -> Step:
    """Write the step and its event; the row is locked by the caller."""
    day, before = timezone.localdate(at), assessment.steps.count()
    step = Step.objects.create(
        assessment=assessment,
        number=before + 1,
        kind=move,
        day=day,
        at=at,
        by=by,
        reason=reason,
        batch=batch,
    )
    changes: dict[str, object] = {"state": [assessment.state, move], "day": day}
    if reason:
        changes["reason"] = reason
    assessment.last = move
    telling.record(by, _VERBS[move], assessment, summary, changes)
    return step
