"""A meeting while it is on: who is in the room, the quorum, the agenda item by item."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.meetings import actions
from prasan.meetings.fields import ThaiTimeField
from prasan.meetings.holding import Live
from prasan.meetings.models import Meeting, Presence
from prasan.meetings.rules import Stage
from prasan.meetings.views.loading import may_record, meeting_in_sight, meeting_to_record, say
from prasan.orders.models import Appointment

_OVER = (Stage.HELD, Stage.MINUTED, Stage.ADOPTED, Stage.CANCELLED)


@login_required
@require_http_methods(["GET", "POST"])
def hold(request: Request, pk: int) -> HttpResponse:
    """The clerk's page; each button is one step and comes back here."""
    meeting = meeting_to_record(request, pk)
    if request.method == "POST":
        _step(request, meeting)
        if not request.htmx:
            return redirect("meetings:hold", pk)
        meeting = meeting_to_record(request, pk)
    if meeting.stage in _OVER and not request.htmx:
        return redirect(meeting)
    context = {"live": Live(meeting, clock.now()), "meeting": meeting, "may_record": True}
    template = "meetings/_hold.html" if request.htmx else "meetings/hold.html"
    response = render(request, template, context)
    if request.htmx and meeting.stage in _OVER:
        response["HX-Redirect"] = meeting.get_absolute_url()
    return response


@login_required
@require_safe
def room(request: Request, pk: int) -> HttpResponse:
    """Quorum and presence as of now; the page asks for it again and again."""
    meeting = meeting_in_sight(request, pk)
    context = {
        "live": Live(meeting, clock.now()),
        "meeting": meeting,
        "may_record": may_record(request, meeting),
    }
    template = "meetings/_room.html" if request.htmx else "meetings/room.html"
    return render(request, template, context)


def _step(request: Request, meeting: Meeting) -> None:
    """Do what the button says; what cannot be done is told on the page."""
    do = _STEPS.get(request.POST.get("do", ""))
    if do is None:
        return
    try:
        do(request, meeting, clock.now())
    except ValidationError as refusal:
        say(request, refusal)


def _seat(request: Request, meeting: Meeting) -> Appointment:
    """The seat a button is about, of this committee."""
    mine = Appointment.objects.filter(order__committee=meeting.committee)
    number = request.POST.get("seat", "")
    return get_object_or_404(
        mine.select_related("person"), pk=int(number) if number.isdecimal() else 0
    )


def _arrive(request: Request, meeting: Meeting, at: datetime) -> None:
    actions.arrive(by=request.user, meeting=meeting, seat=_seat(request, meeting), at=at)


def _leave(request: Request, meeting: Meeting, at: datetime) -> None:
    actions.leave(by=request.user, meeting=meeting, seat=_seat(request, meeting), at=at)


def _tell(presence: Presence) -> Callable[[Request, Meeting, datetime], None]:
    def tell(request: Request, meeting: Meeting, at: datetime) -> None:
        actions.tell_absence(
            by=request.user,
            meeting=meeting,
            seat=_seat(request, meeting),
            presence=presence,
            at=at,
            substitute=request.POST.get("substitute", "")[:150],
        )

    return tell


def _open(request: Request, meeting: Meeting, at: datetime) -> None:
    actions.open_meeting(by=request.user, meeting=meeting, at=at)


def _take(request: Request, meeting: Meeting, at: datetime) -> None:
    number = request.POST.get("item", "")
    found = get_object_or_404(
        meeting.items.on_agenda().select_related("meeting"),
        pk=int(number) if number.isdecimal() else 0,
    )
    actions.take_item(by=request.user, item=found, at=at)


def _adjourn(request: Request, meeting: Meeting, at: datetime) -> None:
    because = request.POST.get("because", "")[:300]
    actions.adjourn(by=request.user, meeting=meeting, because=because, at=at)


def _resume(request: Request, meeting: Meeting, at: datetime) -> None:
    back = [int(pk) for pk in request.POST.getlist("back") if pk.isdecimal()]
    actions.resume(by=request.user, meeting=meeting, at=at, back=back)


def _close(request: Request, meeting: Meeting, at: datetime) -> None:
    ended = ThaiTimeField(required=False).clean(request.POST.get("ended", ""))
    if ended is not None and f"{timezone.localtime(at):%H.%M}" == f"{ended:%H.%M}":
        ended = None  # This very minute: the moment itself, which is after all that happened.
    actions.close_meeting(by=request.user, meeting=meeting, at=at, ended=ended)
    messages.success(request, _("ปิดประชุมแล้ว จดรายงานต่อได้ทุกเวลา"))


_STEPS: dict[str, Callable[[Request, Meeting, datetime], None]] = {
    "arrive": _arrive,
    "leave": _leave,
    "excuse": _tell(Presence.EXCUSED),
    "absent": _tell(Presence.ABSENT),
    "substitute": _tell(Presence.SUBSTITUTE),
    "open": _open,
    "take": _take,
    "adjourn": _adjourn,
    "resume": _resume,
    "close": _close,
}
