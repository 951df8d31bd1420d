"""How many centres there are, and are expected, district by district."""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.areas.models import Area, Level


@dataclass(frozen=True)
class Tally:
    """The tambons of one district, those where a centre is expected, and those of them with one."""

    tambons: int
    expected: int
    opened: int

    @property
    def unexpected(self) -> int:
        return self.tambons - self.expected


@dataclass(frozen=True)
class Totals:
    districts: int
    tambons: int
    expected: int
    opened: int


def tallies(codes: Sequence[str], *, exempt: Container[str], day: date) -> dict[str, Tally]:
    """A tally for the code of every district inside `codes`; two queries whatever their number.

    `exempt` are the codes where no centre is expected, see `expected.unexpected`. One that stands
    there all the same is not counted as opened, so that the parts add up.
    """
    areas = Area.objects.within(codes).on(day)
    tambons: dict[str | None, list[tuple[bool, bool]]] = defaultdict(list)
    lines = areas.filter(level=Level.TAMBON).values_list("code", "parent", "centre")
    for code, district, centre in lines:
        tambons[district].append((code not in exempt, centre is not None))
    districts = areas.filter(level=Level.DISTRICT).values_list("code", flat=True)
    return {code: _tally(tambons[code]) for code in districts}


def totals(known: dict[str, Tally]) -> Totals:
    """All districts together."""
    return Totals(
        districts=len(known),
        tambons=sum(tally.tambons for tally in known.values()),
        expected=sum(tally.expected for tally in known.values()),
        opened=sum(tally.opened for tally in known.values()),
    )


def _tally(tambons: list[tuple[bool, bool]]) -> Tally:
    return Tally(
        tambons=len(tambons),
        expected=sum(is_expected for is_expected, _ in tambons),
        opened=sum(is_expected and is_open for is_expected, is_open in tambons),
    )
