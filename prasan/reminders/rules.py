"""When a reminder is due, when it may leave the house, and when to try again. Pure."""

from collections.abc import Collection, Iterable
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
