from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.assessments.comparing import Comparison
from prasan.assessments.views.opened import open_sheet


@login_required
@require_GET
def computed(request: Request, code: str, year: int) -> HttpResponse:
    """What the system computed when the result was filed, beside today, with what is behind."""
    opened = open_sheet(request, code, year)
    if opened.assessment is None or opened.framework is None:
        return redirect(opened.url)
    comparison = Comparison(opened.assessment, opened.suggestions())
    if comparison.filing is None:
        return redirect(opened.url)
    context = {
        "opened": opened,
        "framework": opened.framework,
        "comparison": comparison,
        "filing": comparison.filing,
        "today": clock.today(),
    }
    return render(request, "assessments/computed.html", context)
