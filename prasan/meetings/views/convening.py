"""Calling a committee to a meeting: its plan, the agenda, the notice and the papers with it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.committees.models import Committee
from prasan.evidence.actions import keep
from prasan.jobs import actions as jobs
from prasan.meetings import actions
from prasan.meetings.days_off import day_off
from prasan.meetings.documents import call_words
from prasan.meetings.forms import CancelForm, IssueForm, ItemForm, PlanForm
from prasan.meetings.jobs import NOTICES
from prasan.meetings.joining import may_join
from prasan.meetings.models import AgendaItem, Meeting, Section
from prasan.meetings.papers import call_of, issuing_office
from prasan.meetings.presenting import Agenda, stage_of
from prasan.meetings.rules import Stage
from prasan.meetings.sittings import beside, members_of, whole_of
from prasan.meetings.views.loading import (
    item_to_record,
    may_record,
    meeting_to_record,
    say,
    sitting_to_record,
)
from prasan.thai.calendar import format_short


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: Request, kind: str, code: str) -> HttpResponse:
    """A new meeting to come, maybe with other committees; its agenda writes itself."""
    mine = Committee.objects.visible_to(request.reach).for_list()
    committee = get_object_or_404(mine, kind=kind, area=code)
    request.reach.must(Right.RECORD, code)
    offered = companions_of(request, committee)
    form = PlanForm(request.POST or None, initial=_first_words(committee, request), offered=offered)
    if form.is_valid():
        try:
            meeting, *others = actions.draft_together(
                by=request.user,
                committees=[committee, *form.companions],
                at=clock.now(),
                **form.plan,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("ร่างการประชุมแล้ว ตรวจวาระ แล้วเรียกประชุม"))
            _point_out_day_off(request, meeting)
            return redirect("meetings:agenda", meeting.pk)
    return render(request, "meetings/plan.html", {"committee": committee, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def replan(request: Request, pk: int) -> HttpResponse:
    """Another day, hour or place, or other committees to sit with."""
    meeting, whole = sitting_to_record(request, pk)
    fields = ("planned", "starts", "ends", "place", "subject")
    told: dict[str, object] = {name: getattr(meeting, name) for name in fields}
    told["beside"] = [one.committee_id for one in beside(meeting, whole)]
    offered = companions_of(request, meeting.committee)
    form = PlanForm(request.POST or None, initial=told, offered=offered)
    if form.is_valid():
        try:
            changed = _replanned(request, meeting, form)
        except ValidationError as refusal:
            form.add_error(None, refusal if hasattr(refusal, "error_dict") else refusal.messages)
        else:
            if meeting.convened and not changed.convened:
                messages.warning(request, _("กำหนดเปลี่ยนแล้ว เรียกประชุมอีกครั้งเพื่อแจ้งกรรมการ"))
            _point_out_day_off(request, changed)
            return redirect(meeting)
    context = {"committee": meeting.committee, "meeting": meeting, "form": form, "whole": whole}
    return render(request, "meetings/plan.html", context)


@transaction.atomic
def _replanned(request: Request, meeting: Meeting, form: PlanForm) -> Meeting:
    """Who leaves stays as planned; who stays moves; who joins comes to where they moved."""
    at, by = clock.now(), request.user
    here = {one.committee_id for one in whole_of(meeting)}
    staying = [one for one in form.companions if one.pk in here]
    actions.choose_companions(by=by, meeting=meeting, committees=staying, at=at)
    actions.change_plan(by=by, meeting=meeting, at=at, **form.plan)
    return actions.choose_companions(by=by, meeting=meeting, committees=form.companions, at=at)[0]


def companions_of(request: Request, committee: Committee) -> list[Committee]:
    """The committees that may be offered to sit with one: of its own area, the district's, and of
    the district's tambons, as far as the reader may record them."""
    code = committee.area_id
    near = Q(area=code) | Q(area=code[:DISTRICT_DIGITS])
    if len(code) == DISTRICT_DIGITS:
        near |= Q(area__parent=code)
    found = Committee.objects.visible_to(request.reach).filter(near).exclude(pk=committee.pk)
    return [
        one
        for one in found.select_related("area").order_by("area", "kind")
        if request.reach.may(Right.RECORD, one.area_id) and may_join(code, one.area_id)
    ]


@login_required
@require_http_methods(["GET", "POST"])
def agenda(request: Request, pk: int) -> HttpResponse:
    """The agenda laid out under its headings; a post adds one item."""
    meeting = meeting_to_record(request, pk)
    posted: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    whole = whole_of(meeting)
    may_share = [one for one in beside(meeting, whole) if may_record(request, one)]
    form = ItemForm(*posted, user=request.user, has_others=bool(may_share))
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("section", "title", "brief")}
        try:
            item = actions.add_item(by=request.user, meeting=meeting, **words)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            _attach(request, item.pk, form)
            if form.cleaned_data.get("is_common"):
                _share(request, item, may_share)
            return redirect("meetings:agenda", pk)
    context = {
        "meeting": meeting,
        "agenda": Agenda(meeting),
        "form": form,
        "standing": stage_of(meeting),
        "is_open": meeting.stage in (Stage.DRAFT, Stage.CONVENED, Stage.OPEN),
    }
    return render(request, "meetings/agenda.html", context)


def _share(request: Request, item: AgendaItem, others: Sequence[Meeting]) -> None:
    """The same item, with what goes with it, on the agendas of those that sit together."""
    section, words = Section(item.section), {"title": item.title, "brief": item.brief}
    for other in others:
        try:
            same = actions.add_item(by=request.user, meeting=other, section=section, **words)
        except ValidationError as refusal:
            say(request, refusal)
            continue
        for attachment in item.attachments.select_related("evidence"):
            actions.attach(by=request.user, item=same, evidence=attachment.evidence)


@login_required
@require_http_methods(["GET", "POST"])
def item(request: Request, pk: int) -> HttpResponse:
    """One item: other words, a file, another place, or off the agenda."""
    found = item_to_record(request, pk)
    if request.method == "POST" and request.POST.get("do") in ("drop", "earlier", "later"):
        return _moved(request, pk)
    posted: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    told = {"title": found.title, "brief": found.brief}
    form = ItemForm(*posted, initial=told, has_section=False, user=request.user)
    if form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "brief")}
        try:
            actions.change_item(by=request.user, item=found, **words)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            _attach(request, pk, form)
            return redirect("meetings:agenda", found.meeting_id)
    context = {"meeting": found.meeting, "item": found, "form": form}
    return render(request, "meetings/item.html", context)


def _moved(request: Request, pk: int) -> HttpResponse:
    found = item_to_record(request, pk)
    do = request.POST["do"]
    try:
        if do == "drop":
            actions.drop_item(by=request.user, item=found)
            messages.success(request, _("ตัดวาระ “%(item)s” แล้ว") % {"item": found})
        else:
            actions.move_item(by=request.user, item=found, earlier=do == "earlier")
    except ValidationError as refusal:
        say(request, refusal)
    return redirect("meetings:agenda", found.meeting_id)


def _attach(request: Request, pk: int, form: ItemForm) -> None:
    upload = form.cleaned_data["file"]
    if not upload:
        return
    found = item_to_record(request, pk)
    area = found.meeting.committee.area
    evidence = keep(by=request.user, area=area, upload=upload, at=clock.now())
    actions.attach(by=request.user, item=found, evidence=evidence)


@login_required
@require_http_methods(["GET", "POST"])
def convene(request: Request, pk: int) -> HttpResponse:
    """The call: who is called, the notice, the text for a chat group; a post takes one step."""
    meeting, whole = sitting_to_record(request, pk)
    office = issuing_office(whole[0].committee)
    may_issue = office is not None and request.reach.may(Right.RECORD, office.area_id)
    form = None
    if office is not None and may_issue:
        posted = request.POST if request.POST.get("do") == "issue" else None
        signing = office.signatories.on(clock.today()).order_by("starts").last()
        told = {"dated": clock.today(), "signatory": signing}
        form = IssueForm(posted, office=office, today=clock.today(), initial=told)
    if request.method == "POST" and _taken(request, meeting, form):
        return _after(request, meeting)
    context = {
        "meeting": meeting,
        "whole": whole,
        "others": beside(meeting, whole),
        "standing": stage_of(meeting),
        "call": call_of(meeting),
        "words": call_words(call_of(meeting)),
        "called": members_of(whole),
        "day_off": day_off(meeting.committee.area_id, meeting.planned),
        "office": office,
        "may_issue": may_issue,
        "form": form,
        "notice": actions.standing_notice(meeting),
        "may_convene": any(one.stage is Stage.DRAFT for one in whole),
    }
    return render(request, "meetings/convene.html", context)


def _taken(request: Request, meeting: Meeting, form: IssueForm | None) -> bool:
    """Do what the button says; False leaves the page with what is wrong."""
    do, at = request.POST.get("do", ""), clock.now()
    try:
        if do == "convene":
            actions.convene(by=request.user, meeting=meeting, at=at)
            messages.success(request, _("เรียกประชุมแล้ว ส่งหนังสือหรือข้อความด้านล่างให้กรรมการ"))
        elif do == "issue":
            return form is not None and form.is_valid() and _issued(request, meeting, form, at)
    except ValidationError as refusal:
        say(request, refusal)
    return True


def _issued(request: Request, meeting: Meeting, form: IssueForm, at: datetime) -> bool:
    office = issuing_office(whole_of(meeting)[0].committee)
    assert office is not None
    try:
        actions.issue_notice(
            by=request.user,
            meeting=meeting,
            office=office,
            signatory=form.cleaned_data["signatory"],
            dated=form.cleaned_data["dated"],
            at=at,
        )
    except ValidationError as refusal:
        form.add_error(None, refusal if hasattr(refusal, "error_dict") else refusal.messages)
        return False
    dated = form.cleaned_data["dated"]
    if what := day_off(meeting.committee.area_id, dated):
        told = _("หนังสือลงวันที่ %(day)s ซึ่งตรงกับ%(what)s")
        messages.warning(request, told % {"day": format_short(dated), "what": what})
    return True


def _point_out_day_off(request: Request, meeting: Meeting) -> None:
    if what := day_off(meeting.committee.area_id, meeting.planned):
        told = _("วันประชุม %(day)s ตรงกับ%(what)s ถ้าตั้งใจประชุมวันนี้ ไม่ต้องแก้")
        messages.warning(request, told % {"day": format_short(meeting.planned), "what": what})


def _after(request: Request, meeting: Meeting) -> HttpResponse:
    """Where a step leads: the papers of all members are work for the background."""
    if request.POST.get("do") != "papers":
        return redirect("meetings:convene", meeting.pk)
    total = len(members_of(whole_of(meeting)))
    if not total:
        messages.error(request, actions.no_seats(meeting.committee, meeting.planned))
        return redirect("meetings:convene", meeting.pk)
    job = jobs.start(
        by=request.user,
        kind=NOTICES,
        title=f"หนังสือเชิญประชุม {meeting}",
        area=meeting.committee.area,
        total=total,
        at=clock.now(),
        now=timezone.now(),
        arguments={"meeting": meeting.pk},
    )
    return redirect(job)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: Request, pk: int) -> HttpResponse:
    """Call a meeting off, with the reason."""
    meeting = meeting_to_record(request, pk)
    form = CancelForm(request.POST or None)
    if form.is_valid():
        try:
            actions.cancel_meeting(
                by=request.user, meeting=meeting, at=clock.now(), **form.cleaned_data
            )
        except ValidationError as refusal:
            form.add_error(None, refusal if hasattr(refusal, "error_dict") else refusal.messages)
        else:
            messages.success(request, _("ยกเลิกการประชุมแล้ว"))
            return redirect(meeting)
    return render(request, "meetings/cancel.html", {"meeting": meeting, "form": form})


def _first_words(committee: Committee, request: Request) -> dict[str, object]:
    """Place and hour as last time, and the day an address may propose."""
    last = committee.meetings.order_by("-planned").first()
    return {
        "planned": _proposed(request.GET.get("day", "")),
        "place": last.place if last else "",
        "starts": last.starts if last and last.starts else None,
    }


def _proposed(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= clock.today() - timedelta(days=1) else None
