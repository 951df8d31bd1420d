"""Beginning an assessment, saving its answers, filing its result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Level
from prasan.assessments import rules
from prasan.assessments.models import Assessment, Framework, Indicator, Score
from prasan.audit import log
from prasan.centres.models import Centre
from prasan.evidence.models import Evidence
from prasan.thai.calendar import FiscalYear


class Filed(Exception):
    """The assessment is filed and takes no more answers."""


class Stale(Exception):
    """Someone saved other answers in the meantime: `scores` are those, by indicator id."""

    def __init__(self, scores: Mapping[int, Score]) -> None:
        super().__init__("มีผู้บันทึกคำตอบใหม่กว่าหน้าที่เปิดอยู่")
        self.scores = scores


class Unanswered(Exception):
    """It cannot be filed yet: `numbers` of the indicators without points, in form order."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(f"ยังไม่ได้เลือกคะแนน {len(numbers)} ข้อ คือข้อ {' '.join(numbers)}")
        self.numbers = numbers


@dataclass(frozen=True)
class Answer:
    """What an officer says to one indicator. `edition` is that of the answer they saw before,
    0 when there was none; it is not looked at when the answer says what is stored already."""

    points: int | None
    note: str = ""
    evidence: Evidence | None = None
    edition: int = 0


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
        _record(by, "assessment.started", assessment, f"เริ่ม{assessment}")
    return assessment


@transaction.atomic
def save_scores(*, by: User, assessment: Assessment, answers: Mapping[int, Answer]) -> Assessment:
    """Keep `answers`, by indicator id; the other indicators stay as they are.

    All or nothing. An answer that says what is stored already changes nothing, so a second call
    is harmless. Raises Stale when someone saved another answer since the edition that was seen,
    Filed after filing, and ValueError for points the indicator does not have.
    """
    locked = _locked(assessment)
    indicators = Indicator.objects.of_framework(locked.framework_id).in_bulk()
    stored = {score.indicator_id: score for score in locked.scores.select_related("evidence")}
    changed = {pk: each for pk, each in answers.items() if _differs(stored.get(pk), each)}
    if not changed:
        return locked
    if locked.filed:
        raise Filed
    for pk, answer in changed.items():
        rules.Mark(indicators[pk].number, indicators[pk].most, answer.points)
    newer = {
        pk: stored[pk]
        for pk, answer in changed.items()
        if pk in stored and stored[pk].edition > answer.edition
    }
    if newer:
        raise Stale(newer)
    _keep(locked, changed, stored)
    said = {indicators[pk].number: _told(stored.get(pk), each) for pk, each in changed.items()}
    summary = f"บันทึกคำตอบ {len(changed)} ข้อ {locked}"
    _record(by, "assessment.answered", locked, summary, said)
    return locked


@transaction.atomic
def file_assessment(
    *, by: User, assessment: Assessment, today: date, seen: int | None = None
) -> Assessment:
    """File the result as it stands; from now on it is locked. Filing twice files once.

    Raises Unanswered, naming the indicators, while any has no points. `seen` is the sum of the
    editions the officer had in sight: raises Stale when answers were saved since.
    """
    locked = _locked(assessment)
    if locked.filed:
        return locked
    scores = {each.indicator_id: each for each in locked.scores.all()}
    if seen is not None and seen != sum(each.edition for each in scores.values()):
        raise Stale(scores)
    marks = locked.marks()
    if missing := rules.missing(marks):
        raise Unanswered(missing)
    locked.filed, locked.filed_by = today, by
    locked.save(update_fields=["filed", "filed_by"])
    points = f"{rules.total(marks)} จาก {rules.most(marks)} คะแนน"
    _record(by, "assessment.filed", locked, f"ยื่น{locked} {points}", {"filed": today})
    return locked


@transaction.atomic
def reopen_assessment(*, by: User, assessment: Assessment, reason: str) -> Assessment:
    """Take a filed result back to be corrected, as when the province returned it.

    What was sent stays as it was sent. One that is open already is left alone.
    """
    locked = _locked(assessment)
    if locked.filed is None:
        return locked
    filed, locked.filed, locked.filed_by = locked.filed, None, None
    locked.save(update_fields=["filed", "filed_by"])
    changes = {"filed": [filed, ""], "reason": reason}
    _record(by, "assessment.reopened", locked, f"เปิด{locked}แก้ไข: {reason}", changes)
    return locked


@transaction.atomic
def file_complete(
    *,
    by: User,
    centre: Centre,
    framework: Framework,
    fiscal_year: FiscalYear,
    answers: Mapping[int, Answer],
    today: date,
) -> Assessment:
    """Start, answer and file at once: all or nothing."""
    assessment = start_assessment(
        by=by, centre=centre, framework=framework, fiscal_year=fiscal_year
    )
    save_scores(by=by, assessment=assessment, answers=answers)
    return file_assessment(by=by, assessment=assessment, today=today)


def _locked(assessment: Assessment) -> Assessment:
    """The row as it is now, held until the transaction ends, so that saves go one by one."""
    return (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("centre__area")
        .get(pk=assessment.pk)
    )


def _differs(score: Score | None, answer: Answer) -> bool:
    old = (score.points, score.note, score.evidence) if score else (None, "", None)
    return old != (answer.points, answer.note, answer.evidence)


def _keep(
    assessment: Assessment, answers: Mapping[int, Answer], stored: Mapping[int, Score]
) -> None:
    rows = [
        Score(
            pk=stored[pk].pk if pk in stored else None,
            assessment=assessment,
            indicator_id=pk,
            points=answer.points,
            note=answer.note,
            evidence=answer.evidence,
            edition=stored[pk].edition + 1 if pk in stored else 1,
        )
        for pk, answer in answers.items()
    ]
    Score.objects.bulk_create(row for row in rows if row.pk is None)
    fields = ["points", "note", "evidence", "edition"]
    Score.objects.bulk_update([row for row in rows if row.pk is not None], fields)


def _told(score: Score | None, answer: Answer) -> list[str]:
    """Old and new answer in words, for the audit."""
    old = (score.points, score.note, score.evidence) if score else (None, "", None)
    return [_words(*old), _words(answer.points, answer.note, answer.evidence)]


def _words(points: int | None, note: str, evidence: Evidence | None) -> str:
    parts = ["-" if points is None else str(points), note, evidence.name if evidence else ""]
    return " · ".join(part for part in parts if part)


def _record(
    by: User,
    verb: str,
    assessment: Assessment,
    summary: str,
    changes: Mapping[str, object] | None = None,
) -> None:
    area = assessment.centre.area_id
    log.record(
        by=by.username, verb=verb, target=assessment, area=area, summary=summary, changes=changes
    )
