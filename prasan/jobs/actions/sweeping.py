"""What a killed worker left is taken up again; what is old is cleared away."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from prasan.jobs import rules
from prasan.jobs.actions.asking import give_out
from prasan.jobs.actions.turns import after_failure
from prasan.jobs.models import Job

WORKER_GONE = "งานหยุดกลางคันหลายครั้ง ส่วนที่ทำแล้วยังอยู่ครบ แจ้งผู้ดูแลระบบ แล้วสั่งงานใหม่"


def sweep(*, at: datetime, now: datetime | None = None) -> int:
    """Take up what a killed worker left and what waits for another try; returns how many.

    A second call at once finds nothing. `at` is shown to people; `now`, the real hour unless
    told, decides.
    """
    now = now or timezone.now()
    swept = sum(_swept(pk, at=at, now=now) for pk in _left_lying(now))
    DBTaskResult.objects.finished().filter(finished_at__lt=now - rules.KEPT).delete()
    for job in Job.objects.exclude(result_file="").filter(ended_at__lt=at - rules.KEPT):
        job.result_file.delete(save=False)
        Job.objects.filter(pk=job.pk).update(result_file="")
    return swept


def _left_lying(now: datetime) -> list[int]:
    jobs = Job.objects.open()
    silent = jobs.silent_since(now - rules.PATIENCE)
    due = jobs.filter(retry_at__lte=now)
    # A worker killed between claiming a task and taking its job up leaves no task that is ready.
    given = jobs.filter(seen_at=None, retry_at=None, given_at__lt=now - rules.PATIENCE)
    lost = [pk for pk, task in given.values_list("pk", "task") if task not in _tasks_ready()]
    return [*silent.values_list("pk", flat=True), *due.values_list("pk", flat=True), *lost]


def _tasks_ready() -> set[str]:
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return {str(pk) for pk in ready.values_list("pk", flat=True)}


@transaction.atomic
def _swept(pk: int, *, at: datetime, now: datetime) -> bool:
    """Whether the job still lay there once its row was ours, and was given out or ended."""
    job = Job.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)
    if not job.is_open:
        return False
    if job.retry_at:
        give_out(job, now)
        return True
    seen = job.seen_at or job.given_at
    if seen is None or not rules.is_silent(seen, now):
        return False
    for task in DBTaskResult.objects.running():
        if str(task.pk) == job.task:
            task.status, task.finished_at = TaskResultStatus.FAILED, now
            task.save(update_fields=["status", "finished_at"])
    after_failure(job, WORKER_GONE, at=at, now=now)
    return True
