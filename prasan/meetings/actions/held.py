"""Putting right what was told of a meeting held here, until its minutes are adopted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from prasan.accounts.models import User
from prasan.meetings.actions.events import tell
from prasan.meetings.actions.locked import locked_together, refuse_unless
from prasan.meetings.actions.paper import ADOPTED, NO_REASON
from prasan.meetings.hours import Hours, hours_told
from prasan.meetings.models import COUNTED_PRESENT, Attendance, Meeting, Presence, Stay, Told
from prasan.meetings.room import Room, moment
from prasan.meetings.rules import Span, Stage

NOT_ON_ROLL = "รายชื่อเปลี่ยนไประหว่างที่เปิดหน้านี้ เปิดหน้าแก้อีกครั้งแล้วตรวจรายชื่อ"


@dataclass(frozen=True)
class Corrected:
    """What a line of the roll is to say; without `hours` those told before stay.

    Empty hours, or none at all of one who came, mean the whole meeting.
    """

    presence: Presence
    substitute: str = ""
    hours: Hours | None = None


@transaction.atomic
def correct_held(
    *,
    by: User,
    meeting: Meeting,
    place: str,
    lines: Mapping[int, Corrected],
    why: str,
    ended: time | None = None,
    follow: Collection[int] = (),
) -> Meeting:
    """Place, closing hour or attendance of a meeting opened and closed here put right.

    `lines` are keyed by lines of the roll; one left out stays as it is. Hours that were wrong are
    gone from the roll and stay readable in the event. No change changes nothing; minutes adopted,
    and a meeting that is not over, raise ValidationError. Of committees that sat together those
    in `follow` are put right the same way, where `may_follow` says so: the place, and every seat
    of the persons concerned.
    """
    meeting, *others = locked_together(meeting)
    if meeting.adopted is not None:
        raise ValidationError(ADOPTED)
    refuse_unless(meeting, Stage.HELD, Stage.MINUTED, doing="แก้บันทึกการประชุม")
    if not why.strip():
        raise ValidationError({"why": NO_REASON})
    changes: dict[str, object] = {}
    if ended is not None:
        changes |= _end_at(meeting, ended)
    changes |= _roll_put_right(by, meeting, lines)
    changes |= _place_put_right(meeting, place)
    _tell(by, meeting, changes, why)
    for other in others:
        if other.pk in follow and may_follow(other):
            same = _same_people(meeting, other, lines)
            changes = _roll_put_right(by, other, same, is_following=True)
            _tell(by, other, changes | _place_put_right(other, place), why)
    return meeting


def may_follow(meeting: Meeting) -> bool:
    """Whether a meeting held with the one put right can be put right with it."""
    return meeting.stage in (Stage.HELD, Stage.MINUTED) and meeting.opened_at is not None


def _tell(by: User, meeting: Meeting, changes: dict[str, object], why: str) -> None:
    if changes:
        summary = f"แก้บันทึกการประชุม {meeting}"
        tell(by, meeting, "meeting.corrected", summary, {**changes, "why": why})


def _place_put_right(meeting: Meeting, place: str) -> dict[str, object]:
    if place == meeting.place:
        return {}
    was, meeting.place = meeting.place, place
    meeting.save(update_fields=["place"])
    return {"place": [was, place]}


def _same_people(
    meeting: Meeting, other: Meeting, lines: Mapping[int, Corrected]
) -> dict[int, Corrected]:
    """What is told of lines of one roll, for the lines of the same persons on the other's."""
    people = {
        (line.seat.person_id, line.resumed): lines[line.pk]
        for line in meeting.attendance.filter(pk__in=lines).select_related("seat")
    }
    found = {}
    for line in other.attendance.select_related("seat"):
        told = people.get((line.seat.person_id, line.resumed))
        if told is not None:
            found[line.pk] = told
    return found


def _end_at(meeting: Meeting, ended: time) -> dict[str, object]:
    """Another closing hour; whoever stayed to the end stayed until then."""
    stretch = Room(meeting).stretches[-1]
    was = stretch.ended
    if was is None or f"{was:%H.%M}" == f"{ended:%H.%M}":
        return {}
    if stretch.began and ended <= stretch.began:
        raise ValidationError(
            {"ended": f"เวลาเลิก {ended:%H.%M} ไม่ได้อยู่หลังเวลาเริ่ม {stretch.began:%H.%M} ตรวจเวลา"}
        )
    old, new = moment(stretch.day, was), moment(stretch.day, ended)
    here = Stay.objects.filter(attendance__meeting=meeting)
    after = here.filter(arrived_at__gte=new).select_related("attendance__seat__person").first()
    if after is not None:
        arrived = f"{timezone.localtime(after.arrived_at):%H.%M}"
        raise ValidationError(
            {
                "ended": f"{after.attendance.seat.person} มาถึง {arrived} หลังเวลาเลิกที่ใส่ "
                "แก้เวลาของผู้นั้นก่อน"
            }
        )
    late = meeting.items.filter(taken_at__gte=new).order_by("taken_at").first()
    if late is not None and late.taken_at is not None:
        taken = f"{timezone.localtime(late.taken_at):%H.%M}"
        raise ValidationError({"ended": f"วาระ “{late}” เริ่ม {taken} หลังเวลาเลิกที่ใส่ ตรวจเวลา"})
    here.filter(left_at__gte=min(old, new)).update(left_at=new)
    stretch.ended = ended
    stretch.save(update_fields=["ended"])
    return {"ended": [f"{was:%H.%M}", f"{ended:%H.%M}"]}


def _roll_put_right(
    by: User, meeting: Meeting, lines: Mapping[int, Corrected], *, is_following: bool = False
) -> dict[str, object]:
    room = Room(meeting)
    if set(lines) - {line.pk for line in room.roll}:
        raise ValidationError(NOT_ON_ROLL)
    before, changes = _summed(room.roll), {}
    for line in room.roll:
        was = _worded(line)
        if line.pk in lines and _put_right(by, room, line, lines[line.pk], is_following):
            changes[f"{line.seat.person}"] = [was, _worded(line)]
    return {**changes, "present": [before, _summed(room.roll)]} if changes else {}


def _put_right(by: User, room: Room, line: Attendance, told: Corrected, is_following: bool) -> bool:
    """Change one line and its hours; whether anything was to be changed."""
    came = told.presence in COUNTED_PRESENT
    substitute = told.substitute.strip() if told.presence == Presence.SUBSTITUTE else ""
    if told.presence == Presence.SUBSTITUTE and not substitute:
        raise ValidationError(f"ยังไม่ได้ใส่ชื่อผู้แทนของ{line.seat.person}")
    kept = [(stay.arrived_at, stay.left_at) for stay in line.stays.all()]
    stays = _stays(room, line, told.hours, kept, is_following) if came else []
    if (line.presence, line.substitute, kept) == (told.presence, substitute, stays):
        return False
    if stays != kept:
        line.stays.all().delete()
        Stay.objects.bulk_create(
            Stay(attendance=line, arrived_at=begins, left_at=ends, told=Told.CLERK, told_by=by)
            for begins, ends in stays
        )
        # What was loaded of the hours before is not what they are now.
        getattr(line, "_prefetched_objects_cache", {}).pop("stays", None)
    line.presence, line.substitute = told.presence, substitute
    line.save(update_fields=["presence", "substitute"])
    return True


_Stays = list[tuple[datetime, datetime | None]]


def _stays(
    room: Room, line: Attendance, hours: Hours | None, kept: _Stays, is_following: bool
) -> _Stays:
    """The hours typed, as moments of the line's day; those kept where they say the same.

    Of a meeting that follows they end with it, where it ended earlier than the other.
    """
    day = line.resumed or room.meeting.planned
    on = [span for one, span in room.spans if one == day]
    if kept and (hours is None or _hours(kept) == hours):
        return kept
    if not hours:
        return [(span.begins, span.ends) for span in on]
    ends = on[-1].ends if on else None
    if ends is not None and is_following:
        hours = _until(hours, timezone.localtime(ends).time())
    elif ends is not None and hours[-1][1] > timezone.localtime(ends).time():
        raise ValidationError(
            f"{line.seat.person} ออก {hours[-1][1]:%H.%M} หลังเลิกประชุม "
            f"{timezone.localtime(ends):%H.%M} ตรวจเวลา"
        )
    return [(_at(day, begins, on), _at(day, until, on)) for begins, until in hours]


def _until(hours: Hours, end: time) -> Hours:
    return tuple((begins, min(until, end)) for begins, until in hours if begins < end)


def _at(day: date, hour: time, on: list[Span]) -> datetime:
    """An hour typed to the minute, as the very moment the meeting began or ended in it."""
    edges = [edge for span in on for edge in (span.begins, span.ends) if edge is not None]
    same = (edge for edge in edges if f"{timezone.localtime(edge):%H.%M}" == f"{hour:%H.%M}")
    return next(same, moment(day, hour))


def _hours(stays: _Stays) -> Hours:
    return tuple(
        (_minute(begins), _minute(ends))
        for begins, ends in stays
        if ends is not None and _minute(begins) < _minute(ends)
    )


def _minute(at: datetime) -> time:
    return timezone.localtime(at).time().replace(second=0, microsecond=0)


def hours_of(line: Attendance) -> Hours:
    """The hours of a line as a clerk reads and types them, to the minute."""
    return _hours([(stay.arrived_at, stay.left_at) for stay in line.stays.all()])


def _worded(line: Attendance) -> str:
    """A line as it stood, with its hours: the event is where they can be read from now on."""
    words = (line.get_presence_display(), line.substitute, hours_told(hours_of(line)))
    return " ".join(filter(None, words))


def _summed(roll: list[Attendance]) -> str:
    """How many came of how many, on the day that counts."""
    first = [line for line in roll if line.resumed is None]
    return f"{sum(line.presence in COUNTED_PRESENT for line in first)}/{len(first)}"
