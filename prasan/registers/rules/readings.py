"""The readings of single cells, each text once: a list says the same thing many times."""

from collections.abc import Callable
from functools import cache

from prasan.committees.offices import Office, office_of
from prasan.registers.rules.days import Day, day_of
from prasan.registers.rules.kinds import kind_of
from prasan.registers.rules.places import Found, Places


class Readings:
    """How a text is understood, remembered while a list is read."""

    def __init__(self, places: Places) -> None:
        self.tambon: Callable[[str, str, str], Found] = cache(places.tambon)
        self.district: Callable[[str], Found] = cache(places.district)
        self.said_in: Callable[[str], tuple[str, str]] = cache(places.said_in)
        self.office: Callable[[str], Office | None] = cache(office_of)
        self.kind: Callable[[str], str | None] = cache(kind_of)
        self.day: Callable[[str], Day | str] = cache(_day_or_why)


def _day_or_why(text: str) -> Day | str:
    try:
        return day_of(text)
    except ValueError as why:
        return str(why)
