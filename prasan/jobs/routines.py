"""What comes round by itself: work that nobody asks for, done by whichever worker is there."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain

from prasan.offered import offered

# The module in which an app offers its routines, looked up by name: apps above are not imported.
MODULE = "routines"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Routine:
    """Work to do again after `every`. It must bear being done by two workers at once, and being
    left out for days: that it is due is for `run` to find out from the records."""

    name: str
    every: timedelta
    run: Callable[[], object]


def routines() -> tuple[Routine, ...]:
    """What each app offers as ROUTINES, in the order of INSTALLED_APPS."""
    return tuple(chain.from_iterable(offered(MODULE, "ROUTINES")))


@dataclass
class Rounds:
    """One worker's memory of when it last did each routine."""

    last: dict[str, datetime] = field(default_factory=dict)

    def make(self, now: datetime) -> int:
        """Do what is due by the real hour `now`; one that fails is logged and comes again."""
        due = [
            one
            for one in routines()
            if one.name not in self.last or now - self.last[one.name] >= one.every
        ]
        for routine in due:
            self.last[routine.name] = now
            try:
                routine.run()
            except Exception:
                logger.exception("routine %s failed", routine.name)
        return len(due)
