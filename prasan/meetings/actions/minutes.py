"""Writing the minutes of a meeting, finishing them, filing them signed and adopting them."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from prasan.accounts.models import User
from prasan.evidence.models import Evidence
from prasan.meetings import rules
from prasan.meetings.actions.events import tell
from prasan.meetings.actions.locked import AFTER, locked, locked_item, refuse_unless
from prasan.meetings.models import (
    COUNTED_PRESENT,
    AgendaItem,
    Guest,
    Meeting,
    Outcome,
    Resolution,
    Revision,
)
from prasan.meetings.room import Room
from prasan.meetings.rules import Stage
from prasan.orders.models import Appointment

_WRITABLE = (Stage.OPEN, Stage.HELD, Stage.MINUTED)


class Stale(Exception):
    """Someone saved a newer version of the item meanwhile: `item` as it is now."""

    def __init__(self, item: AgendaItem) -> None:
        super().__init__(item.pk)
        self.item = item


@transaction.atomic
def save_item(
    *,
    by: User,
    item: AgendaItem,
    edition: int,
    text: str,
    resolution: str,
    outcome: str,
    at: datetime,
) -> AgendaItem:
    """Save the minutes of an item as a new version; `edition` is the one the writer had.

    Raises Stale when someone saved since, and then writes nothing. The same words again make no
    new version. Each version tells who saved what and when; of a writer who goes on and on there
    is one event each half-hour (decision 0019).
    """
    item = locked_item(item)
    refuse_unless(item.meeting, *_WRITABLE, doing="แก้รายงาน")
    new = {"text": text.strip(), "resolution": resolution.strip(), "outcome": outcome}
    if all(getattr(item, name) == value for name, value in new.items()):
        return item
    if item.edition != edition:
        raise Stale(item)
    item.edition += 1
    for name, value in new.items():
        setattr(item, name, value)
    item.save(update_fields=[*new, "edition"])
    mine = Revision.objects.filter(item__meeting=item.meeting, saved_by=by)
    before = mine.aggregate(last=Max("saved_at"))["last"]
    Revision.objects.create(item=item, edition=item.edition, saved_at=at, saved_by=by, **new)
    if rules.writes_anew(before, at):
        versions = Revision.objects.filter(item__meeting=item.meeting).count()
        summary = f"จดรายงานการประชุม {item.meeting} วาระ {item}"
        changes = {"item": item.pk, "edition": item.edition, "versions": versions}
        tell(by, item.meeting, "meeting.minutes_written", summary, changes)
    return item


@transaction.atomic
def tell_resolution(
    *,
    by: User,
    item: AgendaItem,
    text: str,
    responsible: str,
    seat: Appointment | None = None,
    due: date | None = None,
) -> Resolution:
    """Something resolved on an item that someone has to do; the same again is the one there is."""
    item = locked_item(item)
    refuse_unless(item.meeting, *_WRITABLE, doing="เพิ่มมติที่ต้องดำเนินการ")
    facts = {"text": text.strip(), "responsible": responsible.strip(), "seat": seat, "due": due}
    known = item.resolutions.filter(**facts).first()
    if known is not None:
        return known
    line = (item.resolutions.aggregate(last=Max("line"))["last"] or 0) + 1
    resolution = Resolution.objects.create(item=item, line=line, **facts)
    tell(
        by,
        item.meeting,
        "resolution.told",
        f"มติ {resolution} ผู้รับผิดชอบ {responsible}",
        {"text": text, "responsible": responsible, "due": due or ""},
    )
    return resolution


@transaction.atomic
def name_writers(
    *, by: User, meeting: Meeting, writer: str, writer_post: str, checker: str, checker_post: str
) -> Meeting:
    """Who wrote the minutes and who checked them; no change changes nothing."""
    meeting = locked(meeting)
    if meeting.stage is Stage.ADOPTED:
        refuse_unless(meeting, *_WRITABLE, doing="แก้ผู้จดรายงาน")
    new = {
        "writer": writer.strip(),
        "writer_post": writer_post.strip(),
        "checker": checker.strip(),
        "checker_post": checker_post.strip(),
    }
    changes = {
        name: [getattr(meeting, name), value]
        for name, value in new.items()
        if getattr(meeting, name) != value
    }
    if changes:
        for name, value in new.items():
            setattr(meeting, name, value)
        meeting.save(update_fields=list(new))
        tell(by, meeting, "meeting.writers_named", f"ผู้จดและผู้ตรวจรายงาน {meeting}", changes)
    return meeting


@transaction.atomic
def list_guests(*, by: User, meeting: Meeting, guests: list[tuple[str, str]]) -> Meeting:
    """Everyone in attendance without a seat, name and post, in order; the list as a whole."""
    meeting = locked(meeting)
    if meeting.stage is Stage.ADOPTED:
        refuse_unless(meeting, *_WRITABLE, doing="แก้ผู้เข้าร่วมประชุม")
    clean = [(" ".join(name.split()), " ".join(post.split())) for name, post in guests]
    new = list(dict.fromkeys((name, post) for name, post in clean if name))
    names = [name for name, _post in new]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValidationError({"guests": f"{twice} อยู่ในรายชื่อสองครั้ง เหลือไว้บรรทัดเดียว"})
    old = list(meeting.guests.values_list("name", "post"))
    if new == old:
        return meeting
    meeting.guests.all().delete()
    Guest.objects.bulk_create(
        Guest(meeting=meeting, line=line, name=name, post=post)
        for line, (name, post) in enumerate(new, start=1)
    )
    summary = f"ผู้เข้าร่วมประชุม {meeting} {len(new)} คน"
    changes = {"guests": ["; ".join(name for name, _post in old), "; ".join(names)]}
    tell(by, meeting, "meeting.guests_listed", summary, changes)
    return meeting


@transaction.atomic
def file_minutes(*, by: User, meeting: Meeting, minutes: Evidence) -> Meeting:
    """The minutes written here are finished: their paper is on file and the meeting may count.

    Finished again after a change, the newer paper takes the place of the older, which stays in
    the files; once they are adopted nothing changes. Without anyone present they tell nothing.
    """
    meeting = locked(meeting)
    if meeting.minutes_id == minutes.pk:
        return meeting
    refuse_unless(meeting, Stage.HELD, Stage.MINUTED, doing="ออกรายงานการประชุม")
    problem = unfinished(meeting)
    if problem:
        raise ValidationError(problem)
    old = meeting.minutes.sha256 if meeting.minutes else ""
    meeting.minutes = minutes
    meeting.save(update_fields=["minutes"])
    changes = {"minutes": [old, minutes.sha256]}
    tell(by, meeting, "meeting.minutes_finished", f"ออกรายงานการประชุม {meeting}", changes)
    return meeting


def unfinished(meeting: Meeting) -> str:
    """What the minutes written here still lack, or nothing."""
    if not meeting.attendance.filter(presence__in=COUNTED_PRESENT).exists():
        return "ยังไม่มีผู้มาประชุมในรายชื่อ รายงานต้องบอกว่าใครมาประชุม ตรวจการเข้าประชุมก่อน"
    if not meeting.items.exclude(text="", resolution="").exists():
        return "ยังไม่ได้จดวาระใดเลย จดอย่างน้อยหนึ่งวาระก่อนออกรายงาน"
    if not meeting.writer:
        return "ยังไม่ได้ใส่ชื่อผู้จดรายงานการประชุม"
    return ""


@transaction.atomic
def file_signed(*, by: User, meeting: Meeting, signed: Evidence) -> Meeting:
    """The minutes as they were signed on paper. Another scan takes its place and is told."""
    meeting = locked(meeting)
    refuse_unless(meeting, *AFTER, doing="แนบรายงานที่ลงนาม")
    if meeting.signed_minutes_id == signed.pk:
        return meeting
    old = meeting.signed_minutes.sha256 if meeting.signed_minutes else ""
    meeting.signed_minutes = signed
    # Where nothing was written here, the signed paper is the minutes.
    meeting.minutes = meeting.minutes or signed
    meeting.save(update_fields=["signed_minutes", "minutes"])
    changes = {"signed_minutes": [old, signed.sha256]}
    tell(by, meeting, "meeting.signed_minutes_filed", f"แนบรายงานที่ลงนาม {meeting}", changes)
    return meeting


@transaction.atomic
def adopt_minutes(
    *, by: User, meeting: Meeting, adopted_in: Meeting, corrected: str = "", at: datetime
) -> Meeting:
    """A later meeting adopts the minutes of `meeting`, as they are or as `corrected` says.

    The item that put them to adoption is settled by it. A second call changes nothing.
    """
    meeting, later = locked(meeting), locked(adopted_in)
    if meeting.adopted_in_id == later.pk:
        return meeting
    _refuse_adoption(meeting, later, at)
    meeting.adopted = later.planned
    meeting.adopted_by, meeting.adopted_in, meeting.adopted_with = by, later, corrected.strip()
    meeting.save(update_fields=["adopted", "adopted_by", "adopted_in", "adopted_with"])
    _settle_adoption(by, meeting, later, at)
    tell(
        by,
        meeting,
        "meeting.minutes_adopted",
        f"รับรองรายงานการประชุม {meeting} ในการประชุมครั้งที่ {later.label}",
        {"adopted": meeting.adopted, "corrected": meeting.adopted_with},
    )
    return meeting


def _refuse_adoption(meeting: Meeting, later: Meeting, at: datetime) -> None:
    if meeting.held is not None and meeting.minutes_id is None:
        raise ValidationError(
            f"รายงานการประชุมครั้งที่ {meeting.label} ยังไม่ออก ออกรายงานก่อนจึงรับรองได้", code="no_minutes"
        )
    refuse_unless(meeting, Stage.MINUTED, doing="รับรองรายงาน")
    if later.committee_id != meeting.committee_id or later.planned <= meeting.planned:
        raise ValidationError("รายงานรับรองได้ในการประชุมครั้งหลังของคณะเดียวกันเท่านั้น", code="not_later")
    if later.stage not in (Stage.OPEN, *AFTER):
        raise ValidationError(
            f"การประชุมครั้งที่ {later.label} ยังไม่เปิด จึงยังรับรองรายงานไม่ได้", code="not_open"
        )
    if later.stage is Stage.OPEN and not Room(later).is_quorate_at(at):
        raise ValidationError("ขณะนี้ไม่ครบองค์ประชุม จึงยังรับรองรายงานไม่ได้", code="no_quorum")


def _settle_adoption(by: User, meeting: Meeting, later: Meeting, at: datetime) -> None:
    item = later.items.on_agenda().filter(adopts=meeting).first()
    if item is None or later.stage not in _WRITABLE:
        return
    corrected = meeting.adopted_with
    words = f"ที่ประชุมรับรองรายงานการประชุมครั้งที่ {meeting.label}"
    save_item(
        by=by,
        item=item,
        edition=item.edition,
        text=item.text,
        resolution=f"{words} โดยมีการแก้ไข ดังนี้ {corrected}"
        if corrected
        else f"{words} โดยไม่มีการแก้ไข",
        outcome=Outcome.AMENDED if corrected else Outcome.AGREED,
        at=at,
    )
