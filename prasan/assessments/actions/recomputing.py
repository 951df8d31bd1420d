"""Keeping what a recomputing found. It changes no score: it is a report of its day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.assessments.models import Recomputed, Recomputing, Shift
from prasan.assessments.rules import Differing
from prasan.audit import log
from prasan.thai.calendar import FiscalYear


@transaction.atomic
def keep_recomputed(
    *,
    by: User,
    area: Area,
    fiscal_year: FiscalYear,
    day: date,
    part: str,
    found: Mapping[int, Sequence[Differing]],
) -> Recomputing:
    """Keep where the filed results of `part`, an area inside `area`, differ; by their ids.

    The event for all parts is that of finish_recomputing. A second call for the same day replaces
    what the first kept.
    """
    run, _ = Recomputing.objects.get_or_create(
        area=area, fiscal_year=fiscal_year.number, day=day, defaults={"by": by}
    )
    Recomputed.objects.filter(recomputing=run).within(part).delete()
    results = Recomputed.objects.bulk_create(
        Recomputed(recomputing=run, assessment_id=pk) for pk in found
    )
    Shift.objects.bulk_create(
        (
            Shift(
                result=result,
                indicator_id=one.indicator,
                given=one.given,
                is_frozen=one.is_frozen,
                then=one.then,
                now=one.now,
            )
            for result in results
            for one in found[result.assessment_id]
        ),
        batch_size=2_000,
    )
    return run


@transaction.atomic
def finish_recomputing(
    *, by: User, area: Area, fiscal_year: FiscalYear, day: date, at: datetime
) -> Recomputing:
    """All parts are through: from now on it is shown, in place of older ones of the area and year.

    A second call of the same moment changes nothing.
    """
    run, _ = Recomputing.objects.get_or_create(
        area=area, fiscal_year=fiscal_year.number, day=day, defaults={"by": by}
    )
    if run.finished_at and run.finished_at >= at:
        return run
    Recomputing.objects.filter(area=area, fiscal_year=fiscal_year.number, day__lt=day).delete()
    run.by, run.finished_at = by, at
    run.save(update_fields=["by", "finished_at"])
    many = run.results.count()
    log.record(
        by=by.username,
        verb="assessment.recomputed",
        target=run,
        area=area.code,
        summary=f"คิดค่าใหม่ {area} ปีงบประมาณ {fiscal_year} {many} ศูนย์ฯ",
    )
    return run
