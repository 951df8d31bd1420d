"""Drawings of a result, as numbers a template writes into SVG. Never without a table beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin

CENTRE, RADIUS = 200, 130
_LABEL = RADIUS + 34
RINGS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))
FEWEST = 3


@dataclass(frozen=True)
class Spoke:
    """One category's place on the radar."""

    label: str
    value: str
    x: str
    y: str
    label_x: str
    label_y: str
    value_y: str
    edge_x: str
    edge_y: str


@dataclass(frozen=True)
class Radar:
    """Spokes, the shape of this year and, if there is one, of the year before."""

    spokes: tuple[Spoke, ...]
    rings: tuple[str, ...]
    shape: str
    before: str


def radar(
    categories: Sequence[tuple[str, str, Fraction]], before: Sequence[Fraction] = ()
) -> Radar | None:
    """A radar of (label, value in words, share from 0 to 1); None for fewer than three: those make
    no shape."""
    many = len(categories)
    if many < FEWEST:
        return None
    spokes = tuple(
        Spoke(
            label,
            value,
            *_point(place, many, share),
            *_point(place, many, Fraction(_LABEL, RADIUS)),
            _point(place, many, Fraction(_LABEL, RADIUS), down=18)[1],
            *_point(place, many, Fraction(1)),
        )
        for place, (label, value, share) in enumerate(categories)
    )
    shape = _polygon([share for _, _, share in categories])
    old = _polygon(before) if len(before) == many else ""
    return Radar(spokes, tuple(_polygon([ring] * many) for ring in RINGS), shape, old)


def _polygon(shares: Sequence[Fraction]) -> str:
    many = len(shares)
    return " ".join(",".join(_point(place, many, share)) for place, share in enumerate(shares))


def _point(place: int, many: int, share: Fraction, down: int = 0) -> tuple[str, str]:
    """The first spoke stands upright, the others follow with the clock."""
    angle = 2 * pi * place / many - pi / 2
    reach = RADIUS * float(share)
    return f"{CENTRE + reach * cos(angle):.1f}", f"{CENTRE + reach * sin(angle) + down:.1f}"
