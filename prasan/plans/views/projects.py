"""One project: what it is, where it comes from, its way through the plans, how far it has come."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.centres.models import Activity
from prasan.evidence.models import load
from prasan.plans import actions, presenting
from prasan.plans.actions.plans import newest_version
from prasan.plans.actions.projects import said
from prasan.plans.forms.base import WhyForm
from prasan.plans.forms.projects import (
    AdvanceForm,
    CorrectProjectForm,
    OriginForm,
    ProjectForm,
)
from prasan.plans.models import Advance, Inclusion, Origin, Project, Proposal
from prasan.plans.priorities import standing_order
from prasan.plans.rules import sums
from prasan.plans.saving import with_document
from prasan.plans.tags import tag_name
from prasan.plans.views.loading import (
    may_answer,
    may_keep,
    must_keep,
    plan_of,
    posted,
    project_of,
    proposal_of,
)
from prasan.plans.ways import way


@login_required
@require_http_methods(["GET", "POST"])
def new_project(request: Request, pk: int) -> HttpResponse:
    """A project of a plan, not yet recorded."""
    plan = plan_of(request, pk)
    must_keep(request.reach, plan.area_id)
    form = ProjectForm(
        request.POST or None,
        today=clock.today(),
        area=plan.area,
        initial={"first_year": max(plan.first_year, min(plan.last_year, clock.today().year + 543))},
    )
    if made := form.do(partial(actions.add_project, by=request.user, plan=plan)):
        messages.success(request, _("เพิ่มโครงการแล้ว ต่อไปบอกที่มาของโครงการ"))
        return redirect("plans:project", made.pk)
    return render(request, "plans/project_form.html", {"form": form, "plan": plan})


@login_required
@require_safe
def project(request: Request, pk: int) -> HttpResponse:
    """One project with its whole way: what was sent where, what came back, who stands behind."""
    shown = project_of(request, pk)
    found = way(shown, clock.today())
    inclusion = _standing(shown)
    activities = list(Activity.objects.filter(projects__project=shown).select_related("evidence"))
    load(one.document for one in found.papers if one.document)
    load(one.evidence for one in activities if one.evidence)
    order = standing_order(newest_version(shown.plan))
    context = {
        "project": shown,
        "inclusion": inclusion,
        "order": order,
        "placed": order.by_project.get(pk) if order else None,
        "money": sums((one.year, one.source, one.amount) for one in inclusion.money.all()),
        "rows": list(inclusion.money.all()),
        "tags": [tag_name(one.tag) for one in shown.tags.all()],
        "places": list(shown.places.select_related("area")),
        "way": found,
        "activities": activities,
        "legs": [
            (leg, presenting.state_shown(leg.state), _leg_doing(request, leg.proposal))
            for leg in found.legs
        ],
        "may_record": may_keep(request.reach, shown.plan.area_id),
        "now": clock.now(),
    }
    return render(request, "plans/project.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct_project(request: Request, pk: int) -> HttpResponse:
    """A project put right, or changed in the newest version of its plan."""
    shown = project_of(request, pk)
    must_keep(request.reach, shown.plan.area_id)
    form = CorrectProjectForm(
        request.POST or None, today=clock.today(), area=shown.plan.area, initial=_initial(shown)
    )
    if form.do(partial(actions.correct_project, by=request.user, project=shown)):
        messages.success(request, _("แก้โครงการแล้ว"))
        return redirect("plans:project", pk)
    context = {"form": form, "plan": shown.plan, "project": shown}
    return render(request, "plans/project_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def drop_project(request: Request, pk: int) -> HttpResponse:
    """A project left out of the newest version of its plan."""
    shown = project_of(request, pk)
    must_keep(request.reach, shown.plan.area_id)
    form = WhyForm(request.POST or None, today=clock.today())
    if form.do(partial(actions.drop_project, by=request.user, project=shown)):
        messages.success(request, _("ตัดโครงการออกจากแผนฉบับล่าสุดแล้ว ฉบับก่อนยังเห็นโครงการนี้"))
        return redirect("plans:project", pk)
    context = {
        "form": form,
        "project": shown,
        "title": _("ตัดโครงการออกจากแผน"),
        "lead": shown.title,
        "button": _("ตัดออกจากแผน"),
    }
    return render(request, "plans/why.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_origin(request: Request, pk: int) -> HttpResponse:
    """Where a project comes from."""
    shown = project_of(request, pk)
    area = shown.plan.area
    must_keep(request.reach, area.pk)
    form = OriginForm(*posted(request), user=request.user, today=clock.today(), area=area)
    tell = partial(actions.tell_origin, project=shown, today=clock.today())
    if form.do(with_document(tell, by=request.user, area=area, at=clock.now())):
        messages.success(request, _("บันทึกที่มาแล้ว"))
        return redirect("plans:project", pk)
    context = {"form": form, "project": shown, "title": _("ที่มาของโครงการ"), "button": _("บันทึกที่มา")}
    return render(request, "plans/about_project.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def drop_origin(request: Request, pk: int) -> HttpResponse:
    """An origin told by mistake, taken back."""
    found = Origin.objects.visible_to(request.reach).select_related("project__plan__area")
    origin = get_object_or_404(found, pk=pk)
    must_keep(request.reach, origin.project.plan.area_id)
    return _taken_back(
        request,
        partial(actions.take_back_origin, by=request.user, origin=origin, at=clock.now()),
        origin.project,
        f"{origin.get_kind_display()} {origin}",
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_advance(request: Request, pk: int) -> HttpResponse:
    """Money that came for a project, work that began or is done."""
    shown = project_of(request, pk)
    must_keep(request.reach, shown.plan.area_id)
    return _advanced(request, shown, None)


@login_required
@require_http_methods(["GET", "POST"])
def outside_advance(request: Request, pk: int) -> HttpResponse:
    """The same, done by an office whose plan is not on file here."""
    proposal = proposal_of(request, pk)
    must_keep(request.reach, proposal.project.plan.area_id)
    return _advanced(request, proposal.project, proposal)


@login_required
@require_http_methods(["GET", "POST"])
def drop_advance(request: Request, pk: int) -> HttpResponse:
    """A step of the doing told by mistake, taken back."""
    found = Advance.objects.visible_to(request.reach).select_related("project__plan__area")
    step = get_object_or_404(found, pk=pk)
    must_keep(request.reach, step.project.plan.area_id)
    return _taken_back(
        request,
        partial(actions.take_back_advance, by=request.user, advance=step, at=clock.now()),
        step.project,
        step.get_kind_display(),
    )


def _advanced(request: Request, project: Project, proposal: Proposal | None) -> HttpResponse:
    area = project.plan.area
    form = AdvanceForm(*posted(request), user=request.user, today=clock.today())
    tell = partial(actions.advance, project=project, proposal=proposal, at=clock.now())
    if form.do(with_document(tell, by=request.user, area=area, at=clock.now())):
        messages.success(request, _("บันทึกความก้าวหน้าแล้ว ต้นทางเห็นแล้ว"))
        return redirect("plans:project", project.pk)
    context = {
        "form": form,
        "project": project,
        "title": _("ความก้าวหน้าของโครงการ"),
        "button": _("บันทึกความก้าวหน้า"),
    }
    return render(request, "plans/about_project.html", context)


def _taken_back(request: Request, action: Any, project: Project, lead: str) -> HttpResponse:
    form = WhyForm(request.POST or None, today=clock.today())
    if form.do(action):
        messages.success(request, _("ถอนแล้ว"))
        return redirect("plans:project", project.pk)
    context = {
        "form": form,
        "project": project,
        "title": _("ถอนสิ่งที่บันทึกผิด"),
        "lead": lead,
        "button": _("ถอน"),
    }
    return render(request, "plans/why.html", context)


def _standing(project: Project) -> Inclusion:
    """How it stands in its plan now; else how it last did."""
    found = project.inclusions.select_related("since", "until").prefetch_related("money")
    return found.order_by("-since__number")[0]


def _initial(project: Project) -> dict[str, Any]:
    now = said(project)
    places = list(project.places.select_related("area"))
    return {
        **now,
        "edition": project.edition,
        "villages": "\n".join(one.village for one in places if one.village),
        "places": [one.area_id for one in places if not one.village],
    }


def _leg_doing(request: Request, proposal: Proposal) -> bool:
    """Whether the reader answers for the plan of this leg."""
    return may_answer(request.reach, proposal)
