"""Reminding comes round by itself, with the worker; `prasan remind` does the same by hand."""

from datetime import timedelta

from django.utils import timezone

from prasan import clock
from prasan.jobs.routines import Routine
from prasan.reminders.actions import send_waiting, sweep
from prasan.reminders.channels import carriers


def remind() -> tuple[int, int]:
    """Write what is due to be said and carry what waits; how many were written and carried."""
    ways = carriers()
    written = sweep(at=clock.now(), channels=sorted(ways))
    carried = send_waiting(carriers=ways, at=clock.now(), now=timezone.now())
    return written, carried


ROUTINES = (Routine("reminders", timedelta(minutes=5), remind),)
