"""How results lie apart: least, quartiles, most, and those far from the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

# Half as much again as the middle half is wide: Tukey's fences.
FENCE = Fraction(3, 2)


@dataclass(frozen=True)
class Spread:
    """Of at least one value: the least, the quartiles and the most."""

    count: int
    least: Fraction
    lower: Fraction
    middle: Fraction
    upper: Fraction
    most: Fraction

    @cached_property
    def fences(self) -> tuple[int, int]:
        """The least and the most whole number that is no outlier."""
        reach = FENCE * (self.upper - self.lower)
        return ceil(self.lower - reach), floor(self.upper + reach)


def spread(values: Sequence[int]) -> Spread | None:
    """How `values` lie; None for none. Between two of them a quartile lies on the line.

    Source: ours; quartiles as spreadsheets reckon them (QUARTILE.INC).
    """
    ordered = sorted(values)
    if not ordered:
        return None
    return Spread(len(ordered), *(_quartile(ordered, quarter) for quarter in range(5)))


def is_outlier(value: int, around: Spread) -> bool:
    """Whether `value` lies outside the fences of those `around` it; four at least make a crowd.

    Source: ours, after Tukey: one and a half times the middle half below or above it.
    """
    low, high = around.fences
    return around.count >= 4 and not low <= value <= high


def _quartile(ordered: Sequence[int], quarter: int) -> Fraction:
    below, quarters = divmod(quarter * (len(ordered) - 1), 4)
    above = min(below + 1, len(ordered) - 1)
    return Fraction(ordered[below] * 4 + (ordered[above] - ordered[below]) * quarters, 4)
