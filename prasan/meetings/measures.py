"""How many meetings that count each committee has held: for directives and for lists."""

from collections.abc import Sequence
from datetime import date

from prasan.areas.models import within
from prasan.areas.progress import Progress
from prasan.committees.models import Committee, Kind
from prasan.meetings.tallies import Tally, tallies_by_year
from prasan.thai.calendar import FiscalYear

_SERVED = (Kind.DISTRICT, Kind.TAMBON)


def meetings_held(*, codes: Sequence[str], period: FiscalYear, day: date) -> dict[str, Progress]:
    """Meetings of the คอช.อ. and คอช.ต. in `period`, by the code of the district or tambon.

    Every committee that exists answers, those that have not met with 0. Four queries. A meeting
    is dated by the day it was held; minutes filed later make it count from that day.
    """
    return meetings_by_year(codes=codes, periods=[period], day=day)[period]


def meetings_by_year(
    *, codes: Sequence[str], periods: Sequence[FiscalYear], day: date
) -> dict[FiscalYear, dict[str, Progress]]:
    """The same for each of several years; not one query more."""
    committees = Committee.objects.filter(within(codes, field="area"), kind__in=_SERVED)
    found: dict[FiscalYear, dict[str, Progress]] = {period: {} for period in periods}
    for tally in tallies_by_year(committees, periods=periods, day=day):
        found[tally.year][tally.code] = _progress(tally)
    return found


def _progress(tally: Tally) -> Progress:
    return Progress(
        done=tally.done,
        needed=tally.needed,
        met=tally.met,
        note=tally.note,
        link=tally.get_absolute_url(),
        proofs=tally.proofs,
    )
