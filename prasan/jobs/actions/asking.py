"""What people ask of jobs: to start one, to stop one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.jobs import kinds
from prasan.jobs.actions.turns import end_stopped, record
from prasan.jobs.models import Job
from prasan.jobs.tasks import run_job


@transaction.atomic
def start(
    *,
    by: User,
    kind: str,
    title: str,
    area: Area,
    total: int,
    at: datetime,
    now: datetime,
    arguments: Mapping[str, Any] | None = None,
) -> Job:
    """A job of `kind` for a worker to take up; nothing is given out when the transaction fails.

    The same job (kind, area, arguments) of the same person while it is open is returned, so a
    double click starts nothing twice. `at` is shown to people, `now` is the real hour.
    """
    kinds.known(kind)
    User.objects.select_for_update().get(pk=by.pk)
    wanted = dict(arguments or {})
    for job in Job.objects.open().filter(by=by, kind=kind, area=area):
        if job.arguments == wanted:
            return job
    job = Job.objects.create(
        kind=kind, title=title, area=area, by=by, arguments=wanted, total=total, asked_at=at
    )
    record(by, "job.asked", job, f"สั่งงาน {title}", total=total)
    give_out(job, now)
    # Where work is done at once, as in tests, it is already over.
    job.refresh_from_db()
    return job


@transaction.atomic
def ask_to_stop(*, by: User, job: Job, at: datetime) -> Job:
    """Stop a job after the step it is at; one nobody works on ends now. Twice does nothing."""
    job = Job.objects.select_for_update(of=("self",)).select_related("by").get(pk=job.pk)
    if not job.is_open or job.stop_asked_at:
        return job
    job.stop_asked_at = at
    job.save(update_fields=["stop_asked_at"])
    record(by, "job.stop_asked", job, f"ขอให้หยุดงาน {job}", done=job.done)
    if job.seen_at is None:
        end_stopped(job, at)
    return job


def give_out(job: Job, now: datetime) -> None:
    """Hand the next turn of a locked job to whichever worker is free."""
    job.turn += 1
    job.given_at, job.seen_at, job.retry_at = now, None, None
    job.save(update_fields=["turn", "given_at", "seen_at", "retry_at"])
    given = run_job.enqueue(job.pk, job.turn)
    Job.objects.filter(pk=job.pk).update(task=given.id)
