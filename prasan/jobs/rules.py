"""How a job stands, how long it may still take, and when it is taken up anew."""

from datetime import datetime, timedelta
from enum import StrEnum

# No step of a job may take as long as this; a worker silent for longer is taken for dead.
PATIENCE = timedelta(minutes=2)
TRIES = 3
PAUSE = timedelta(seconds=20)
# What a job made is fetched soon or not at all, and may hold names.
KEPT = timedelta(days=7)


class Stage(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"
    FINISHED = "finished"


def stage(
    *, is_started: bool, is_stopping: bool, has_ended: bool, has_failed: bool, is_whole: bool
) -> Stage:
    """The stage that follows from what is known of a job.

    One asked to stop that had done everything by then is finished, not stopped.
    Source: ours, see decision 0015.
    """
    if has_ended:
        if has_failed:
            return Stage.FAILED
        return Stage.FINISHED if is_whole else Stage.STOPPED
    if is_stopping:
        return Stage.STOPPING
    return Stage.RUNNING if is_started else Stage.WAITING


def time_left(done: int, total: int, taken: timedelta) -> timedelta | None:
    """How long the rest will take at the pace so far; None before the first step is done.

    Source: ours.
    """
    if done <= 0 or taken <= timedelta(0):
        return None
    return taken * (total - done) / done


def is_silent(seen: datetime, at: datetime) -> bool:
    """Whether a worker last seen at `seen` is taken for dead at `at`.

    Source: ours, see decision 0015.
    """
    return at - seen > PATIENCE


def next_try(failures: int, at: datetime) -> datetime | None:
    """When a job that failed at `at` for the `failures`-th time is tried again; None: not again.

    The pause doubles each time, so that what is busy can recover.
    Source: ours, see decision 0015.
    """
    return at + PAUSE * 2 ** (failures - 1) if failures < TRIES else None
