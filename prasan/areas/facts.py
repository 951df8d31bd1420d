"""What indicators may be computed from: numbers about areas, each with the records behind it.

An app offers its facts in a module `indicator_facts`, as a list SOURCES; assessments finds it by
that name. So facts of apps beside and above assessments reach an indicator, and no app imports
upward.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.functional import Promise

from prasan.thai.calendar import FiscalYear


@dataclass(frozen=True)
class Fact:
    """One number that is known of every area of its kind.

    `is_percent` values run from 0 to 100 and need no thresholds; with `at_most` less is better.
    `missing` says what it means when nothing is recorded, and counts as the lowest score.
    """

    key: str
    label: str | Promise
    unit: str | Promise
    missing: str | Promise
    is_percent: bool = False
    at_most: bool = False


@dataclass(frozen=True)
class Basis:
    """One record behind a number, and the page it is on."""

    text: str
    link: str


@dataclass(frozen=True)
class Reading:
    """What one fact says of one area on a day.

    Without a `value` the records cannot tell, and `note` says why; then nothing is suggested.
    """

    value: int | None
    note: str
    basis: tuple[Basis, ...] = ()


Readings = Mapping[str, Mapping[str, Reading]]


class Reader(Protocol):
    """Answers for many areas at once, in a number of queries that does not grow with them.

    `codes` are wide areas (a province, a tambon); the answer maps the code of every tambon inside
    them that something is known of to readings by the key of the fact. `day` is the as-of day:
    what was recorded of later days does not count.
    """

    def __call__(self, *, codes: Sequence[str], period: FiscalYear, day: date) -> Readings: ...


@dataclass(frozen=True)
class Source:
    """Facts that are read together, because they stand on the same records."""

    facts: tuple[Fact, ...]
    read: Reader
