"""How many centres there are, and are expected, district by district."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from prasan.areas.models import Area, Level
from prasan.centres.expected import unexpected

# Whether a centre is expected in a place, and whether there is one.
Place = tuple[bool, bool]


@dataclass(frozen=True)
class Tally:
    """The tambon centres of one district, and its own."""

    tambons: int
    expected: int
    opened: int
    is_expected: bool
    is_open: bool

    @property
    def unexpected(self) -> int:
        return self.tambons - self.expected

    @property
    def missing(self) -> int:
        return self.expected - self.opened


@dataclass(frozen=True)
class Totals:
    districts: int
    tambons: int
    expected: int
    opened: int


def tallies(codes: Sequence[str], *, day: date) -> dict[str, Tally]:
    """A tally for the code of every district inside `codes`; three queries whatever their number.

    A centre where none is expected is not counted as opened, so that the parts add up.
    """
    areas = Area.objects.within(codes).on(day).values_list("code", "parent", "centre")
    exempt = unexpected(codes, day=day)
    lying: dict[str, list[Place]] = defaultdict(list)
    for code, district, centre in areas.filter(level=Level.TAMBON):
        lying[district].append((code not in exempt, centre is not None))
    return {
        code: _tally(lying[code], (code not in exempt, centre is not None))
        for code, _, centre in areas.filter(level=Level.DISTRICT)
    }


def _tally(tambons: list[Place], own: Place) -> Tally:
    return Tally(
        tambons=len(tambons),
        expected=sum(is_expected for is_expected, _ in tambons),
        opened=sum(is_expected and is_open for is_expected, is_open in tambons),
        is_expected=own[0],
        is_open=own[1],
    )


def totals(known: dict[str, Tally]) -> Totals:
    """All districts together."""
    return Totals(
        districts=len(known),
        tambons=sum(tally.tambons for tally in known.values()),
        expected=sum(tally.expected for tally in known.values()),
        opened=sum(tally.opened for tally in known.values()),
    )
