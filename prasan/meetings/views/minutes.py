"""Writing minutes, item by item, finishing, signing and adopting them."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.evidence.actions import keep
from prasan.letters import typesetting
from prasan.letters.documents import LetterProblem
from prasan.meetings import actions
from prasan.meetings.desk import Desk, difference
from prasan.meetings.forms.minutes import (
    AdoptForm,
    ItemMinutesForm,
    ResolutionForm,
    SignedForm,
    WritersForm,
)
from prasan.meetings.models import AgendaItem, Meeting
from prasan.meetings.papers import minutes_paper
from prasan.meetings.sittings import beside, whole_of
from prasan.meetings.views.loading import item_to_record, meeting_in_sight, meeting_to_record, say
from prasan.meetings.views.meeting import kept
from prasan.orders.models import Appointment


@login_required
@require_http_methods(["GET", "POST"])
def minutes(request: Request, pk: int) -> HttpResponse:
    """All items to write on, then who wrote it, then finishing; a post takes one of these steps."""
    meeting = meeting_to_record(request, pk)
    writers = WritersForm(
        request.POST if request.POST.get("do") == "people" else None, initial=_people(meeting)
    )
    is_signing = request.POST.get("do") == "sign"
    signed = SignedForm(*((request.POST, request.FILES) if is_signing else ()), user=request.user)
    if request.method == "POST" and _stepped(request, meeting, writers, signed):
        return redirect("meetings:minutes", pk)
    asked = request.GET.get("from", "")
    source = next((one for one in _beside(request, meeting) if f"{one.pk}" == asked), None)
    desk = Desk(meeting, is_from_last=asked == "last", source=source)
    return _page(request, desk, writers, signed)


def _page(request: Request, desk: Desk, writers: WritersForm, signed: SignedForm) -> HttpResponse:
    context = {
        "meeting": desk.meeting,
        "desk": desk,
        "others": _beside(request, desk.meeting),
        "writers": writers,
        "signed": signed,
        "lacks": actions.unfinished(desk.meeting) if desk.meeting.held else "",
    }
    return render(request, "meetings/minutes.html", context)


def _beside(request: Request, meeting: Meeting) -> list[Meeting]:
    """Those held with the meeting whose minutes the reader may read."""
    others = beside(meeting, whole_of(meeting))
    return [one for one in others if request.reach.sees(one.committee.area_id)]


def _people(meeting: Meeting) -> dict[str, str]:
    lines = [
        f"{guest.name}, {guest.post}" if guest.post else guest.name
        for guest in meeting.guests.all()
    ]
    names = ("writer", "writer_post", "checker", "checker_post")
    return {**{name: getattr(meeting, name) for name in names}, "guests": "\n".join(lines)}


def _stepped(request: Request, meeting: Meeting, writers: WritersForm, signed: SignedForm) -> bool:
    """Take the step of a button; False leaves the page with what is wrong."""
    do = request.POST.get("do", "")
    if do == "people":
        return writers.is_valid() and _tried(writers, lambda: _named(request, meeting, writers))
    if do == "sign":
        return signed.is_valid() and _tried(signed, lambda: _signed(request, meeting, signed))
    if do == "finish":
        try:
            _finished(request, meeting)
        except (ValidationError, LetterProblem) as refusal:
            say(
                request,
                refusal if isinstance(refusal, ValidationError) else ValidationError(str(refusal)),
            )
        return True
    return True


def _tried(form: forms.Form, do: Callable[[], None]) -> bool:
    try:
        with transaction.atomic():
            do()
    except ValidationError as refusal:
        form.add_error(None, refusal if hasattr(refusal, "error_dict") else refusal.messages)
        return False
    return True


def _named(request: Request, meeting: Meeting, form: WritersForm) -> None:
    actions.name_writers(by=request.user, meeting=meeting, **form.people)
    actions.list_guests(by=request.user, meeting=meeting, guests=form.listed)
    messages.success(request, _("บันทึกผู้จด ผู้ตรวจ และผู้เข้าร่วมประชุมแล้ว"))


def _signed(request: Request, meeting: Meeting, form: SignedForm) -> None:
    paper = kept(request, form, meeting, "signed")
    if paper is not None:
        actions.file_signed(by=request.user, meeting=meeting, signed=paper)
        messages.success(request, _("แนบรายงานที่ลงนามแล้ว"))


def _finished(request: Request, meeting: Meeting) -> None:
    """Set the minutes, keep the paper, and file it: all or nothing."""
    lacks = actions.unfinished(meeting)
    if lacks:
        raise ValidationError(lacks)
    content = typesetting.pdf(minutes_paper(meeting))
    name = f"รายงานการประชุม {meeting}.pdf".replace("/", "-")
    with transaction.atomic():
        paper = keep(
            by=request.user,
            area=meeting.committee.area,
            upload=ContentFile(content, name=name),
            dated=meeting.planned,
            at=clock.now(),
        )
        actions.file_minutes(by=request.user, meeting=meeting, minutes=paper)
    messages.success(request, _("ออกรายงานการประชุมแล้ว การประชุมนี้นับได้เมื่อครบองค์ประชุม"))


@login_required
@require_http_methods(["GET", "POST"])
def item_minutes(request: Request, pk: int) -> HttpResponse:
    """One item saved, by its button or by itself; a get leads to its place on the page."""
    item = item_to_record(request, pk)
    here = f"{reverse('meetings:minutes', args=[item.meeting_id])}#item-{pk}"
    if request.method == "GET":
        return redirect(here)
    do = request.POST.get("do", "")
    if do == "adopt":
        return _adopt(request, item, here)
    form: forms.Form
    if do == "resolve":
        form = ResolutionForm(request.POST, item=item)
        is_done = form.is_valid() and _tried(form, lambda: _resolved(request, item, form))
    else:
        form = ItemMinutesForm(request.POST, item=item)
        is_done = form.is_valid() and _saved(request, item, form)
    if request.htmx and do != "resolve":
        return _status(request, item, form)
    if is_done:
        return redirect(here)
    desk = Desk(item.meeting, typed={item.pk: form})
    people = WritersForm(initial=_people(item.meeting))
    return _page(request, desk, people, SignedForm(user=request.user))


def _saved(request: Request, item: AgendaItem, form: ItemMinutesForm) -> bool:
    """Save, or leave the form as a conflict; what it may not do at all is an error of the form."""
    try:
        actions.save_item(
            by=request.user, item=item, edition=form.begun_from, at=clock.now(), **form.words
        )
    except actions.Stale:
        return False
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    return True


def _status(request: Request, item: AgendaItem, form: forms.Form) -> HttpResponse:
    """The line under the item: saved by whom and when, or the other's words."""
    desk = Desk(item.meeting, typed={item.pk: form})
    sheet = next(sheet for sheet in desk.sheets if sheet.item.pk == item.pk)
    words = {name: form.data.get(name, "").strip() for name in ("text", "resolution", "outcome")}
    saved = all(getattr(sheet.item, name) == value for name, value in words.items())
    context = {"sheet": sheet, "is_saved": saved, "is_conflict": not saved and not form.errors}
    return render(request, "meetings/_saved.html", context)


def _resolved(request: Request, item: AgendaItem, form: forms.Form) -> None:
    told = form.cleaned_data
    here = Appointment.objects.filter(attendance__meeting=item.meeting).distinct()
    seats = here.select_related("person")
    seat = next((one for one in seats if f"{one.person}" == told["responsible"]), None)
    actions.tell_resolution(by=request.user, item=item, seat=seat, **told)


def _adopt(request: Request, item: AgendaItem, here: str) -> HttpResponse:
    form = AdoptForm(request.POST)
    if item.adopts is None or not form.is_valid():
        return redirect(here)
    try:
        actions.adopt_minutes(
            by=request.user,
            meeting=item.adopts,
            adopted_in=item.meeting,
            corrected=form.cleaned_data["corrected"],
            at=clock.now(),
        )
    except ValidationError as refusal:
        say(request, refusal)
    else:
        messages.success(request, _("รับรองรายงานการประชุมแล้ว"))
    return redirect(here)


@login_required
@require_safe
def versions(request: Request, pk: int) -> HttpResponse:
    """Every saved version of an item's minutes, newest first, with what changed in each."""
    items = AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(request.reach))
    item = get_object_or_404(items, pk=pk)
    meeting = meeting_in_sight(request, item.meeting_id)
    revisions = list(item.revisions.select_related("saved_by"))
    before = [None, *revisions]
    told = [
        (
            one,
            difference(old.text if old else "", one.text),
            difference(old.resolution if old else "", one.resolution),
        )
        for old, one in zip(before, revisions, strict=False)
    ]
    context = {"meeting": meeting, "item": item, "versions": told[::-1]}
    return render(request, "meetings/versions.html", context)
