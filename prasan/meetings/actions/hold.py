"""Holding a meeting: who comes and goes, opening, adjourning, going on and closing."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from prasan.accounts.models import User
from prasan.meetings import rules
from prasan.meetings.actions.events import tell
from prasan.meetings.actions.locked import (
    BEFORE,
    locked,
    locked_item,
    locked_together,
    refuse_unless,
)
from prasan.meetings.joining import Chair, reached
from prasan.meetings.models import (
    COUNTED_PRESENT,
    AgendaItem,
    Attendance,
    Meeting,
    Presence,
    Stay,
    Stretch,
    Told,
)
from prasan.meetings.room import Room, moment
from prasan.meetings.rules import Stage
from prasan.meetings.seats import seats_on
from prasan.orders.models import Appointment
from prasan.thai.calendar import format_short

_DOORS = (*BEFORE, Stage.OPEN)


@transaction.atomic
def tell_absence(
    *,
    by: User,
    meeting: Meeting,
    seat: Appointment,
    presence: Presence,
    at: datetime,
    substitute: str = "",
) -> Attendance:
    """What a member told: excused, absent, or that someone comes in their place.

    Whoever is in the room leaves it by this: it corrects a slip. No change changes nothing. `at`
    tells the day, while a meeting waits to go on on another one. Of committees that sit together
    it holds for every seat of that member, as an arrival and a leaving do.
    """
    meeting, *others = locked_together(meeting)
    line = _tell_absence(by, meeting, seat, presence, at, substitute)
    for other, same in _same_person(others, seat, at):
        _tell_absence(by, other, same, presence, at, substitute)
    return line


def _tell_absence(
    by: User, meeting: Meeting, seat: Appointment, presence: Presence, at: datetime, substitute: str
) -> Attendance:
    refuse_unless(meeting, *_DOORS, doing="แก้การเข้าประชุม")
    day = _called(meeting, at)
    _refuse_strangers(meeting, seat, day)
    substitute = substitute.strip() if presence == Presence.SUBSTITUTE else ""
    if presence == Presence.SUBSTITUTE and not substitute:
        raise ValidationError({"substitute": f"ยังไม่ได้ใส่ชื่อผู้แทนของ{seat.person}"})
    line, is_new = Attendance.objects.get_or_create(
        meeting=meeting,
        seat=seat,
        resumed=_resumed(meeting, day),
        defaults={"presence": presence, "substitute": substitute},
    )
    stays = line.stays.all()
    old = (line.presence, line.substitute)
    if not is_new and old == (presence, substitute) and not stays.exists():
        return line
    taken_back = ", ".join(f"{_hour(stay.arrived_at):%H.%M}" for stay in stays)
    stays.delete()
    line.presence, line.substitute = presence, substitute
    line.save()
    tell(
        by,
        meeting,
        "meeting.presence_told",
        f"{seat.person} {line.get_presence_display()} {substitute}".strip(),
        {"presence": ["" if is_new else old[0], presence], "arrived": [taken_back, ""]},
    )
    return line


@transaction.atomic
def arrive(
    *, by: User, meeting: Meeting, seat: Appointment, at: datetime, told: Told = Told.CLERK
) -> Stay:
    """A member, or the substitute they named, is in the room from `at`; twice is once.

    Raises ValidationError for a seat not filled that day, before the doors open and after the end.
    """
    meeting, *others = locked_together(meeting)
    stay = _arrive(by, meeting, seat, at, told)
    for other, same in _same_person(others, seat, at):
        _arrive(by, other, same, at, told)
    return stay


def _arrive(by: User, meeting: Meeting, seat: Appointment, at: datetime, told: Told) -> Stay:
    refuse_unless(meeting, *_DOORS, doing="ลงชื่อเข้าประชุม")
    day = _called(meeting, at)
    _refuse_strangers(meeting, seat, day)
    _refuse_before_doors(meeting, at)
    line, _is_new = Attendance.objects.get_or_create(
        meeting=meeting,
        seat=seat,
        resumed=_resumed(meeting, day),
        defaults={"presence": Presence.PRESENT},
    )
    here = line.stays.filter(left_at=None).first()
    if here is not None:
        return here
    if line.presence not in (Presence.PRESENT, Presence.SUBSTITUTE):
        line.presence = Presence.PRESENT
        line.save(update_fields=["presence"])
    stay = Stay.objects.create(attendance=line, arrived_at=at, told=told, told_by=by)
    who = line.substitute or f"{seat.person}"
    tell(
        by,
        meeting,
        "meeting.arrived",
        f"{who} มาถึงที่ประชุม {_hour(at):%H.%M} น. ลงโดย{stay.get_told_display()}",
        {"seat": seat.pk, "arrived": at, "told": told},
    )
    return stay


@transaction.atomic
def leave(*, by: User, meeting: Meeting, seat: Appointment, at: datetime) -> Stay | None:
    """A member leaves the room before the end; None when they were not in it."""
    meeting, *others = locked_together(meeting)
    stay = _leave(by, meeting, seat, at)
    for other, same in _same_person(others, seat, at):
        _leave(by, other, same, at)
    return stay


def _leave(by: User, meeting: Meeting, seat: Appointment, at: datetime) -> Stay | None:
    refuse_unless(meeting, *_DOORS, doing="ลงเวลาออก")
    stay = Stay.objects.filter(attendance__meeting=meeting, attendance__seat=seat, left_at=None)
    here = stay.first()
    if here is None:
        return None
    if here.arrived_at >= at:
        raise ValidationError("เวลาออกอยู่ก่อนเวลามาถึง ตรวจเวลาแล้วบันทึกอีกครั้ง")
    here.left_at = at
    here.save(update_fields=["left_at"])
    tell(
        by,
        meeting,
        "meeting.left",
        f"{seat.person} ออกจากที่ประชุม {_hour(at):%H.%M} น.",
        {"seat": seat.pk, "left": at},
    )
    return here


@transaction.atomic
def open_meeting(*, by: User, meeting: Meeting, at: datetime) -> Meeting:
    """Open the meeting on its day, with a quorum in the room; a second call changes nothing.

    From here on every seat filled that day stands on the roll; who has not come is absent so far.
    """
    meeting = locked(meeting)
    if meeting.stage is Stage.OPEN:
        return meeting
    refuse_unless(meeting, *BEFORE, doing="เปิดประชุม")
    _refuse_other_days(meeting, at)
    _refuse_without_quorum(meeting, at, doing="เปิดประชุม")
    _call_roll(meeting, meeting.planned)
    Stretch.objects.create(meeting=meeting, day=at.date(), began=_hour(at))
    meeting.opened_at, meeting.opened_by = at, by
    meeting.save(update_fields=["opened_at", "opened_by"])
    room = Room(meeting)
    tell(
        by,
        meeting,
        "meeting.opened",
        f"เปิดประชุม {meeting} มา {room.present_at(at)} จาก {len(room.places)} คน",
        {"opened": at, "present": room.present_at(at), "seats": len(room.places)},
    )
    return meeting


@transaction.atomic
def adjourn(*, by: User, meeting: Meeting, because: str, at: datetime) -> Meeting:
    """Break off, to go on later; whoever is in the room leaves it. Again changes nothing."""
    meeting = locked(meeting)
    refuse_unless(meeting, Stage.OPEN, doing="พักประชุม")
    stretch = _running(meeting)
    if stretch is None:
        return meeting
    if not because.strip():
        raise ValidationError({"because": "ยังไม่ได้บอกเหตุที่พัก เช่น พักเที่ยง หรือไม่ครบองค์ประชุม"})
    _end_stretch(meeting, stretch, at, because.strip())
    tell(by, meeting, "meeting.adjourned", f"พักการประชุม {meeting} {because}", {"because": because})
    return meeting


@transaction.atomic
def resume(*, by: User, meeting: Meeting, at: datetime, back: Collection[int] = ()) -> Meeting:
    """Go on after an adjournment, with a quorum; `back` are the seats that came back by now.

    On a later day the quorum is of the seats filled that day, and they have a roll of their own.
    """
    meeting = locked(meeting)
    refuse_unless(meeting, Stage.OPEN, doing="ประชุมต่อ")
    if _running(meeting) is not None:
        return meeting
    day = Room(meeting).day_at(at)
    if day != meeting.planned:
        _call_roll(meeting, day)
    here = meeting.attendance.filter(seat__in=back, resumed=_resumed(meeting, day))
    absent = here.exclude(stays__left_at=None, stays__isnull=False)
    Stay.objects.bulk_create(
        Stay(attendance=line, arrived_at=at, told=Told.CLERK, told_by=by) for line in absent
    )
    Attendance.objects.filter(pk__in=[line.pk for line in absent]).exclude(
        presence=Presence.SUBSTITUTE
    ).update(presence=Presence.PRESENT)
    _refuse_without_quorum(meeting, at, doing="ประชุมต่อ")
    Stretch.objects.create(meeting=meeting, day=day, began=_hour(at))
    present = Room(meeting).present_at(at)
    tell(by, meeting, "meeting.resumed", f"ประชุมต่อ {meeting} มา {present} คน", {"resumed": at})
    return meeting


@transaction.atomic
def take_item(*, by: User, item: AgendaItem, at: datetime) -> AgendaItem:
    """The meeting comes to an item; the one before it is over. Again changes nothing.

    Committees that sit together come at once to what stands under one title on their agendas.
    """
    _meeting, *others = locked_together(item.meeting)
    taken = _take_item(by, locked_item(item), at)
    for other in others:
        if other.stage is Stage.OPEN and _running(other) is not None:
            for same in other.items.on_agenda().filter(
                section=item.section, title=item.title, taken_at=None
            ):
                same.meeting = other
                _take_item(by, same, at)
    return taken


def _take_item(by: User, item: AgendaItem, at: datetime) -> AgendaItem:
    refuse_unless(item.meeting, Stage.OPEN, doing="เริ่มวาระ")
    if item.taken_at is not None:
        return item
    if _running(item.meeting) is None:
        raise ValidationError("การประชุมพักอยู่ กด “ประชุมต่อ” ก่อนเริ่มวาระ")
    item.taken_at = at
    item.save(update_fields=["taken_at"])
    tell(by, item.meeting, "meeting.item_taken", f"พิจารณาวาระ {item}", {"taken": at})
    return item


@transaction.atomic
def close_meeting(
    *, by: User, meeting: Meeting, at: datetime, ended: time | None = None
) -> Meeting:
    """The meeting is over and was held; `ended` is its hour where it is not this very moment.

    An adjourned meeting is closed as of its adjournment. A second call changes nothing.
    """
    meeting = locked(meeting)
    if meeting.held is not None:
        return meeting
    refuse_unless(meeting, Stage.OPEN, doing="ปิดประชุม")
    stretch = _running(meeting)
    if stretch is not None:
        _end_stretch(meeting, stretch, _closing(stretch, at, ended), "")
    else:
        send_home(meeting, at)
    _count_out_who_never_came(by, meeting)
    meeting.held, meeting.held_by = meeting.planned, by
    meeting.save(update_fields=["held", "held_by"])
    tell(by, meeting, "meeting.closed", f"ปิดประชุม {meeting}", {"held": meeting.held, "closed": at})
    return meeting


def _count_out_who_never_came(by: User, meeting: Meeting) -> None:
    """A substitute named in advance who never came is not present: the year counts the roll."""
    awaited = meeting.attendance.filter(presence__in=COUNTED_PRESENT, stays=None)
    for line in awaited.select_related("seat__person"):
        changes = {"presence": [f"{line.presence} {line.substitute}".strip(), "absent"]}
        line.presence, line.substitute = Presence.ABSENT, ""
        line.save(update_fields=["presence", "substitute"])
        tell(by, meeting, "meeting.presence_told", f"{line.seat.person} ไม่มีผู้มาแทน", changes)


def send_home(meeting: Meeting, at: datetime) -> None:
    """Who had come for what does not begin, or not go on, leaves."""
    waiting = Stay.objects.filter(attendance__meeting=meeting, left_at=None)
    waiting.filter(arrived_at__lt=at).update(left_at=at)


def _closing(stretch: Stretch, at: datetime, ended: time | None) -> datetime:
    """The moment a stretch ended, from the hour typed or from now; today's only for today's."""
    if ended is not None:
        closing = moment(stretch.day, ended)
        if closing > at:
            raise ValidationError({"ended": f"เวลาเลิก {ended:%H.%M} ยังไม่ถึง ใส่เวลาที่เลิกประชุมจริง"})
        return closing
    if at.date() != stretch.day:
        raise ValidationError(
            {"ended": f"ประชุมเมื่อ {format_short(stretch.day)} ใส่เวลาที่เลิกประชุมวันนั้นก่อนปิด"}
        )
    return at


def _end_stretch(meeting: Meeting, stretch: Stretch, at: datetime, because: str) -> None:
    hour = _hour(at)
    if stretch.began and hour <= stretch.began:
        raise ValidationError(
            {"ended": f"เวลาเลิก {hour:%H.%M} ไม่ได้อยู่หลังเวลาเริ่ม {stretch.began:%H.%M} ตรวจเวลา"}
        )
    here = Stay.objects.filter(attendance__meeting=meeting, left_at=None)
    late = here.filter(arrived_at__gte=at).select_related("attendance__seat__person").first()
    if late is not None:
        arrived = f"{late.attendance.seat.person} มาถึง {_hour(late.arrived_at):%H.%M}"
        raise ValidationError({"ended": f"{arrived} หลังเวลาที่ใส่ ตรวจเวลา"})
    here.update(left_at=at)
    stretch.ended, stretch.adjourned_because = hour, because
    stretch.save(update_fields=["ended", "adjourned_because"])


def _running(meeting: Meeting) -> Stretch | None:
    return meeting.stretches.filter(ended=None).first()


def _hour(at: datetime) -> time:
    return timezone.localtime(at).time()


def _same_person(
    others: list[Meeting], seat: Appointment, at: datetime
) -> Iterator[tuple[Meeting, Appointment]]:
    """The seats whoever holds `seat` has at the other committees of the sitting, while these may
    still be told of."""
    for other in others:
        if other.stage in _DOORS:
            held = list(seats_on(other.committee, _called(other, at)))
            told = [Chair(seat.pk, seat.person_id)]
            also = set(reached([*told, *(Chair(one.pk, one.person_id) for one in held)], seat.pk))
            yield from ((other, same) for same in held if same.pk in also)


def _resumed(meeting: Meeting, day: date) -> date | None:
    """How lines of a day are marked: those of the first day are not."""
    return None if day == meeting.planned else day


def _called(meeting: Meeting, at: datetime) -> date:
    """The day whose roll something told now belongs to. A later day's is called by the first
    who comes."""
    day = Room(meeting).day_at(at) if meeting.opened_at is not None else meeting.planned
    if day != meeting.planned and not meeting.attendance.filter(resumed=day).exists():
        _call_roll(meeting, day)
    return day


def _call_roll(meeting: Meeting, day: date) -> None:
    """One line for each seat of the day; what was told of others before is void."""
    seats = list(seats_on(meeting.committee, day))
    roll = meeting.attendance.filter(resumed=_resumed(meeting, day))
    gone = roll.exclude(seat__in=seats)
    Stay.objects.filter(attendance__in=gone).delete()
    gone.delete()
    told = set(roll.values_list("seat", flat=True))
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting, seat=seat, presence=Presence.ABSENT, resumed=_resumed(meeting, day)
        )
        for seat in seats
        if seat.pk not in told
    )


def _refuse_strangers(meeting: Meeting, seat: Appointment, day: date) -> None:
    """Only who sits on the committee that day is counted; others are guests."""
    if meeting.opened_at is not None:
        roll = meeting.attendance.filter(resumed=_resumed(meeting, day))
        known = roll.filter(seat=seat).exists()
    else:
        known = seats_on(meeting.committee, day).filter(pk=seat.pk).exists()
    if not known:
        raise ValidationError(
            f"{seat.person} ไม่มีตำแหน่งใน {meeting.committee} ในวันที่ {format_short(day)} "
            "ถ้ามาร่วมประชุม เพิ่มชื่อในผู้เข้าร่วมประชุม",
            code="stranger",
        )


def _refuse_before_doors(meeting: Meeting, at: datetime) -> None:
    opens = timezone.make_aware(rules.doors_open(meeting.planned, meeting.starts))
    if at < opens:
        raise ValidationError(
            f"ยังลงชื่อไม่ได้ เริ่มลงชื่อได้วันที่ {format_short(meeting.planned)} "
            f"ตั้งแต่ {timezone.localtime(opens):%H.%M} น.",
            code="early",
        )


def _refuse_other_days(meeting: Meeting, at: datetime) -> None:
    if at.date() != meeting.planned:
        raise ValidationError(
            f"การประชุมนัดไว้วันที่ {format_short(meeting.planned)} วันนี้วันที่ {format_short(at.date())} "
            "เปลี่ยนวันประชุมก่อนเปิด หรือบันทึกเป็นการประชุมที่จัดแล้ว",
            code="another_day",
        )


def _refuse_without_quorum(meeting: Meeting, at: datetime, *, doing: str) -> None:
    room = Room(meeting)
    day = room.day_at(at)
    if not room.is_quorate_at(at):
        raise ValidationError(
            f"ยัง{doing}ไม่ได้ มา {room.present_at(at)} จาก {room.seats_on(day)} คน "
            f"องค์ประชุม {room.quorum_on(day)} คน รอให้ครบ หรือเลื่อนการประชุม",
            code="no_quorum",
        )
