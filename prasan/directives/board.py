"""A directive's standings on a day: facts of every app below, brought together for many units.

A bounded number of queries whatever the number of units: each measure answers for all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from prasan.areas.models import Area
from prasan.areas.progress import Progress
from prasan.areas.rules import DISTRICT_DIGITS, holds
from prasan.audit.kept import Kept
from prasan.centres.expected import expected_at
from prasan.directives import rules
from prasan.directives.measures import DUTIES
from prasan.directives.models import (
    Counting,
    Delivery,
    Directive,
    Excuse,
    Exemption,
    Kind,
    Level,
    Obligation,
    Verdict,
)
from prasan.directives.rules import Excused, Fact, Sent, Standing, Tally, tally
from prasan.thai.calendar import FiscalYear

Key = tuple[int, str]


@dataclass(frozen=True)
class Unit:
    """One area with the fact and the standing of every obligation asked of it, by its id."""

    area: Area
    facts: dict[int, Fact]
    standings: dict[int, Standing]

    @property
    def is_late(self) -> bool:
        return any(one.is_late for one in self.standings.values())


@dataclass(frozen=True)
class Row:
    """A line of the board: an area, its tallies in column order, and all it stands on."""

    area: Area
    tallies: tuple[Tally, ...]
    standings: tuple[Standing, ...]

    @property
    def is_late(self) -> bool:
        return self.owed > 0

    @cached_property
    def owed(self) -> int:
        """How many dated things are overdue or returned."""
        return sum(one.is_late for one in self.standings)

    @cached_property
    def days(self) -> int:
        return max((one.days for one in self.standings if one.is_late), default=0)

    @property
    def whole(self) -> Tally:
        return tally(self.standings)

    @cached_property
    def why(self) -> str:
        return rules.why(self.standings)


@dataclass(frozen=True)
class Board:
    """A directive over some of its units on `day`: obligations are columns, areas are lines."""

    directive: Directive
    day: date
    obligations: tuple[Obligation, ...]
    units: dict[str, Unit]
    parents: dict[str, Area]

    def districts(self) -> list[Row]:
        """One line a district, its tambons counted in, in code order."""
        return list(self._districts)

    @cached_property
    def _districts(self) -> list[Row]:
        return [self._row(self.parents[code], code) for code in sorted(self.parents)]

    def of(self, areas: Iterable[Area]) -> list[Row]:
        """One line for each of `areas`, all inside it counted in."""
        return [self._row(area, area.code) for area in areas]

    def within(self, district: str) -> list[Row]:
        """One line for the district itself and one for each of its tambons."""
        return [
            self._row(unit.area, code, alone=True)
            for code, unit in sorted(self.units.items())
            if holds(district, code)
        ]

    def tambons(self) -> list[Row]:
        """One line a tambon, for a reader whose reach is some tambons only."""
        return [self._row(unit.area, code, alone=True) for code, unit in sorted(self.units.items())]

    @cached_property
    def total(self) -> Row:
        """The foot of the board: everything counted."""
        return self._make(Area(), list(self.units.values()))

    def late(self) -> list[Row]:
        """The districts that fall short of a dated duty: those a reminder goes to."""
        return [row for row in self.districts() if row.is_late]

    def _row(self, area: Area, code: str, *, alone: bool = False) -> Row:
        if alone:
            return self._make(area, [self.units[code]])
        inside = [unit for inner, unit in self.units.items() if holds(code, inner)]
        return self._make(area, inside, is_level=True)

    def _make(self, area: Area, units: Sequence[Unit], *, is_level: bool = False) -> Row:
        """The line of `units`; of a level, what is enough of it makes it complete."""
        columns = [
            [unit.standings[duty.pk] for unit in units if duty.pk in unit.standings]
            for duty in self.obligations
        ]
        counts = [tally(column) for column in columns]
        if is_level:
            counts = [
                rules.rolled(count, duty.enough, is_percent=duty.counting == Counting.PERCENT)
                for duty, count in zip(self.obligations, counts, strict=True)
            ]
        every = tuple(
            one
            for column, count in zip(columns, counts, strict=True)
            for one in column
            if one.state.is_met or not count.is_enough
        )
        return Row(area, tuple(counts), every)


# Boards looked at last, together of so many standings: two hundred of a province.
kept_boards: Kept[Board] = Kept(
    200_000, lambda found: len(found.units) * len(found.obligations) + 1
)


def board(directive: Directive, *, codes: Sequence[str], day: date) -> Board:
    """The board of `directive` over its units inside `codes` (wide areas), as of `day`.

    Computed from the facts, and computed anew as soon as anything has happened in the province
    or the nation; until then the last ones are handed out again. To be read, not changed.
    Source: ours, see decision 0014.
    """
    return kept_boards.get(
        directive.letter.office.area_id,
        (directive, tuple(codes), day),
        lambda: computed(directive, codes, day),
    )


def computed(directive: Directive, codes: Sequence[str], day: date) -> Board:
    """As `board`, computed from the facts each time."""
    obligations = obligations_of(directive)
    addressed = _narrowed([one.area_id for one in directive.addressees.all()], codes)
    areas = _areas(addressed, obligations, day)
    asked = [(duty, area) for duty in obligations for area in areas if _asks(duty.level, area.code)]
    exempted = _exempted(obligations)
    facts = _facts(obligations, addressed, day)
    sent = _sent(obligations, addressed)
    units = {area.code: Unit(area, {}, {}) for area in areas}
    for duty, area in asked:
        unit, key = units[area.code], (duty.renews_id or duty.pk, area.code)
        fact = _fact(duty, area.code, facts[duty.measure, duty.fiscal_year].get(area.code))
        excused = exempted.get((duty.pk, area.code))
        given = sent.get(key)
        if directive.is_seen_there:
            given = rules.seen(given, _met(facts[duty.measure, duty.fiscal_year].get(area.code)))
        unit.facts[duty.pk] = fact
        unit.standings[duty.pk] = _standing(duty, fact, given, excused, day)
    return Board(directive, day, tuple(obligations), units, _parents(areas))


def obligations_of(directive: Directive) -> list[Obligation]:
    """The columns of a directive, in order, with their items."""
    mine = Obligation.objects.filter(item__directive=directive)
    return list(mine.select_related("item").order_by("item__number", "place"))


def _narrowed(addressed: Sequence[str], codes: Sequence[str]) -> list[str]:
    """The parts of the addressed areas that lie inside `codes`."""
    inside = [code for code in addressed if any(holds(outer, code) for outer in codes)]
    parts = [code for code in codes if any(holds(outer, code) for outer in addressed)]
    return sorted({*inside, *parts})


def _areas(addressed: Sequence[str], obligations: Sequence[Obligation], day: date) -> list[Area]:
    """Every unit something is asked of: the districts and tambons where a centre is expected."""
    asked = {duty.level for duty in obligations}
    levels = {Level.DISTRICT, Level.TAMBON} if Level.BOTH in asked else asked
    return expected_at(addressed, levels=levels, day=day)


def _asks(level: str, code: str) -> bool:
    is_district = len(code) == DISTRICT_DIGITS
    return level == Level.BOTH or (level == Level.DISTRICT) == is_district


def _facts(
    obligations: Sequence[Obligation], codes: Sequence[str], day: date
) -> dict[tuple[str, int], dict[str, Progress]]:
    """What each measure answers, asked once for a measure and year."""
    return {
        (name, year): DUTIES[name].measure(codes=codes, period=FiscalYear(year), day=day)
        for name, year in {(duty.measure, duty.fiscal_year) for duty in obligations}
    }


def _fact(duty: Obligation, code: str, found: Progress | None) -> Fact:
    if found is None:
        spec = DUTIES[duty.measure]
        place = spec.place(code, duty.fiscal_year)
        return Fact(0, 2 if duty.kind == Kind.QUOTA else 1, spec.missing, place)
    return Fact(found.done, found.needed, found.note, found.link, found.proofs)


def _met(found: Progress | None) -> date | None:
    return found.met if found else None


def _sent(obligations: Sequence[Obligation], codes: Sequence[str]) -> dict[Key, Sent]:
    """What became of every delivery for these obligations, or for those they renew."""
    roots = {duty.renews_id or duty.pk for duty in obligations if duty.kind == Kind.DELIVER}
    rows = (
        Delivery.objects.within(codes)
        .filter(obligation__in=roots)
        .order_by("submission__sent_at", "pk")
        .values_list("obligation", "area", "submission__sent", "verdict", "reason")
    )
    tries: dict[Key, list[tuple[date, str | None, str]]] = defaultdict(list)
    for obligation, area, sent, verdict, reason in rows:
        tries[obligation, area].append((sent, verdict, reason))
    return {key: _outcome(tried) for key, tried in tries.items()}


def _outcome(tried: Sequence[tuple[date, str | None, str]]) -> Sent:
    standing = [(day, verdict) for day, verdict, _ in tried if verdict != Verdict.RETURNED]
    if not standing:
        return Sent(None, reason=tried[-1][2])
    verified = any(verdict == Verdict.ACCEPTED for _, verdict in standing)
    return Sent(standing[0][0], is_verified=verified)


def _exempted(obligations: Sequence[Obligation]) -> dict[Key, Excused]:
    """The last exception granted for each obligation and unit."""
    rows = Exemption.objects.filter(obligation__in=obligations).order_by("granted", "pk")
    return {
        (row.obligation_id, row.area_id): Excused(
            f"{row.get_excuse_display()}: {row.reason}",
            row.until,
            is_expected=row.excuse != Excuse.NOT_EXPECTED,
        )
        for row in rows
    }


def _standing(
    duty: Obligation, fact: Fact, sent: Sent | None, excused: Excused | None, day: date
) -> Standing:
    if duty.kind == Kind.DELIVER and duty.due is not None:
        return rules.deliver(fact, sent, duty.due, day, excused)
    if duty.kind == Kind.QUOTA:
        return rules.quota(fact, FiscalYear(duty.fiscal_year).last, day, excused)
    if duty.kind == Kind.KEEP:
        return rules.keep(fact, excused)
    return rules.drive(fact, excused)


def _parents(areas: Sequence[Area]) -> dict[str, Area]:
    """The districts of the units, whether or not a centre is expected at the district itself."""
    known = {area.code: area for area in areas}
    codes = {area.code[:DISTRICT_DIGITS] for area in areas}
    missing = Area.objects.filter(code__in=codes - set(known))
    return {code: known[code] for code in codes if code in known} | {
        area.code: area for area in missing
    }


def ready(board: Board) -> Iterator[tuple[Obligation, Unit, Standing]]:
    """What can be sent now: dated things whose facts are there and that are not delivered."""
    for duty in board.obligations:
        for unit in board.units.values():
            standing = unit.standings.get(duty.pk)
            if standing and duty.kind == Kind.DELIVER and standing.is_ready:
                yield duty, unit, standing
