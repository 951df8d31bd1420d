"""What one asked to be done: all of it, and one job while it goes on."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.jobs import actions
from prasan.jobs.models import Job
from prasan.jobs.showing import Shown
from prasan.thai.digits import arabic

PAGE = 30
# What a job made is only ever saved: in the browser's window it could act in our name.
_SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """One's own jobs, newest first."""
    mine = Job.objects.visible_to(request.reach, request.user).select_related("area")
    page = Paginator(mine, PAGE).get_page(arabic(request.GET.get("page", "1")))
    shown = [Shown(job, clock.now()) for job in page]
    return render(request, "jobs/index.html", {"page": page, "shown": shown})


@login_required
@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    """How far a job has come; htmx asks for its middle alone."""
    shown = Shown(_mine(request, pk), clock.now())
    template = "jobs/_progress.html" if request.htmx else "jobs/detail.html"
    return render(request, template, {"shown": shown, "job": shown.job})


@login_required
@require_POST
def stop(request: Request, pk: int) -> HttpResponse:
    """Ask the worker to leave a job after the step it is at."""
    job = _mine(request, pk)
    actions.ask_to_stop(by=request.user, job=job, at=clock.now())
    return redirect(job)


@login_required
@require_safe
def result(request: Request, pk: int) -> HttpResponseBase:
    """The file a job made; back to the job when it is gone."""
    job = _mine(request, pk)
    try:
        content = job.result_file.open("rb")
    except (FileNotFoundError, ValueError):  # cleared away, or never one
        return redirect(job)
    return FileResponse(
        content,
        as_attachment=True,
        filename=job.result_name,
        headers={
            "Content-Security-Policy": _SANDBOX,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        },
    )


def _mine(request: Request, pk: int) -> Job:
    mine = Job.objects.visible_to(request.reach, request.user).select_related("area", "by")
    return get_object_or_404(mine, pk=pk)
