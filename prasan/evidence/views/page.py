"""One piece of evidence: what it is, its three dates, its editions, a look at it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from prasan.accounts.middleware import Request
from prasan.evidence.models import load
from prasan.evidence.views.opened import context, mine

MOST_PAGES = 3


@login_required
@require_GET
def view(request: Request, pk: int) -> HttpResponse:
    """What the file is, when it happened, came and was checked, and a look at it."""
    evidence = mine(request, pk)
    load([evidence])
    checks = evidence.verifications.select_related("by").order_by("-pk")
    pages = min(evidence.pages or 1, MOST_PAGES) if evidence.has_preview else 0
    more = (evidence.pages or 1) - pages if pages else 0
    told = {"checks": checks, "shown_pages": range(1, pages + 1), "more": more}
    return render(request, "evidence/view.html", {**context(request, evidence), **told})
