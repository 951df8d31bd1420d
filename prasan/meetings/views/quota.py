"""Pages about the quota: who may miss it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.meetings.outlooks import Outlooks
from prasan.thai.digits import arabic

DISTRICTS = 30


@login_required
@require_safe
def outlook(request: Request) -> HttpResponse:
    """Who may miss the year's number of meetings, by district, worst first."""
    outlooks = Outlooks(request.GET, reach=request.reach, today=clock.today())
    page = Paginator(outlooks.codes, DISTRICTS).get_page(arabic(request.GET.get("page", "1")))
    context = {
        "outlooks": outlooks,
        "page": page,
        "districts": outlooks.districts(page),
        "may_plan": any(len(code) <= DISTRICT_DIGITS for code in request.reach.codes),
        "now": clock.now(),
    }
    return render(request, "meetings/outlook.html", context)
