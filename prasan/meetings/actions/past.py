"""Old meetings that come as a workbook: received, recorded together, or given up."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.committees.models import Committee
from prasan.meetings.actions.record import record_meeting
from prasan.meetings.models import PastLine, PastList, Presence
from prasan.meetings.past_book import Cells

DROPPED = "ไฟล์นี้ยกเลิกไปแล้ว ส่งไฟล์อีกครั้งถ้ายังต้องบันทึก"
RECORDED = "ไฟล์นี้บันทึกไปแล้ว ยกเลิกไม่ได้ แก้หรือถอนทีละครั้งที่หน้าการประชุม"


@dataclass(frozen=True)
class PastEntry:
    """A line of the list as it was understood, ready to be recorded."""

    line: int
    committee: Committee
    held: date
    place: str
    presences: dict[int, Presence] = field(default_factory=dict)
    number: int | None = None
    began: time | None = None
    ended: time | None = None


@transaction.atomic
def receive_past(
    *, by: User, area: Area, name: str, content: bytes, cells: Sequence[Cells], at: datetime
) -> PastList:
    """The rows of a workbook as they wait; the very file, unless given up, is found again."""
    sha256 = hashlib.sha256(content).hexdigest()
    same = PastList.objects.standing().filter(area=area, sha256=sha256)
    if known := same.first():
        return known
    past = PastList(area=area, name=name[:200], sha256=sha256, received_at=at, received_by=by)
    try:
        with transaction.atomic():
            past.save()
    except IntegrityError:
        # Two clicks at once: the other one was first.
        return same.get()
    PastLine.objects.bulk_create(
        PastLine(past=past, row=one.row, broken=one.broken, **one.texts) for one in cells
    )
    _tell(by, past, "past.received", f"รับสมุดงานการประชุมเก่า {past} ไว้ตรวจ {len(cells)} ครั้ง")
    return past


@transaction.atomic
def record_past(
    *, by: User, past: PastList, entries: Sequence[PastEntry], today: date, at: datetime
) -> int:
    """Record each of `entries`; how many were new. All of them or, should one fail, none.

    What a line became is noted, so a second press records nothing twice. A meeting refused raises
    ValidationError that names its row.
    """
    past = _locked(past)
    if past.dropped_at:
        raise ValidationError(DROPPED)
    open_lines = past.lines.filter(meeting=None, pk__in=[one.line for one in entries])
    lines = {line.pk: line for line in open_lines}
    waiting = [one for one in entries if one.line in lines]
    for one in waiting:
        line = lines[one.line]
        try:
            line.meeting = record_meeting(
                by=by,
                committee=one.committee,
                held=one.held,
                place=one.place,
                presences=one.presences,
                today=today,
                number=one.number,
                began=one.began,
                ended=one.ended,
            )
        except ValidationError as refusal:
            raise ValidationError(f"แถว {line.row} {' '.join(refusal.messages)}") from None
    if not waiting:
        return 0
    PastLine.objects.bulk_update(lines.values(), ["meeting"])
    past.recorded_at, past.recorded_by = at, by
    past.save(update_fields=["recorded_at", "recorded_by"])
    _tell(by, past, "past.recorded", f"บันทึกการประชุมเก่าจาก {past} {len(waiting)} ครั้ง")
    return len(waiting)


@transaction.atomic
def drop_past(*, by: User, past: PastList, at: datetime) -> None:
    """Give up a list of which nothing was recorded; twice is once."""
    past = _locked(past)
    if past.dropped_at:
        return
    if past.recorded_at:
        raise ValidationError(RECORDED)
    past.dropped_at, past.dropped_by = at, by
    past.save(update_fields=["dropped_at", "dropped_by"])
    _tell(by, past, "past.dropped", f"ยกเลิกสมุดงานการประชุมเก่า {past}")


def _locked(past: PastList) -> PastList:
    return PastList.objects.select_for_update(of=("self",)).get(pk=past.pk)


def _tell(by: User, past: PastList, verb: str, summary: str) -> None:
    log.record(by=by.username, verb=verb, target=past, area=past.area_id, summary=summary)
