from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.centres.models import Centre
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.meetings.models import Resolution
from prasan.orders.models import Order
from prasan.plans.models.project import Project


class MissionQuerySet(models.QuerySet["Mission"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("centre__area"))

    def on(self, day: date) -> Self:
        """Missions already begun and not yet ended on `day`."""
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gt=day))


class Mission(models.Model):
    """A task given to a centre by an order or a resolution (ภารกิจที่มอบหมาย)."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="missions")
    assigner = models.ForeignKey(
        Area,
        models.PROTECT,
        verbose_name="ผู้มอบหมาย",
        null=True,
        blank=True,
        related_name="missions_given",
    )
    task = models.CharField("ภารกิจ", max_length=300)
    authority = models.CharField("คำสั่งหรือมติที่มอบหมาย", max_length=200)
    starts = models.DateField("ตั้งแต่วันที่")
    ends = models.DateField("พ้นภารกิจวันที่", null=True, blank=True)
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="missions")
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="missions"
    )
    document = models.ForeignKey(
        Evidence,
        models.PROTECT,
        verbose_name="เอกสาร",
        null=True,
        blank=True,
        related_name="missions",
    )
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        verbose_name="โครงการในแผน",
        null=True,
        blank=True,
        related_name="missions",
    )
    edition = models.PositiveIntegerField("ฉบับแก้ไข", default=1)

    objects = MissionQuerySet.as_manager()

    class Meta:
        ordering = ["centre", "-starts"]
        constraints = [
            models.UniqueConstraint(
                name="mission_is_assigned_once", fields=["centre", "authority", "task"]
            ),
            models.CheckConstraint(
                name="mission_ends_after_it_starts",
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
            ),
        ]

    def __str__(self) -> str:
        return self.task

    @property
    def until(self) -> date | None:
        """The last day in force, as papers write it; None while no end is set."""
        return self.ends - timedelta(days=1) if self.ends else None


class MissionDuty(models.Model):
    """One of the centre's ten duties a mission falls under (หน้าที่ของศูนย์ฯ)."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="duties")
    duty = models.CharField("หน้าที่", max_length=30)

    class Meta:
        ordering = ["mission", "duty"]
        constraints = [
            models.UniqueConstraint(name="mission_names_a_duty_once", fields=["mission", "duty"]),
        ]

    def __str__(self) -> str:
        return self.duty


class MissionNoteQuerySet(models.QuerySet["MissionNote"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("mission__centre__area"))

    def standing(self) -> Self:
        """All but those taken back."""
        return self.filter(withdrawn_at=None)


class MissionNote(models.Model):
    """What was done for a mission, on its day (ความก้าวหน้าของภารกิจ).

    Never changed: one told by mistake is taken back with its reason.
    """

    mission = models.ForeignKey(Mission, models.PROTECT, related_name="notes")
    dated = models.DateField("วันที่")
    said = models.CharField("สิ่งที่ทำ", max_length=500)
    document = models.ForeignKey(
        Evidence,
        models.PROTECT,
        verbose_name="หลักฐาน",
        null=True,
        blank=True,
        related_name="mission_notes",
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("บันทึกเมื่อ")
    withdrawn_at = models.DateTimeField("ถอนเมื่อ", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField("เหตุที่ถอน", max_length=300, null=True, blank=True)

    objects = MissionNoteQuerySet.as_manager()

    class Meta:
        ordering = ["mission", "-dated", "-pk"]
        constraints = [
            models.CheckConstraint(name="mission_note_says_something", condition=~Q(said="")),
            all_or_none(
                "withdrawn_at",
                "withdrawn_by",
                "withdrawn_why",
                name="mission_note_is_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.said
