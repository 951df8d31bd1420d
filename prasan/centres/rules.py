"""Where a centre is expected."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from prasan.thai.digits import arabic

Told = TypeVar("Told")


def holding(told: Iterable[tuple[date, Told]], day: date) -> Told | None:
    """Of what was told, pairs of a first day and anything, that which holds on `day`.

    The one with the latest first day up to `day`; of two with the same, the later told. None
    when nothing was told, or all of it begins after `day`.
    """
    begun = [pair for pair in told if pair[0] <= day]
    # Sorting keeps those of one day in the order in which they were told.
    return sorted(begun, key=lambda pair: pair[0])[-1][1] if begun else None


def is_expected(told: Iterable[tuple[date, bool]], day: date) -> bool:
    """Whether a centre is expected on `day`; where nothing was told, one is.

    Source: Ministry of Interior regulation on the centres B.E. 2551 (a centre in each district and
    tambon); that an office may name exceptions is ours.
    """
    return holding(told, day) is not False


# The kinds people put before a name, longest first.
_KINDS = ("อำเภอ", "ตำบล", "แขวง", "เขต", "อ.", "ต.")
# Tone marks and silencers, the first thing a finger leaves out or puts wrong.
_SLIPS = "็่้๊๋์ฺ"


def loose(name: str) -> str:
    """`name` as it is compared in a search: without its kind, spaces, tone marks and capitals.

    Sara am and sara ae typed as two characters are the same as one; Thai digits as Arabic ones.
    """
    plain = "".join(arabic(name).lower().split()).replace("เเ", "แ").replace("ํา", "ำ")
    for kind in _KINDS:
        # "เขต" alone is still a word to look for.
        if plain.startswith(kind) and plain != kind:
            plain = plain.removeprefix(kind)
            break
    return "".join(character for character in plain if character not in _SLIPS)
