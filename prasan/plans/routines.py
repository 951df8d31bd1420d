"""The flow of the nation is counted before somebody looks at it."""

from datetime import timedelta

from prasan import clock
from prasan.jobs.routines import Routine
from prasan.plans.roll_up import fill


def fill_today() -> None:
    fill(clock.today())


ROUTINES = (Routine("flow of the nation", timedelta(minutes=5), fill_today),)
