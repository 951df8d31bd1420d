"""Answers with full points that nothing stands behind: what to look at before a check."""

from django.db.models import Exists, F, OuterRef, QuerySet

from prasan.accounts.reach import Reach
from prasan.areas.models import Area, within
from prasan.assessments.models import Proof, Score
from prasan.assessments.workflow import Tier
from prasan.thai.calendar import FiscalYear


def unproven(reach: Reach, area: Area, year: FiscalYear) -> QuerySet[Score]:
    """The centres' own answers of `year` inside `area` at full points without proof, by place."""
    proofs = Proof.objects.standing().filter(
        assessment=OuterRef("assessment"), indicator=OuterRef("indicator")
    )
    return (
        Score.objects.of(Tier.SELF)
        .filter(
            reach.q("assessment__centre__area"),
            within([area.code], field="assessment__centre__area"),
            ~Exists(proofs),
            assessment__fiscal_year=year.number,
            points=F("indicator__most"),
        )
        .select_related("assessment__centre__area", "indicator")
        .order_by("assessment__centre__area", "indicator__category__number", "indicator__place")
    )
