"""When a reminder is due, when it may leave the house, and when to try again. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

# Nobody's telephone rings from the evening to the morning. Source: ours.
QUIET_FROM, QUIET_TO = time(19), time(7)
# How long to wait after the first, second, ... try that failed; the last one repeats.
WAITS = (
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)
# A message older than this is no help any more. Source: ours.
PATIENCE = timedelta(days=7)
# A worker that has told nothing for so long is gone.
SILENCE = timedelta(minutes=15)


class Sending(StrEnum):
    """How far a message has come on its way."""

    WAITING = "waiting"
    RETRYING = "retrying"
    SENT = "sent"
    GIVEN_UP = "given_up"
    ACKNOWLEDGED = "acknowledged"


class Because(StrEnum):
    """Why somebody is told."""

    POST = "post"
    STAND_IN = "stand_in"
    ABOVE = "above"
    TASK = "task"


@dataclass(frozen=True)
class Holder:
    """Who holds a post on a day, whether they are away, and who stands in; by their keys."""

    who: int
    is_away: bool = False
    stand_in: int | None = None


@dataclass(frozen=True)
class Hears:
    """One who hears, why, and in whose place."""

    who: int
    because: Because
    instead_of: int | None = None


@dataclass(frozen=True)
class Say:
    """What to tell of one obligation of one unit: the step, as days from the due day, negative
    before it, and how many earlier ones it makes needless."""

    step: int
    covered: int = 0


def in_words(offset: int) -> str:
    """When a step comes, as an officer says it: ก่อนครบกำหนด 7 วัน."""
    if offset == 0:
        return "ในวันครบกำหนด"
    side = "ก่อนครบกำหนด" if offset < 0 else "หลังครบกำหนด"
    return f"{side} {abs(offset)} วัน"


def to_say(
    steps: Iterable[int], *, due: date, told: date, day: date, known: Collection[int]
) -> Say | None:
    """What is due to be said on `day` and was not said yet; None for nothing.

    `steps` are days from the due day; `told` is the day the obligation was given, before which
    no step lies; `known` are the steps already in the ledger. After days without a server only
    the newest step is said, and it covers the ones that were missed, so that nobody is told the
    same thing twice at once. A clock moved back finds nothing new to say.
    Source: ours (docs/rules.md, NTF).
    """
    reached = sorted(step for step in steps if told <= due + timedelta(days=step) <= day)
    if not reached or reached[-1] <= max(known, default=reached[-1] - 1):
        return None
    *older, newest = reached
    last = max(known, default=None)
    return Say(newest, sum(last is None or step > last for step in older))


def who_hears(tiers: Sequence[Sequence[Holder]]) -> list[Hears]:
    """Who is told of an area, each once: its officers, also those away, and who stands in for them.

    `tiers` are the holders of the area's post, then of the posts above it. When all officers are
    away and nobody stands in, the nearest tier above with somebody there hears in their place.
    Without officers nobody does. Source: ours, see decision 0037.
    """
    if not tiers or not tiers[0]:
        return []
    found = {one.who: Hears(one.who, Because.POST) for one in tiers[0]}
    for one in tiers[0]:
        if one.is_away and one.stand_in is not None:
            found.setdefault(one.stand_in, Hears(one.stand_in, Because.STAND_IN, one.who))
    if not _there(tiers[0]):
        above = next((there for tier in tiers[1:] if (there := _there(tier))), [])
        for who in above:
            found.setdefault(who, Hears(who, Because.ABOVE, tiers[0][0].who))
    return list(found.values())


def _there(holders: Iterable[Holder]) -> list[int]:
    """Those of a tier who can act today: who is not away, and who stands in."""
    able = [one.stand_in if one.is_away else one.who for one in holders]
    return [who for who in dict.fromkeys(able) if who is not None]


def is_quiet(moment: datetime) -> bool:
    """Whether messages wait at this hour of Bangkok: from QUIET_FROM on and before QUIET_TO."""
    return not QUIET_TO <= moment.time() < QUIET_FROM


def next_try(tries: int, now: datetime) -> datetime:
    """When to try again after the `tries`-th failure, counted from 1."""
    return now + WAITS[min(tries, len(WAITS)) - 1]


def is_stale(made: datetime, now: datetime) -> bool:
    """Whether a message has waited so long that sending it would only confuse."""
    return now - made > PATIENCE


def sending(
    *,
    leaves_the_house: bool,
    tries: int,
    is_sent: bool,
    is_given_up: bool,
    is_acknowledged: bool,
) -> Sending:
    """How far a message has come. What is read in the house needs no sending."""
    if is_acknowledged:
        return Sending.ACKNOWLEDGED
    if is_given_up:
        return Sending.GIVEN_UP
    if is_sent or not leaves_the_house:
        return Sending.SENT
    return Sending.RETRYING if tries else Sending.WAITING
