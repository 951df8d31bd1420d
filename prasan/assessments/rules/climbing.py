"""The cheapest path to the next level: the fewest indicators, raised as little as will do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from prasan.assessments.rules.levels import checks, reaches, verdict
from prasan.assessments.rules.shape import Band, Mark, Shape, Sums
from prasan.assessments.rules.sums import Total, total, worth


@dataclass(frozen=True)
class Raise:
    """One indicator to be raised, from its points to others."""

    number: str
    start: int
    end: int

    @property
    def points(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Path:
    """What would lift the result to `band`: as few raises as there can be, none too large."""

    band: Band
    raises: tuple[Raise, ...]

    @property
    def points(self) -> int:
        return sum(each.points for each in self.raises)


def path(shape: Shape, marks: Sequence[Mark]) -> Path | None:
    """The cheapest way up from `marks`; None on the highest level, or with nothing to reach.

    No smaller number of indicators reaches the next level, and none of the raises could be
    smaller. Gates are honoured. What does not apply is left alone.
    Source: ours.
    """
    band = verdict(shape, marks).above
    if band is None:
        return None
    search = _Search(shape, marks, band)
    raised = search.trimmed(search.chosen())
    return Path(band, tuple(_raises(marks, raised)))


class _Search:
    """Looks for the raises. A choice maps the number of an indicator to the score it is raised to.

    The fewest: every gate of an indicator must be raised; then of each category with a gate, and
    at last of the whole form, those with most to gain. Within a category the same indicators
    bring most to its own share and to the whole, so that taking them first costs nothing.
    """

    def __init__(self, shape: Shape, marks: Sequence[Mark], band: Band) -> None:
        self.shape, self.marks, self.band = shape, marks, band
        self.counts = {part.category: part.whole for part in total(marks, shape.sums).parts}
        self.forced = {
            gate.indicator: _reaching(mark, gate.least)
            for gate in band.gates
            for mark in marks
            if gate.indicator == mark.number and mark.applies and mark.counted < gate.least
        }

    def chosen(self) -> dict[str, int]:
        """The fewest indicators that must be raised, each to its highest score."""
        tops = {mark.number: mark.most for mark in self.marks}
        choice = {number: tops[number] for number in self.forced}
        left = [mark for mark in self.marks if mark.applies and mark.counted < mark.most]
        left = sorted(left, key=self.gain, reverse=True)
        for gate in self.band.gates:
            mine = [mark for mark in left if mark.asked.category == gate.category]
            for mark in mine:
                if self.category_passes(choice, gate.category):
                    break
                choice.setdefault(mark.number, mark.most)
        for mark in left:
            if reaches(self.sum_of(choice).share, self.band):
                break
            choice.setdefault(mark.number, mark.most)
        return choice

    def trimmed(self, choice: dict[str, int]) -> dict[str, int]:
        """The same indicators, each raised no further than needed; those that cost most of their
        scale for what they bring are lowered first."""
        marks = {mark.number: mark for mark in self.marks}
        for number in sorted(choice, key=lambda number: (self.rate(marks[number]), number)):
            mark = marks[number]
            lowest = self.forced.get(number, mark.counted + 1)
            for score in mark.asked.scores_from(mark.counted):
                if score >= lowest and self.passes({**choice, number: score}):
                    choice[number] = score
                    break
        return choice

    def gain(self, mark: Mark) -> Fraction:
        """What raising `mark` to its top adds to the whole."""
        return self.rate(mark) * (mark.most - mark.counted)

    def rate(self, mark: Mark) -> Fraction:
        """What one more point of `mark` adds to the whole."""
        one = worth(mark.asked, self.shape.sums) / mark.most
        if self.shape.sums is Sums.AVERAGES:
            return one / self.counts[mark.asked.category]
        return one

    def category_passes(self, choice: dict[str, int], category: int) -> bool:
        found = checks(self.band, raised(self.marks, choice), self.sum_of(choice))
        return all(check.holds for check in found if check.gate.category == category)

    def passes(self, choice: dict[str, int]) -> bool:
        changed = raised(self.marks, choice)
        sum_ = total(changed, self.shape.sums)
        return reaches(sum_.share, self.band) and all(
            check.holds for check in checks(self.band, changed, sum_)
        )

    def sum_of(self, choice: dict[str, int]) -> Total:
        return total(raised(self.marks, choice), self.shape.sums)


def raised(marks: Iterable[Mark], choice: dict[str, int]) -> list[Mark]:
    """`marks` with the points of `choice` in place of their own."""
    return [
        replace(mark, points=choice[mark.number]) if mark.number in choice else mark
        for mark in marks
    ]


def _reaching(mark: Mark, least: int) -> int:
    return next(each for each in mark.asked.scores_from(mark.counted) if each >= least)


def _raises(marks: Iterable[Mark], choice: dict[str, int]) -> Iterable[Raise]:
    return (
        Raise(mark.number, mark.counted, choice[mark.number])
        for mark in marks
        if mark.number in choice
    )
