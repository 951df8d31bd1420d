"""One meeting: how far it has come, what is on its agenda, who came, and whether it counts."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.audit.models import Event
from prasan.evidence.actions import keep
from prasan.evidence.models import Evidence
from prasan.meetings import actions
from prasan.meetings.forms import MinutesForm
from prasan.meetings.judged import Judged
from prasan.meetings.models import Meeting, Presence
from prasan.meetings.papers import gap_words
from prasan.meetings.presenting import Agenda, steps
from prasan.meetings.room import Room
from prasan.meetings.rules import Stage
from prasan.meetings.seats import seats_on
from prasan.meetings.sittings import beside, whole_of
from prasan.meetings.views.loading import may_record
from prasan.thai.calendar import weekday

_CORRECTED = "meeting.corrected"
_FILED = ("meeting.recorded", "meeting.minutes_attached", "meeting.minutes_finished")


@login_required
@require_http_methods(["GET", "POST"])
def detail(request: Request, pk: int) -> HttpResponse:
    """One meeting; a post files the minutes of one entered from paper."""
    mine = Meeting.objects.visible_to(request.reach).with_roll()
    related = mine.select_related(
        "committee__area__parent__parent",
        "minutes",
        "signed_minutes",
        "adopted_in__committee__area",
    )
    meeting = get_object_or_404(related, pk=pk)
    area = meeting.committee.area_id
    posted: tuple[Any, ...] = ()
    if request.method == "POST":
        request.reach.must(Right.RECORD, area)
        posted = (request.POST, request.FILES)
    form = MinutesForm(*posted, user=request.user)
    if form.is_valid() and _attached(request, meeting, form):
        messages.success(request, _("แนบรายงานการประชุมแล้ว"))
        return redirect(meeting)
    whole = whole_of(meeting)
    context = {
        "meeting": meeting,
        "others": beside(meeting, whole),
        "may_hold": may_record(request, *whole),
        "steps": steps(meeting),
        "weekday": weekday(meeting.planned),
        "form": form,
        "may_record": request.reach.may(Right.RECORD, area),
        "now": clock.now(),
        **_told(meeting),
    }
    is_over = meeting.held is not None
    return render(request, f"meetings/{'detail' if is_over else 'planned'}.html", context)


def _told(meeting: Meeting) -> dict[str, object]:
    """The agenda and the room, and for a meeting held whether it counts."""
    room = Room(meeting)
    agenda = Agenda(meeting, room)
    if meeting.held is None:
        return {"room": room, "agenda": agenda, "seats": len(room.places)}
    here = {place.seat.pk for place in room.places}
    now = set(seats_on(meeting.committee, meeting.planned).values_list("pk", flat=True))
    return {
        "room": room,
        "agenda": agenda,
        "judged": Judged(meeting, room.terms),
        "hours": _hours(room),
        "rolls": [(day, room.places_on(day)) for day in (meeting.planned, *room.later_days)],
        "gaps": [gap_words(gap) for gap in room.gaps],
        "substitutes": sum(place.presence == Presence.SUBSTITUTE for place in room.places),
        "roll_differs": here != now,
        "guests": list(meeting.guests.all()),
        "next_meeting": _next(meeting),
        "is_stale": _is_stale(meeting),
    }


def _is_stale(meeting: Meeting) -> bool:
    """Whether the record was corrected after the minutes on file were put there."""
    if meeting.minutes_id is None or meeting.adopted is not None:
        return False
    told = Event.objects.filter(kind=Meeting._meta.label_lower, target=str(meeting.pk))
    last = told.filter(verb__in=[_CORRECTED, *_FILED]).order_by("-pk")
    return last.values_list("verb", flat=True).first() == _CORRECTED


def _next(meeting: Meeting) -> Meeting | None:
    """A later meeting that is open or was held, and so may adopt these minutes."""
    if meeting.stage is not Stage.MINUTED:
        return None
    later = Meeting.objects.standing().filter(
        committee=meeting.committee_id, planned__gt=meeting.planned
    )
    may_adopt = later.exclude(held=None, opened_at=None)
    found: Meeting | None = may_adopt.order_by("planned").first()
    return found


def kept(request: Request, form: forms.Form, meeting: Meeting, name: str) -> Evidence | None:
    """A file of the form put on file for the meeting, None when it brought none."""
    upload = form.cleaned_data[name]
    if not upload:
        return None
    area, dated = meeting.committee.area, meeting.planned
    return keep(by=request.user, area=area, upload=upload, dated=dated, at=clock.now())


def _attached(request: Request, meeting: Meeting, form: MinutesForm) -> bool:
    try:
        with transaction.atomic():
            minutes = kept(request, form, meeting, "minutes")
            if minutes is not None:
                actions.attach_minutes(by=request.user, meeting=meeting, minutes=minutes)
    except ValidationError as refusal:
        # The page shows no field for minutes once some are on file.
        form.add_error(None, refusal.messages)
        return False
    return True


def _hours(room: Room) -> str:
    """9.00 ถึง 12.00 น., from the first stretch to the last, or the end of it that is known."""
    stretches = room.stretches
    began, ended = (stretches[0].began, stretches[-1].ended) if stretches else (None, None)
    known = [f"{hour:%H.%M}" for hour in (began, ended) if hour]
    if len(known) == 1:
        return f"{_('เริ่ม') if began else _('เลิก')} {known[0]} น."
    return f"{known[0]} ถึง {known[1]} น." if known else ""
