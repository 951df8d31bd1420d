"""The computed values of an area anew: asking for it, and what was found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.areas.rules import NATION
from prasan.assessments.jobs import RECOMPUTE
from prasan.assessments.models import Assessment, Shift
from prasan.assessments.models.assessments import IN_HAND
from prasan.assessments.recomputed import Found, workbook
from prasan.assessments.recomputing import parts
from prasan.assessments.views.results import XLSX, area_in_sight, as_file, years
from prasan.jobs import actions as jobs
from prasan.thai.calendar import FiscalYear

# Whoever checks results somewhere may have the values of that area computed anew.
MAY = (Right.VERIFY, Right.DECIDE, Right.ADMINISTER)


@login_required
@require_http_methods(["GET", "POST"])
def recomputed(request: Request, code: str, year: int) -> HttpResponse:
    """What the newest recomputing found; a post asks for another, as a job."""
    area, chosen = area_in_sight(request, code, year), FiscalYear(year)
    may = any(request.reach.may(right, code) for right in MAY)
    if request.method == "POST":
        if not may:
            raise PermissionDenied(_("สั่งคิดใหม่ได้เฉพาะผู้ตรวจผลประเมินของพื้นที่นี้ ท่านดูผลได้"))
        return _start(request, area, chosen)
    found = Found(area, chosen)
    context = {
        "area": area,
        "year": chosen,
        "years": years(),
        "found": found,
        "tambons": _tambons(found) if area.level == Level.DISTRICT and found.run else [],
        "may": may,
        "digits": len(code) if code != NATION else 0,
        "today": clock.today(),
    }
    return render(request, "assessments/recomputed.html", context)


@login_required
@require_GET
def recomputed_file(request: Request, code: str, year: int) -> HttpResponse:
    """All differences of a province or a district as a workbook."""
    area = area_in_sight(request, code, year)
    found = Found(area, FiscalYear(year))
    if area.code == NATION:
        raise Http404
    if found.run is None:
        return redirect("assessments:recomputed", code, year)
    return as_file(workbook(found), XLSX, f"recomputed-{code}-{year}.xlsx")


def _start(request: Request, area: Area, year: FiscalYear) -> HttpResponse:
    if not Assessment.objects.within([area.code]).in_year(year).at(IN_HAND).exists():
        messages.warning(request, _("ปีนี้ยังไม่มีผลที่ยื่นในพื้นที่นี้ จึงยังไม่มีอะไรให้เทียบ"))
        return redirect("assessments:recomputed", area.code, year.number)
    today = clock.today()
    job = jobs.start(
        by=request.user,
        kind=RECOMPUTE,
        title=f"คิดค่าใหม่ {area} ปี {year}",
        area=area,
        total=len(parts(area, today)),
        at=clock.now(),
        now=timezone.now(),
        arguments={"year": year.number, "day": today.isoformat()},
    )
    return redirect(job)


def _tambons(found: Found) -> list[dict[str, object]]:
    """Each tambon of a district with what differs there."""
    by_code: dict[str, list[Shift]] = {}
    shifts = found.shifts.select_related("result__assessment__centre", "indicator").order_by(
        "indicator__category__number", "indicator__place"
    )
    for one in shifts:
        by_code.setdefault(one.result.assessment.centre.area_id, []).append(one)
    return [{"part": part, "shifts": by_code.get(part.area.code, [])} for part in found.parts]
