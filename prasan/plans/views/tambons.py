"""All tambons at a glance, and the plan of one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.plans import presenting, rules
from prasan.plans.facts import strong_facts
from prasan.plans.models import Plan
from prasan.plans.overview import Overview
from prasan.thai.calendar import FiscalYear
from prasan.thai.digits import arabic

PAGE = 50


@login_required
@require_http_methods(["GET"])
def index(request: Request) -> HttpResponse:
    """The tambons in reach: plan in force, projects, Strong Tambon, answers awaited."""
    overview = Overview(request.reach, clock.today())
    show = request.GET.get("show", "")
    # PostgreSQL refuses a NUL, and no name has one.
    named = request.GET.get("q", "").replace("\x00", "").strip()
    chosen = Paginator(overview.chosen(show, named), PAGE)
    page = chosen.get_page(arabic(request.GET.get("page", "")))
    context = {
        "overview": overview,
        "page": page,
        "lines": overview.lines(page),
        "show": show,
        "named": named,
        "now": clock.now(),
    }
    return render(request, "plans/index.html", context)


@login_required
@require_http_methods(["GET"])
def tambon(request: Request, code: str) -> HttpResponse:
    """One tambon: where its Strong Tambon stands, and one of its plans with every project."""
    area = get_tambon(request, code)
    day = clock.today()
    mine = Plan.objects.filter(area=area)
    summed = mine.select_related("area", "document").annotate(total=Sum("projects__budget"))
    # Django drops the model's own order from a query that sums.
    plans = list(summed.order_by("-first_year"))
    standing = rules.strong_tambon(strong_facts(mine).get(code, []), FiscalYear.of(day), day)
    plan = _plan_asked_for(plans, request.GET.get("plan", ""), FiscalYear.of(day))
    context = {
        "area": area,
        "plans": plans,
        "plan": plan,
        "lines": presenting.project_lines(plan) if plan else [],
        "standing": standing,
        "shown": presenting.step_shown(standing),
        "doing": presenting.next_doing(standing, code, _in_year(plans, FiscalYear.of(day))),
        "may_record": request.reach.may(Right.RECORD, code),
        "year": FiscalYear.of(day),
        "now": clock.now(),
    }
    return render(request, "plans/tambon.html", context)


def get_tambon(request: Request, code: str) -> Area:
    """The tambon `code` within reach, with its district and province; else 404."""
    tambons = Area.objects.within(request.reach.codes).select_related("parent__parent")
    return get_object_or_404(tambons, code=code, level=Level.TAMBON)


def _plan_asked_for(plans: list[Plan], pk: str, year: FiscalYear) -> Plan | None:
    """The plan whose link was followed; else the one of the year, else the newest."""
    asked = next((plan for plan in plans if str(plan.pk) == pk), None)
    return asked or _in_year(plans, year) or next(iter(plans), None)


def _in_year(plans: list[Plan], year: FiscalYear) -> Plan | None:
    return next((p for p in plans if p.first_year <= year.number <= p.last_year), None)
