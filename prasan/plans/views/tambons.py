"""All tambons at a glance, and the plan of one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.reach import Post, Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area
from prasan.plans import presenting, rules
from prasan.plans.facts import strong_facts
from prasan.plans.models import Plan, PlanLevel, PlanVersion
from prasan.plans.news import news
from prasan.plans.overview import Overview
from prasan.plans.presenting import plan_lines
from prasan.plans.priorities import in_order, standing_order
from prasan.plans.views.loading import may_keep, tambon_of
from prasan.thai.calendar import FiscalYear
from prasan.thai.digits import arabic

PAGE = 50
# An officer of many tambons goes to the flow of each from its own page.
FLOWS = 3


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
        "flows": Area.objects.filter(code__in=request.reach.codes[:FLOWS]),
        "page": page,
        "lines": overview.lines(page),
        "show": show,
        "named": named,
        "may_record": request.reach.may_somewhere(Right.RECORD),
        "now": clock.now(),
    }
    return render(request, "plans/index.html", context)


@login_required
@require_http_methods(["GET"])
def tambon(request: Request, code: str) -> HttpResponse:
    """One tambon: where its Strong Tambon stands, and one of its plans with every project."""
    area = tambon_of(request, code)
    day = clock.today()
    mine = Plan.objects.filter(area=area)
    plans = list(mine.of_tambons().select_related("area").order_by("-first_year", "kind"))
    facts = strong_facts(mine.of_tambons(), day).get(code, [])
    standing = rules.strong_tambon(facts, FiscalYear.of(day), day)
    plan = _plan_asked_for(plans, request.GET.get("plan", ""), FiscalYear.of(day))
    version = _newest(plan) if plan else None
    order = standing_order(version) if version else None
    lines = presenting.project_lines(plan, version, day) if plan and version else []
    context = {
        "area": area,
        "news": news(Reach((Post("", code),)), request.user, clock.now()),
        "plans": plans,
        "others": mine.exclude(level=PlanLevel.TAMBON).select_related("area"),
        "plan": plan,
        "version": version,
        "is_newest": True,
        "lines": in_order(lines, order),
        "order": order,
        "total": sum(line.total for line in lines),
        "standing": standing,
        "shown": presenting.step_shown(standing),
        "doing": presenting.next_doing(standing, code, _in_year(plans, FiscalYear.of(day))),
        "may_record": request.reach.may(Right.RECORD, code),
        "year": FiscalYear.of(day),
        "now": clock.now(),
    }
    return render(request, "plans/tambon.html", context)


def _newest(plan: Plan) -> PlanVersion | None:
    found = plan.versions.select_related("resolution__item__meeting__committee__area", "document")
    return found.order_by("-number").first()


def _plan_asked_for(plans: list[Plan], pk: str, year: FiscalYear) -> Plan | None:
    """The plan whose link was followed; else the one of the year, else the newest."""
    asked = next((plan for plan in plans if str(plan.pk) == pk), None)
    return asked or _in_year(plans, year) or next(iter(plans), None)


def _in_year(plans: list[Plan], year: FiscalYear) -> Plan | None:
    return next((p for p in plans if p.first_year <= year.number <= p.last_year), None)


@login_required
@require_http_methods(["GET"])
def levels(request: Request) -> HttpResponse:
    """Every plan in reach, by level and area; of one level where that is asked for."""
    level = request.GET.get("level", "")
    named = request.GET.get("q", "").replace("\x00", "").strip()
    mine = Plan.objects.visible_to(request.reach)
    chosen = mine.filter(level=level) if level in PlanLevel.values else mine
    if named:
        chosen = chosen.filter(Q(holder__icontains=named) | Q(area__name__icontains=named))
    counted = dict(mine.order_by().values_list("level").annotate(number=Count("pk")))
    ordered = chosen.select_related("area__parent").order_by("area", "level", "-first_year", "pk")
    page = Paginator(ordered, PAGE).get_page(arabic(request.GET.get("page", "")))
    context = {
        "page": page,
        "lines": plan_lines(list(page)),
        "levels": [(one.value, one.label, counted.get(one.value, 0)) for one in PlanLevel],
        "level": level,
        "named": named,
        "total": sum(counted.values()),
        "may_add": [code for code in request.reach.codes if may_keep(request.reach, code)],
        "now": clock.now(),
    }
    return render(request, "plans/levels.html", context)
