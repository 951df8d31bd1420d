"""The agenda of a meeting to come: the standing one, what is carried over, what is added."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from prasan.accounts.models import User
from prasan.evidence.models import Evidence
from prasan.meetings.actions.events import tell
from prasan.meetings.actions.locked import BEFORE, locked, locked_item, refuse_unless
from prasan.meetings.carrying import carried_items, minutes_to_adopt
from prasan.meetings.models import AgendaItem, Attachment, Meeting, Section
from prasan.meetings.rules import Stage

# Under these headings a meeting always has something to say.
_STANDING = (Section.NOTICES, Section.OTHER)
# The agenda may grow until the meeting is over; what is put before it may be dropped as long.
_OPEN = (*BEFORE, Stage.OPEN)


def standard_agenda(meeting: Meeting) -> None:
    """Lay out the standing items, then what is carried over. Part of drafting a meeting."""
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, section=section, place=1, title=section.label)
        for section in _STANDING
    )
    carry_over(meeting)


def carry_over(meeting: Meeting) -> int:
    """Put on the agenda the minutes to adopt and what earlier meetings left; returns how many.

    What is there already, or was dropped from this agenda, does not come again.
    """
    last = minutes_to_adopt(meeting)
    rows = list(carried_items(meeting))
    if last is not None:
        title = f"รับรองรายงานการประชุมครั้งที่ {last.label}"
        adoption = AgendaItem(section=Section.ADOPTION, title=title, adopts=last)
        rows.append(adoption)
    for row in rows:
        row.meeting, row.place = meeting, _next_place(meeting, row.section)
        row.save()
    return len(rows)


@transaction.atomic
def add_item(
    *, by: User, meeting: Meeting, section: Section, title: str, brief: str = ""
) -> AgendaItem:
    """One more item under a heading; the same title there again is the one there is."""
    meeting = locked(meeting)
    refuse_unless(meeting, *_OPEN, doing="เพิ่มวาระ")
    title = " ".join(title.split())
    known = meeting.items.on_agenda().filter(section=section, title=title).first()
    if known is not None:
        return known
    item = AgendaItem.objects.create(
        meeting=meeting,
        section=section,
        place=_next_place(meeting, section),
        title=title,
        brief=brief,
    )
    tell(by, meeting, "meeting.item_added", f"เพิ่มวาระ {title} ใน{meeting}", {"title": title})
    return item


@transaction.atomic
def change_item(*, by: User, item: AgendaItem, title: str, brief: str) -> AgendaItem:
    """Other words for an item, until the meeting is over. No change changes nothing."""
    item = locked_item(item)
    refuse_unless(item.meeting, *_OPEN, doing="แก้วาระ")
    new = {"title": " ".join(title.split()), "brief": brief}
    changes = {
        name: [getattr(item, name), value]
        for name, value in new.items()
        if getattr(item, name) != value
    }
    if changes:
        item.title, item.brief = new["title"], brief
        item.save(update_fields=["title", "brief"])
        tell(by, item.meeting, "meeting.item_changed", f"แก้วาระ {item} ใน{item.meeting}", changes)
    return item


@transaction.atomic
def drop_item(*, by: User, item: AgendaItem) -> AgendaItem:
    """Take an item off the agenda before it was considered; a second call changes nothing."""
    item = locked_item(item)
    if item.is_dropped:
        return item
    refuse_unless(item.meeting, *_OPEN, doing="ตัดวาระ")
    if item.taken_at is not None or item.edition:
        raise ValidationError(f"วาระ “{item}” พิจารณาหรือจดไว้แล้ว ตัดออกไม่ได้ บันทึกมติว่าเลื่อนไปครั้งถัดไปแทน")
    item.is_dropped = True
    item.save(update_fields=["is_dropped"])
    tell(by, item.meeting, "meeting.item_dropped", f"ตัดวาระ {item} จาก{item.meeting}")
    return item


@transaction.atomic
def move_item(*, by: User, item: AgendaItem, earlier: bool) -> AgendaItem:
    """Let an item change places with its neighbour under the same heading; the last stays last."""
    item = locked_item(item)
    refuse_unless(item.meeting, *_OPEN, doing="เรียงวาระ")
    order = list(item.meeting.items.on_agenda().filter(section=item.section))
    here = order.index(item)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(order):
        return item
    order[here], order[there] = order[there], order[here]
    for place, one in enumerate(order, start=1):
        one.place = place
    AgendaItem.objects.bulk_update(order, ["place"])
    tell(by, item.meeting, "meeting.item_moved", f"เรียงวาระ {item} ใน{item.meeting}")
    return order[there]


@transaction.atomic
def attach(*, by: User, item: AgendaItem, evidence: Evidence) -> Attachment:
    """A file that goes with an item; the same file again is attached once."""
    item = locked_item(item)
    attachment, is_new = Attachment.objects.get_or_create(item=item, evidence=evidence)
    if is_new:
        tell(
            by,
            item.meeting,
            "meeting.file_attached",
            f"แนบเอกสาร {evidence} ในวาระ {item}",
            {"sha256": evidence.sha256},
        )
    return attachment


def _next_place(meeting: Meeting, section: int) -> int:
    last = meeting.items.filter(section=section).aggregate(last=Max("place"))["last"]
    return (last or 0) + 1
