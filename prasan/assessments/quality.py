"""Answers with full points that nothing stands behind: what to look at before a check."""

from django.db.models import Exists, F, OuterRef, QuerySet

from prasan.accounts.reach import Reach
from prasan.areas.models import Area, within
from prasan.assessments.models import Proof, Score
from prasan.assessments.workflow import Tier
from prasan.thai.calendar import FiscalYear


def bare() -> QuerySet[Score]:
    """The centres' own answers at full points that no file and no fact stands behind."""
    proofs = Proof.objects.standing().filter(
        assessment=OuterRef("assessment"), indicator=OuterRef("indicator")
    )
    return Score.objects.of(Tier.SELF).filter(~Exists(proofs), points=F("indicator__most"))


def unproven(reach: Reach, area: Area, year: FiscalYear) -> QuerySet[Score]:
    """The centres' own answers of `year` inside `area` at full points without proof, by place."""
    return (
        bare()
        .filter(
            reach.q("assessment__centre__area"),
            within([area.code], field="assessment__centre__area"),
            assessment__fiscal_year=year.number,
        )
        .select_related("assessment__centre__area", "indicator")
        .order_by("assessment__centre__area", "indicator__category__number", "indicator__place")
    )
