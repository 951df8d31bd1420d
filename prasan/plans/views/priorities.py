"""The order a committee gave the projects of a plan: read, and entered by either method."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.plans import actions, priorities
from prasan.plans.actions.plans import newest_version
from prasan.plans.actions.priorities import titles_in
from prasan.plans.forms.priorities import MORE_ROWS, RankedForm, ScoredForm
from prasan.plans.models import Plan, PlanVersion, PriorityMethod
from prasan.plans.views.loading import may_keep, must_keep, plan_of
from prasan.thai.digits import arabic


@login_required
@require_safe
def priority(request: Request, pk: int) -> HttpResponse:
    """The order that stands for a plan, and those before it."""
    plan = plan_of(request, pk)
    rounds = list(priorities.rounds_of(plan))
    asked = arabic(request.GET.get("round", ""))
    chosen = next((one for one in rounds if str(one.pk) == asked), next(iter(rounds), None))
    newest = newest_version(plan)
    context = {
        "plan": plan,
        "rounds": rounds,
        "order": priorities.order_of(chosen) if chosen else None,
        "is_standing": bool(chosen) and chosen == rounds[0] and chosen.version == newest,
        "version": newest,
        "may_record": may_keep(request.reach, plan.area_id),
        "now": clock.now(),
    }
    return render(request, "plans/priority.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_priority(request: Request, pk: int) -> HttpResponse:
    """The order of the newest version's projects entered; the method is chosen first."""
    plan = plan_of(request, pk)
    must_keep(request.reach, plan.area_id)
    version = newest_version(plan)
    method = request.POST.get("method") or request.GET.get("method", "")
    titles = titles_in(version)
    context: dict[str, Any] = {"plan": plan, "version": version, "titles": titles}
    if method not in PriorityMethod.values or not titles:
        return render(request, "plans/priority_method.html", context)
    form = _form(request, plan, version, method, titles)
    action = partial(
        actions.set_priorities, by=request.user, plan=plan, today=clock.today(), at=clock.now()
    )
    if form.do(action):
        messages.success(request, _("บันทึกลำดับความสำคัญแล้ว"))
        return redirect("plans:priority", pk)
    return render(request, f"plans/priority_{method}.html", {**context, "form": form})


def _form(
    request: Request, plan: Plan, version: PlanVersion, method: str, titles: dict[int, str]
) -> RankedForm | ScoredForm:
    """The form of a method; on the way to its points it only takes along what was typed."""
    kind = RankedForm if method == PriorityMethod.RANKED else ScoredForm
    standing = priorities.standing_order(version)
    same = standing if standing and standing.round.method == method else None
    ready = partial(kind, today=clock.today(), area=plan.area, titles=titles, standing=same)
    if request.method != "POST":
        return ready()
    do = request.POST.get("do", "")
    if do not in ("points", "criteria"):
        return ready(request.POST)
    typed = request.POST.dict()
    if do == "criteria":
        rows = typed.get("rows", "")
        typed["rows"] = str(int(rows) + MORE_ROWS) if rows.isdecimal() and len(rows) < 4 else ""
    return ready(initial=typed)
