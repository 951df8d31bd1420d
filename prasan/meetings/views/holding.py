"""A meeting while it is on: who is in the room, the quorum, the agenda item by item."""

from collections.abc import Callable, Sequence
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
from prasan.meetings.actions.doors import Moved
from prasan.meetings.fields import ThaiTimeField
from prasan.meetings.holding import Sitting
from prasan.meetings.models import AgendaItem, Meeting, Presence
from prasan.meetings.rules import Stage
from prasan.meetings.views.loading import may_record, meeting_in_sight, say, sitting_to_record
from prasan.orders.models import Appointment

_OVER = (Stage.HELD, Stage.MINUTED, Stage.ADOPTED, Stage.CANCELLED)


@login_required
@require_http_methods(["GET", "POST"])
def hold(request: Request, pk: int) -> HttpResponse:
    """The clerk's page; each button is one step and comes back here."""
    meeting, whole = sitting_to_record(request, pk)
    is_done = True
    if request.method == "POST":
        is_done = _step(request, meeting, whole)
        if is_done and not request.htmx:
            return redirect("meetings:hold", pk)
        meeting, whole = sitting_to_record(request, pk)
    is_over = all(one.stage in _OVER for one in whole)
    if is_over and not request.htmx:
        return redirect(meeting)
    sitting = Sitting(meeting, clock.now(), whole)
    context = {"sitting": sitting, "meeting": meeting, "may_record": True}
    # What was typed stays where the step could not be taken.
    context["typed"] = {} if is_done else request.POST
    context["back"] = _numbers(request, "back") if not is_done else None
    template = "meetings/_hold.html" if request.htmx else "meetings/hold.html"
    response = render(request, template, context)
    if request.htmx and is_over:
        response["HX-Redirect"] = meeting.get_absolute_url()
    return response


@login_required
@require_safe
def room(request: Request, pk: int) -> HttpResponse:
    """Quorum and presence as of now; the page asks for it again and again."""
    meeting = meeting_in_sight(request, pk)
    sitting = Sitting(meeting, clock.now())
    may = may_record(request, *sitting.whole)
    context = {"sitting": sitting, "meeting": meeting, "may_record": may}
    template = "meetings/_room.html" if request.htmx else "meetings/room.html"
    return render(request, template, context)


def _step(request: Request, meeting: Meeting, whole: Sequence[Meeting]) -> bool:
    """Do what the button says; what cannot be done is told on the page, and then False."""
    do = _STEPS.get(request.POST.get("do", ""))
    if do is None:
        return True
    try:
        do(request, meeting, whole, clock.now())
    except ValidationError as refusal:
        say(request, refusal)
        return False
    return True


_Step = Callable[[Request, Meeting, Sequence[Meeting], datetime], None]


def _seat(request: Request, whole: Sequence[Meeting]) -> tuple[Meeting, Appointment]:
    """The seat a button is about, of a committee of this sitting, with its meeting."""
    committees = {one.committee_id: one for one in whole}
    mine = Appointment.objects.filter(order__committee__in=committees)
    number = request.POST.get("seat", "")
    seat = get_object_or_404(
        mine.select_related("person", "order"), pk=int(number) if number.isdecimal() else 0
    )
    return committees[seat.order.committee_id], seat


def _arrive(request: Request, _one: Meeting, whole: Sequence[Meeting], at: datetime) -> None:
    meeting, seat = _seat(request, whole)
    actions.arrive(by=request.user, meeting=meeting, seat=seat, at=at)


def _leave(request: Request, _one: Meeting, whole: Sequence[Meeting], at: datetime) -> None:
    meeting, seat = _seat(request, whole)
    actions.leave(by=request.user, meeting=meeting, seat=seat, at=at)


def _tell(presence: Presence) -> _Step:
    def tell(request: Request, _one: Meeting, whole: Sequence[Meeting], at: datetime) -> None:
        meeting, seat = _seat(request, whole)
        actions.tell_absence(
            by=request.user,
            meeting=meeting,
            seat=seat,
            presence=presence,
            at=at,
            substitute=request.POST.get("substitute", "")[:150],
        )

    return tell


def _open(request: Request, meeting: Meeting, _whole: Sequence[Meeting], at: datetime) -> None:
    _warn(request, actions.open_sitting(by=request.user, meeting=meeting, at=at))


def _take(request: Request, _one: Meeting, whole: Sequence[Meeting], at: datetime) -> None:
    number = request.POST.get("item", "")
    items = AgendaItem.objects.on_agenda().filter(meeting__in=whole).select_related("meeting")
    found = get_object_or_404(items, pk=int(number) if number.isdecimal() else 0)
    actions.take_item(by=request.user, item=found, at=at)


def _adjourn(request: Request, meeting: Meeting, _whole: Sequence[Meeting], at: datetime) -> None:
    because = request.POST.get("because", "")[:300]
    _warn(
        request,
        actions.adjourn_sitting(by=request.user, meeting=meeting, because=because, at=at),
    )


def _resume(request: Request, meeting: Meeting, _whole: Sequence[Meeting], at: datetime) -> None:
    back = _numbers(request, "back")
    _warn(request, actions.resume_sitting(by=request.user, meeting=meeting, at=at, back=back))


def _close(request: Request, meeting: Meeting, _whole: Sequence[Meeting], at: datetime) -> None:
    ended = ThaiTimeField(required=False).clean(request.POST.get("ended", ""))
    if ended is not None and f"{timezone.localtime(at):%H.%M}" == f"{ended:%H.%M}":
        ended = None  # This very minute: the moment itself, which is after all that happened.
    which = _numbers(request, "which")
    closed = actions.close_sitting(
        by=request.user, meeting=meeting, at=at, ended=ended, which=which
    )
    _warn(request, closed)
    messages.success(request, _("ปิดประชุมแล้ว จดรายงานต่อได้ทุกเวลา"))


def _numbers(request: Request, name: str) -> list[int]:
    return [int(pk) for pk in request.POST.getlist(name) if pk.isdecimal()]


def _warn(request: Request, moved: Moved) -> None:
    """Say which committees of the sitting the step was not taken by, and why."""
    for sentence in moved.refused:
        messages.warning(request, sentence)


_STEPS: dict[str, _Step] = {
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
