"""A centre's grading of a year and what was done with it: facts its state is computed from."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, Sum, When

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area, within
from prasan.assessments import rules, workflow
from prasan.assessments.models.frameworks import Framework, Indicator
from prasan.assessments.workflow import Tier
from prasan.centres.models import Centre
from prasan.thai.calendar import FiscalYear

# The states in which a result is in someone else's hands than the centre's.
IN_HAND = [
    workflow.Move.FILED,
    workflow.Move.VERIFIED,
    workflow.Move.SENT_BACK,
    workflow.Move.ACCEPTED,
]


def _last(steps: "models.QuerySet[Step]", field: str = "kind") -> Subquery:
    """A field of the newest of `steps` of the assessment around."""
    mine = steps.filter(assessment=OuterRef("pk")).order_by("-number")
    return Subquery(mine.values(field)[:1])


def newest_filing() -> Subquery:
    """The id of the newest filing of the assessment around; None before the first."""
    return _last(Step.objects.filter(kind=workflow.Move.FILED), "pk")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("centre__area"))

    def within(self, codes: Iterable[str]) -> Self:
        """Those of the centres of `codes` and of all areas inside them."""
        return self.filter(within(codes, field="centre__area"))

    def in_year(self, year: FiscalYear) -> Self:
        return self.filter(fiscal_year=year.number)

    def in_years(self, years: Iterable[FiscalYear]) -> Self:
        return self.filter(fiscal_year__in=[year.number for year in years])

    def with_points(self, tier: Tier = Tier.SELF) -> Self:
        """With `points`, their sum (None before the first), and `answered`, how many are given."""
        given = Q(scores__points__isnull=False) | Q(scores__is_not_applicable=True)
        mine = Q(scores__tier=tier)
        return self.annotate(
            points=Sum("scores__points", filter=mine),
            answered=Count("scores", filter=mine & given),
        )

    def at(self, moves: Iterable[workflow.Move]) -> Self:
        """Those whose last step is one of `moves`, with `last`."""
        return self.annotate(last=_last(Step.objects.all())).filter(last__in=list(moves))

    def with_steps(self, day: date | None = None) -> Self:
        """With `last`, the last step's kind up to `day`, and `filed`, the day the result was
        filed; both None while it is in the centre's own hands, or was not filed yet."""
        taken = Step.objects.filter(day__lte=day) if day else Step.objects.all()
        filed = taken.filter(kind=workflow.Move.FILED)
        return self.annotate(last=_last(taken)).annotate(
            filed=Case(When(last__in=IN_HAND, then=_last(filed, "day")))
        )


class Assessment(models.Model):
    """One centre's grading for one fiscal year on one framework (การประเมินผล).

    Whether it is a draft, filed, verified or accepted follows from the steps that were taken.
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="assessments")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="assessments")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")

    # Only on rows that come from with_points().
    points: int | None
    answered: int
    # Only on rows that come from with_steps().
    last: str | None
    filed: date | None

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="centre_is_assessed_once_a_year", fields=["centre", "fiscal_year"]
            )
        ]

    def __str__(self) -> str:
        return f"ผลประเมิน {self.centre} ปีงบประมาณ {self.fiscal_year}"

    @property
    def state(self) -> workflow.State:
        """How it stands; asks for the last step unless with_steps() brought it."""
        if "last" not in self.__dict__:
            self.last = self.steps.order_by("-number").values_list("kind", flat=True).first()
        return workflow.state([self.last] if self.last else [])

    def marks(self, tier: Tier = Tier.SELF) -> list[rules.Mark]:
        """Every indicator of the form with its points so far, in form order; two queries."""
        said = {
            indicator: (points, not is_left_out)
            for indicator, points, is_left_out in self.scores.filter(tier=tier).values_list(
                "indicator", "points", "is_not_applicable"
            )
        }
        asked = Indicator.objects.of_framework(self.framework_id)
        return [rules.Mark(each.asked, *said.get(each.pk, (None,))) for each in asked]


class Batch(models.Model):
    """Several assessments accepted together after a look at a sample (รับรองเป็นชุด)."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    tier = models.CharField("ชั้นของคะแนน", max_length=8, choices=Tier.choices)
    answers = models.PositiveIntegerField("คำตอบทั้งหมด")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("เมื่อ")

    def __str__(self) -> str:
        return f"{self.get_tier_display()}เป็นชุด {self.area} ปี {self.fiscal_year}"


class Step(models.Model):
    """One step of one assessment: who took it, on which day, and why (ขั้นตอนของการประเมิน).

    Steps are never changed or removed; `number` is their order.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField("ลำดับ")
    kind = models.CharField("ขั้นตอน", max_length=9, choices=workflow.Move.choices)
    day = models.DateField("วันที่")
    at = models.DateTimeField("เมื่อ")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField("เหตุผล", max_length=500, blank=True)
    batch = models.ForeignKey(
        Batch,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name="ชุดที่รับรอง",
    )

    class Meta:
        ordering = ["assessment", "number"]
        constraints = [
            models.UniqueConstraint(name="step_has_its_place", fields=["assessment", "number"]),
            models.CheckConstraint(
                name="going_back_says_why",
                condition=~Q(kind__in=sorted(workflow.REASONED)) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"


class Remark(models.Model):
    """What is to be put right in one indicator, said when a sheet was returned (ข้อที่ต้องแก้)."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="remarks")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    text = models.CharField("ที่ต้องแก้", max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="indicator_is_remarked_once_a_step", fields=["step", "indicator"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.text}"
