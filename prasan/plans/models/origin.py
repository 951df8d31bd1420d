from typing import Self

from django.db import models
from django.db.models import Q

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.assessments.models import Indicator
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.meetings.models import Resolution
from prasan.plans.models.project import Project


class OriginKind(models.TextChoices):
    """Where a project was born (ที่มา)."""

    FORUM = "forum", "เวทีประชาคม"
    RESOLUTION = "resolution", "มติที่ประชุม"
    INDICATOR = "indicator", "ตัวชี้วัดที่ยังไม่ถึงเกณฑ์"


class OriginQuerySet(models.QuerySet["Origin"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("project__plan__area"))

    def standing(self) -> Self:
        """All but those taken back."""
        return self.filter(withdrawn_at=None)


class Origin(models.Model):
    """Where a project comes from: a forum, a resolution, or a gap an indicator shows (ที่มา).

    `dated` is the day of the forum; of a resolution or an indicator, the day it became a project.
    Never deleted: one named by mistake is taken back with its reason.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="origins")
    kind = models.CharField("ที่มา", max_length=10, choices=OriginKind.choices)
    dated = models.DateField("วันที่")
    said = models.CharField("รายละเอียด", max_length=500, blank=True)
    place = models.CharField("สถานที่จัดประชาคม", max_length=150, blank=True)
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="origin_of"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="origin_of"
    )
    document = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="origins"
    )
    withdrawn_at = models.DateTimeField("ถอนเมื่อ", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField("เหตุที่ถอน", max_length=300, null=True, blank=True)

    objects = OriginQuerySet.as_manager()

    class Meta:
        ordering = ["project_id", "dated", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="resolution_is_origin_of_a_project_once",
                fields=["project", "resolution"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="origin_is_of_its_kind",
                condition=Q(kind=OriginKind.FORUM, resolution=None, indicator=None) & ~Q(place="")
                | Q(kind=OriginKind.RESOLUTION, resolution__isnull=False, indicator=None)
                | Q(kind=OriginKind.INDICATOR, resolution=None, indicator__isnull=False),
            ),
            all_or_none(
                "withdrawn_at",
                "withdrawn_by",
                "withdrawn_why",
                name="origin_is_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.resolution or self.indicator or self.place)
