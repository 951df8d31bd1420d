"""Every tambon centre assessed three years running on the example form: some 500,000 scores.

Written in bulk, as the committees are. The centres are graded by chance, always the same.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Model

from prasan.accounts.actions import system_user
from prasan.accounts.models import User
from prasan.areas.models import Area, Level
from prasan.assessments.models import Assessment, Framework, Frozen, Indicator, Score, Step
from prasan.assessments.workflow import Move, Tier
from prasan.centres.models import Centre

YEARS = (2565, 2566, 2567)
_BANGKOK = "10"
_BATCH = 5_000
_FILED = date(2024, 10, 20)
M = TypeVar("M", bound=Model)


def build() -> dict[str, int]:
    """Make them all; how many there are of each kind of row."""
    by, at = system_user(), datetime.combine(_FILED, time(10), ZoneInfo("Asia/Bangkok"))
    form = Framework.objects.in_use(YEARS[-1], _FILED)
    assert form is not None
    tambons = Area.objects.filter(level=Level.TAMBON, ends=None).order_by("code")
    codes = tambons.exclude(code__startswith=_BANGKOK).values_list("pk", flat=True)
    known = set(Centre.objects.values_list("area", flat=True))
    _made(Centre, (Centre(area_id=code) for code in codes if code not in known))
    centres = list(
        Centre.objects.filter(area__in=codes).order_by("area").values_list("pk", flat=True)
    )
    _made(
        Assessment,
        (
            Assessment(centre_id=centre, framework=form, fiscal_year=year)
            for year in YEARS
            for centre in centres
        ),
    )
    graded = list(Assessment.objects.order_by("pk").values_list("pk", flat=True))
    steps = _made(Step, _steps(graded, by, at))
    indicators = list(Indicator.objects.of_framework(form.pk))
    scores = _made(Score, _scores(graded, [each.pk for each in indicators], by, at))
    frozen = _made(Frozen, _frozen(form))
    return {
        "centres": len(centres),
        "assessments": len(graded),
        "steps": steps,
        "scores": scores,
        "frozen values": frozen,
    }


def _steps(graded: list[int], by: User, at: datetime) -> Iterator[Step]:
    for pk in graded:
        yield Step(assessment_id=pk, number=1, kind=Move.FILED, day=_FILED, at=at, by=by)


def _scores(graded: list[int], indicators: list[int], by: User, at: datetime) -> Iterator[Score]:
    chance = Random(2567)
    for pk in graded:
        strength = chance.random()
        for indicator in indicators:
            points = sum(chance.random() < strength for _ in range(2))
            yield Score(
                assessment_id=pk,
                indicator_id=indicator,
                tier=Tier.SELF,
                points=points,
                by=by,
                at=at,
            )


def _frozen(form: Framework) -> Iterator[Frozen]:
    """Of the last year, what was computed when each was filed: mostly the points it was given."""
    chance = Random(2598)
    computed = [each.pk for each in Indicator.objects.of_framework(form.pk) if each.fact]
    filed = Step.objects.filter(assessment__fiscal_year=YEARS[-1]).order_by("pk")
    for step in filed.values_list("pk", flat=True):
        for indicator in computed:
            points = chance.choice((0, 0, 1, 2))
            yield Frozen(step_id=step, indicator_id=indicator, points=points, note="วัดเวลา")


def _made(model: type[M], rows: Iterator[M]) -> int:
    many = 0
    while some := list(islice(rows, _BATCH)):
        model._default_manager.bulk_create(some)
        many += len(some)
    return many
