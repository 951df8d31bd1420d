"""A plan's projects as a workbook: taken along, sent back, looked over, taken in together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.accounts.middleware import Request
from prasan.plans import actions
from prasan.plans.actions.plans import newest_version
from prasan.plans.forms.lists import ListForm
from prasan.plans.models import Plan
from prasan.plans.project_book import workbook_of
from prasan.plans.project_list import ProjectList
from prasan.plans.saving import Refused
from prasan.plans.views.loading import must_keep, plan_of, posted
from prasan.ui.words import count

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# So many lines of each kind are shown; the file itself has them all.
SHOWN = 100


@login_required
@require_safe
def workbook(request: Request, pk: int) -> HttpResponse:
    """The projects of a plan's newest version, to be looked at or filled in."""
    plan = plan_of(request, pk)
    content = workbook_of(plan, newest_version(plan))
    name = content_disposition_header(True, f"โครงการ {plan}.xlsx") or "attachment"
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@login_required
@require_http_methods(["GET", "POST"])
def project_list(request: Request, pk: int) -> HttpResponse:
    """Where a list is had and sent back; a post shows what it means, a second takes it in."""
    plan = plan_of(request, pk)
    must_keep(request.reach, plan.area_id)
    form = ListForm(*posted(request), user=request.user)
    context = {"plan": plan, "form": form, "version": newest_version(plan), "most": SHOWN}
    if not form.is_valid():
        return render(request, "plans/list.html", context)
    overwrite = form.cleaned_data["overwrite"]
    found = ProjectList(plan, form.groups, overwrite=overwrite)
    if request.POST.get("do") == "take":
        try:
            return _taken(request, plan, found)
        except Refused as refused:
            messages.error(request, str(refused))
    form.hold_uploads()
    return render(request, "plans/list_rows.html", {**context, "found": found})


def _taken(request: Request, plan: Plan, found: ProjectList) -> HttpResponse:
    taken = actions.take_list(by=request.user, plan=plan, entries=found.ready)
    told = {
        "added": count(taken.added, "โครงการ"),
        "changed": count(taken.changed, "โครงการ"),
        "broken": count(len(found.broken), "โครงการ"),
    }
    if not (taken.added or taken.changed or found.broken):
        messages.info(request, _("ไม่มีอะไรต้องเปลี่ยน แผนตรงกับไฟล์อยู่แล้ว"))
    elif found.broken:
        told_text = _("เพิ่ม %(added)s แก้ %(changed)s ยังไม่ได้รับ %(broken)s แก้ในไฟล์แล้วส่งอีกครั้ง")
        messages.success(request, told_text % told)
        return redirect("plans:list", plan.pk)
    else:
        messages.success(request, _("เพิ่ม %(added)s แก้ %(changed)s") % told)
    return redirect("plans:plan", plan.pk)
