"""A directive between the levels above and below: whose day is when, how many are done."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.areas.models import Area
from prasan.areas.rules import TAMBON_DIGITS
from prasan.directives.board import Board, Row
from prasan.directives.deriving import is_complete, needed
from prasan.directives.models import Counting, Directive, Kind, Obligation
from prasan.directives.reviewing import Change, to_review
from prasan.directives.roll_up import Counts, Nation
from prasan.directives.rules import Tally


@dataclass(frozen=True)
class Step:
    """One duty between the levels: the office's own day, the day below, and k of n below.

    `wanted` is how many of the n make the office's own part complete.
    """

    duty: Obligation
    above: date | None
    due: date | None
    complete: int
    units: int
    wanted: int

    @property
    def is_complete(self) -> bool:
        return self.units > 0 and self.complete >= self.wanted


@dataclass(frozen=True)
class Below:
    """One office that passed it further down: its directive, the days it gave, what to decide."""

    directive: Directive
    dues: tuple[date, ...]
    changes: int


@dataclass(frozen=True)
class Levels:
    """Where a directive stands between above and below."""

    steps: list[Step]
    below: list[Below]
    changes: list[Change]

    @property
    def is_passed(self) -> bool:
        return bool(self.below)


def levels(found: Board | Nation, units: Sequence[Area]) -> Levels:
    """The days of every dated duty and how many of `units`, which it is addressed to, are done.

    Six queries at most, whatever the number of units and of offices below.
    """
    directive = found.directive
    below = list(
        directive.passed.standing()
        .select_related("letter__office__area", "parent")
        .order_by("letter__office__area", "pk")
    )
    waiting = to_review([directive, *below])
    is_between = directive.parent_id or directive.received_id or below
    rows: Sequence[Row | Counts] = found.of(units) if is_between else []
    are_last = all(len(unit.code) == TAMBON_DIGITS for unit in units)
    return Levels(
        [
            _step(duty, [row.tallies[place] for row in rows], are_last=are_last)
            for place, duty in enumerate(found.obligations if is_between else ())
        ],
        _below(below, waiting),
        waiting.get(directive.pk, []),
    )


def _step(duty: Obligation, counts: Sequence[Tally], *, are_last: bool) -> Step:
    """Each unit is complete by what lies inside it; the office's part when every unit is.

    Where the units are the last level, enough of them make the office's part complete.
    """
    is_percent = duty.counting == Counting.PERCENT
    asked = [count for count in counts if count.expected]
    complete = sum(
        is_complete(count.met, count.expected, duty.enough, is_percent=is_percent)
        for count in asked
    )
    enough = duty.enough if are_last else None
    wanted = needed(len(asked), enough, is_percent=is_percent)
    due = duty.due if duty.kind == Kind.DELIVER else None
    return Step(duty, duty.above, due, complete, len(asked), wanted)


def _below(below: Sequence[Directive], waiting: Mapping[int, list[Change]]) -> list[Below]:
    days: dict[int, set[date]] = defaultdict(set)
    dated = Obligation.objects.filter(item__directive__in=below, due__isnull=False)
    for pk, due in dated.values_list("item__directive", "due"):
        if due:
            days[pk].add(due)
    return [Below(one, tuple(sorted(days[one.pk])), len(waiting.get(one.pk, []))) for one in below]
