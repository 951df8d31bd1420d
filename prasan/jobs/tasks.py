"""What the queue carries: only the number of a job and of its turn."""

from django_tasks import task

from prasan.jobs import runner


@task()
def run_job(pk: int, turn: int) -> None:
    """Work off one turn of one job."""
    runner.work_off(pk, turn)
