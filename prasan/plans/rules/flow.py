"""What flows from plans below into plans above, and that nothing is lost on the way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from prasan.plans.rules.chain import State

# Where a project goes that was not sent to any plan.
NOT_SENT = "unsent"


@dataclass(frozen=True)
class Stream:
    """What goes to one level and stands in one state: how many proposals, for how many baht.

    A project that was not sent anywhere has the level and the state NOT_SENT.
    """

    level: str
    state: str
    count: int
    asked: Decimal = Decimal(0)


@dataclass(frozen=True)
class Total:
    """Streams added up."""

    count: int
    asked: Decimal


def total(streams: Iterable[Stream]) -> Total:
    """The sum of streams. Source: ours; each sum is the sum of what it holds."""
    held = list(streams)
    return Total(
        sum(one.count for one in held),
        sum((one.asked for one in held), Decimal(0)),
    )


def totals(streams: Iterable[Stream], key: Callable[[Stream], str]) -> dict[str, Total]:
    """The sums by level or by state, in the order they come first. Source: as `total`."""
    parts: dict[str, list[Stream]] = {}
    for one in streams:
        parts.setdefault(key(one), []).append(one)
    return {name: total(part) for name, part in parts.items()}


# Levels from below upward, then what was not sent; states as a project goes through them.
_LEVELS = ("village", "tambon", "local", "district", "province", "agency", NOT_SENT)
_STATES = (*(state.value for state in State), NOT_SENT)


def ordered(streams: Iterable[Stream]) -> list[Stream]:
    """Streams by level from below upward, then by state. Source: ours."""
    return sorted(streams, key=lambda one: (_LEVELS.index(one.level), _STATES.index(one.state)))


def added(parts: Iterable[Iterable[Stream]]) -> list[Stream]:
    """The streams of a whole, from those of its parts, in order. Source: as `total`."""
    found: dict[tuple[str, str], Stream] = {}
    for part in parts:
        for one in part:
            before = found.get((one.level, one.state), Stream(one.level, one.state, 0))
            found[one.level, one.state] = Stream(
                one.level, one.state, before.count + one.count, before.asked + one.asked
            )
    return ordered(found.values())
