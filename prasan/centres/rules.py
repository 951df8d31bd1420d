"""Where a centre is expected."""

from collections.abc import Iterable
from datetime import date


def is_expected(told: Iterable[tuple[date, bool]], day: date) -> bool:
    """Whether a centre is expected on `day`: what was last told to hold from that day or before.

    `told` are pairs (from which day, expected or not) in the order in which they were told; of two
    from the same day the later told holds. Nothing told: expected, for a centre stands in every
    district and tambon unless the office says otherwise.
    Source: Community Development Department regulation on the centres B.E. 2551 (a centre in each
    tambon and district); that an office may name exceptions is ours.
    """
    holding = (date.min, True)
    for starts, expected in told:
        if holding[0] <= starts <= day:
            holding = (starts, expected)
    return holding[1]
