"""How a computed value moved since it was frozen."""

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
