"""Files of batches are cleared away by the worker: they can be made again."""

from datetime import timedelta

from prasan import clock
from prasan.jobs.routines import Routine
from prasan.jobs.rules import KEPT
from prasan.letters.actions import clear_files


def clear() -> int:
    return clear_files(before=clock.now() - KEPT)


ROUTINES = (Routine("letters.batch_files", timedelta(hours=6), clear),)
