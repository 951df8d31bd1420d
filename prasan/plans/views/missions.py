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
from prasan.centres.models import Centre
from prasan.evidence.models import load
from prasan.plans import actions, presenting
from prasan.plans.forms import EndMissionForm, MissionForm
from prasan.plans.models import Mission
from prasan.plans.saving import with_document
from prasan.plans.views.posted import sent


@login_required
@require_http_methods(["GET", "POST"])
def missions(request: Request, code: str) -> HttpResponse:
    """The missions of a district's or a tambon's centre; a post gives it one more."""
    areas = Area.objects.within(request.reach.codes).select_related("parent__parent")
    area = get_object_or_404(areas, code=code, level__in=[Level.DISTRICT, Level.TAMBON])
    if request.method == "POST":
        request.reach.must(Right.RECORD, code)
    centre = Centre.objects.filter(area=area).select_related("area").first()
    form = MissionForm(*sent(request), user=request.user, today=clock.today())
    if centre and _assigned(request, form, centre):
        messages.success(request, _("บันทึกการมอบหมายภารกิจแล้ว"))
        return redirect("plans:missions", code)
    found = list(centre.missions.select_related("document")) if centre else []
    load(each.document for each in found if each.document)
    context = {
        "form": form,
        "area": area,
        "centre": centre,
        "lines": presenting.mission_lines(found, clock.today()),
        "may_record": request.reach.may(Right.RECORD, code),
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
    request.reach.must(Right.RECORD, code)
    initial = {"ends": mission.until, "edition": mission.edition}
    form = EndMissionForm(request.POST or None, today=clock.today(), initial=initial)
    if form.do(partial(actions.end_mission, by=request.user, mission=mission)):
        messages.success(request, _("บันทึกวันสิ้นสุดภารกิจแล้ว"))
        return redirect("plans:missions", code)
    return render(request, "plans/end_mission.html", {"form": form, "mission": mission})


def _assigned(request: Request, form: MissionForm, centre: Centre) -> Mission | None:
    assign = partial(actions.assign_mission, centre=centre)
    return form.do(with_document(assign, by=request.user, area=centre.area, at=clock.now()))
