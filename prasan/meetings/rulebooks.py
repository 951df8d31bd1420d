"""The rulebooks' terms for meetings, loaded once for many committees and days."""

from datetime import date

from prasan.committees.models import Rulebook
from prasan.meetings.rules import Terms


class Rulebooks:
    """Every rulebook in one query; asking is free."""

    def __init__(self) -> None:
        self._versions = list(Rulebook.objects.order_by("starts"))

    def on(self, kind: str, day: date) -> Terms:
        """The terms of the newest version in force on `day`; the defaults where there is none."""
        in_force = [book for book in self._versions if book.kind == kind and book.starts <= day]
        if not in_force:
            return Terms()
        book = in_force[-1]
        return Terms(book.quorum_percent, book.meetings_a_year, book.confirmed is not None)
