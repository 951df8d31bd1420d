"""What answers add up to: points, share, level, and what is still missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """A level and the share of all points, in percent, from which it is reached."""

    name: str
    from_percent: int


@dataclass(frozen=True)
class Scale:
    """What the points of one form are measured against: its indicators, points and levels."""

    asked: int
    most: int
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Mark:
    """One indicator's points, of at most `most`; None while it is unanswered.

    Raises ValueError for points outside 0 to `most`, so that no sum can hold them.
    """

    number: str
    most: int
    points: int | None

    def __post_init__(self) -> None:
        if self.points is not None and not 0 <= self.points <= self.most:
            raise ValueError(f"ข้อ {self.number} ให้ได้ 0 ถึง {self.most} คะแนน")


@dataclass(frozen=True)
class Climb:
    """The next level up: how many points it needs in all, and how many are still short."""

    band: Band
    needed: int
    short: int


def total(marks: Iterable[Mark]) -> int:
    """The sum of the points given; an unanswered indicator counts 0.

    Source: ours, the form's own arithmetic is not confirmed.
    """
    return sum(mark.points or 0 for mark in marks)


def most(marks: Iterable[Mark]) -> int:
    """The sum that all indicators together can reach."""
    return sum(mark.most for mark in marks)


def answered(marks: Iterable[Mark]) -> int:
    """How many indicators have points; 0 points is an answer."""
    return sum(mark.points is not None for mark in marks)


def missing(marks: Iterable[Mark]) -> list[str]:
    """The numbers of the indicators without points, in the order given."""
    return [mark.number for mark in marks if mark.points is None]


def share(points: int, most: int) -> int:
    """`points` of `most` in whole percent, rounded down; 0 when there is nothing to reach.

    Down, so that 79.6 % never shows as the 80 % that would be the next level.
    """
    return points * 100 // most if most else 0


def level(points: int, most: int, bands: Iterable[Band]) -> Band | None:
    """The highest of `bands` reached; None below all of them, or when there is nothing to reach.

    A band is reached at its very share: 80 % of 10 is 8 points, of 46 it is 37.
    Source: ours, after a CDD form of the same kind (80 and 50 %); the cut-offs are data.
    """
    reached = [band for band in bands if most and points * 100 >= band.from_percent * most]
    return max(reached, key=lambda band: band.from_percent, default=None)


def climb(points: int, most: int, bands: Sequence[Band]) -> Climb | None:
    """What the next level up still asks for; None on the highest, or with nothing to reach."""
    above = [band for band in bands if most and points * 100 < band.from_percent * most]
    if not above:
        return None
    band = min(above, key=lambda band: band.from_percent)
    needed = -(-band.from_percent * most // 100)
    return Climb(band, needed, needed - points)
