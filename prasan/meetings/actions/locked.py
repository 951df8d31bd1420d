"""Loading a meeting to change it: its row is the lock under which all about it is written."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from prasan.meetings.models import AgendaItem, Meeting
from prasan.meetings.rules import Stage

_OVER = {
    Stage.CANCELLED: "การประชุมนี้ยกเลิกแล้ว",
    Stage.OPEN: "การประชุมนี้เปิดแล้ว",
    Stage.HELD: "การประชุมนี้ปิดแล้ว",
    Stage.MINUTED: "การประชุมนี้ปิดแล้วและมีรายงานการประชุมแล้ว",
    Stage.ADOPTED: "การประชุมนี้ปิดแล้วและรับรองรายงานแล้ว",
}
BEFORE = (Stage.DRAFT, Stage.CONVENED)
AFTER = (Stage.HELD, Stage.MINUTED, Stage.ADOPTED)


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, with its committee, held until the transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("committee__area")
    return rows.get(pk=meeting.pk)


def locked_together(meeting: Meeting) -> list[Meeting]:
    """The meeting, and after it those of the committees that sit with it, under their locks.

    They are locked in one order, whichever of them is asked for. Alone, it is alone.
    """
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("committee__area")
    gathering = Meeting.objects.values_list("gathering", flat=True).get(pk=meeting.pk)
    asked = Q(pk=meeting.pk)
    whole = rows.filter(asked | Q(gathering=gathering, cancelled=None) if gathering else asked)
    found = {one.pk: one for one in whole.order_by("pk")}
    return [found.pop(meeting.pk), *found.values()]


def locked_item(item: AgendaItem) -> AgendaItem:
    """An agenda item under the lock of its meeting."""
    meeting = locked(item.meeting)
    found = AgendaItem.objects.get(pk=item.pk)
    found.meeting = meeting
    return found


def refuse_unless(meeting: Meeting, *stages: Stage, doing: str) -> None:
    """Raise ValidationError when the meeting is at none of `stages`; `doing` is what was wanted."""
    if meeting.stage in stages:
        return
    state = _OVER.get(meeting.stage, "การประชุมนี้ยังไม่เปิด")
    raise ValidationError(f"{state} จึง{doing}ไม่ได้", code="stage")
