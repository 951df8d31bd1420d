"""Accepting several assessments at once, after a look at a sample."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.assessments import batches
from prasan.assessments.actions.agreeing import agree_all
from prasan.assessments.models import Assessment, Batch, Sampled
from prasan.assessments.workflow import Tier
from prasan.thai.calendar import FiscalYear


class Redrawn(Exception):
    """What was looked at is not what is drawn now: something changed, or a look is missing."""

    def __init__(self) -> None:
        super().__init__("รายการเปลี่ยนไประหว่างที่ตรวจ จึงสุ่มใหม่ ดูข้อที่สุ่มอีกครั้งก่อนรับรอง")


@dataclass(frozen=True)
class Look:
    """What was found in one answer that was drawn; disagreeing says why."""

    is_agreed: bool
    note: str = ""


@transaction.atomic
def agree_together(
    *,
    by: User,
    area: Area,
    fiscal_year: FiscalYear,
    tier: Tier,
    looks: Mapping[int, Look],
    at: datetime,
) -> tuple[Batch | None, list[Assessment]]:
    """Verify or accept all that waits in `area`, but for those a look disagreed with.

    `looks` holds what was found in every answer drawn, by the id of its score: raises Redrawn
    when the sample is another one now. Returns the batch and the assessments left out; with
    nothing waiting, as on a second call, None. Queries do not grow with what waits.
    """
    list(Assessment.objects.select_for_update().within([area.code]).in_year(fiscal_year))
    drawn = batches.draw([area.code], fiscal_year, tier)
    if not drawn.ready:
        return None, []
    if {each.pk for each in drawn.sample} != set(looks):
        raise Redrawn
    doubted = {each.assessment_id for each in drawn.sample if not looks[each.pk].is_agreed}
    batch = Batch.objects.create(
        area=area,
        fiscal_year=fiscal_year.number,
        tier=tier,
        answers=drawn.answers,
        by=by,
        at=at,
    )
    Sampled.objects.bulk_create(
        Sampled(
            batch=batch,
            score=each,
            is_agreed=looks[each.pk].is_agreed,
            note=looks[each.pk].note,
        )
        for each in drawn.sample
    )
    agreed = [each for each in drawn.ready if each.pk not in doubted]
    agree_all(by=by, assessments=agreed, tier=tier, at=at, batch=batch)
    return batch, [each for each in drawn.ready if each.pk in doubted]
