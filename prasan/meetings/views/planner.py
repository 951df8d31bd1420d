"""The year planner: days proposed for the committees of an area, taken one by one or together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.meetings import actions
from prasan.meetings.year_plan import Row, YearPlan, taken
from prasan.thai.calendar import FiscalYear


@login_required
@require_http_methods(["GET", "POST"])
def planner(request: Request, code: str) -> HttpResponse:
    """What is appointed this fiscal year and what is proposed; a post drafts what is taken."""
    mine = Area.objects.filter(request.reach.q("code"), level__in=[Level.DISTRICT, Level.TAMBON])
    area = get_object_or_404(mine.select_related("parent__parent"), code=code)
    if request.method == "POST":
        request.reach.must(Right.RECORD, code)
    today = clock.today()
    plan = YearPlan(area, year=FiscalYear.of(today), today=today)
    rows = plan.rows(request.POST or None)
    if request.method == "POST" and _drafted(request, rows):
        return redirect("meetings:planner", code)
    context = {
        "area": area,
        "plan": plan,
        "rows": rows,
        "forms": [row.form for row in rows],
        "doubts": [row for row in rows if row.form.is_bound and row.form.doubt],
        "has_errors": any(row.form.errors for row in rows),
        "may_record": request.reach.may(Right.RECORD, code),
        "now": clock.now(),
    }
    return render(request, "meetings/planner.html", context)


def _drafted(request: Request, rows: list[Row]) -> bool:
    """Whether all that was taken is drafted now: all of it, or nothing and the reasons."""
    valid = [row.form.is_valid() for row in rows]
    if not all(valid):
        return False
    chosen = taken(rows)
    if not chosen:
        messages.info(request, _("ยังไม่ได้เลือก ติ๊ก “รับ” ที่วันที่ต้องการ แล้วกดร่าง"))
        return True
    refused = False
    with transaction.atomic():
        for row in chosen:
            refused |= not _is_drafted(request, row)
        transaction.set_rollback(refused)
    if not refused:
        messages.success(request, _("ร่างการประชุม %(count)s ครั้งแล้ว") % {"count": len(chosen)})
    return not refused


def _is_drafted(request: Request, row: Row) -> bool:
    told = row.form.cleaned_data
    try:
        with transaction.atomic():
            actions.draft_meeting(
                by=request.user,
                committee=row.committee,
                planned=told["planned"],
                place=told["place"],
                starts=told["starts"],
                at=clock.now(),
            )
    except ValidationError as refusal:
        row.form.add_error("planned", refusal.messages)
        return False
    return True
