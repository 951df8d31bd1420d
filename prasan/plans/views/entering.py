"""Entering a plan, its projects, where they go, and what came back."""

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
from prasan.plans import actions, presenting
from prasan.plans.forms import (
    AnswerForm,
    CorrectPlanForm,
    CorrectProjectForm,
    LinkForm,
    PlanForm,
    ProjectForm,
)
from prasan.plans.models import Link, Plan, Project
from prasan.plans.saving import with_document
from prasan.plans.views.posted import sent
from prasan.plans.views.tambons import get_tambon


@login_required
@require_http_methods(["GET", "POST"])
def new_plan(request: Request, code: str) -> HttpResponse:
    """A plan of a tambon, not yet recorded."""
    area = get_tambon(request, code)
    request.reach.must(Right.RECORD, code)
    form = PlanForm(*sent(request), user=request.user, today=clock.today())
    adopt = partial(actions.adopt_plan, area=area)
    if plan := form.do(with_document(adopt, by=request.user, area=area, at=clock.now())):
        messages.success(request, _("บันทึกแผนแล้ว ต่อไปเพิ่มโครงการในแผน"))
        return _to_plan(plan)
    return render(request, "plans/plan_form.html", {"form": form, "area": area})


@login_required
@require_http_methods(["GET", "POST"])
def correct_plan(request: Request, pk: int) -> HttpResponse:
    """A plan put right: its years, its day of adoption."""
    plan = _plan(request, pk)
    names = ("first_year", "last_year", "adopted", "edition")
    initial = {name: getattr(plan, name) for name in names}
    form = CorrectPlanForm(*sent(request), user=request.user, today=clock.today(), initial=initial)
    action = with_document(
        partial(actions.correct_plan, plan=plan),
        by=request.user,
        area=plan.area,
        at=clock.now(),
        otherwise=plan.document,
    )
    if kept := form.do(action):
        messages.success(request, _("แก้แผนแล้ว"))
        return _to_plan(kept)
    return render(request, "plans/plan_form.html", {"form": form, "area": plan.area, "plan": plan})


@login_required
@require_http_methods(["GET", "POST"])
def new_project(request: Request, pk: int) -> HttpResponse:
    """A project of a plan, not yet recorded."""
    plan = _plan(request, pk)
    initial = {"entered": clock.today()}
    form = ProjectForm(request.POST or None, today=clock.today(), initial=initial)
    if made := form.do(partial(actions.add_project, by=request.user, plan=plan)):
        messages.success(request, _("เพิ่มโครงการแล้ว"))
        return redirect("plans:project", made.pk)
    return render(request, "plans/project_form.html", {"form": form, "plan": plan})


@login_required
@require_http_methods(["GET", "POST"])
def project(request: Request, pk: int) -> HttpResponse:
    """One project with all it was sent to; a post sends it to one plan more."""
    shown = _project(request, pk)
    code = shown.plan.area_id
    if request.method == "POST":
        request.reach.must(Right.RECORD, code)
    form = LinkForm(request.POST or None, today=clock.today())
    if form.do(partial(actions.link_project, by=request.user, project=shown)):
        messages.success(request, _("บันทึกการเสนอแผนแล้ว"))
        return redirect("plans:project", pk)
    context = {
        "form": form,
        "project": shown,
        "lines": presenting.link_lines(shown.links.all()),
        "may_record": request.reach.may(Right.RECORD, code),
    }
    return render(request, "plans/project.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct_project(request: Request, pk: int) -> HttpResponse:
    """A project put right."""
    shown = _project(request, pk)
    request.reach.must(Right.RECORD, shown.plan.area_id)
    names = ("title", "first_year", "budget", "is_strong_tambon", "entered", "edition")
    initial = {name: getattr(shown, name) for name in names}
    form = CorrectProjectForm(request.POST or None, today=clock.today(), initial=initial)
    if form.do(partial(actions.correct_project, by=request.user, project=shown)):
        messages.success(request, _("แก้โครงการแล้ว"))
        return redirect("plans:project", pk)
    context = {"form": form, "plan": shown.plan, "project": shown}
    return render(request, "plans/project_form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """What one office answered about one project; a later answer takes its place."""
    links = Link.objects.visible_to(request.reach)
    link = get_object_or_404(links.select_related("project__plan__area"), pk=pk)
    request.reach.must(Right.RECORD, link.project.plan.area_id)
    initial = {name: getattr(link, name) for name in ("answer", "answered", "reason", "edition")}
    form = AnswerForm(request.POST or None, today=clock.today(), initial=initial)
    if form.do(partial(actions.answer_link, by=request.user, link=link)):
        messages.success(request, _("บันทึกผลแล้ว"))
        return redirect("plans:project", link.project_id)
    return render(request, "plans/answer.html", {"form": form, "link": link})


def _plan(request: Request, pk: int) -> Plan:
    """A plan one may record in: outside reach 404, without the right 403."""
    plans = Plan.objects.visible_to(request.reach).select_related("area", "document")
    plan = get_object_or_404(plans, pk=pk)
    request.reach.must(Right.RECORD, plan.area_id)
    return plan


def _project(request: Request, pk: int) -> Project:
    projects = Project.objects.visible_to(request.reach).select_related("plan__area")
    return get_object_or_404(projects, pk=pk)


def _to_plan(plan: Plan) -> HttpResponse:
    response = redirect("plans:tambon", plan.area_id)
    response["Location"] += f"?plan={plan.pk}"
    return response
