"""Checking in by phone: the code on the clerk's screen, and the page it opens."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from segno import make as code_of

from prasan import clock
from prasan.accounts.actions import system_user
from prasan.accounts.middleware import Request
from prasan.meetings import actions, checkin
from prasan.meetings.holding import Row, Sitting
from prasan.meetings.models import Meeting, Told
from prasan.meetings.views.loading import sitting_to_record


@login_required
@require_safe
@never_cache
def code(request: Request, pk: int) -> HttpResponse:
    """The QR code for the screen in the room, with the quorum beside it; renews itself."""
    meeting, whole = sitting_to_record(request, pk)
    address = request.build_absolute_uri(
        reverse("meetings:check_in", args=[checkin.token(meeting)])
    )
    picture = code_of(address, error="m").svg_inline(scale=8, omitsize=True, svgclass="code")
    context = {
        "meeting": meeting,
        "sitting": Sitting(meeting, clock.now(), whole),
        # Drawn by the library from an address we made: no text of a user is in it.
        "picture": mark_safe(picture),  # noqa: S308
        "address": address,
        "new_after": checkin.NEW_AFTER,
    }
    template = "meetings/_code.html" if request.htmx else "meetings/code.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@never_cache
def check_in(request: Request, token: str) -> HttpResponse:
    """What the code opens: find one's name, say "I am here". Open to whoever is in the room."""
    try:
        meeting = _meeting(token)
    except checkin.Refused as refusal:
        return render(request, "meetings/checked.html", {"refusal": refusal}, status=410)
    sitting = Sitting(meeting, clock.now())
    chosen = next(
        (row for row in sitting.rows if str(row.place.seat.pk) == request.POST.get("seat")), None
    )
    if request.method == "POST" and chosen is not None and _checked_in(request, chosen):
        return render(request, "meetings/checked.html", {"sitting": sitting, "row": chosen})
    if request.method == "POST" and chosen is None:
        messages.error(request, _("เลือกชื่อของท่านจากรายชื่อก่อน"))
    if sitting.is_over:
        context = {"refusal": _over(meeting), "meeting": meeting}
        return render(request, "meetings/checked.html", context)
    context = {"meeting": meeting, "sitting": sitting, "token": token}
    context["mine"] = _mine(request, sitting)
    return render(request, "meetings/check_in.html", context)


def _meeting(token: str) -> Meeting:
    found = Meeting.objects.select_related("committee__area__parent__parent")
    meeting = found.filter(pk=checkin.meeting_of(token)).first()
    if meeting is None:
        raise checkin.Refused(checkin.NOT_OURS)
    return meeting


def _over(meeting: Meeting) -> str:
    if meeting.cancelled:
        return f"การประชุม {meeting} ยกเลิกแล้ว ถ้าท่านอยู่ในห้องประชุม บอกเจ้าหน้าที่"
    return f"การประชุม {meeting} ปิดแล้ว ลงชื่อไม่ได้แล้ว ถ้าท่านได้มาประชุม บอกเจ้าหน้าที่"


def _checked_in(request: Request, row: Row) -> bool:
    is_member = request.user.is_authenticated
    try:
        actions.arrive(
            by=request.user if is_member else system_user(),
            meeting=row.meeting,
            seat=row.place.seat,
            at=clock.now(),
            told=Told.SELF if is_member else Told.PHONE,
        )
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
        return False
    return True


def _mine(request: Request, sitting: Sitting) -> int | None:
    """The seat whose holder has the name of whoever is logged in: chosen for them beforehand."""
    if not request.user.is_authenticated:
        return None
    name = "".join(str(request.user).split())
    here = (row.place.seat for row in sitting.rows)
    return next((seat.pk for seat in here if "".join(str(seat.person).split()) == name), None)
