"""How a computed value moved since it was frozen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What became of a computed score between two days."""

    SAME = "same"
    UP = "up"
    DOWN = "down"
    KNOWN = "known"  # it could not be told then, and can now
    UNKNOWN = "unknown"  # it could be told then, and cannot now


def change(then: int | None, now: int | None) -> Change:
    """How the computed score moved from `then` to `now`; None is "the records cannot tell".

    Source: ours.
    """
    if then == now:
        return Change.SAME
    if then is None:
        return Change.KNOWN
    if now is None:
        return Change.UNKNOWN
    return Change.UP if now > then else Change.DOWN


@dataclass(frozen=True)
class Differing:
    """One indicator, by its id, whose computed value is not what was frozen, or not what was
    filed: `given` points were filed, `then` was computed at filing if it `is_frozen`."""

    indicator: int
    given: int | None
    is_frozen: bool
    then: int | None
    now: int | None


def differing(
    today: Mapping[int, int | None], then: Mapping[int, int | None], given: Mapping[int, int | None]
) -> Iterator[Differing]:
    """Where the values computed `today` differ from those frozen `then` or from the points `given`.

    Points are held against a computed value only where both are told.
    Source: ours.
    """
    for indicator, now in today.items():
        filed, is_frozen = given.get(indicator), indicator in then
        is_moved = is_frozen and change(then[indicator], now) is not Change.SAME
        is_unlike = filed is not None and now is not None and filed != now
        if is_moved or is_unlike:
            yield Differing(indicator, filed, is_frozen, then.get(indicator), now)
