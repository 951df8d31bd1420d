"""Which areas must have a centre."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from prasan.areas.models import Area, within
from prasan.centres.models import Expectation
from prasan.centres.rules import is_expected


def expected(codes: Sequence[str], *, level: str, day: date) -> list[Area]:
    """The areas of `level` inside `codes` where a centre is expected on `day`, in code order.

    Two queries, whatever the number of areas. An area that does not exist on `day` is left out.
    """
    areas = Area.objects.within(codes).on(day).filter(level=level)
    not_expected = unexpected(codes, day=day)
    return [area for area in areas if area.code not in not_expected]


def unexpected(codes: Sequence[str], *, day: date) -> set[str]:
    """The codes inside `codes` of the areas that need no centre on `day`; one query."""
    told: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    mine = Expectation.objects.filter(within(codes, field="area")).on(day)
    for code, starts, is_needed in mine.values_list("area", "starts", "is_expected"):
        told[code].append((starts, is_needed))
    return {code for code, pairs in told.items() if not is_expected(pairs, day)}
