"""For directives: has the centre's assessment been filed?"""

from collections.abc import Sequence
from datetime import date

from django.utils import translation

from prasan.areas.progress import Progress, address
from prasan.assessments.models import Assessment, AssessmentQuerySet, Proof
from prasan.assessments.outcomes import Outcome, outcomes
from prasan.thai.calendar import FiscalYear


def assessments_filed(
    *, codes: Sequence[str], period: FiscalYear, day: date
) -> dict[str, Progress]:
    """By tambon: 1 of 1 once the assessment of `period` is filed by `day`; four queries.

    A tambon whose assessment is not begun is left out. Points of a form that is an example are
    marked so.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 2.
    """
    return assessments_by_year(codes=codes, periods=[period], day=day)[period]


def assessments_by_year(
    *, codes: Sequence[str], periods: Sequence[FiscalYear], day: date
) -> dict[FiscalYear, dict[str, Progress]]:
    """The same for each of several years; not one query more."""
    mine = Assessment.objects.within(codes).in_years(periods)
    assessments = list(mine.with_steps(day).select_related("centre", "framework"))
    # What is told here is kept in boards and frozen in submissions: in Thai, whoever asks.
    with translation.override("th"):
        come_to = outcomes(assessments)
    proofs = _proofs(mine) if assessments else {}
    found: dict[FiscalYear, dict[str, Progress]] = {period: {} for period in periods}
    for each in assessments:
        proved = proofs.get(each.pk, ())
        told = _progress(each, come_to[each.pk], day=day, proofs=proved)
        found[FiscalYear(each.fiscal_year)][each.centre.area_id] = told
    return found


def _progress(
    assessment: Assessment, outcome: Outcome, *, day: date, proofs: tuple[int, ...]
) -> Progress:
    is_filed = assessment.filed is not None
    return Progress(
        done=int(is_filed),
        needed=1,
        met=assessment.filed if is_filed else None,
        note=_outcome(assessment, outcome) if is_filed else _so_far(outcome),
        link=address("assessments:sheet", assessment.centre.area_id, assessment.fiscal_year),
        proofs=proofs if is_filed else (),
    )


def _outcome(assessment: Assessment, outcome: Outcome) -> str:
    words = [outcome.band.name] if outcome.band else []
    words.append(f"{outcome.points} จาก {outcome.most} คะแนน")
    if assessment.framework.is_example:
        words.append("(แบบตัวอย่าง)")
    return " ".join(words)


def _so_far(outcome: Outcome) -> str:
    # How many answers stood on an earlier day is not known; all of them do not mean filed.
    if outcome.answered == outcome.asked:
        return "ตอบครบแล้ว ยังไม่ยื่นผล"
    return f"ตอบแล้ว {outcome.answered} จาก {outcome.asked} ข้อ"


def _proofs(assessments: AssessmentQuerySet) -> dict[int, tuple[int, ...]]:
    """The ids of the files by assessment, in the order of the form."""
    found = (
        Proof.objects.standing()
        .filter(assessment__in=assessments.order_by().values("pk"))
        .exclude(evidence=None)
        .order_by("assessment", "indicator__category__number", "indicator__place")
        .values_list("assessment", "evidence")
    )
    proofs: dict[int, tuple[int, ...]] = {}
    for assessment, file in found:
        proofs[assessment] = (*proofs.get(assessment, ()), file)
    return proofs
