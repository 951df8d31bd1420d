"""Asking for the book of a district or a province."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.areas.models import Area, Level
from prasan.jobs import actions as jobs
from prasan.plans.jobs import BOOK, STEPS
from prasan.thai.calendar import FiscalYear

# Books are of these; a tambon has its sheet, the nation its flow.
LEVELS = (Level.DISTRICT, Level.PROVINCE)


@login_required
@require_POST
def book(request: Request, code: str, ending: str) -> HttpResponse:
    """Start the book as a job and lead to it."""
    mine = Area.objects.filter(request.reach.q("code"), level__in=LEVELS)
    area, today = get_object_or_404(mine, pk=code), clock.today()
    year = FiscalYear.of(today)
    job = jobs.start(
        by=request.user,
        kind=BOOK,
        title=f"เล่มโครงการ {area.title} ปี {year} ({ending.upper()})",
        area=area,
        total=STEPS,
        at=clock.now(),
        now=timezone.now(),
        arguments={"year": year.number, "day": today.isoformat(), "ending": ending},
    )
    return redirect(job)
