"""What a kind of job is given: what to work on, and how to tell how far it has come."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from time import monotonic
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.jobs.models import Job

Item = TypeVar("Item")
# Nobody sees more than that; a write for each of ten thousand rows would be most of the work.
EVERY = 0.4


class Left(Exception):
    """The job is to be left here: what was done stays done."""


class StopAsked(Left):
    """Whoever asked for it wants it stopped."""


class WorkerLeaves(Left):
    """The worker is being shut down; another will go on."""


class TakenOver(Left):
    """Another worker has it now; nothing more may be written."""


class Shutdown:
    """Set by the worker's command when the machine wants it to end."""

    is_asked = False


class Work:
    """One turn of one job."""

    def __init__(self, job: Job, turn: int) -> None:
        self._job, self._turn = job, turn
        self._told = monotonic()

    @property
    def arguments(self) -> Mapping[str, Any]:
        arguments: Mapping[str, Any] = self._job.arguments
        return arguments

    @property
    def by(self) -> User:
        return self._job.by

    @property
    def area(self) -> Area:
        return self._job.area

    def each(self, items: Iterable[Item], do: Callable[[Item], object]) -> None:
        """Do every item that was not done before, in order, each with its progress in one
        transaction: so whatever happens to the worker, none is left out and none done twice.

        `items` must come in the same order at every turn; a kind calls this once.
        """
        for item in islice(items, self._job.done, None):
            with transaction.atomic():
                # First, so that one who has lost the job does not even begin.
                self._step(done=F("done") + 1)
                do(item)

    def told(self, done: int) -> None:
        """Note that `done` of the total are through: for work that writes nothing before its end.

        Cheap to call for every row: it writes a few times a second. A new turn begins anew.
        """
        if monotonic() - self._told >= EVERY:
            self._told = monotonic()
            self._step(done=min(done, self._job.total))

    def _step(self, **fields: Any) -> None:
        """Write progress and a sign of life, while the job is ours and wanted."""
        if Shutdown.is_asked:
            raise WorkerLeaves
        mine = Job.objects.open().filter(pk=self._job.pk, turn=self._turn)
        if not mine.filter(stop_asked_at=None).update(seen_at=timezone.now(), **fields):
            raise StopAsked if mine.exists() else TakenOver
