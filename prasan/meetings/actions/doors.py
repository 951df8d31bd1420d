"""The doors of a sitting: opening, adjourning, going on and closing, for all committees in it.

A committee that meets alone is a sitting of one. Each opens, and goes on, by its own quorum: one
that lacks it waits, while the others may begin.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction

from prasan.accounts.models import User
from prasan.meetings.actions import hold
from prasan.meetings.actions.locked import BEFORE, locked_together
from prasan.meetings.models import Meeting
from prasan.meetings.rules import Stage
from prasan.orders.models import Appointment


@dataclass(frozen=True)
class Moved:
    """The meetings that took the step, and in words why others could not."""

    meetings: tuple[Meeting, ...]
    refused: tuple[str, ...] = ()


@transaction.atomic
def open_sitting(*, by: User, meeting: Meeting, at: datetime) -> Moved:
    """Open each meeting that has its quorum; raises ValidationError when none has."""
    whole = locked_together(meeting)
    waiting = [one for one in whole if one.stage in BEFORE] or whole[:1]
    return _each(waiting, lambda one: hold.open_meeting(by=by, meeting=one, at=at))


@transaction.atomic
def adjourn_sitting(*, by: User, meeting: Meeting, because: str, at: datetime) -> Moved:
    """Break off all that are open, for one cause."""
    return _each(
        _open(meeting), lambda one: hold.adjourn(by=by, meeting=one, because=because, at=at)
    )


@transaction.atomic
def resume_sitting(
    *, by: User, meeting: Meeting, at: datetime, back: Collection[int] = ()
) -> Moved:
    """Go on with each that has its quorum again; `back` are seats, one of each person who came."""
    people = Appointment.objects.filter(pk__in=back).values("person")
    seats = Appointment.objects.filter(person__in=people).values_list("pk", flat=True)
    whole = list(seats)
    return _each(_open(meeting), lambda one: hold.resume(by=by, meeting=one, at=at, back=whole))


@transaction.atomic
def close_sitting(
    *,
    by: User,
    meeting: Meeting,
    at: datetime,
    ended: time | None = None,
    which: Collection[int] = (),
) -> Moved:
    """Close those of `which` that are open, or all."""
    chosen = [one for one in _open(meeting) if not which or one.pk in which]
    return _each(chosen, lambda one: hold.close_meeting(by=by, meeting=one, at=at, ended=ended))


def _open(meeting: Meeting) -> list[Meeting]:
    whole = locked_together(meeting)
    return [one for one in whole if one.stage is Stage.OPEN] or whole[:1]


def _each(meetings: Iterable[Meeting], do: Callable[[Meeting], Meeting]) -> Moved:
    done: list[Meeting] = []
    refused: list[tuple[Meeting, ValidationError]] = []
    for meeting in meetings:
        try:
            with transaction.atomic():
                done.append(do(meeting))
        except ValidationError as refusal:
            refused.append((meeting, refusal))
    if len(refused) == 1 and not done:
        raise refused[0][1]
    told = tuple(
        f"{meeting.committee} {sentence}"
        for meeting, refusal in refused
        for sentence in refusal.messages
    )
    if refused and not done:
        raise ValidationError(list(told))
    return Moved(tuple(done), told)
