"""The missions of a centre, given and ended."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.audit.models import Event
from prasan.centres.lists import duty_name
from prasan.centres.models import Centre
from prasan.evidence.models import load
from prasan.plans import actions, presenting
from prasan.plans.forms.base import WhyForm
from prasan.plans.forms.missions import (
    CorrectMissionForm,
    EndMissionForm,
    MissionForm,
    NoteForm,
    PlaceMissionForm,
)
from prasan.plans.models import Mission, MissionNote
from prasan.plans.saving import with_document
from prasan.plans.views.loading import posted


@login_required
@require_http_methods(["GET", "POST"])
def missions(request: Request, code: str) -> HttpResponse:
    """The missions of a district's or a tambon's centre; a post gives it one more."""
    areas = Area.objects.within(request.reach.codes).select_related("parent__parent")
    area = get_object_or_404(areas, code=code, level__in=[Level.DISTRICT, Level.TAMBON])
    if request.method == "POST":
        _must_assign(request, code)
    centre = Centre.objects.filter(area=area).select_related("area").first()
    form = MissionForm(
        *posted(request), user=request.user, today=clock.today(), centre=centre, code=code
    )
    if centre and _assigned(request, form, centre):
        messages.success(request, _("บันทึกการมอบหมายภารกิจแล้ว"))
        return redirect("plans:missions", code)
    found = list(
        centre.missions.select_related(
            "document", "assigner", "project", "order__committee__area", "resolution"
        ).prefetch_related("duties")
        if centre
        else []
    )
    load(one.document for one in found if one.document)
    context = {
        "form": form,
        "area": area,
        "centre": centre,
        "lines": presenting.mission_lines(found, clock.today()),
        "may_record": _may_assign(request, code),
        "now": clock.now(),
    }
    return render(request, "plans/missions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def end_mission(request: Request, pk: int) -> HttpResponse:
    """The day one mission ends."""
    seen = Mission.objects.visible_to(request.reach).select_related("centre__area")
    mission = get_object_or_404(seen, pk=pk)
    code = mission.centre.area_id
    _must_assign(request, code)
    initial = {"ends": mission.until, "edition": mission.edition}
    form = EndMissionForm(request.POST or None, today=clock.today(), initial=initial)
    if form.do(partial(actions.end_mission, by=request.user, mission=mission)):
        messages.success(request, _("บันทึกวันสิ้นสุดภารกิจแล้ว"))
        return redirect("plans:mission", pk)
    return render(request, "plans/end_mission.html", {"form": form, "mission": mission})


@login_required
@require_http_methods(["GET", "POST"])
def mission(request: Request, pk: int) -> HttpResponse:
    """One mission with what was done for it; a post tells one thing more."""
    shown = _mission(request, pk)
    area = shown.centre.area
    if request.method == "POST":
        request.reach.must(Right.RECORD, area.pk)
    form = NoteForm(*posted(request), user=request.user, today=clock.today())
    tell = partial(actions.note_mission, mission=shown, at=clock.now())
    if form.do(with_document(tell, by=request.user, area=area, at=clock.now())):
        messages.success(request, _("บันทึกความก้าวหน้าแล้ว"))
        return redirect("plans:mission", pk)
    notes = list(shown.notes.select_related("document", "by"))
    papers = [shown.document, *(one.document for one in notes)]
    load(one for one in papers if one)
    context = {
        "form": form,
        "mission": shown,
        "line": presenting.mission_lines([shown], clock.today())[0],
        "duties": [duty_name(one.duty) for one in shown.duties.all()],
        "notes": [one for one in notes if one.withdrawn_at is None],
        "withdrawn": [one for one in notes if one.withdrawn_at],
        "may_record": request.reach.may(Right.RECORD, area.pk),
        "may_assign": _may_assign(request, area.pk),
        "corrections": _corrections(shown),
        "now": clock.now(),
    }
    return render(request, "plans/mission.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct_mission(request: Request, pk: int) -> HttpResponse:
    """What was recorded of a mission, its duties and its days, put right with a reason."""
    shown = _mission(request, pk)
    code = shown.centre.area_id
    _must_assign(request, code)
    named = ("task", "authority", "starts", "edition")
    initial = {
        **{name: getattr(shown, name) for name in named},
        "ends": shown.until,
        "assigner": shown.assigner_id,
        "order": shown.order_id,
        "resolution": shown.resolution_id,
        "duties": [one.duty for one in shown.duties.all()],
    }
    form = CorrectMissionForm(
        *posted(request),
        user=request.user,
        today=clock.today(),
        centre=shown.centre,
        code=code,
        initial=initial,
    )
    if form.do(partial(actions.correct_mission, by=request.user, mission=shown)):
        messages.success(request, _("แก้ภารกิจแล้ว"))
        return redirect("plans:mission", pk)
    return render(request, "plans/correct_mission.html", {"form": form, "mission": shown})


@login_required
@require_http_methods(["GET", "POST"])
def place_mission(request: Request, pk: int) -> HttpResponse:
    """The project of a plan a mission is carried out as."""
    shown = _mission(request, pk)
    code = shown.centre.area_id
    request.reach.must(Right.RECORD, code)
    initial = {"project": shown.project_id, "edition": shown.edition}
    form = PlaceMissionForm(request.POST or None, today=clock.today(), code=code, initial=initial)
    if form.do(partial(actions.place_mission, by=request.user, mission=shown)):
        messages.success(request, _("บันทึกที่ในแผนของภารกิจแล้ว"))
        return redirect("plans:mission", pk)
    return render(request, "plans/place_mission.html", {"form": form, "mission": shown})


@login_required
@require_http_methods(["GET", "POST"])
def drop_note(request: Request, pk: int) -> HttpResponse:
    """A note told by mistake, taken back."""
    found = MissionNote.objects.visible_to(request.reach).select_related("mission__centre__area")
    note = get_object_or_404(found, pk=pk)
    request.reach.must(Right.RECORD, note.mission.centre.area_id)
    form = WhyForm(request.POST or None, today=clock.today())
    if form.do(partial(actions.take_back_note, by=request.user, note=note, at=clock.now())):
        messages.success(request, _("ถอนแล้ว"))
        return redirect("plans:mission", note.mission_id)
    context = {
        "form": form,
        "mission": note.mission,
        "title": _("ถอนสิ่งที่บันทึกผิด"),
        "lead": note.said,
        "button": _("ถอน"),
    }
    return render(request, "plans/why.html", context)


def _corrections(mission: Mission) -> list[Event]:
    """When the mission was put right and why, newest first."""
    told = Event.objects.filter(kind=Mission._meta.label_lower, target=str(mission.pk))
    return list(told.filter(verb="mission.corrected").order_by("-place"))


def _mission(request: Request, pk: int) -> Mission:
    seen = Mission.objects.visible_to(request.reach)
    return get_object_or_404(
        seen.select_related(
            "centre__area",
            "assigner",
            "document",
            "project__plan__area",
            "order__committee__area",
            "resolution",
        ),
        pk=pk,
    )


def _may_assign(request: Request, code: str) -> bool:
    """Districts record what is given; a province gives missions itself."""
    return request.reach.may(Right.RECORD, code) or request.reach.may(Right.DIRECT, code)


def _must_assign(request: Request, code: str) -> None:
    if not request.reach.may(Right.DIRECT, code):
        request.reach.must(Right.RECORD, code)


def _assigned(request: Request, form: MissionForm, centre: Centre) -> Mission | None:
    assign = partial(actions.assign_mission, centre=centre)
    return form.do(with_document(assign, by=request.user, area=centre.area, at=clock.now()))
