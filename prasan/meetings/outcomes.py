"""What came of resolutions beyond meetings: facts of apps above, which this one may not import.

An app that carries resolutions out offers them in a module of its own, `resolution_outcomes`, as
SOURCE. It is looked up by name, as Django looks up models and commands: see decision 0022.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q

from prasan.offered import offered

MODULE = "resolution_outcomes"


@dataclass(frozen=True)
class Outcome:
    """A resolution carried out by a record of another app, since the day `done`."""

    done: date
    label: str
    url: str


class Source(Protocol):
    """What one app knows of resolutions."""

    def is_carried_out(self) -> Q:
        """A condition on resolutions: this app carries them out."""
        ...

    def read(self, numbers: Collection[int]) -> dict[int, Outcome]:
        """The first outcome of each of these resolutions that has one; a bounded number of
        queries."""
        ...


def sources() -> tuple[Source, ...]:
    """What each app offers, in the order of INSTALLED_APPS."""
    return offered(MODULE, "SOURCE")


def is_carried_out() -> Q:
    """A condition on resolutions: some app carries them out."""
    found = Q(pk__in=[])
    for source in sources():
        found |= source.is_carried_out()
    return found


def outcomes(numbers: Collection[int]) -> dict[int, Outcome]:
    """What came of these resolutions elsewhere, by number; the earliest where several did."""
    found: dict[int, Outcome] = {}
    for source in sources():
        for number, outcome in source.read(numbers).items():
            if number not in found or outcome.done < found[number].done:
                found[number] = outcome
    return found
