"""The board of a directive over the nation, by province: kept while nothing happens there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.areas.models import Area, Level
from prasan.areas.rules import NATION, holds
from prasan.audit.kept import Parts
from prasan.directives.board import Board, computed, obligations_of
from prasan.directives.models import Directive, Obligation
from prasan.directives.presenting import Province, whole
from prasan.directives.rules import State, Tally, tallied
from prasan.directives.standings import Shown

# Tallies by obligation, how the province stands, owed, days, units, excused; as plain values.
Numbers = tuple[int, int, int, int, int, int, bool]
Plain = tuple[dict[int, Numbers], tuple[str, str, str], int, int, int, int]

# The apps whose rows measures read, and those that say which units are asked.
APPS = (
    *("areas", "centres", "committees", "people", "evidence", "orders"),
    *("meetings", "assessments", "plans", "directives"),
)
_provinces: Parts[Plain] = Parts("board-2", apps=APPS, of_nation=True)


@dataclass(frozen=True)
class Counts:
    """The tallies of one province, in the order of the columns."""

    tallies: tuple[Tally, ...]


@dataclass(frozen=True)
class Nation:
    """The provinces counted so far of those the directive goes to, and what it asks."""

    directive: Directive
    obligations: Sequence[Obligation]
    provinces: Sequence[Province]
    asked: int

    @property
    def is_whole(self) -> bool:
        return len(self.provinces) == self.asked

    def of(self, areas: Iterable[Area]) -> list[Counts]:
        """The tallies of each of these provinces."""
        known = {one.area.pk: one.tallies for one in self.provinces}
        columns = [duty.pk for duty in self.obligations]
        return [Counts(tuple(known[area.pk][pk] for pk in columns)) for area in areas]

    @property
    def total(self) -> Mapping[int, Tally]:
        """Everything counted, by obligation."""
        return {
            duty.pk: tallied(one.tallies[duty.pk] for one in self.provinces)
            for duty in self.obligations
        }


def over_nation(directive: Directive, *, day: date, seconds: float | None = None) -> Nation:
    """The board by province, counted anew only where something happened. To be read only.

    Five queries while nothing happens; after `seconds` it stops, and when asked again goes on from
    there. Source: ours, see decision 0014.
    """
    addressed = [one.area_id for one in directive.addressees.all()]
    areas = {area.pk: area for area in Area.objects.filter(level=Level.PROVINCE).on(day)}
    codes = [code for code in areas if _is_asked(code, addressed)]
    found = _provinces.get(
        codes,
        directive.pk,
        day=day,
        compute=lambda code: _plain(computed(directive, [code], day)),
        seconds=seconds,
    )
    rows = [_province(areas[code], part) for code, part in sorted(found.parts.items())]
    return Nation(directive, obligations_of(directive), rows, len(codes))


def _is_asked(code: str, addressed: Sequence[str]) -> bool:
    return any(one == NATION or holds(code, one) or holds(one, code) for one in addressed)


def _plain(found: Board) -> Plain:
    total = found.total
    state = whole(total)
    excused = sum(one.state in (State.WAIVED, State.NOT_EXPECTED) for one in total.standings)
    counts = {
        duty.pk: (
            *(int(one.state), one.met, one.expected, one.verified, one.late, one.days),
            one.is_enough,
        )
        for duty, one in zip(found.obligations, total.tallies, strict=True)
    }
    words = (state.css, state.sign, state.label)
    return counts, words, total.owed, total.days, len(found.units), excused


def _province(area: Area, part: Plain) -> Province:
    counts, words, owed, days, units, excused = part
    tallies = {
        pk: Tally(State(state), met, expected, verified, late, days_, "", is_enough)
        for pk, (state, met, expected, verified, late, days_, is_enough) in counts.items()
    }
    return Province(area, tallies, Shown(*words), owed, days, units, excused)
