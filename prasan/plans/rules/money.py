"""Money by year and source, and that every sum is the sum of its parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

# One amount: year, source, baht.
Row = tuple[int, str, Decimal]


@dataclass(frozen=True)
class Sums:
    """Amounts by year and source with the sums of both."""

    cells: Mapping[tuple[int, str], Decimal]

    @property
    def years(self) -> list[int]:
        return sorted({year for year, _ in self.cells})

    @property
    def sources(self) -> list[str]:
        """In the order they came first."""
        return list(dict.fromkeys(source for _, source in self.cells))

    def of_year(self, year: int) -> Decimal:
        return sum((value for (one, _), value in self.cells.items() if one == year), Decimal(0))

    def of_source(self, source: str) -> Decimal:
        return sum((value for (_, one), value in self.cells.items() if one == source), Decimal(0))

    @property
    def total(self) -> Decimal:
        return sum(self.cells.values(), Decimal(0))


def figure(amount: Decimal) -> str:
    """120,000 as papers write it; satang only where there are any."""
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"


def sums(rows: Iterable[Row]) -> Sums:
    """`rows` added up by year and source; nothing is lost and nothing counts twice."""
    cells: dict[tuple[int, str], Decimal] = {}
    for year, source, amount in rows:
        cells[year, source] = cells.get((year, source), Decimal(0)) + amount
    return Sums(cells)
