"""The Strong Tambon of one tambon, and the activities that carried its projects out."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.plans import actions, presenting, rules
from prasan.plans.facts import strong_facts
from prasan.plans.forms.projects import ActivityForm
from prasan.plans.models import Plan
from prasan.plans.programme import programme
from prasan.plans.views.loading import must_keep, project_of, tambon_of
from prasan.thai.calendar import FiscalYear


@login_required
@require_safe
def strong(request: Request, code: str) -> HttpResponse:
    """The programme in one tambon: projects, money, activities with pictures, results, its form."""
    area, day = tambon_of(request, code), clock.today()
    year = FiscalYear.of(day)
    plans = Plan.objects.of_tambons().filter(area=area)
    standing = rules.strong_tambon(strong_facts(plans, day).get(code, []), year, day)
    context = {
        "area": area,
        "year": year,
        "standing": standing,
        "shown": presenting.step_shown(standing),
        "doing": presenting.next_doing(standing, code, plans.covering(year).first()),
        "programme": programme(area, day),
        "may_record": request.reach.may(Right.RECORD, code),
        "now": clock.now(),
    }
    return render(request, "plans/strong.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_activity(request: Request, pk: int) -> HttpResponse:
    """An activity of a centre that carried a project out."""
    shown = project_of(request, pk)
    must_keep(request.reach, shown.plan.area_id)
    form = ActivityForm(request.POST or None, today=clock.today(), code=shown.plan.area_id)
    if form.do(partial(actions.show_activity, by=request.user, project=shown)):
        messages.success(request, _("บันทึกกิจกรรมของโครงการแล้ว"))
        return redirect("plans:project", pk)
    context = {
        "form": form,
        "project": shown,
        "title": _("กิจกรรมของโครงการ"),
        "button": _("บันทึกกิจกรรม"),
    }
    return render(request, "plans/about_project.html", context)
