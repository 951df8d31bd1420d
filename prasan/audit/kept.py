"""What was computed from facts, kept while nothing happens: the one way to do so (decision 0014).

Every change is an action and every action leaves an event, so the heads of the chains name a state
of the facts: while they stand, so does what was computed from them. Nothing kept is a fact, and
all of it may be thrown away. Whoever asks, asks outside a change: what a transaction has written
without its event would be kept under the state before it.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from django.core.cache import cache

from prasan.audit import log

T = TypeVar("T")

# A part that nobody asked for in so many seconds is gone; its province may have been closed.
FORGET = 40 * 24 * 60 * 60


class Kept(Generic[T]):
    """Answers kept in this process, each until something happens in its area or the nation.

    `weight` tells how much an answer holds, and all together hold no more than `most`: the one
    that was longest not asked for goes first. One that alone holds more is not kept.
    """

    def __init__(self, most: int, weight: Callable[[T], int] = lambda answer: 1) -> None:
        self.most, self.weight = most, weight
        self.held = 0
        self._answers: OrderedDict[Hashable, tuple[tuple[str, ...], T, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, area: str, key: Hashable, compute: Callable[[], T]) -> T:
        """The answer called `key`, to be read and not changed; one query when it is kept.

        `compute` is called when there is none, or when something happened since in the province
        of `area` or the nation; of the nation itself, anywhere.
        """
        state = log.state_of(area)
        with self._lock:
            known = self._answers.get(key)
            if known and known[0] == state:
                self._answers.move_to_end(key)
                return known[1]
        # Outside the lock: two who ask at once compute twice, and nobody waits for another's.
        answer = compute()
        self._put(key, state, answer)
        return answer

    def clear(self) -> None:
        """Throw everything away."""
        with self._lock:
            self._answers.clear()
            self.held = 0

    def _put(self, key: Hashable, state: tuple[str, ...], answer: T) -> None:
        weight = self.weight(answer)
        with self._lock:
            if known := self._answers.pop(key, None):
                self.held -= known[2]
            if weight > self.most:
                return
            self._answers[key] = state, answer, weight
            self.held += weight
            while self.held > self.most:
                _, (_, _, gone) = self._answers.popitem(last=False)
                self.held -= gone


@dataclass(frozen=True)
class Partly(Generic[T]):
    """Parts by province, and the provinces whose part is still to be computed, in code order."""

    parts: Mapping[str, T]
    waiting: tuple[str, ...]


class Parts(Generic[T]):
    """Parts of one figure, province by province, shared by all processes and kept over restarts.

    A part is computed anew only when something happened in its own province to rows of `apps`;
    with `of_nation` also in the nation's chain. The parts lie in the cache, so they are made of
    plain values: text, numbers, dates, tuples, mappings. Another shape takes another `name`.
    """

    def __init__(self, name: str, *, apps: Collection[str], of_nation: bool = False) -> None:
        self.name, self.apps, self.of_nation = name, apps, of_nation

    def get(
        self,
        provinces: Iterable[str],
        *key: str | int,
        day: date,
        compute: Callable[[str], T],
        seconds: float | None = None,
    ) -> Partly[T]:
        """The part of each of `provinces` as of `day`; two queries while nothing happens.

        `key` tells apart what is asked; of each key only the day last asked for is kept. With
        `seconds` no part is begun once they are over, but the first: whoever asks again goes on
        from there.
        """
        began, pulses = monotonic(), log.pulses(self.apps)
        states = {code: self._state(code, day, pulses) for code in sorted(provinces)}
        names = {code: ":".join(("kept", self.name, *map(str, key), code)) for code in states}
        held = cache.get_many(names.values())
        parts = {
            code: held[names[code]][1]
            for code, state in states.items()
            if names[code] in held and held[names[code]][0] == state
        }
        waiting = [code for code in states if code not in parts]
        done = 0
        for code in waiting:
            if seconds is not None and done and monotonic() - began > seconds:
                break
            parts[code] = compute(code)
            cache.set(names[code], (states[code], parts[code]), FORGET)
            done += 1
        return Partly(parts, tuple(waiting[done:]))

    def _state(self, code: str, day: date, pulses: Mapping[str, str]) -> tuple[str, ...]:
        nation = pulses.get(log.NATION, "") if self.of_nation else ""
        return day.isoformat(), pulses.get(code, ""), nation
