"""What a worker writes about the job it has: taken up, ended, to be tried again.

Each does nothing once the turn is another's.
"""

import uuid
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from prasan.accounts.models import User
from prasan.audit import log
from prasan.jobs import rules
from prasan.jobs.kinds import Made
from prasan.jobs.models import Job


def take_up(*, job: int, turn: int, at: datetime, now: datetime) -> Job | None:
    """The job, when this turn of it is not yet taken up, ended or stopped; None otherwise.

    So a task that is delivered twice is worked off once. `at` is shown, `now` is the real hour.
    """
    waiting = Job.objects.open().filter(pk=job, turn=turn, seen_at=None, stop_asked_at=None)
    taken = waiting.update(seen_at=now, started_at=Coalesce(F("started_at"), Value(at)))
    return Job.objects.select_related("by", "area").get(pk=job) if taken else None


@transaction.atomic
def finish(*, job: Job, turn: int, at: datetime, made: Made | None = None) -> None:
    """The job is through, with what it made."""
    mine = held(job, turn)
    if mine is None:
        return
    mine.done, mine.ended_at = mine.total, at
    if made is not None:
        mine.result_url, mine.result_name = made.url, made.name
        if made.name:
            mine.result_file.save(uuid.uuid4().hex, ContentFile(made.content), save=False)
    mine.save(update_fields=["done", "ended_at", "result_url", "result_name", "result_file"])
    record(mine.by, "job.ended", mine, f"เสร็จงาน {mine}", done=mine.done)


@transaction.atomic
def stop(*, job: Job, turn: int, at: datetime) -> None:
    """The job was left where whoever asked for it wanted it stopped."""
    mine = held(job, turn)
    if mine is not None:
        end_stopped(mine, at)


@transaction.atomic
def refuse(*, job: Job, turn: int, at: datetime, problem: str) -> None:
    """The job cannot be done as it was asked, and trying again would not help."""
    mine = held(job, turn)
    if mine is not None:
        _end_with(mine, problem, at)


@transaction.atomic
def try_again(*, job: Job, turn: int, at: datetime, now: datetime, problem: str) -> None:
    """Something went wrong that may pass: try again after a pause, up to the limit."""
    mine = held(job, turn)
    if mine is not None:
        after_failure(mine, problem, at=at, now=now)


@transaction.atomic
def put_back(*, job: Job, turn: int, now: datetime) -> None:
    """The worker leaves in good order: the next sweep gives the job to another, at no cost."""
    mine = held(job, turn)
    if mine is not None:
        let_go(mine, retry_at=now)


def held(job: Job, turn: int) -> Job | None:
    """The job, locked, while the turn is still the worker's."""
    ours = Job.objects.open().select_for_update(of=("self",)).select_related("by")
    return ours.filter(pk=job.pk, turn=turn).first()


def after_failure(job: Job, problem: str, *, at: datetime, now: datetime) -> None:
    """Let a locked job wait for its next try, or end it: after its last one, or if so asked."""
    job.failures += 1
    job.save(update_fields=["failures"])
    retry = rules.next_try(job.failures, now)
    if job.stop_asked_at:
        end_stopped(job, at)
    elif retry is None:
        _end_with(job, problem, at)
    else:
        let_go(job, retry_at=retry)


def let_go(job: Job, *, retry_at: datetime) -> None:
    """Take a locked job from its worker: one thought dead that still lives can write no more."""
    job.turn += 1
    job.seen_at, job.retry_at = None, retry_at
    job.save(update_fields=["turn", "seen_at", "retry_at"])


def end_stopped(job: Job, at: datetime) -> None:
    job.ended_at = at
    job.save(update_fields=["ended_at"])
    summary = f"หยุดงาน {job} ทำแล้ว {job.done} จาก {job.total}"
    record(job.by, "job.ended", job, summary, done=job.done)


def _end_with(job: Job, problem: str, at: datetime) -> None:
    job.problem, job.ended_at = problem, at
    job.save(update_fields=["problem", "ended_at"])
    record(job.by, "job.ended", job, f"งาน {job} ทำไม่สำเร็จ", problem=problem)


def record(by: User, verb: str, job: Job, summary: str, **changes: object) -> None:
    """One event about `job`, in the chain of its area's province."""
    log.record(
        by=by.username,
        verb=verb,
        target=job,
        area=job.area_id,
        summary=summary,
        changes={"kind": job.kind, **changes},
    )
