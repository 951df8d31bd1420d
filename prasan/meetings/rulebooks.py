"""The rulebooks' terms for meetings, loaded once for many committees and days."""

from datetime import date

from prasan.areas.rules import NATION
from prasan.committees.rulebooks import Rulebooks as Books
from prasan.meetings.rules import Terms


class Rulebooks:
    """Every rulebook in two queries; asking is free."""

    def __init__(self) -> None:
        self._books = Books()

    def on(self, kind: str, day: date, code: str = NATION) -> Terms:
        """The terms in force on `day` in the area `code`; the defaults where there are none."""
        wants = self._books.wants(kind, day, code)
        quorum, meetings, usual = wants.quorum, wants.meetings, Terms()
        return Terms(
            usual.quorum_percent if quorum.low is None else quorum.low,
            usual.meetings_a_year if meetings.low is None else meetings.low,
            quorum.is_confirmed and meetings.is_confirmed,
        )
