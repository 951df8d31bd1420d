"""The bar of a term: how much has run, how far it is over, and where today stands."""

from dataclasses import dataclass
from datetime import date
from typing import Self

WIDTH = 600


@dataclass(frozen=True)
class TermClock:
    """Places on a bar of 600: the end of the term, of what has run, and today."""

    run: int
    over_from: int
    over: int
    now: int

    @classmethod
    def of(cls, starts: date, expires: date, day: date) -> Self:
        """The bar of a term on `day`; it reaches to whichever is later, the end or the day."""
        whole = (max(expires, day) - starts).days
        term = round(WIDTH * (expires - starts).days / whole)
        now = min(max(round(WIDTH * (day - starts).days / whole), 0), WIDTH)
        return cls(run=min(now, term), over_from=term, over=max(now - term, 0), now=now)
