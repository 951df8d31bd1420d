from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.assessments import batches, listing
from prasan.assessments.views.opened import FIRST_YEAR, number
from prasan.thai.calendar import FiscalYear

PAGE_SIZE = 50
YEARS_BACK = 2
LONGEST_CODE = 8


@login_required
@require_GET
def index(request: Request) -> HttpResponse:
    """The centres in sight and how far each has come in a fiscal year."""
    today = clock.today()
    year = _year(request.GET.get("year", ""), FiscalYear.of(today))
    area = request.GET.get("area", "")
    is_code = area.isdecimal() and len(area) <= LONGEST_CODE
    area = area if is_code and request.reach.sees(area) else ""
    stage, words = request.GET.get("stage", ""), request.GET.get("q", "").strip()
    around = listing.narrowed(listing.centres(request.reach, year), area=area, words=words)
    counts = listing.counts(around)
    page = Paginator(listing.at_stage(around, stage), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = listing.lines(list(page.object_list), year)
    context = {
        "year": year,
        "years": [FiscalYear(FiscalYear.of(today).number - ago) for ago in range(YEARS_BACK + 1)],
        "area": area,
        "parts": listing.parts(request.reach, area),
        "stage": stage,
        "words": words,
        "counts": counts,
        "picks": [(each.value, each.label, counts[each]) for each in listing.Stage],
        "kept": urlencode({"year": year, "area": area, "q": words}),
        "pending": batches.pending(request.reach, year),
        "page": page,
        "lines": lines,
        "example": next((each.example for each in lines if each.example), None),
        "quality": area if area.isascii() and area else _only(request.reach.codes),
        "workbook": _workbook(request, area),
        "today": today,
    }
    return render(request, "assessments/index.html", context)


def _workbook(request: Request, area: str) -> str:
    """The district whose workbook this reader may take along from here; "" for none."""
    codes = [area] if area else list(request.reach.codes)
    is_one = len(codes) == 1 and len(codes[0]) == DISTRICT_DIGITS
    return codes[0] if is_one and request.reach.may(Right.ASSESS, codes[0]) else ""


def _only(codes: Sequence[str]) -> str:
    """The one area in sight; "" when there are several, of which the reader picks one first."""
    return codes[0] if len(codes) == 1 else ""


def _year(typed: str, this_year: FiscalYear) -> FiscalYear:
    year = number(typed)
    is_known = year is not None and FIRST_YEAR <= year <= this_year.number
    return FiscalYear(year) if year is not None and is_known else this_year
