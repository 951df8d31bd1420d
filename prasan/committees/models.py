from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.committees.rules import Wants


class Kind(models.TextChoices):
    """A kind of committee; the label is the abbreviation officers use."""

    DISTRICT = "district", "คอช.อ."
    TAMBON = "tambon", "คอช.ต."
    INTEGRATED = "integrated", "ก.บ.ต."


class Seat(models.TextChoices):
    """The office a seat carries (ตำแหน่ง)."""

    CHAIR = "chair", "ประธานกรรมการ"
    VICE_CHAIR = "vice_chair", "รองประธานกรรมการ"
    MEMBER = "member", "กรรมการ"
    EX_OFFICIO = "ex_officio", "กรรมการโดยตำแหน่ง"
    EXPERT = "expert", "กรรมการผู้ทรงคุณวุฒิ"
    TREASURER = "treasurer", "กรรมการและเหรัญญิก"
    SECRETARY = "secretary", "กรรมการและเลขานุการ"
    ASSISTANT = "assistant", "กรรมการและผู้ช่วยเลขานุการ"


FULL_NAMES = {
    Kind.DISTRICT: "คณะกรรมการศูนย์ประสานงานองค์การชุมชนระดับอำเภอ",
    Kind.TAMBON: "คณะกรรมการศูนย์ประสานงานองค์การชุมชนระดับตำบล",
    Kind.INTEGRATED: "คณะกรรมการบริหารงานตำบลแบบบูรณาการ",
}


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))

    def for_list(self) -> Self:
        return self.select_related("area__parent__parent")


class Committee(models.Model):
    """A committee that exists in an area (คณะกรรมการ); who sits on it is told by its orders."""

    kind = models.CharField("ชนิด", max_length=10, choices=Kind.choices)
    area = models.ForeignKey(Area, models.PROTECT, related_name="committees")

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["area", "kind"]
        constraints = [
            models.UniqueConstraint(name="area_has_one_of_each_kind", fields=["area", "kind"])
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.area.name}"

    def get_absolute_url(self) -> str:
        return reverse("committees:detail", args=[self.kind, self.area_id])

    @property
    def full_name(self) -> str:
        return f"{FULL_NAMES[Kind(self.kind)]} {self.area.title}"


class RulebookQuerySet(models.QuerySet["Rulebook"]):
    def on(self, day: date) -> Self:
        """Versions in force on `day`, newest last."""
        return self.filter(starts__lte=day).order_by("kind", "starts")


class Rulebook(models.Model):
    """What a regulation wants of one kind of committee, from a day on (เกณฑ์ของคณะกรรมการ).

    Every number is a setting until someone who has read the clause confirms it; the screen says
    which. `quorum_percent` is of the seats filled that day.
    """

    kind = models.CharField("ชนิด", max_length=10, choices=Kind.choices)
    starts = models.DateField("ใช้ตั้งแต่วันที่")
    seats_min = models.PositiveSmallIntegerField("จำนวนกรรมการอย่างน้อย", null=True, blank=True)
    seats_max = models.PositiveSmallIntegerField("จำนวนกรรมการอย่างมาก", null=True, blank=True)
    term_years = models.PositiveSmallIntegerField("วาระ (ปี)", null=True, blank=True)
    quorum_percent = models.PositiveSmallIntegerField("องค์ประชุม (ร้อยละ)")
    meetings_a_year = models.PositiveSmallIntegerField("ประชุมต่อปีงบประมาณ (ครั้ง)")
    source = models.CharField("ที่มา", max_length=300)
    clause = models.CharField("ข้อ", max_length=60, blank=True)
    confirmed = models.DateField("ยืนยันเมื่อ", null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RulebookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="rulebook_starts_once_a_day", fields=["kind", "starts"]),
            models.CheckConstraint(
                name="rulebook_wants_at_least_less_than_at_most",
                condition=Q(seats_min__lte=F("seats_max")),
            ),
            models.CheckConstraint(
                name="rulebook_quorum_is_a_share",
                condition=Q(quorum_percent__gt=0) & Q(quorum_percent__lte=100),
            ),
            models.CheckConstraint(
                name="rulebook_is_confirmed_by_someone",
                condition=Q(confirmed=None, confirmed_by=None)
                | Q(confirmed__isnull=False, confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"เกณฑ์ {self.get_kind_display()}"

    @property
    def wants(self) -> Wants:
        return Wants(self.seats_min, self.seats_max, self.term_years, self.confirmed is not None)


def rulebook_on(kind: str, day: date) -> Rulebook | None:
    """The version in force for `kind` on `day`; None before the first, or with none loaded."""
    return Rulebook.objects.on(day).filter(kind=kind).last()


def wants_on(kind: str, day: date) -> Wants:
    """What is wanted of `kind` on `day`; nothing where no rulebook says."""
    rulebook = rulebook_on(kind, day)
    return rulebook.wants if rulebook else Wants()
