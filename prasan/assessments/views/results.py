"""Results: of one centre, and of an area with all that lie in it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_GET

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.areas.models import Area
from prasan.areas.rules import DISTRICT_DIGITS, NATION
from prasan.assessments import documents, province_book, quality, summaries
from prasan.assessments.results import Result
from prasan.assessments.views.opened import FIRST_YEAR, open_sheet
from prasan.assessments.workflow import State, Tier
from prasan.letters import typesetting
from prasan.thai.calendar import FiscalYear

YEARS_BACK = 4
PAGE_SIZE = 50
KINDS = {
    "pdf": (typesetting.pdf, "application/pdf"),
    "docx": (
        typesetting.docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_GET
def results(request: Request) -> HttpResponse:
    """Leads to the summary of the widest area in sight."""
    for code in request.reach.codes:
        wide = code[: len(code) if len(code) <= DISTRICT_DIGITS else DISTRICT_DIGITS]
        if request.reach.sees(wide):
            return redirect("assessments:summary", wide, FiscalYear.of(clock.today()).number - 1)
    return redirect("assessments:index")


@login_required
@require_GET
def summary(request: Request, code: str, year: int) -> HttpResponse:
    """The results of the centres inside an area, part by part."""
    area, tier = area_in_sight(request, code, year), _tier(request)
    context = {
        "summaries": summaries.summaries(area, FiscalYear(year), tier),
        **_context(request, area, year, tier),
    }
    return render(request, "assessments/summary.html", context)


@login_required
@require_GET
def movement(request: Request, code: str, year: int) -> HttpResponse:
    """From which level to which the centres of an area moved since the year before."""
    area, tier = area_in_sight(request, code, year), _tier(request)
    context = {
        "movement": summaries.movement(area, FiscalYear(year), tier),
        "before": FiscalYear(year - 1),
        **_context(request, area, year, tier),
    }
    return render(request, "assessments/movement.html", context)


@login_required
@require_GET
def unproven(request: Request, code: str, year: int) -> HttpResponse:
    """Which answers inside an area have full points and nothing that proves them."""
    area, chosen = area_in_sight(request, code, year), FiscalYear(year)
    found = quality.unproven(request.reach, area, chosen)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"area": area, "year": chosen, "page": page, "today": clock.today()}
    return render(request, "assessments/quality.html", context)


@login_required
@require_GET
def province_file(request: Request, code: str, year: int) -> HttpResponse:
    """All results of an area as a workbook, a sheet for each category."""
    area, tier = area_in_sight(request, code, year), _tier(request)
    if len(area.code) > DISTRICT_DIGITS or area.code == NATION:
        raise Http404
    content = province_book.write(area, FiscalYear(year), tier, at=clock.now())
    if content is None:
        return redirect("assessments:summary", code, year)
    return as_file(content, XLSX, f"results-{code}-{year}.xlsx")


@login_required
@require_GET
def result(request: Request, code: str, year: int) -> HttpResponse:
    """One centre's result with all that stands behind it."""
    opened = open_sheet(request, code, year)
    if opened.assessment is None:
        return redirect(opened.url)
    context = {
        "opened": opened,
        "result": Result(opened.assessment),
        "tiers": Tier,
        "state": opened.assessment.state,
        "now": clock.now(),
    }
    return render(request, "assessments/centre_result.html", context)


@login_required
@require_GET
def result_file(request: Request, code: str, year: int, paper: str, ending: str) -> HttpResponse:
    """The report of a result, or the certificate of one the province accepted."""
    opened = open_sheet(request, code, year)
    if opened.assessment is None or ending not in KINDS or paper not in ("report", "certificate"):
        raise Http404
    if paper == "certificate" and opened.assessment.state != State.ACCEPTED:
        raise Http404
    # An official paper is in Thai, whatever language its page is read in.
    with translation.override("th"):
        found = Result(opened.assessment)
        made = getattr(documents, paper)(opened.centre, found, day=clock.today())
    set_, kind = KINDS[ending]
    return as_file(set_(made), kind, f"{paper}-{code}-{year}.{ending}")


def area_in_sight(request: Request, code: str, year: int) -> Area:
    """An area in sight, of which results may be summed up; 404 otherwise."""
    area = summaries.area_of(code)
    today = FiscalYear.of(clock.today())
    if area is None or not request.reach.sees(code) or not FIRST_YEAR <= year <= today.number:
        raise Http404
    return area


def _tier(request: Request) -> Tier:
    typed = request.GET.get("tier", "")
    return Tier(typed) if typed in Tier.values else Tier.SELF


def _context(request: Request, area: Area, year: int, tier: Tier) -> dict[str, object]:
    return {
        "area": area,
        "around": area.parent if area.parent and request.reach.sees(area.parent.code) else None,
        "year": FiscalYear(year),
        "years": years(),
        "tier": tier,
        "tiers": Tier,
        "digits": len(area.code),
        "now": clock.now(),
    }


def years() -> list[FiscalYear]:
    """The years a summary may be asked for at one touch, the newest first."""
    today = FiscalYear.of(clock.today()).number
    return [FiscalYear(today - ago) for ago in range(YEARS_BACK)]


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
