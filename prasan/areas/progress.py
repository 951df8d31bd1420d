"""What a measure answers: how far one area has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from django.urls import reverse

from prasan.thai.calendar import FiscalYear


@dataclass(frozen=True)
class Progress:
    """How far one area has come, as its facts show on a day.

    `done` of `needed`; `met` is the first day `done` reached `needed`, None until then. `note`
    says in a few Thai words what is there or what is missing; `link` is the page of the fact, or
    of the place where the missing one is entered; `proofs` are the ids of the files behind it.
    """

    done: int
    needed: int
    met: date | None
    note: str
    link: str
    proofs: tuple[int, ...] = ()

    @property
    def is_met(self) -> bool:
        return self.done >= self.needed


class Measure(Protocol):
    """Answers for many areas at once, in a number of queries that does not grow with them.

    `codes` are wide areas (a province, a district); the answer maps the code of every area inside
    them that this measure has facts about. An area left out has none. `day` is the as-of day:
    facts dated later do not count.
    """

    def __call__(
        self, *, codes: Sequence[str], period: FiscalYear, day: date
    ) -> dict[str, Progress]: ...


@lru_cache(maxsize=100_000)
def address(name: str, *arguments: str | int) -> str:
    """The address of a page, as `reverse` gives it; kept, since a measure names hundreds."""
    return reverse(name, args=arguments)
