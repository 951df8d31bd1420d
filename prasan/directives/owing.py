"""What each addressee of a reminder falls short of, on a day: for any directive and any level.

Reads one board and asks nothing of the database, so that a nation costs what its board costs.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models

from prasan.areas.models import Area
from prasan.areas.rules import DISTRICT_DIGITS, NATION, PROVINCE_DIGITS, TAMBON_DIGITS
from prasan.directives.board import Board, Unit
from prasan.directives.measures import DUTIES
from prasan.directives.models import Kind, Obligation
from prasan.directives.rules import Standing, State


class Addressing(models.TextChoices):
    """Whom a reminder is addressed to."""

    PROVINCES = "provinces", "ผู้ว่าราชการจังหวัด"
    DISTRICTS = "districts", "นายอำเภอ"
    DISTRICT_COMMITTEES = "district_committees", "ประธาน คอช.อ."
    CENTRES = "centres", "ประธาน คอช.ต."
    COMMITTEES = "committees", "ประธาน ก.บ.ต."

    @property
    def digits(self) -> int:
        """How long the codes of such addressees are."""
        return _DIGITS[self]

    @property
    def is_office(self) -> bool:
        """Whether the addressee answers for all units inside its area, not for itself alone."""
        return self in (Addressing.PROVINCES, Addressing.DISTRICTS)


_DIGITS = {
    Addressing.PROVINCES: PROVINCE_DIGITS,
    Addressing.DISTRICTS: DISTRICT_DIGITS,
    Addressing.DISTRICT_COMMITTEES: DISTRICT_DIGITS,
    Addressing.CENTRES: TAMBON_DIGITS,
    Addressing.COMMITTEES: TAMBON_DIGITS,
}
# What a ก.บ.ต. answers for itself; all else of a tambon is its centre's.
_OF_THE_COMMITTEE = {"integrated_order_copies", "experts"}


class Lack(models.TextChoices):
    """In what way something falls short."""

    NOT_SENT = "not_sent", "ยังไม่ได้รับ"
    RETURNED = "returned", "ส่งกลับแก้ไข"
    SHORT = "short", "ยังไม่ครบจำนวน"
    NOT_CURRENT = "not_current", "ต้องทบทวน"
    NOT_BEGUN = "not_begun", "ยังไม่เริ่ม"


@dataclass(frozen=True)
class Shortfall:
    """One thing of the directive one addressee falls short of, and where.

    `counts` is how far each unit has come, in the order of `units`, for what is counted.
    """

    thing: str
    lack: Lack
    due: date | None
    fiscal_year: int
    units: tuple[Area, ...]
    counts: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Owing:
    """One late addressee: its area and what it falls short of, in the letter's order."""

    area: Area
    shortfalls: tuple[Shortfall, ...]

    @property
    def count(self) -> int:
        return sum(len(one.units) for one in self.shortfalls)


def addressings(office: str, addressed: Sequence[str]) -> list[Addressing]:
    """Whom an office may address about a directive to `addressed`: those below it, widest first."""
    above = 0 if office == NATION else len(office)
    widest = min((len(code) for code in addressed if code != NATION), default=PROVINCE_DIGITS)
    return [
        one
        for one in Addressing
        if one.digits >= widest
        and (one.digits > above or (one.digits == above and not one.is_office))
    ]


def lack_of(duty: Obligation, standing: Standing, *, wide: bool) -> Lack | None:
    """How a standing falls short; what has no day does so only when `wide` is asked for.

    Source: Lampang letter of 5 Nov 2567: a reminder is of what the time has passed for; that
    what has no day may be added is ours (docs/rules.md, ADR).
    """
    if standing.is_late:
        if standing.state == State.RETURNED:
            return Lack.RETURNED
        return Lack.SHORT if duty.kind == Kind.QUOTA else Lack.NOT_SENT
    if wide and duty.kind == Kind.KEEP and standing.state == State.REVIEW:
        return Lack.NOT_CURRENT
    if wide and duty.kind == Kind.DRIVE and standing.state == State.OPEN:
        return Lack.NOT_BEGUN
    return None


def owing(
    found: Board, areas: dict[str, Area], to: Addressing, *, wide: bool = False
) -> list[Owing]:
    """The late addressees in code order; those that lack nothing are left out.

    `areas` knows the areas of the addressees by code.
    """
    held: dict[str, dict[tuple[int, Lack, date | None], list[Unit]]] = defaultdict(dict)
    duties = {duty.pk: duty for duty in found.obligations}
    for code, unit in sorted(found.units.items()):
        if len(code) < to.digits or (not to.is_office and len(code) != to.digits):
            continue
        for pk, standing in unit.standings.items():
            duty = duties[pk]
            lack = lack_of(duty, standing, wide=wide) if _answers(to, duty) else None
            if lack:
                lines = held[code[: to.digits]]
                lines.setdefault((pk, lack, standing.due), []).append(unit)
    order = {duty.pk: place for place, duty in enumerate(found.obligations)}
    return [
        Owing(
            areas[code],
            tuple(
                _shortfall(duties[pk], lack, due, units)
                for (pk, lack, due), units in sorted(
                    lines.items(), key=lambda line: (order[line[0][0]], line[0][1])
                )
            ),
        )
        for code, lines in sorted(held.items())
    ]


def _answers(to: Addressing, duty: Obligation) -> bool:
    if to is Addressing.COMMITTEES:
        return duty.measure in _OF_THE_COMMITTEE
    return to is not Addressing.CENTRES or duty.measure not in _OF_THE_COMMITTEE


def _shortfall(duty: Obligation, lack: Lack, due: date | None, units: Sequence[Unit]) -> Shortfall:
    standings = [unit.standings[duty.pk] for unit in units]
    return Shortfall(
        DUTIES[duty.measure].owed,
        lack,
        due if lack in (Lack.NOT_SENT, Lack.RETURNED) else None,
        duty.fiscal_year,
        tuple(unit.area for unit in units),
        tuple((one.done, one.needed) for one in standings),
    )


def areas_of(found: Board, to: Addressing) -> dict[str, Area]:
    """The areas of all who may be addressed, late or not; one query."""
    codes = {code[: to.digits] for code in found.units if len(code) >= to.digits}
    known = {code: unit.area for code, unit in found.units.items() if code in codes}
    known |= {area.code: area for area in _missing(codes - set(known))}
    return known


def _missing(codes: set[str]) -> Iterator[Area]:
    # By whole levels rather than by a list of codes, which could be longer than a query may be.
    lengths = {len(code) for code in codes}
    levels = {2: "province", 4: "district", 6: "tambon"}
    for area in Area.objects.filter(level__in=[levels[one] for one in lengths]):
        if area.code in codes:
            yield area
