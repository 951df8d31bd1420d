"""Beginning an assessment and keeping what each tier says to its indicators."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Level
from prasan.assessments import rules, workflow
from prasan.assessments.actions import proofs, telling
from prasan.assessments.actions.telling import Closed
from prasan.assessments.models import Assessment, Framework, Indicator, Score
from prasan.assessments.workflow import Tier
from prasan.centres.models import Centre
from prasan.evidence.models import Evidence
from prasan.thai.calendar import FiscalYear


class Stale(Exception):
    """Someone saved other answers in the meantime: `scores` are those, by indicator id."""

    def __init__(self, scores: Mapping[int, Score]) -> None:
        super().__init__("มีผู้บันทึกคำตอบใหม่กว่าหน้าที่เปิดอยู่")
        self.scores = scores


@dataclass(frozen=True)
class Answer:
    """What someone says to one indicator. `edition` is that of the answer they saw before, 0 when
    there was none; it is not looked at when the answer says what is stored already.

    `suggested` and `basis` are what the system computed when it was given, and from what.
    `files` are added to the proofs; `withdrawn` are proofs taken off, by their ids.
    """

    points: int | None
    note: str = ""
    files: tuple[Evidence, ...] = ()
    edition: int = 0
    is_not_applicable: bool = False
    suggested: int | None = None
    basis: str = ""
    withdrawn: frozenset[int] = frozenset()

    @property
    def word(self) -> tuple[int | None, bool, str]:
        """What counts as said: without it, nothing was said."""
        return (self.points, self.is_not_applicable, self.note)


@transaction.atomic
def start_assessment(
    *, by: User, centre: Centre, framework: Framework, fiscal_year: FiscalYear
) -> Assessment:
    """The centre's assessment of the year, begun now if there is none yet.

    One begun on another form stays on that form. Raises ValueError for a form still in draft and
    for a centre that is not of a tambon: those are what is assessed.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 2.
    """
    if framework.published is None:
        raise ValueError("แบบประเมินนี้ยังเป็นร่าง ประกาศใช้ก่อนจึงเริ่มประเมินได้")
    if centre.area.level != Level.TAMBON:
        raise ValueError("การประเมินทำกับศูนย์ฯ ระดับตำบล")
    assessment, is_new = Assessment.objects.get_or_create(
        centre=centre, fiscal_year=fiscal_year.number, defaults={"framework": framework}
    )
    if is_new:
        telling.record(by, "assessment.started", assessment, f"เริ่ม{assessment}")
    return assessment


@transaction.atomic
def save_scores(
    *,
    by: User,
    assessment: Assessment,
    answers: Mapping[int, Answer],
    at: datetime,
    tier: Tier = Tier.SELF,
) -> Assessment:
    """Keep what `tier` says, by indicator id; the other indicators and tiers stay as they are.

    All or nothing. An answer that says what is stored already changes nothing, so a second call
    is harmless. Raises Stale when someone saved another answer since the edition that was seen,
    Closed when it is not this tier's turn, and ValueError for points the indicator does not have.
    """
    locked = telling.locked(assessment)
    mine = Indicator.objects.of_framework(locked.framework_id).filter(pk__in=answers)
    indicators = mine.in_bulk()
    stored = {score.indicator_id: score for score in locked.scores.of(tier)}
    standing = proofs.standing(locked)
    said = {pk: each for pk, each in answers.items() if _says_new(stored.get(pk), each)}
    backed = {pk: each for pk, each in answers.items() if proofs.changes(standing.get(pk), each)}
    if not (said or backed):
        return locked
    if workflow.turn(locked.state) != tier:
        raise Closed(locked.state)
    for pk in said:
        rules.Mark(indicators[pk].asked, said[pk].points)
    newer = {
        pk: stored[pk] for pk in said if pk in stored and stored[pk].edition > said[pk].edition
    }
    if newer:
        raise Stale(newer)
    kept = _keep(locked, tier, said, stored, by, at)
    proofs.keep(by=by, assessment=locked, answers=backed, standing=standing, at=at)
    changes = {
        indicators[pk].number: telling.change(stored.get(pk), kept.get(pk), backed.get(pk))
        for pk in {**said, **backed}
    }
    summary = f"บันทึกคำตอบ {len(changes)} ข้อ {tier.label} {locked}"
    telling.record(by, _VERBS[tier], locked, summary, changes)
    return locked


_VERBS = {
    Tier.SELF: "assessment.answered",
    Tier.DISTRICT: "assessment.checked",
    Tier.PROVINCE: "assessment.moderated",
}


def _says_new(score: Score | None, answer: Answer) -> bool:
    old = (score.points, score.is_not_applicable, score.note) if score else (None, False, "")
    return old != answer.word


def _keep(
    assessment: Assessment,
    tier: Tier,
    answers: Mapping[int, Answer],
    stored: Mapping[int, Score],
    by: User,
    at: datetime,
) -> dict[int, Score]:
    """Write the rows. An answer that changed is to be confirmed anew by a second person."""
    rows = {
        pk: Score(
            pk=stored[pk].pk if pk in stored else None,
            assessment=assessment,
            indicator_id=pk,
            tier=tier,
            points=answer.points,
            is_not_applicable=answer.is_not_applicable,
            note=answer.note,
            by=by,
            at=at,
            edition=stored[pk].edition + 1 if pk in stored else 1,
            suggested=answer.suggested,
            basis=answer.basis,
        )
        for pk, answer in answers.items()
    }
    Score.objects.bulk_create(row for row in rows.values() if row.pk is None)
    Score.objects.bulk_update([row for row in rows.values() if row.pk is not None], WRITTEN)
    return rows


WRITTEN = [
    "points",
    "is_not_applicable",
    "note",
    "by",
    "at",
    "edition",
    "suggested",
    "basis",
    "confirmed_by",
    "confirmed_at",
]
