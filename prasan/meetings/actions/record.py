"""Recording that a committee met, who came, and what was minuted."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import User
from prasan.audit import log
from prasan.committees.models import Committee
from prasan.evidence.models import Evidence
from prasan.meetings.actions.numbers import free_number
from prasan.meetings.models import COUNTED_PRESENT, Attendance, Meeting, Presence, Stay, Stretch
from prasan.meetings.seats import no_seats, seats_on
from prasan.orders.models import Appointment
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
    is the next of the calendar year unless told. A meeting called for that day is the one that was
    held. The same meeting again returns the one recorded; anything impossible raises
    ValidationError, its sentences keyed by field.
    """
    Committee.objects.select_for_update().get(pk=committee.pk)
    seats = list(seats_on(committee, held))
    _check(committee, held, today, seats, presences)
    roll = _roll(seats, presences, substitutes or {})
    facts: dict[str, Any] = {"place": place, "subject": subject}
    hours = (began, ended)

    known = Meeting.objects.standing().filter(committee=committee, planned=held).first()
    if known is not None and known.held is not None:
        return _same_or_refused(known, roll, facts, hours, number, minutes)

    meeting = known or Meeting(committee=committee, planned=held)
    _refuse_while_open(meeting)
    year = buddhist_year(held)
    meeting.number = free_number(
        committee, year, number or (known.number if known else None), besides=known
    )
    meeting.year, meeting.held, meeting.held_by, meeting.minutes = year, held, by, minutes
    for field, value in facts.items():
        setattr(meeting, field, value)
    meeting.save()
    Stretch.objects.create(meeting=meeting, day=held, began=began, ended=ended)
    _call(meeting, roll)
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


def _refuse_while_open(meeting: Meeting) -> None:
    if meeting.opened_at is not None:
        raise ValidationError(
            {"held": f"การประชุมครั้งที่ {meeting.label} เปิดอยู่ ปิดประชุมที่หน้าการประชุมนั้น ไม่ต้องบันทึกซ้ำ"}
        )


def _call(meeting: Meeting, roll: list[Attendance]) -> None:
    """Put down the roll; what was told in advance of the day gives way to it."""
    Stay.objects.filter(attendance__meeting=meeting).delete()
    meeting.attendance.all().delete()
    for line in roll:
        line.meeting = meeting
    Attendance.objects.bulk_create(roll)


def _same_or_refused(
    known: Meeting,
    roll: list[Attendance],
    facts: Mapping[str, Any],
    hours: tuple[time | None, time | None],
    number: int | None,
    minutes: Evidence | None,
) -> Meeting:
    """The meeting known, when all that is told is what is known; so a double click is harmless."""
    told = {(line.seat_id, line.presence, line.substitute) for line in roll}
    same = (
        all(getattr(known, field) == value for field, value in facts.items())
        and [hours] == list(known.stretches.values_list("began", "ended"))
        and told == set(known.attendance.values_list("seat", "presence", "substitute"))
        and number in (None, known.number)
        and (minutes is None or minutes.pk == known.minutes_id)
    )
    if same:
        return known
    raise ValidationError(
        {
            "held": f"การประชุมวันที่ {format_short(known.planned)} บันทึกไว้แล้วเป็นครั้งที่ {known.label} "
            "และไม่ตรงกับที่กรอกครั้งนี้ ถ้าเป็นการประชุมอีกครั้ง ตรวจวันประชุม"
        }
    )


def _log_recorded(by: User, meeting: Meeting, roll: list[Attendance]) -> None:
    present = sum(line.presence in COUNTED_PRESENT for line in roll)
    log.record(
        by=by.username,
        verb="meeting.recorded",
        target=meeting,
        area=meeting.committee.area_id,
        summary=f"บันทึกการประชุม {meeting} วันที่ {format_short(meeting.planned)} "
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
