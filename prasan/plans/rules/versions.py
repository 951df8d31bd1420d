"""What changed between two versions of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

# (year, source) to baht.
Budget = Mapping[tuple[int, str], Decimal]


@dataclass(frozen=True)
class Terms:
    """The years and the money of a project in one version."""

    first_year: int
    last_year: int
    budget: Budget

    @property
    def years(self) -> str:
        """The years as they are told, a single one alone: 2567, 2567–2568."""
        both = sorted({self.first_year, self.last_year})
        return "–".join(str(year) for year in both)

    @property
    def total(self) -> Decimal:
        return sum(self.budget.values(), Decimal(0))


@dataclass(frozen=True)
class Difference:
    """Projects by number: brought in, left out, and those with other years or money."""

    added: tuple[int, ...]
    dropped: tuple[int, ...]
    changed: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.dropped or self.changed)


def difference(before: Mapping[int, Terms], after: Mapping[int, Terms]) -> Difference:
    """What a version differs in from an earlier one, each in the order given."""
    return Difference(
        added=tuple(pk for pk in after if pk not in before),
        dropped=tuple(pk for pk in before if pk not in after),
        changed=tuple(pk for pk in after if pk in before and _differ(before[pk], after[pk])),
    )


def _differ(one: Terms, other: Terms) -> bool:
    return (one.first_year, one.last_year, dict(one.budget)) != (
        other.first_year,
        other.last_year,
        dict(other.budget),
    )
