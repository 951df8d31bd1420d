from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.committees.models import Committee
from prasan.evidence.models import Evidence
from prasan.meetings.models import Resolution
from prasan.thai.calendar import FiscalYear


class PlanLevel(models.TextChoices):
    """Whose plan it is, from below upward (ระดับของแผน)."""

    VILLAGE = "village", "แผนพัฒนาหมู่บ้าน"
    TAMBON = "tambon", "แผนพัฒนาตำบล"
    LOCAL = "local", "แผนพัฒนาท้องถิ่น"
    DISTRICT = "district", "แผนพัฒนาอำเภอ"
    PROVINCE = "province", "แผนพัฒนาจังหวัด"
    AGENCY = "agency", "แผนของหน่วยงาน"


class PlanKind(models.TextChoices):
    """For how long, and what for (ชนิดของแผน)."""

    SPAN = "span", "แผนห้าปี"
    REVIEW = "review", "แผนทบทวนประจำปี"
    NEEDS = "needs", "บัญชีความต้องการประจำปี"


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))

    def covering(self, year: FiscalYear) -> Self:
        """Plans whose years include the fiscal year."""
        return self.filter(first_year__lte=year.number, last_year__gte=year.number)

    def of_tambons(self) -> Self:
        """The tambons' own plans, which the letter asks for."""
        return self.filter(level=PlanLevel.TAMBON)


class Plan(models.Model):
    """A development plan of one level for a span of fiscal years, both ends included (แผนพัฒนา).

    `holder` names the local authority, the agency or the village whose plan it is; the plan of a
    tambon, a district or a province is its area's own. What was adopted when, is told by its
    versions.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="plans")
    level = models.CharField("ระดับ", max_length=8, choices=PlanLevel.choices, default="tambon")
    kind = models.CharField("ชนิดของแผน", max_length=6, choices=PlanKind.choices, default="span")
    holder = models.CharField("หน่วยงานเจ้าของแผน", max_length=150, blank=True)
    committee = models.ForeignKey(
        Committee,
        models.PROTECT,
        verbose_name="คณะกรรมการเจ้าของแผน",
        null=True,
        blank=True,
        related_name="plans",
    )
    first_year = models.PositiveSmallIntegerField("ตั้งแต่ปี พ.ศ.")
    last_year = models.PositiveSmallIntegerField("ถึงปี พ.ศ.")
    edition = models.PositiveIntegerField("ฉบับแก้ไข", default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["area", "level", "holder", "-first_year", "kind"]
        constraints = [
            models.UniqueConstraint(
                name="plan_of_a_kind_starts_once_a_year",
                fields=["area", "level", "holder", "kind", "first_year"],
            ),
            models.CheckConstraint(
                name="plan_ends_no_earlier_than_it_starts",
                condition=Q(last_year__gte=F("first_year")),
            ),
            models.CheckConstraint(
                name="plan_of_an_office_names_it",
                condition=~Q(level__in=["local", "agency"]) | ~Q(holder=""),
            ),
        ]
        indexes = [models.Index(fields=["level", "area"], name="plan_by_level")]

    def __str__(self) -> str:
        name = self.owner if self.holder else str(self.area)
        if self.level == PlanLevel.TAMBON and self.kind == PlanKind.SPAN:
            return f"แผนพัฒนา{name} {self.years}"
        if self.level in (PlanLevel.DISTRICT, PlanLevel.PROVINCE) and self.kind == PlanKind.SPAN:
            return f"แผนพัฒนา{name} {self.years}"
        word = self.get_kind_display() if self.kind != PlanKind.SPAN else self.get_level_display()
        return f"{word} {name} {self.years}"

    @property
    def owner(self) -> str:
        """Whose plan it is: the office or the village named, else the area."""
        return self.holder or self.area.title

    @property
    def years(self) -> str:
        """The span as its cover has it: 2566–2570; of one year only that."""
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}–{self.last_year}"


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("plan__area"))

    def adopted_by(self, day: date) -> Self:
        """Those adopted on `day` or before."""
        return self.filter(adopted__lte=day)


class PlanVersion(models.Model):
    """One state of a plan, adopted on a day by a resolution (ฉบับของแผน).

    Numbered from 1. Without its day it is a draft. `citation` is the resolution as papers name it,
    where it is not on file here.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("ฉบับที่")
    adopted = models.DateField("เห็นชอบเมื่อ", null=True, blank=True)
    resolution = models.ForeignKey(
        Resolution,
        models.PROTECT,
        verbose_name="มติที่เห็นชอบ",
        null=True,
        blank=True,
        related_name="adopts_plans",
    )
    citation = models.CharField("มติที่เห็นชอบตามเอกสาร", max_length=200, blank=True)
    document = models.ForeignKey(
        Evidence, models.PROTECT, verbose_name="เอกสาร", null=True, blank=True, related_name="plans"
    )
    said = models.CharField("เหตุที่ปรับแผน", max_length=300, blank=True)
    edition = models.PositiveIntegerField("ฉบับแก้ไข", default=1)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "number"]
        constraints = [
            models.UniqueConstraint(name="plan_version_has_its_number", fields=["plan", "number"]),
            models.CheckConstraint(name="plan_versions_count_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"ฉบับที่ {self.number}"

    @property
    def names_resolution(self) -> bool:
        """Whether it says which resolution adopted it: one on file, or one cited from papers."""
        return self.resolution_id is not None or self.citation != ""

    @property
    def resolved(self) -> str:
        """The resolution that adopted it, as far as it is known."""
        if self.resolution is None:
            return self.citation
        meeting = self.resolution.item.meeting
        return f"มติ {meeting}"
