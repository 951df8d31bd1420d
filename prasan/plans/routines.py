"""The flow of the nation is counted before somebody looks at it."""

from datetime import timedelta

from prasan.jobs.routines import Routine
from prasan.plans.roll_up import fill

ROUTINES = (Routine("flow of the nation", timedelta(minutes=5), fill),)
