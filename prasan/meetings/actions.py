"""Recording that a committee met, who came, and what was minuted."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from prasan.accounts.models import User
from prasan.audit import log
from prasan.committees.models import Committee
from prasan.evidence.models import Evidence
from prasan.meetings.models import COUNTED_PRESENT, Attendance, Meeting, Presence
from prasan.orders.models import Appointment, AppointmentQuerySet
from prasan.thai.calendar import buddhist_year, format_short

FUTURE = "วันประชุมอยู่หลังวันนี้ ใส่วันที่ประชุมแล้วจริง"
ROLL_CHANGED = "รายชื่อกรรมการเป็นของวันอื่น ตรวจรายชื่อของวันประชุมนี้แล้วบันทึกอีกครั้ง"


@transaction.atomic
def record_meeting(
    *,
    by: User,
    committee: Committee,
    held: date,
    place: str,
    presences: Mapping[int, Presence],
    today: date,
    minutes: Evidence | None = None,
    number: int | None = None,
    began: time | None = None,
    ended: time | None = None,
    subject: str = "",
    substitutes: Mapping[int, str] | None = None,
) -> Meeting:
    """A meeting of `committee` on `held`, with every seat filled that day.

    `presences` and `substitutes` are keyed by appointment; a seat left out was absent. `number`
    is the next of the calendar year unless told. The same meeting again returns the one recorded;
    anything impossible raises ValidationError, its sentences keyed by field.
    """
    Committee.objects.select_for_update().get(pk=committee.pk)
    seats = list(seats_on(committee, held))
    _check(committee, held, today, seats, presences)
    roll = _roll(seats, presences, substitutes or {})
    facts: dict[str, Any] = {"place": place, "subject": subject, "began": began, "ended": ended}

    known = Meeting.objects.filter(committee=committee, held=held).first()
    if known is not None:
        return _same_or_refused(known, roll, facts, number, minutes)

    year = buddhist_year(held)
    meeting = Meeting.objects.create(
        committee=committee,
        held=held,
        year=year,
        number=_free_number(committee, year, number),
        minutes=minutes,
        **facts,
    )
    for line in roll:
        line.meeting = meeting
    Attendance.objects.bulk_create(roll)
    _log_recorded(by, meeting, roll)
    return meeting


@transaction.atomic
def attach_minutes(*, by: User, meeting: Meeting, minutes: Evidence) -> Meeting:
    """File the minutes of a meeting that had none; the same file again changes nothing.

    Other minutes in place of those on file raise ValidationError: what was counted on stays.
    """
    meeting = (
        Meeting.objects.select_for_update().select_related("committee__area").get(pk=meeting.pk)
    )
    if meeting.minutes_id == minutes.pk:
        return meeting
    if meeting.minutes_id is not None:
        raise ValidationError({"minutes": "การประชุมนี้มีรายงานการประชุมแล้ว เปิดดูได้จากหน้านี้"})
    meeting.minutes = minutes
    meeting.save(update_fields=["minutes"])
    log.record(
        by=by.username,
        verb="meeting.minutes_attached",
        target=meeting,
        area=meeting.committee.area_id,
        summary=f"แนบรายงานการประชุม {meeting}",
        changes={"minutes": ["", minutes.sha256]},
    )
    return meeting


def seats_on(committee: Committee, held: date) -> AppointmentQuerySet:
    """The seats filled on the day of a meeting, in the order of the register."""
    return Appointment.objects.filter(order__committee=committee).held_on(held).for_register()


def no_seats(committee: Committee, held: date) -> str:
    """Why a committee cannot have met on a day: nobody sat on it."""
    return (
        f"วันที่ {format_short(held)} {committee} ยังไม่มีกรรมการตามคำสั่ง ตรวจวันประชุม หรือบันทึกคำสั่งแต่งตั้งก่อน"
    )


def _check(
    committee: Committee,
    held: date,
    today: date,
    seats: list[Appointment],
    presences: Mapping[int, Presence],
) -> None:
    if held > today:
        raise ValidationError({"held": FUTURE})
    if not seats:
        raise ValidationError({"held": no_seats(committee, held)})
    if set(presences) - {seat.pk for seat in seats}:
        raise ValidationError({"held": ROLL_CHANGED})


def _roll(
    seats: list[Appointment], presences: Mapping[int, Presence], substitutes: Mapping[int, str]
) -> list[Attendance]:
    """One line for each seat, not yet saved."""
    roll = []
    for seat in seats:
        presence = presences.get(seat.pk, Presence.ABSENT)
        sent = presence == Presence.SUBSTITUTE
        substitute = substitutes.get(seat.pk, "").strip() if sent else ""
        if sent and not substitute:
            raise ValidationError(f"ยังไม่ได้ใส่ชื่อผู้แทนของ{seat.person}")
        roll.append(Attendance(seat=seat, presence=presence, substitute=substitute))
    return roll


def _same_or_refused(
    known: Meeting,
    roll: list[Attendance],
    facts: Mapping[str, Any],
    number: int | None,
    minutes: Evidence | None,
) -> Meeting:
    """The meeting known, when all that is told is what is known; so a double click is harmless."""
    told = {(line.seat_id, line.presence, line.substitute) for line in roll}
    same = (
        all(getattr(known, field) == value for field, value in facts.items())
        and told == set(known.attendance.values_list("seat", "presence", "substitute"))
        and number in (None, known.number)
        and (minutes is None or minutes.pk == known.minutes_id)
    )
    if same:
        return known
    raise ValidationError(
        {
            "held": f"การประชุมวันที่ {format_short(known.held)} บันทึกไว้แล้วเป็นครั้งที่ {known.label} "
            "และไม่ตรงกับที่กรอกครั้งนี้ ถ้าเป็นการประชุมอีกครั้ง ตรวจวันประชุม"
        }
    )


def _free_number(committee: Committee, year: int, number: int | None) -> int:
    """`number` when it is free, or the next of the calendar year."""
    meetings = committee.meetings.filter(year=year)
    next_one: int = (meetings.aggregate(last=Max("number"))["last"] or 0) + 1
    if number is None:
        return next_one
    taken = meetings.filter(number=number).first()
    if taken is not None:
        raise ValidationError(
            {
                "number": f"ครั้งที่ {taken.label} เป็นการประชุมวันที่ {format_short(taken.held)} แล้ว "
                f"ครั้งถัดไปคือ {next_one}"
            }
        )
    return number


def _log_recorded(by: User, meeting: Meeting, roll: list[Attendance]) -> None:
    present = sum(line.presence in COUNTED_PRESENT for line in roll)
    log.record(
        by=by.username,
        verb="meeting.recorded",
        target=meeting,
        area=meeting.committee.area_id,
        summary=f"บันทึกการประชุม {meeting} วันที่ {format_short(meeting.held)} "
        f"มา {present} จาก {len(roll)} คน",
        changes={
            "held": meeting.held,
            "number": meeting.label,
            "place": meeting.place,
            "seats": len(roll),
            "present": present,
            "minutes": meeting.minutes.sha256 if meeting.minutes else "",
        },
    )
