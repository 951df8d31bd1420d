"""How many meetings that count each committee has held: for directives and for lists."""

from collections.abc import Sequence
from datetime import date

from prasan.areas.models import within
from prasan.areas.progress import Progress
from prasan.committees.models import Committee, Kind
from prasan.meetings.tallies import Tally, tallies
from prasan.thai.calendar import FiscalYear

_SERVED = (Kind.DISTRICT, Kind.TAMBON)


def meetings_held(*, codes: Sequence[str], period: FiscalYear, day: date) -> dict[str, Progress]:
    """Meetings of the คอช.อ. and คอช.ต. in `period`, by the code of the district or tambon.

    Every committee that exists answers, those that have not met with 0. Three queries. A meeting
    is dated by the day it was held; minutes filed later make it count from that day.
    """
    committees = Committee.objects.filter(within(codes, field="area"), kind__in=_SERVED)
    found = tallies(committees, period=period, day=day)
    return {tally.code: _progress(tally) for tally in found}


def _progress(tally: Tally) -> Progress:
    return Progress(
        done=tally.done,
        needed=tally.needed,
        met=tally.met,
        note=tally.note,
        link=tally.get_absolute_url(),
        proofs=tally.proofs,
    )
