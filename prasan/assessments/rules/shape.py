"""A form as the rules see it, and the answers to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Sums(StrEnum):
    """How scores are summed.

    POINTS: all points over all that can be had. WEIGHTED: each indicator's share of its scale
    times its weight. AVERAGES: the mean of the categories' means.
    """

    POINTS = "points"
    WEIGHTED = "weighted"
    AVERAGES = "averages"


@dataclass(frozen=True)
class Gate:
    """What a level needs besides its share: one of `indicator` (a number, at least `least`
    points), `category` (at least `least` percent of its own) and `needs` (all that the lower
    level of that name needs)."""

    indicator: str = ""
    category: int = 0
    needs: str = ""
    least: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Band:
    """A level: the share in percent from which it is reached, and its gates.

    The gates of a level hold for every level above it too.
    """

    name: str
    from_percent: int | Decimal
    gates: tuple[Gate, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One indicator: the scores it may get and what it weighs.

    `steps` are the only scores there are; without them every whole number from `least` to `most`.
    """

    number: str
    category: int
    most: int
    least: int = 0
    steps: tuple[int, ...] = ()
    weight: Fraction = Fraction(0)
    may_not_apply: bool = False

    def takes(self, points: int) -> bool:
        return points in self.steps if self.steps else self.least <= points <= self.most

    def scores_from(self, points: int) -> Iterator[int]:
        """The scores it may get that are higher than `points`, lowest first."""
        scores = self.steps or range(self.least, self.most + 1)
        return (each for each in sorted(scores) if each > points)

    @property
    def scale(self) -> str:
        """The scale in short: 0-2, 0-100, or 0, 3, 5 where it has gaps."""
        has_gaps = len(self.steps) not in (0, self.most - self.least + 1)
        return ", ".join(map(str, self.steps)) if has_gaps else f"{self.least}-{self.most}"


@dataclass(frozen=True)
class Shape:
    """A whole form: how it sums, what it asks in its order, which levels it reaches."""

    sums: Sums
    asked: tuple[Asked, ...]
    bands: tuple[Band, ...]

    @property
    def climbing(self) -> list[Band]:
        """The levels, lowest first."""
        return sorted(self.bands, key=lambda band: band.from_percent)


@dataclass(frozen=True)
class Mark:
    """One indicator with its points; None while it is unanswered, `applies` False when it was
    said not to apply.

    Raises ValueError for points its scale does not have, so that no sum can hold them, and for
    leaving out an indicator that always applies.
    """

    asked: Asked
    points: int | None
    applies: bool = True

    def __post_init__(self) -> None:
        number = self.asked.number
        if self.points is not None and not self.asked.takes(self.points):
            scale = self.asked.scale.replace("-", " ถึง ")
            raise ValueError(f"ข้อ {number} ให้ได้ {scale} คะแนน")
        if not self.applies and not self.asked.may_not_apply:
            raise ValueError(f"ข้อ {number} ต้องประเมินทุกแห่ง")

    @property
    def number(self) -> str:
        return self.asked.number

    @property
    def most(self) -> int:
        return self.asked.most

    @property
    def is_settled(self) -> bool:
        """Nothing more is to be said: it has points, or does not apply."""
        return self.points is not None or not self.applies

    @property
    def counted(self) -> int:
        """What it counts: nothing while unanswered."""
        return self.points or 0
