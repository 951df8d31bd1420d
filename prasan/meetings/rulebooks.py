"""The rulebooks' terms for meetings, loaded once for many committees and days."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from prasan.areas.rules import NATION, holds
from prasan.committees.rulebooks import Rulebooks as Books
from prasan.meetings.rules import Terms


class Rulebooks:
    """Every rulebook in two queries; asking is free, and cheap even ten thousand times."""

    def __init__(self) -> None:
        self._books = Books()
        self._areas = sorted(self._books.areas)
        self._starts = self._books.starts
        self._known: dict[tuple[str, int, tuple[str, ...]], Terms] = {}

    def on(self, kind: str, day: date, code: str = NATION) -> Terms:
        """The terms in force on `day` in the area `code`; the defaults where there are none."""
        # The same terms hold between two starts, and where nothing is said of an area alone.
        own = tuple([one for one in self._areas if holds(one, code)]) if self._areas else ()
        key = (kind, bisect_right(self._starts, day), own)
        if key not in self._known:
            self._known[key] = self._read(kind, day, code)
        return self._known[key]

    def percents(self, kinds: Iterable[str]) -> set[int]:
        """Every share that makes a quorum of some of `kinds` somewhere, on some day."""
        days = [date.min, *self._starts]
        places = [NATION, *self._areas]
        return {
            self.on(kind, day, code).quorum_percent
            for kind in kinds
            for day in days
            for code in places
        }

    def _read(self, kind: str, day: date, code: str) -> Terms:
        wants = self._books.wants(kind, day, code)
        quorum, meetings, usual = wants.quorum, wants.meetings, Terms()
        return Terms(
            usual.quorum_percent if quorum.low is None else quorum.low,
            usual.meetings_a_year if meetings.low is None else meetings.low,
            quorum.is_confirmed and meetings.is_confirmed,
        )
