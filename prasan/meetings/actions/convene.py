"""Calling a committee to a meeting: the draft, its agenda, the call, and calling it off."""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import User
from prasan.committees.models import Committee
from prasan.meetings import rules
from prasan.meetings.actions.agenda import carry_over, standard_agenda
from prasan.meetings.actions.events import tell
from prasan.meetings.actions.hold import send_home
from prasan.meetings.actions.locked import BEFORE, locked, locked_together, refuse_unless
from prasan.meetings.actions.numbers import free_number
from prasan.meetings.models import Guest, Meeting
from prasan.meetings.rules import Stage
from prasan.meetings.seats import no_seats, seats_on
from prasan.thai.calendar import buddhist_year, format_short

_PLAN = ("planned", "starts", "ends", "place", "subject")


@transaction.atomic
def draft_meeting(
    *,
    by: User,
    committee: Committee,
    planned: date,
    place: str,
    at: datetime,
    starts: time | None = None,
    ends: time | None = None,
    subject: str = "",
    number: int | None = None,
) -> Meeting:
    """A meeting to come, with the standing agenda and what the last one left to do.

    The minutes not adopted yet are put to adoption, unfinished items carried over; guests, writer
    and checker are taken over from the last meeting. The same draft again returns the one there
    is; a day on which nobody sits, a day gone by or taken raises ValidationError, keyed by field.
    """
    Committee.objects.select_for_update().get(pk=committee.pk)
    plan: dict[str, Any] = {
        "planned": planned, "starts": starts, "ends": ends, "place": place, "subject": subject
    }  # fmt: skip
    known = Meeting.objects.standing().filter(committee=committee, planned=planned).first()
    if known is not None:
        return _same_or_taken(known, plan)
    _check(committee, plan, today=at.date())
    year = buddhist_year(planned)
    meeting = Meeting.objects.create(
        committee=committee,
        year=year,
        number=free_number(committee, year, number),
        drafted_at=at,
        drafted_by=by,
        **plan,
    )
    _take_over(meeting)
    standard_agenda(meeting)
    facts = {name: value or "" for name, value in plan.items()}
    summary = f"ร่างการประชุม {meeting} วันที่ {format_short(planned)}"
    tell(by, meeting, "meeting.drafted", summary, facts)
    return meeting


@transaction.atomic
def change_plan(
    *,
    by: User,
    meeting: Meeting,
    planned: date,
    place: str,
    at: datetime,
    starts: time | None = None,
    ends: time | None = None,
    subject: str = "",
) -> Meeting:
    """Another day, hour or place for a meeting that has not opened, and for all that sit with it.

    What the members were told no longer holds when the day, the hour or the place changed, so the
    meeting is to be convened again. No change changes nothing.
    """
    plan: dict[str, Any] = {
        "planned": planned, "starts": starts, "ends": ends, "place": place, "subject": subject
    }  # fmt: skip
    meeting, *others = locked_together(meeting)
    _change_plan(by, meeting, plan, at)
    for other in others:
        try:
            _change_plan(by, other, plan, at)
        except ValidationError as refusal:
            told = [f"{other.committee} {sentence}" for sentence in refusal.messages]
            raise ValidationError({"planned": told}) from None
    return meeting


def _change_plan(by: User, meeting: Meeting, plan: dict[str, Any], at: datetime) -> None:
    refuse_unless(meeting, *BEFORE, doing="เปลี่ยนวัน เวลา หรือสถานที่")
    changes = {
        field: [getattr(meeting, field) or "", value or ""]
        for field, value in plan.items()
        if getattr(meeting, field) != value
    }
    if not changes:
        return
    taken = Meeting.objects.standing().filter(committee=meeting.committee, planned=plan["planned"])
    other = taken.exclude(pk=meeting.pk).first()
    if other is not None:
        _same_or_taken(other, {})
    _check(meeting.committee, plan, today=at.date())
    for field, value in plan.items():
        setattr(meeting, field, value)
    _renumber(meeting)
    if changes.keys() & {"planned", "starts", "place"}:
        meeting.convened = meeting.convened_by = None
    meeting.save()
    tell(by, meeting, "meeting.replanned", f"เปลี่ยนกำหนดการประชุม {meeting}", changes)


@transaction.atomic
def convene(*, by: User, meeting: Meeting, at: datetime) -> Meeting:
    """Call the members who sit on the day of the meeting, and of those that are held with it.

    A second call changes nothing. What was left to do since the draft comes onto the agenda before
    it goes out.
    """
    meeting, *others = locked_together(meeting)
    for other in others:
        if other.stage is Stage.DRAFT:
            _convene(by, other, at)
    return _convene(by, meeting, at)


def _convene(by: User, meeting: Meeting, at: datetime) -> Meeting:
    if meeting.stage is Stage.CONVENED:
        return meeting
    refuse_unless(meeting, Stage.DRAFT, doing="เรียกประชุม")
    if meeting.planned < at.date():
        raise ValidationError(
            {"planned": f"วันประชุม {format_short(meeting.planned)} ผ่านไปแล้ว เปลี่ยนวันก่อนเรียกประชุม"}
        )
    called = seats_on(meeting.committee, meeting.planned).count()
    if not called:
        raise ValidationError({"planned": no_seats(meeting.committee, meeting.planned)})
    meeting.convened, meeting.convened_by = at.date(), by
    meeting.save(update_fields=["convened", "convened_by"])
    carry_over(meeting)
    summary = f"เรียกประชุม {meeting} วันที่ {format_short(meeting.planned)} กรรมการ {called} คน"
    tell(by, meeting, "meeting.convened", summary, {"convened": meeting.convened, "seats": called})
    return meeting


@transaction.atomic
def cancel_meeting(*, by: User, meeting: Meeting, because: str, at: datetime) -> Meeting:
    """Call off a meeting that did not open; who had come stays on file. Again changes nothing."""
    meeting = locked(meeting)
    if meeting.stage is Stage.CANCELLED:
        return meeting
    refuse_unless(meeting, *BEFORE, doing="ยกเลิก")
    if not because.strip():
        raise ValidationError({"because": "ยังไม่ได้บอกเหตุที่ยกเลิก กรรมการจะได้รู้ว่าทำไม"})
    meeting.cancelled, meeting.cancelled_by = at.date(), by
    meeting.cancelled_because = because.strip()
    meeting.save(update_fields=["cancelled", "cancelled_by", "cancelled_because"])
    send_home(meeting, at)
    tell(
        by, meeting, "meeting.cancelled", f"ยกเลิกการประชุม {meeting} {because}", {"because": because}
    )
    return meeting


def _check(committee: Committee, plan: dict[str, Any], *, today: date) -> None:
    problems = rules.plan_problems(
        planned=plan["planned"], starts=plan["starts"], ends=plan["ends"], today=today
    )
    if not seats_on(committee, plan["planned"]).exists():
        problems.setdefault("planned", no_seats(committee, plan["planned"]))
    if problems:
        raise ValidationError(problems)


def _same_or_taken(known: Meeting, plan: dict[str, Any]) -> Meeting:
    """The meeting known, when it is the one asked for; so a double click is harmless."""
    if plan and known.held is None and all(getattr(known, name) == plan[name] for name in _PLAN):
        return known
    raise ValidationError(
        {
            "planned": f"วันที่ {format_short(known.planned)} มีการประชุมครั้งที่ {known.label} อยู่แล้ว "
            "คณะหนึ่งประชุมวันละครั้ง เลือกวันอื่น หรือเปิดการประชุมนั้นแก้ไข"
        }
    )


def _renumber(meeting: Meeting) -> None:
    """A meeting moved into another calendar year takes a number of that year."""
    year = buddhist_year(meeting.planned)
    if year != meeting.year:
        meeting.year = year
        meeting.number = free_number(meeting.committee, year, None, besides=meeting)


def _take_over(meeting: Meeting) -> None:
    """Guests, writer and checker as at the last meeting: most often they are the same."""
    held = Meeting.objects.filter(committee=meeting.committee, held__lt=meeting.planned)
    last = held.order_by("-held").first()
    if last is None:
        return
    for field in ("writer", "writer_post", "checker", "checker_post"):
        setattr(meeting, field, getattr(last, field))
    meeting.save(update_fields=["writer", "writer_post", "checker", "checker_post"])
    Guest.objects.bulk_create(
        Guest(meeting=meeting, line=guest.line, name=guest.name, post=guest.post)
        for guest in last.guests.all()
    )
