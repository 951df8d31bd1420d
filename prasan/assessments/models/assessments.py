"""A centre's grading of a year, and the answers it stands on."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Count, Sum

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import within
from prasan.assessments import rules
from prasan.assessments.models.frameworks import Framework, Indicator
from prasan.centres.models import Centre
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.thai.calendar import FiscalYear


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("centre__area"))

    def within(self, codes: Iterable[str]) -> Self:
        """Those of the centres of `codes` and of all areas inside them."""
        return self.filter(within(codes, field="centre__area"))

    def in_year(self, year: FiscalYear) -> Self:
        return self.filter(fiscal_year=year.number)

    def with_points(self) -> Self:
        """With `points`, their sum (None before the first), and `answered`, how many are given."""
        return self.annotate(points=Sum("scores__points"), answered=Count("scores__points"))


class Assessment(models.Model):
    """One centre's grading for one fiscal year on one framework (การประเมินผล).

    Answers may be saved until it is filed; filed ones are kept as they were.
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="assessments")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="assessments")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    filed = models.DateField("ยื่นผลเมื่อ", null=True, blank=True)
    filed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    # Only on rows that come from with_points().
    points: int | None
    answered: int

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="centre_is_assessed_once_a_year", fields=["centre", "fiscal_year"]
            ),
            all_or_none("filed", "filed_by", name="assessment_is_filed_by_someone"),
        ]

    def __str__(self) -> str:
        return f"ผลประเมิน {self.centre} ปีงบประมาณ {self.fiscal_year}"

    def marks(self) -> list[rules.Mark]:
        """Every indicator of the form with its points so far, in form order; two queries."""
        points = dict(self.scores.values_list("indicator", "points"))
        asked = Indicator.objects.of_framework(self.framework_id)
        return [rules.Mark(each.number, each.most, points.get(each.pk)) for each in asked]


class Score(models.Model):
    """The points one indicator got, with its reason and its proof (คะแนน).

    `points` is None while there is only a reason or a file. `edition` counts the saves of this
    one indicator, so that an older page cannot overwrite a newer answer unseen, and two officers
    may still fill in different indicators at the same time.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scores")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField("คะแนน", null=True, blank=True)
    note = models.CharField("เหตุผล", max_length=500, blank=True)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="scores"
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="indicator_is_scored_once", fields=["assessment", "indicator"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {'-' if self.points is None else self.points}"
