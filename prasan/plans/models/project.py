from typing import Self

from django.db import models
from django.db.models import F, Q

from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.centres.models import Activity
from prasan.plans.models.plan import Plan, PlanVersion


class Doer(models.TextChoices):
    """Who can do it (ผู้ดำเนินการ)."""

    VILLAGE = "village", "หมู่บ้านหรือชุมชนทำเอง"
    LOCAL = "local", "องค์กรปกครองส่วนท้องถิ่น"
    AGENCY = "agency", "หน่วยงานราชการ"


class MoneySource(models.TextChoices):
    """Where money comes from (แหล่งงบประมาณ)."""

    OWN = "own", "ชุมชนสมทบเอง"
    LOCAL = "local", "องค์กรปกครองส่วนท้องถิ่น"
    PROVINCE = "province", "จังหวัดหรือกลุ่มจังหวัด"
    AGENCY = "agency", "หน่วยงานราชการ"
    PRIVATE = "private", "เอกชนหรือภาคประชาสังคม"
    OPEN = "open", "ยังไม่ทราบแหล่ง"


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("plan__area"))

    def in_plan(self) -> Self:
        """Those the newest version of their plan holds."""
        return self.filter(inclusions__isnull=False, inclusions__until=None)

    def tagged(self, tag: str) -> Self:
        return self.filter(tags__tag=tag)


class Project(models.Model):
    """One project of a plan (โครงการ).

    Its years and money stand in its inclusions, version by version. It is never deleted: a version
    may leave it out.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="projects")
    title = models.CharField("ชื่อโครงการ", max_length=250)
    problem = models.CharField("ปัญหาหรือความต้องการ", max_length=1000, blank=True)
    doer = models.CharField("ผู้ดำเนินการ", max_length=7, choices=Doer.choices, default=Doer.VILLAGE)
    doer_name = models.CharField("ชื่อผู้ดำเนินการ", max_length=150, blank=True)
    beneficiaries = models.PositiveIntegerField("ผู้ได้รับประโยชน์ (คน)", null=True, blank=True)
    edition = models.PositiveIntegerField("ฉบับแก้ไข", default=1)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(name="project_is_in_a_plan_once", fields=["plan", "title"]),
        ]

    def __str__(self) -> str:
        return self.title


class InclusionQuerySet(models.QuerySet["Inclusion"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("project__plan__area"))

    def in_version(self, number: int) -> Self:
        """Those that stand in the version of that number of their plan."""
        left = Q(until=None) | Q(until__number__gt=number)
        return self.filter(left, since__number__lte=number)


class Inclusion(models.Model):
    """That a plan holds a project from one version until another, with these years (การบรรจุในแผน).

    `until` is the first version without it, or with other years or money; None while it stands.
    Its money stands with it.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="inclusions")
    since = models.ForeignKey(PlanVersion, models.PROTECT, related_name="brought")
    until = models.ForeignKey(
        PlanVersion, models.PROTECT, null=True, blank=True, related_name="left_out"
    )
    first_year = models.PositiveSmallIntegerField("ปีที่เริ่ม")
    last_year = models.PositiveSmallIntegerField("ปีที่สิ้นสุด")

    objects = InclusionQuerySet.as_manager()

    class Meta:
        ordering = ["project_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="project_stands_in_a_plan_once", fields=["project"], condition=Q(until=None)
            ),
            models.UniqueConstraint(
                name="version_brings_a_project_once", fields=["project", "since"]
            ),
            models.CheckConstraint(
                name="project_ends_no_earlier_than_it_starts",
                condition=Q(last_year__gte=F("first_year")),
            ),
            models.CheckConstraint(
                name="inclusion_ends_in_another_version",
                condition=Q(until=None) | ~Q(until=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.years}"

    @property
    def years(self) -> str:
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}–{self.last_year}"


class Money(models.Model):
    """What a project needs in one year from one source, in baht (งบประมาณ)."""

    inclusion = models.ForeignKey(Inclusion, models.PROTECT, related_name="money")
    year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    source = models.CharField("แหล่งงบประมาณ", max_length=8, choices=MoneySource.choices)
    amount = models.DecimalField("จำนวนเงิน (บาท)", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["inclusion_id", "year", "source"]
        constraints = [
            models.UniqueConstraint(
                name="money_of_a_year_and_source_stands_once",
                fields=["inclusion", "year", "source"],
            ),
            models.CheckConstraint(
                name="project_budget_is_not_negative", condition=Q(amount__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_source_display()} {self.amount:,.2f}"


class ProjectPlace(models.Model):
    """Where a project is done (พื้นที่ดำเนินการ); the village in words where it has no code here."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="places")
    area = models.ForeignKey(Area, models.PROTECT, related_name="projects_here")
    village = models.CharField("หมู่บ้าน", max_length=100, blank=True)

    class Meta:
        ordering = ["project_id", "area_id", "village"]
        constraints = [
            models.UniqueConstraint(
                name="project_names_a_place_once", fields=["project", "area", "village"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village} {self.area}".strip()


class ProjectTag(models.Model):
    """A word a project is found by; which there are stands in data/tags.yaml (ป้ายของโครงการ)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="tags")
    tag = models.CharField("ป้าย", max_length=30)

    class Meta:
        ordering = ["project_id", "tag"]
        constraints = [
            models.UniqueConstraint(name="project_has_a_tag_once", fields=["project", "tag"]),
        ]
        indexes = [models.Index(fields=["tag", "project"], name="projects_by_tag")]

    def __str__(self) -> str:
        return self.tag


class ProjectActivity(models.Model):
    """An activity of a centre that carried a project out (กิจกรรมของโครงการ)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="activities")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="projects")

    class Meta:
        ordering = ["project_id", "activity_id"]
        constraints = [
            models.UniqueConstraint(
                name="activity_serves_a_project_once", fields=["project", "activity"]
            ),
        ]

    def __str__(self) -> str:
        return str(self.activity)
