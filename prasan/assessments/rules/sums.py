"""Adding up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from prasan.assessments.rules.shape import Asked, Mark, Sums


@dataclass(frozen=True)
class Part:
    """One category's sum: its points as given, and `value` of `whole` in the form's own weights.

    `waived` indicators do not apply and are in no sum.
    """

    category: int
    points: int
    most: int
    asked: int
    answered: int
    waived: int
    value: Fraction
    whole: Fraction

    @property
    def share(self) -> Fraction | None:
        """From 0 to 1; None when nothing in it applies."""
        return self.value / self.whole if self.whole else None

    @property
    def percent(self) -> Decimal | None:
        return None if self.share is None else percent(self.share)


@dataclass(frozen=True)
class Total:
    """The sum of a whole form, category by category."""

    sums: Sums
    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        return sum(part.points for part in self.parts)

    @property
    def most(self) -> int:
        return sum(part.most for part in self.parts)

    @property
    def asked(self) -> int:
        """How many indicators apply."""
        return sum(part.asked - part.waived for part in self.parts)

    @property
    def answered(self) -> int:
        return sum(part.answered for part in self.parts)

    @property
    def waived(self) -> int:
        return sum(part.waived for part in self.parts)

    @property
    def is_complete(self) -> bool:
        return self.answered == self.asked

    @property
    def value(self) -> Fraction:
        return sum((part.value for part in self.parts), Fraction(0))

    @property
    def whole(self) -> Fraction:
        return sum((part.whole for part in self.parts), Fraction(0))

    @property
    def share(self) -> Fraction:
        """From 0 to 1, exactly; 0 when there is nothing to reach."""
        if self.sums is not Sums.AVERAGES:
            return self.value / self.whole if self.whole else Fraction(0)
        shares = [part.share for part in self.parts if part.share is not None]
        return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)

    @property
    def percent(self) -> Decimal:
        return percent(self.share)

    def part(self, category: int) -> Part | None:
        return next((part for part in self.parts if part.category == category), None)


def worth(asked: Asked, sums: Sums) -> Fraction:
    """What an indicator weighs: its points, its weight, or the same as every other of its category.

    Source: ours, the form's own arithmetic is not confirmed.
    """
    if sums is Sums.POINTS:
        return Fraction(asked.most)
    return asked.weight if sums is Sums.WEIGHTED else Fraction(1)


def points(marks: Iterable[Mark]) -> int:
    """The points given, added up; an unanswered indicator counts 0.

    Source: ours, the form's own arithmetic is not confirmed.
    """
    return sum(mark.counted for mark in marks if mark.applies)


def most(marks: Iterable[Mark]) -> int:
    """The points that all indicators that apply can reach together."""
    return sum(mark.most for mark in marks if mark.applies)


def answered(marks: Iterable[Mark]) -> int:
    """How many indicators that apply have points; 0 points is an answer."""
    return sum(mark.points is not None for mark in marks if mark.applies)


def missing(marks: Iterable[Mark]) -> list[str]:
    """The numbers of the indicators nothing was said of, in the order given."""
    return [mark.number for mark in marks if not mark.is_settled]


def left_out(marks: Iterable[Mark]) -> list[str]:
    """The numbers of the indicators that were said not to apply, in the order given.

    They are in no sum and no gate: as if the form did not ask them.
    Source: ours; the cases are data of the form.
    """
    return [mark.number for mark in marks if not mark.applies]


def parts(marks: Sequence[Mark], sums: Sums) -> tuple[Part, ...]:
    """The sum of each category, in the order of their numbers.

    What does not apply is as if the form did not ask it.
    Source: ours, the form's own arithmetic is not confirmed.
    """
    numbers = sorted({mark.asked.category for mark in marks})
    return tuple(
        _part(number, [mark for mark in marks if mark.asked.category == number], sums)
        for number in numbers
    )


def total(marks: Sequence[Mark], sums: Sums) -> Total:
    """The sum of the whole form, whatever the order of `marks`.

    Source: ours, the form's own arithmetic is not confirmed.
    """
    return Total(sums, parts(marks, sums))


def percent(share: Fraction) -> Decimal:
    """A share as percent with up to two decimals, rounded down.

    Down, so that 79.999 % never shows as the 80 % that would be the next level; levels begin at
    two decimals at the finest.
    """
    hundredths = share.numerator * 10_000 // share.denominator
    shown = (Decimal(hundredths) / 100).quantize(Decimal("0.01"), ROUND_FLOOR)
    return shown.quantize(Decimal(1)) if shown == int(shown) else shown.normalize()


def _part(category: int, marks: Sequence[Mark], sums: Sums) -> Part:
    counted = [mark for mark in marks if mark.applies]
    return Part(
        category=category,
        points=points(counted),
        most=most(counted),
        asked=len(marks),
        answered=answered(counted),
        waived=len(marks) - len(counted),
        value=sum((_value(mark, sums) for mark in counted), Fraction(0)),
        whole=sum((worth(mark.asked, sums) for mark in counted), Fraction(0)),
    )


def _value(mark: Mark, sums: Sums) -> Fraction:
    return worth(mark.asked, sums) * mark.counted / mark.most
