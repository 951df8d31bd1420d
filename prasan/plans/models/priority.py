from typing import Self

from django.db import models
from django.db.models import Q

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.meetings.models import Resolution
from prasan.plans.models.plan import PlanVersion
from prasan.plans.models.project import Project


class PriorityMethod(models.TextChoices):
    """How a committee came to its order (วิธีจัดลำดับ)."""

    RANKED = "ranked", "ที่ประชุมจัดลำดับ"
    SCORED = "scored", "ให้คะแนนตามเกณฑ์"


class PriorityRoundQuerySet(models.QuerySet["PriorityRound"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("version__plan__area"))


class PriorityRound(models.Model):
    """The order a committee gave the projects of one version of a plan (การจัดลำดับความสำคัญ).

    Never changed: the last recorded of a version stands, those before it stay to be read. Ranked,
    its places are kept; scored, the points by criterion, from which sums and places are computed.
    """

    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="priority_rounds")
    method = models.CharField("วิธีจัดลำดับ", max_length=6, choices=PriorityMethod.choices)
    decided = models.DateField("จัดลำดับเมื่อ")
    resolution = models.ForeignKey(
        Resolution,
        models.PROTECT,
        verbose_name="มติที่จัดลำดับ",
        null=True,
        blank=True,
        related_name="orders_projects",
    )
    citation = models.CharField("มติที่จัดลำดับตามเอกสาร", max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("บันทึกเมื่อ")

    objects = PriorityRoundQuerySet.as_manager()

    class Meta:
        ordering = ["version", "pk"]

    def __str__(self) -> str:
        return f"จัดลำดับความสำคัญ {self.version}"

    @property
    def resolved(self) -> str:
        """The resolution that gave the order, as far as it is known."""
        if self.resolution is None:
            return self.citation
        return f"มติ {self.resolution.item.meeting}"


class PriorityCriterion(models.Model):
    """One thing projects are scored by, and the most points it gives (เกณฑ์จัดลำดับ)."""

    round = models.ForeignKey(PriorityRound, models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField("ลำดับที่")
    name = models.CharField("เกณฑ์", max_length=150)
    most = models.DecimalField("คะแนนเต็ม", max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(name="criterion_has_its_number", fields=["round", "number"]),
            models.UniqueConstraint(name="criterion_is_named_once", fields=["round", "name"]),
            models.CheckConstraint(name="criterion_gives_points", condition=Q(most__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class PriorityPoints(models.Model):
    """What one project got by one criterion (คะแนนจัดลำดับ)."""

    criterion = models.ForeignKey(PriorityCriterion, models.PROTECT, related_name="points")
    project = models.ForeignKey(Project, models.PROTECT, related_name="priority_points")
    points = models.DecimalField("คะแนน", max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["criterion_id", "project_id"]
        verbose_name_plural = "priority points"
        constraints = [
            models.UniqueConstraint(
                name="project_is_scored_once_by_a_criterion", fields=["criterion", "project"]
            ),
            models.CheckConstraint(name="points_are_not_negative", condition=Q(points__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.criterion} {self.points}"


class PriorityPlace(models.Model):
    """The place the committee itself gave one project (ลำดับของโครงการ)."""

    round = models.ForeignKey(PriorityRound, models.PROTECT, related_name="places")
    project = models.ForeignKey(Project, models.PROTECT, related_name="priority_places")
    place = models.PositiveSmallIntegerField("ลำดับ")

    class Meta:
        ordering = ["round", "place"]
        constraints = [
            models.UniqueConstraint(name="place_is_given_once", fields=["round", "place"]),
            models.UniqueConstraint(name="project_has_one_place", fields=["round", "project"]),
            models.CheckConstraint(name="places_count_from_one", condition=Q(place__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.project}"
