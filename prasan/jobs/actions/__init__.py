"""Asking for a job and stopping it; what a worker writes is in `turns`, the sweep in `sweeping`."""

from prasan.jobs.actions.asking import ask_to_stop, start
from prasan.jobs.actions.sweeping import sweep

__all__ = ["ask_to_stop", "start", "sweep"]
