"""Old meetings copied from paper, one after the other; put right or taken back with a reason."""

from collections.abc import Sequence
from datetime import date

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
from prasan.committees.models import Committee
from prasan.evidence.actions import keep
from prasan.meetings import actions
from prasan.meetings.actions.held import may_follow
from prasan.meetings.forms.held import HeldForm
from prasan.meetings.forms.paper import AnnulmentForm, CorrectionForm, PaperForm
from prasan.meetings.models import Meeting
from prasan.meetings.rules import Stage
from prasan.meetings.sittings import beside, whole_of
from prasan.meetings.views.loading import may_record
from prasan.thai.calendar import parse_date

RECENT = 6


@login_required
@require_http_methods(["GET", "POST"])
def record(request: Request, kind: str, code: str) -> HttpResponse:
    """One old meeting; once it is saved, the next one. `?held=` shows the register of a day."""
    mine = Committee.objects.visible_to(request.reach).for_list()
    committee = get_object_or_404(mine, kind=kind, area=code)
    request.reach.must(Right.RECORD, code)
    last = Meeting.objects.standing().filter(committee=committee).exclude(held=None)
    newest = last.order_by("-pk").first()
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        committee=committee,
        today=clock.today(),
        initial={"place": newest.place if newest else ""},
    )
    if request.method == "GET":
        day = _day(request.GET.get("held", ""))
        form.initial["held"] = day
        form.show_register(day or clock.today())
    elif form.is_valid():
        meeting = _recorded(request, form)
        if meeting is not None:
            messages.success(
                request, _("บันทึก %(meeting)s แล้ว ใส่ครั้งต่อไปได้เลย") % {"meeting": meeting}
            )
            return redirect("meetings:paper", kind, code)
    context = {
        "committee": committee,
        "form": form,
        "recent": last.with_roll().order_by("-pk")[:RECENT],
    }
    template = "meetings/_register.html" if request.htmx else "meetings/paper.html"
    return render(request, template, context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    """Day, place, number or attendance of a meeting put right; of one held here, with hours."""
    meeting = _mine(request, pk)
    if meeting.stage is Stage.OPEN:
        return redirect("meetings:hold", pk)
    if meeting.opened_at is not None:
        return _correct_held(request, meeting)
    form = CorrectionForm(
        request.POST or None, user=request.user, meeting=meeting, today=clock.today()
    )
    if form.is_valid() and _corrected(request, meeting, form):
        messages.success(request, _("แก้บันทึกการประชุมแล้ว"))
        return redirect(meeting)
    return render(request, "meetings/correct.html", {"meeting": meeting, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def annul(request: Request, pk: int) -> HttpResponse:
    """A meeting from paper that did not take place."""
    meeting = _mine(request, pk)
    form = AnnulmentForm(request.POST or None)
    if form.is_valid():
        try:
            why = form.cleaned_data["why"]
            actions.annul_record(by=request.user, meeting=meeting, why=why, at=clock.now())
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("ถอนบันทึกแล้ว ครั้งนี้ไม่นับ"))
            return redirect(meeting)
    return render(request, "meetings/annul.html", {"meeting": meeting, "form": form})


def _mine(request: Request, pk: int) -> Meeting:
    mine = Meeting.objects.visible_to(request.reach)
    meeting = get_object_or_404(mine.select_related("committee__area__parent"), pk=pk)
    request.reach.must(Right.RECORD, meeting.committee.area_id)
    return meeting


def _day(text: str) -> date | None:
    """The day of an address; none for what is no date, the form itself will say why."""
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None


def _correct_held(request: Request, meeting: Meeting) -> HttpResponse:
    form = HeldForm(request.POST or None, meeting=meeting)
    others = beside(meeting, whole_of(meeting))
    following = [one for one in others if may_follow(one) and may_record(request, one)]
    staying = [one for one in others if one not in following]
    if form.is_valid() and _held_corrected(request, meeting, form, following):
        messages.success(request, _("แก้บันทึกการประชุมแล้ว"))
        for one in staying:
            told = _("ไม่ได้แก้ของ %(meeting)s ตาม") % {"meeting": one}
            messages.warning(request, f"{told} {_why_not(one)}")
        return redirect(meeting)
    context = {"meeting": meeting, "form": form, "following": following}
    context["staying"] = [(one, _why_not(one)) for one in staying]
    return render(request, "meetings/correct_held.html", context)


def _why_not(meeting: Meeting) -> str:
    """Why a correction does not reach a meeting that was held with the one put right."""
    if meeting.adopted is not None:
        return _("รับรองรายงานแล้ว")
    if meeting.held is None:
        return _("ยังไม่ปิดประชุม แก้ที่ห้องประชุม")
    return _("ท่านบันทึกการประชุมของคณะนั้นไม่ได้")


def _held_corrected(
    request: Request, meeting: Meeting, form: HeldForm, following: Sequence[Meeting]
) -> bool:
    told = form.cleaned_data
    facts = {"place": " ".join(told["place"].split()), "why": told["why"], "ended": told["ended"]}
    try:
        follow = [one.pk for one in following]
        actions.correct_held(
            by=request.user, meeting=meeting, lines=form.lines, follow=follow, **facts
        )
    except ValidationError as refusal:
        form.add_error(None, refusal if hasattr(refusal, "error_dict") else refusal.messages)
        return False
    return True


def _recorded(request: Request, form: PaperForm) -> Meeting | None:
    """The meeting, or None with the refusal at its field; then the file is not kept either."""
    told = form.cleaned_data
    try:
        with transaction.atomic():
            upload, area = told["minutes"], form.committee.area
            minutes = (
                keep(by=request.user, area=area, upload=upload, dated=told["held"], at=clock.now())
                if upload
                else None
            )
            return actions.record_meeting(
                by=request.user,
                committee=form.committee,
                held=told["held"],
                place=told["place"],
                number=told["number"],
                presences=form.presences,
                minutes=minutes,
                today=clock.today(),
            )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _corrected(request: Request, meeting: Meeting, form: CorrectionForm) -> bool:
    told = form.cleaned_data
    try:
        actions.correct_record(
            by=request.user,
            meeting=meeting,
            held=told["held"],
            place=told["place"],
            number=told["number"],
            presences=form.presences,
            why=told["why"],
            today=clock.today(),
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True
