"""What came of a resolution: done, by what fact, and taken back where that was a mistake."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.evidence.models import Evidence
from prasan.meetings.actions.events import tell
from prasan.meetings.models import Completion, Resolution
from prasan.meetings.outcomes import outcomes
from prasan.orders.models import Order
from prasan.thai.calendar import format_short

Fact = Evidence | Order | Resolution

_FIELDS: dict[type[Fact], str] = {
    Evidence: "evidence",
    Order: "order",
    Resolution: "later",
}


@transaction.atomic
def complete_resolution(
    *, by: User, resolution: Resolution, done: date, said: str, fact: Fact, at: datetime
) -> Completion:
    """Report a resolution as carried out by `fact`; the same again is the report there is.

    Another report while one stands, what a record of another app carries out already, a day before
    the meeting or after today, a fact of another district or a resolution no later than this raise
    ValidationError, keyed by field.
    """
    resolution = _locked(resolution)
    field = _FIELDS[type(fact)]
    known = resolution.completions.filter(withdrawn_at=None).first()
    if known is not None:
        if (known.done, known.said, known.fact) == (done, said.strip(), fact):
            return known
        raise ValidationError(
            {"said": f"มตินี้รายงานว่าแล้วเสร็จเมื่อ {format_short(known.done)} ถ้าผิด ถอนรายงานนั้นก่อน"}
        )
    if elsewhere := outcomes([resolution.pk]).get(resolution.pk):
        raise ValidationError({"said": f"มตินี้แล้วเสร็จด้วย{elsewhere.label}แล้ว ไม่ต้องรายงานอีก"})
    _check(resolution, done, fact, field, today=at.date())
    completion = Completion.objects.create(
        resolution=resolution, done=done, said=said.strip(), by=by, at=at, **{field: fact}
    )
    tell(
        by,
        resolution.item.meeting,
        "meeting.resolution_done",
        f"มติ {resolution} แล้วเสร็จ {format_short(done)} {completion}",
        {"done": done, "said": said, field: str(fact)},
    )
    return completion


@transaction.atomic
def take_back(*, by: User, completion: Completion, why: str, at: datetime) -> Completion:
    """A report made by mistake stands no more; the resolution is open again. Twice is once."""
    resolution = _locked(completion.resolution)
    completion = Completion.objects.select_for_update().get(pk=completion.pk)
    if completion.withdrawn_at is not None:
        return completion
    completion.withdrawn_at, completion.withdrawn_by = at, by
    completion.withdrawn_why = why.strip()
    completion.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    tell(
        by,
        resolution.item.meeting,
        "meeting.resolution_reopened",
        f"ถอนรายงานผลมติ {resolution}",
        {"why": why},
    )
    return completion


def _locked(resolution: Resolution) -> Resolution:
    """The resolution with its meeting, its row held so that two reports come one by one."""
    locked = Resolution.objects.select_for_update(of=("self",))
    return locked.select_related("item__meeting__committee__area").get(pk=resolution.pk)


def _check(resolution: Resolution, done: date, fact: Fact, field: str, *, today: date) -> None:
    meeting = resolution.item.meeting
    if done > today:
        raise ValidationError({"done": "วันแล้วเสร็จอยู่หลังวันนี้ ใส่วันที่เสร็จแล้วจริง"})
    if done < meeting.planned:
        raise ValidationError(
            {"done": f"วันแล้วเสร็จอยู่ก่อนวันประชุม {format_short(meeting.planned)} ตรวจวันที่อีกครั้ง"}
        )
    district = meeting.committee.area_id[:DISTRICT_DIGITS]
    if not _area_of(fact).startswith(district):
        raise ValidationError({field: "สิ่งที่อ้างเป็นของอำเภออื่น เลือกของอำเภอนี้"})
    if isinstance(fact, Resolution) and fact.item.meeting.planned <= meeting.planned:
        raise ValidationError({field: "มติที่อ้างต้องเป็นของการประชุมครั้งหลังจากนี้"})


def _area_of(fact: Fact) -> str:
    """The code of the area a fact belongs to."""
    if isinstance(fact, Evidence):
        return fact.area_id
    if isinstance(fact, Order):
        return fact.committee.area_id
    return fact.item.meeting.committee.area_id
