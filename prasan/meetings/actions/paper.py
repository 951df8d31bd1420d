"""Putting right what was copied wrongly from paper: with a reason, and never by deleting."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import User
from prasan.meetings.actions.events import tell
from prasan.meetings.actions.locked import locked
from prasan.meetings.actions.numbers import free_number
from prasan.meetings.actions.record import FUTURE, ROLL_CHANGED
from prasan.meetings.models import COUNTED_PRESENT, Attendance, Meeting, Presence
from prasan.meetings.seats import no_seats, seats_on
from prasan.orders.models import Appointment
from prasan.thai.calendar import buddhist_year, format_short

ADOPTED = "ที่ประชุมรับรองรายงานครั้งนี้แล้ว แก้ได้ด้วยมติแก้ไขรายงานในการประชุมครั้งถัดไป"
LIVE = "การประชุมนี้เปิดและลงเวลาในระบบ ปิดประชุมก่อน แล้วแก้ที่หน้าการประชุม"
NO_REASON = "ยังไม่ได้บอกเหตุที่แก้ คนอื่นจะได้รู้ว่าทำไมต่างจากเดิม"


@transaction.atomic
def correct_record(
    *,
    by: User,
    meeting: Meeting,
    held: date,
    place: str,
    presences: Mapping[int, Presence],
    why: str,
    today: date,
    number: int | None = None,
) -> Meeting:
    """The day, place, number or attendance of a meeting from paper put right, with the reason.

    `presences` as in `record_meeting`. No change changes nothing; what cannot be, and a meeting
    whose minutes were adopted, raise ValidationError keyed by field.
    """
    meeting = locked(meeting)
    _refuse_unless_from_paper(meeting, why)
    seats = list(seats_on(meeting.committee, held))
    if held > today:
        raise ValidationError({"held": FUTURE})
    if not seats:
        raise ValidationError({"held": no_seats(meeting.committee, held)})
    if set(presences) - {seat.pk for seat in seats}:
        raise ValidationError({"held": ROLL_CHANGED})
    _refuse_taken_day(meeting, held)
    year = buddhist_year(held)
    kept = meeting.number if year == meeting.year else None
    new_number = free_number(meeting.committee, year, number or kept, besides=meeting)
    old = {seat: (presence, name) for seat, presence, name in _roll(meeting)}
    substitutes = {seat: name for seat, (_, name) in old.items() if name}
    new = _told(seats, presences, substitutes)
    before = (meeting.held, meeting.place, meeting.label, _summed(old))
    after = (held, place, f"{new_number}/{year}", _summed(new))
    if before == after and old == new:
        return meeting
    meeting.planned = meeting.held = held
    meeting.place, meeting.year, meeting.number = place, year, new_number
    meeting.save(update_fields=["planned", "held", "place", "year", "number"])
    meeting.stretches.update(day=held)
    meeting.attendance.all().delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, seat_id=seat, presence=presence, substitute=name)
        for seat, (presence, name) in new.items()
    )
    fields = ("held", "place", "number", "present")
    changes = {
        field: [was, now]
        for field, was, now in zip(fields, before, after, strict=True)
        if was != now
    }
    tell(by, meeting, "meeting.corrected", f"แก้บันทึกการประชุม {meeting}", {**changes, "why": why})
    return meeting


@transaction.atomic
def annul_record(*, by: User, meeting: Meeting, why: str, at: datetime) -> Meeting:
    """A meeting from paper that did not take place: it counts no more and its number is free.

    It stays to be read, with the reason; its minutes stay on file and in the event. Twice is once.
    """
    meeting = locked(meeting)
    if meeting.cancelled is not None:
        return meeting
    _refuse_unless_from_paper(meeting, why)
    minutes = meeting.minutes.sha256 if meeting.minutes else ""
    held = meeting.held
    meeting.held = meeting.held_by = meeting.minutes = meeting.signed_minutes = None
    meeting.cancelled, meeting.cancelled_by, meeting.cancelled_because = at.date(), by, why.strip()
    meeting.save()
    tell(
        by,
        meeting,
        "meeting.annulled",
        f"ถอนบันทึกการประชุม {meeting} ซึ่งบันทึกผิด",
        {"held": [held, ""], "minutes": [minutes, ""], "why": why},
    )
    return meeting


def _refuse_unless_from_paper(meeting: Meeting, why: str) -> None:
    if meeting.adopted is not None:
        raise ValidationError(ADOPTED)
    if meeting.opened_at is not None or meeting.held is None:
        raise ValidationError(LIVE)
    if not why.strip():
        raise ValidationError({"why": NO_REASON})


def _refuse_taken_day(meeting: Meeting, held: date) -> None:
    same_day = Meeting.objects.standing().filter(committee=meeting.committee, planned=held)
    other = same_day.exclude(pk=meeting.pk).first()
    if other is not None:
        raise ValidationError(
            {"held": f"วันที่ {format_short(held)} มีการประชุมครั้งที่ {other.label} แล้ว ตรวจวันที่อีกครั้ง"}
        )


def _roll(meeting: Meeting) -> list[tuple[int, str, str]]:
    return list(meeting.attendance.values_list("seat", "presence", "substitute"))


def _told(
    seats: list[Appointment],
    presences: Mapping[int, Presence],
    substitutes: Mapping[int, str],
) -> dict[int, tuple[str, str]]:
    """Each seat with its presence; a substitute stays named while they are still told of."""
    told = {}
    for seat in seats:
        presence = presences.get(seat.pk, Presence.ABSENT)
        name = substitutes.get(seat.pk, "")
        if presence == Presence.PRESENT and name:
            presence = Presence.SUBSTITUTE
        told[seat.pk] = (str(presence), name if presence == Presence.SUBSTITUTE else "")
    return told


def _summed(roll: Mapping[int, tuple[str, str]]) -> str:
    """How many came of how many."""
    came = sum(presence in COUNTED_PRESENT for presence, _ in roll.values())
    return f"{came}/{len(roll)}"
