"""Which areas must have a centre."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from prasan.areas.models import Area, within
from prasan.centres.models import Expectation
from prasan.centres.rules import holding


def expected(codes: Sequence[str], *, level: str, day: date) -> list[Area]:
    """The areas of `level` inside `codes` where a centre is expected on `day`, in code order.

    Two queries, whatever the number of areas. An area that does not exist on `day` is left out.
    """
    return expected_at(codes, levels=[level], day=day)


def expected_at(codes: Sequence[str], *, levels: Collection[str], day: date) -> list[Area]:
    """As `expected`, of several levels at once: a district stands before its tambons."""
    areas = Area.objects.within(codes).on(day).filter(level__in=levels)
    exempt = unexpected(codes, day=day)
    return [area for area in areas if area.code not in exempt]


def unexpected(codes: Sequence[str], *, day: date) -> dict[str, Expectation]:
    """For the code of each area inside `codes` that needs no centre on `day`, what says so.

    One query.
    """
    told: dict[str, list[tuple[date, Expectation]]] = defaultdict(list)
    for one in Expectation.objects.filter(within(codes, field="area")).order_by("pk"):
        told[one.area_id].append((one.starts, one))
    ruling = {code: holding(pairs, day) for code, pairs in told.items()}
    return {code: one for code, one in ruling.items() if one and not one.is_expected}
