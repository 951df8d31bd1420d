"""An office keeps the steps by which it reminds."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.reminders.models import Step

TAKEN = "มีขั้นนี้อยู่แล้ว เลือกจำนวนวันหรือผู้รับอื่น"


@transaction.atomic
def add_step(*, by: User, area: Area, offset: int, audience: str, starts: date) -> Step:
    """One more step for the directives of `area`; the same in use raises ValidationError.

    An office that used the shipped steps so far takes them over as its own with its first one.
    """
    Area.objects.select_for_update().get(pk=area.pk)
    if Step.objects.of(area.code).on(starts).filter(offset=offset, audience=audience).exists():
        raise ValidationError({"offset": TAKEN})
    _own(area, starts)
    step = Step.objects.create(area=area, offset=offset, audience=audience, starts=starts)
    told = f"เพิ่มขั้นเตือน {step}"
    log.record(
        by=by.username, verb="reminder.step_added", target=step, area=area.code, summary=told
    )
    return step


@transaction.atomic
def end_step(*, by: User, area: Area, step: Step, ends: date, why: str) -> Step:
    """Use a step no more from `ends` on, with the reason; a second call changes nothing.

    Of a shipped step the office ends its own copy; other offices keep using theirs.
    """
    Area.objects.select_for_update().get(pk=area.pk)
    _own(area, ends)
    mine = Step.objects.select_for_update(of=("self",)).filter(
        area=area, offset=step.offset, audience=step.audience
    )
    step = mine.order_by("-ends").get(pk=step.pk) if step.area_id else mine.get(ends=None)
    if step.ends is None:
        step.ends, step.ended_why = max(ends, step.starts), why
        step.save(update_fields=["ends", "ended_why"])
        log.record(
            by=by.username,
            verb="reminder.step_ended",
            target=step,
            area=area.code,
            summary=f"เลิกใช้ขั้นเตือน {step}",
            changes={"why": why},
        )
    return step


def _own(area: Area, day: date) -> None:
    """Copy the shipped steps for an office that has none of its own; what they already said
    stays said, as the ledger is asked by days and audience, not by whose step it was."""
    if Step.objects.filter(area=area).exists():
        return
    shipped = Step.objects.filter(area=None).on(day)
    Step.objects.bulk_create(
        Step(area=area, offset=one.offset, audience=one.audience, starts=day) for one in shipped
    )
