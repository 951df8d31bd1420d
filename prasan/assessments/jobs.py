"""Computing the values of a whole area anew, part by part."""

from datetime import date

from django.urls import reverse

from prasan import clock
from prasan.assessments import actions
from prasan.assessments.recomputing import differing, parts
from prasan.jobs.kinds import Made, kind
from prasan.jobs.work import Work
from prasan.thai.calendar import FiscalYear

RECOMPUTE = "assessments.recompute"


@kind(RECOMPUTE)
def recompute(work: Work) -> Made:
    """Every part in a transaction of its own, so that it can be left and gone on with."""
    year = FiscalYear(int(work.arguments["year"]))
    day = date.fromisoformat(work.arguments["day"])
    area, by = work.area, work.by

    def do(part: str) -> None:
        found = dict(differing(part, year, day))
        actions.keep_recomputed(by=by, area=area, fiscal_year=year, day=day, part=part, found=found)

    work.each(parts(area, day), do)
    actions.finish_recomputing(by=by, area=area, fiscal_year=year, day=day, at=clock.now())
    return Made(url=reverse("assessments:recomputed", args=[area.code, year.number]))
