from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.assessments.models import Indicator
from prasan.centres.models import Centre
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.meetings.models import Resolution
from prasan.thai.calendar import FiscalYear


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))

    def covering(self, year: FiscalYear) -> Self:
        """Plans whose years include the fiscal year."""
        return self.filter(first_year__lte=year.number, last_year__gte=year.number)


class Plan(models.Model):
    """A tambon's development plan for a span of fiscal years, both ends included (แผนพัฒนาตำบล)."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="plans")
    first_year = models.PositiveSmallIntegerField("ตั้งแต่ปี พ.ศ.")
    last_year = models.PositiveSmallIntegerField("ถึงปี พ.ศ.")
    adopted = models.DateField("เห็นชอบเมื่อ", null=True, blank=True)
    document = models.ForeignKey(
        Evidence, models.PROTECT, verbose_name="เอกสาร", null=True, blank=True, related_name="plans"
    )
    edition = models.PositiveIntegerField("ฉบับแก้ไข", default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["area", "-first_year"]
        constraints = [
            models.UniqueConstraint(
                name="area_has_one_plan_from_a_year", fields=["area", "first_year"]
            ),
            models.CheckConstraint(
                name="plan_ends_no_earlier_than_it_starts",
                condition=Q(last_year__gte=F("first_year")),
            ),
        ]

    def __str__(self) -> str:
        return f"แผนพัฒนา{self.area} {self.years}"

    @property
    def years(self) -> str:
        """The span as its cover has it: 2566–2570."""
        return f"{self.first_year}–{self.last_year}"


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("plan__area"))


class Project(models.Model):
    """One project of a plan (โครงการ). `is_strong_tambon` marks the Strong Tambon programme."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="projects")
    title = models.CharField("ชื่อโครงการ", max_length=250)
    first_year = models.PositiveSmallIntegerField("ปีที่เริ่ม")
    budget = models.DecimalField("งบประมาณ (บาท)", max_digits=14, decimal_places=2)
    is_strong_tambon = models.BooleanField("ตำบลเข้มแข็ง", default=False)
    entered = models.DateField("เข้าแผนเมื่อ")
    edition = models.PositiveIntegerField("ฉบับแก้ไข", default=1)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "first_year", "pk"]
        constraints = [
            models.UniqueConstraint(name="project_is_in_a_plan_once", fields=["plan", "title"]),
            models.CheckConstraint(
                name="project_budget_is_not_negative", condition=Q(budget__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.title


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
        ordering = ["project", "dated", "pk"]
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


class Destination(models.TextChoices):
    """The plan of another level a project is sent up to (แผนระดับอื่น)."""

    LOCAL = "local", "แผนพัฒนาท้องถิ่น"
    DISTRICT = "district", "แผนพัฒนาอำเภอ"
    PROVINCE = "province", "แผนพัฒนาจังหวัด"
    AGENCY = "agency", "แผนของหน่วยงาน"


class Answer(models.TextChoices):
    ADOPTED = "adopted", "รับเข้าแผน"
    MERGED = "merged", "รวมกับโครงการอื่น"
    DEFERRED = "deferred", "เลื่อน"
    REFUSED = "refused", "ไม่รับ"


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("project__plan__area"))

    def waiting(self) -> Self:
        """Sent up, and nothing came back yet."""
        return self.filter(answer=None)


class Link(models.Model):
    """A project sent to a plan of another level, and what came back (การเชื่อมโยงแผน).

    Without an answer it waits. What is not taken in says why.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="links")
    destination = models.CharField("ส่งไปยัง", max_length=8, choices=Destination.choices)
    holder = models.CharField("หน่วยงานเจ้าของแผน", max_length=150)
    proposed = models.DateField("เสนอเมื่อ")
    answer = models.CharField("ผล", max_length=8, choices=Answer.choices, null=True, blank=True)
    answered = models.DateField("ตอบเมื่อ", null=True, blank=True)
    reason = models.CharField("เหตุผล", max_length=300, blank=True)
    edition = models.PositiveIntegerField("ฉบับแก้ไข", default=1)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["project", "proposed", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="project_goes_to_a_plan_once", fields=["project", "destination", "holder"]
            ),
            all_or_none("answer", "answered", name="link_is_answered_on_a_day"),
            models.CheckConstraint(
                name="link_answer_says_why",
                condition=Q(answer=None) | Q(answer=Answer.ADOPTED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="link_is_answered_after_it_is_proposed",
                condition=Q(answered=None) | Q(answered__gte=F("proposed")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_destination_display()} {self.holder}"


class MissionQuerySet(models.QuerySet["Mission"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("centre__area"))

    def on(self, day: date) -> Self:
        """Missions already begun and not yet ended on `day`."""
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gt=day))


class Mission(models.Model):
    """A task given to a centre by an order or a resolution (ภารกิจที่มอบหมาย)."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="missions")
    task = models.CharField("ภารกิจ", max_length=300)
    authority = models.CharField("คำสั่งหรือมติที่มอบหมาย", max_length=200)
    starts = models.DateField("ตั้งแต่วันที่")
    ends = models.DateField("พ้นภารกิจวันที่", null=True, blank=True)
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
