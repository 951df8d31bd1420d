"""A plan of any level: recorded, put right, its versions and what changed between them."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.plans import actions, presenting
from prasan.plans.comparing import compared
from prasan.plans.forms.plans import CorrectPlanForm, OpenVersionForm, PlanForm, VersionForm
from prasan.plans.models import Plan, PlanLevel, PlanVersion
from prasan.plans.priorities import in_order, standing_order
from prasan.plans.saving import with_document
from prasan.plans.views.loading import area_of, may_keep, must_keep, plan_of, posted
from prasan.thai.digits import arabic

_NAMED = (PlanLevel.VILLAGE, PlanLevel.LOCAL, PlanLevel.AGENCY)


@login_required
@require_http_methods(["GET", "POST"])
def new_plan(request: Request, code: str) -> HttpResponse:
    """A plan not yet recorded."""
    area = area_of(request, code)
    must_keep(request.reach, code)
    form = PlanForm(*posted(request), user=request.user, today=clock.today(), area=area)
    adopt = partial(actions.adopt_plan, area=area)
    if plan := form.do(with_document(adopt, by=request.user, area=area, at=clock.now())):
        messages.success(request, _("บันทึกแผนแล้ว ต่อไปเพิ่มโครงการในแผน"))
        return redirect("plans:plan", plan.pk)
    return render(request, "plans/plan_form.html", {"form": form, "area": area})


@login_required
@require_safe
def plan(request: Request, pk: int) -> HttpResponse:
    """One plan: its projects in one version, with where they were sent and what came back."""
    shown = plan_of(request, pk)
    versions = _versions(shown)
    version = _asked(versions, request.GET.get("version", ""))
    order = standing_order(version)
    lines = presenting.project_lines(shown, version, clock.today())
    context = {
        "plan": shown,
        "versions": versions,
        "version": version,
        "is_newest": version == versions[-1],
        "lines": in_order(lines, order),
        "order": order,
        "total": sum(line.total for line in lines),
        "may_record": may_keep(request.reach, shown.area_id),
        "now": clock.now(),
    }
    return render(request, "plans/plan.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct_plan(request: Request, pk: int) -> HttpResponse:
    """A plan's years and holder put right."""
    shown = plan_of(request, pk)
    must_keep(request.reach, shown.area_id)
    names = ("first_year", "last_year", "holder", "committee", "edition")
    form = CorrectPlanForm(
        request.POST or None,
        today=clock.today(),
        area=shown.area,
        is_named=shown.level in _NAMED,
        initial={name: getattr(shown, name) for name in names},
    )
    if form.do(partial(actions.correct_plan, by=request.user, plan=shown)):
        messages.success(request, _("แก้แผนแล้ว"))
        return redirect("plans:plan", pk)
    return render(
        request, "plans/plan_form.html", {"form": form, "area": shown.area, "plan": shown}
    )


@login_required
@require_http_methods(["GET", "POST"])
def versions(request: Request, pk: int) -> HttpResponse:
    """The versions of a plan and what changed between two; a post opens the next."""
    shown = plan_of(request, pk)
    if request.method == "POST":
        must_keep(request.reach, shown.area_id)
    form = OpenVersionForm(request.POST or None, today=clock.today())
    if form.do(partial(actions.open_version, by=request.user, plan=shown)):
        messages.success(request, _("เปิดฉบับใหม่แล้ว สิ่งที่แก้ต่อจากนี้อยู่ในฉบับใหม่ จนกว่าจะเห็นชอบ"))
        return redirect("plans:plan", pk)
    known = _versions(shown)
    after = _asked(known, request.GET.get("after", ""))
    before = _asked(known[: after.number - 1] or known, request.GET.get("before", ""))
    context = {
        "form": form,
        "plan": shown,
        "versions": known,
        "before": before,
        "after": after,
        "compared": compared(shown, before, after) if before != after else None,
        "may_open": may_keep(request.reach, shown.area_id) and known[-1].adopted is not None,
        "now": clock.now(),
    }
    return render(request, "plans/versions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def adopt(request: Request, pk: int) -> HttpResponse:
    """When and by which resolution one version was adopted."""
    found = PlanVersion.objects.visible_to(request.reach).select_related("plan__area", "document")
    version = get_object_or_404(found, pk=pk)
    area = version.plan.area
    must_keep(request.reach, area.pk)
    names = ("adopted", "resolution", "citation", "edition")
    form = VersionForm(
        *posted(request),
        user=request.user,
        today=clock.today(),
        area=area,
        initial={name: getattr(version, name) for name in names},
    )
    action = with_document(
        partial(actions.adopt_version, version=version),
        by=request.user,
        area=area,
        at=clock.now(),
        otherwise=version.document,
    )
    if form.do(action):
        messages.success(request, _("บันทึกความเห็นชอบแล้ว"))
        return redirect("plans:plan", version.plan_id)
    return render(request, "plans/adopt.html", {"form": form, "version": version})


def _versions(plan: Plan) -> list[PlanVersion]:
    found = plan.versions.order_by("number").select_related(
        "resolution__item__meeting__committee__area", "document"
    )
    return list(found)


def _asked(versions: list[PlanVersion], number: str) -> PlanVersion:
    """The version of that number; else the newest of these."""
    wanted = arabic(number)
    return next((one for one in versions if str(one.number) == wanted), versions[-1])
