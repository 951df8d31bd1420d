"""Which level a sum reaches, and what holds it back from the next."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from prasan.assessments.rules.shape import Band, Gate, Mark, Shape
from prasan.assessments.rules.sums import Total, total


@dataclass(frozen=True)
class Check:
    """One gate against the answers: `has` points or percent of the `least` it wants."""

    gate: Gate
    has: Fraction
    holds: bool


@dataclass(frozen=True)
class Verdict:
    """The level reached, and why not the one above it.

    `above` is the next level up, None on the highest; `is_short` says that its share is not
    reached; `failed` are its gates that do not hold.
    """

    total: Total
    band: Band | None
    above: Band | None
    is_short: bool
    checks: tuple[Check, ...]

    @property
    def failed(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.holds)


def reaches(share: Fraction, band: Band) -> bool:
    """Whether `share` is at least the band's: at its very share it is."""
    return share * 100 >= Fraction(band.from_percent)


def level(share: Fraction, bands: Sequence[Band], holds: Callable[[Gate], bool]) -> Band | None:
    """The highest of `bands` (lowest first) whose share is reached, with its gates and the gates
    of all below; None below all of them.

    A raised score never lowers a level: shares only rise, and gates ask for a minimum.
    Source: ours, after a form of the same kind (80 and 50 %); the cut-offs and gates are data.
    """
    reached: Band | None = None
    for band in bands:
        if not (reaches(share, band) and all(holds(gate) for gate in band.gates)):
            break
        reached = band
    return reached


def gate_holds(gate: Gate, marks: Iterable[Mark], sum_: Total) -> bool:
    """Whether the answers pass `gate`; what does not apply asks nothing.

    A gate that names a lower level holds: the gates of lower levels are asked for anyway.
    Source: ours; what a gate names is data.
    """
    has = _has(gate, {mark.number: mark for mark in marks}, sum_)
    return has is None or has >= gate.least


def checks(band: Band, marks: Sequence[Mark], sum_: Total) -> tuple[Check, ...]:
    """Every gate of `band` that asks something of these answers, with what they have."""
    by_number = {mark.number: mark for mark in marks}
    found = ((gate, _has(gate, by_number, sum_)) for gate in band.gates)
    return tuple(Check(gate, has, has >= gate.least) for gate, has in found if has is not None)


def verdict(shape: Shape, marks: Sequence[Mark]) -> Verdict:
    """The level `marks` reach on `shape`, and what the next one still asks for.

    Source: ours, the form's own arithmetic is not confirmed.
    """
    sum_ = total(marks, shape.sums)
    bands = shape.climbing if sum_.whole else []
    by_number = {mark.number: mark for mark in marks}

    def holds(gate: Gate) -> bool:
        has = _has(gate, by_number, sum_)
        return has is None or has >= gate.least

    band = level(sum_.share, bands, holds)
    place = bands.index(band) + 1 if band else 0
    above = bands[place] if place < len(bands) else None
    return Verdict(
        total=sum_,
        band=band,
        above=above,
        is_short=above is not None and not reaches(sum_.share, above),
        checks=checks(above, marks, sum_) if above else (),
    )


def _has(gate: Gate, marks: dict[str, Mark], sum_: Total) -> Fraction | None:
    """What the answers bring to `gate`: points, or percent of a category; None asks nothing."""
    if gate.indicator:
        mark = marks[gate.indicator]
        return Fraction(mark.counted) if mark.applies else None
    part = sum_.part(gate.category) if gate.category else None
    share = part.share if part else None
    return None if share is None else share * 100
