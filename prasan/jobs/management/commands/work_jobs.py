import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from prasan import clock
from prasan.jobs.actions import sweep
from prasan.jobs.routines import Rounds
from prasan.jobs.work import Shutdown

# How often the queue is looked at, and after how many looks a sweep follows.
INTERVAL = 0.5
SWEEP_EVERY = 20


class Command(BaseCommand):
    help = (
        "Work off jobs until told to stop (SIGTERM); takes up what a killed worker left. "
        "Several may run side by side."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--until-empty", action="store_true", help="end once nothing is left to do"
        )

    def handle(self, *, until_empty: bool, **options: Any) -> None:
        ending, worker = threading.Event(), _worker()

        def end(*_: object) -> None:
            """Leave after the step one is at; the job goes on with the next worker."""
            Shutdown.is_asked, worker.running = True, False
            ending.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        looks, rounds = 0, Rounds()
        while not ending.is_set():
            if looks % SWEEP_EVERY == 0:
                sweep(at=clock.now())
                rounds.make(timezone.now())
            looks += 1
            # Only a look: taking a task locks the whole of an SQLite database for a moment.
            if DBTaskResult.objects.ready().exists():
                worker.run()
            elif until_empty:
                return
            else:
                ending.wait(INTERVAL)


def _worker() -> Worker:
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
