from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.committees.rules import TOPIC_NAMES, Topic
from prasan.constraints import all_or_none


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
        constraints = [UniqueConstraint(name="area_has_one_of_each_kind", fields=["area", "kind"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.area.name}"

    def get_absolute_url(self) -> str:
        return reverse("committees:detail", args=[self.kind, self.area_id])

    @property
    def full_name(self) -> str:
        return f"{FULL_NAMES[Kind(self.kind)]} {self.area.title}"


class RulebookQuerySet(models.QuerySet["Rulebook"]):
    def visible_to(self, reach: Reach) -> Self:
        """Those of the nation, and those of areas in sight or around what is in sight."""
        around = {code[:length] for code in reach.codes for length in range(2, len(code) + 1, 2)}
        return self.filter(Q(area=None) | Q(area__in=around) | reach.q("area"))

    def for_history(self) -> Self:
        """With who made it; the newest first, as it would rule."""
        return self.select_related("area", "entered_by").order_by("kind", "-starts", "-pk")


class Rulebook(models.Model):
    """One version of what a regulation wants of a kind of committee (เกณฑ์ของคณะกรรมการ).

    In force from `starts`, in `area` or, without one, in the nation. A version is never changed by
    an office: another one follows it, from a later day or, to put it right, from the same day.
    One that came from the file of start values has no `because`.
    """

    kind = models.CharField("ชนิด", max_length=10, choices=Kind.choices)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField("ใช้ตั้งแต่วันที่")
    regulation = models.CharField("ระเบียบ", max_length=300)
    because = models.CharField("เหตุที่แก้", max_length=300, blank=True)
    entered_at = models.DateTimeField("บันทึกเมื่อ", null=True, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RulebookQuerySet.as_manager()

    class Meta:
        constraints = [
            all_or_none("entered_at", "entered_by", name="rulebook_is_entered_by_someone")
        ]

    def __str__(self) -> str:
        return f"เกณฑ์ {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("committees:version", args=[self.pk])

    @property
    def area_code(self) -> str:
        return self.area_id or ""


class RulebookLine(models.Model):
    """One line of a version, with its source (บรรทัดของเกณฑ์): see `rules.Line` for what it says."""

    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField("ลำดับ")
    topic = models.CharField(
        "เรื่อง", max_length=10, choices=[(one.value, label) for one, label in TOPIC_NAMES.items()]
    )
    seat = models.CharField("ตำแหน่ง", max_length=10, choices=Seat.choices, blank=True)
    post = models.CharField("ตำแหน่งหน้าที่ภายนอก", max_length=150, blank=True)
    low = models.PositiveSmallIntegerField("อย่างน้อย", null=True, blank=True)
    high = models.PositiveSmallIntegerField("อย่างมาก", null=True, blank=True)
    words = models.CharField("ข้อความ", max_length=500, blank=True)
    clause = models.CharField("ข้อ", max_length=60, blank=True)
    source = models.CharField("ที่มา", max_length=300)

    class Meta:
        ordering = ["rulebook", "place"]
        constraints = [
            UniqueConstraint(
                name="rulebook_says_each_thing_once", fields=["rulebook", "topic", "seat", "post"]
            ),
            CheckConstraint(
                name="line_wants_at_least_less_than_at_most",
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")),
            ),
            CheckConstraint(
                name="line_quorum_is_a_share",
                condition=~Q(topic=Topic.QUORUM.value) | Q(low=None) | Q(low__gt=0, low__lte=100),
            ),
            CheckConstraint(
                name="line_names_a_seat_when_it_is_about_one",
                condition=Q(topic=Topic.SEAT.value, seat__gt="")
                | (~Q(topic=Topic.SEAT.value) & Q(seat="")),
            ),
        ]

    def __str__(self) -> str:
        if self.topic == Topic.SEAT:
            return " ".join(part for part in (self.get_seat_display(), self.post) if part)
        return self.get_topic_display()


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(withdrawn=None)


class Confirmation(models.Model):
    """Someone has read the clause and found the line so, for an area or all (การยืนยันเกณฑ์)."""

    line = models.ForeignKey(RulebookLine, models.PROTECT, related_name="confirmations")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    clause = models.CharField("ข้อที่อ่าน", max_length=60)
    day = models.DateField("ยืนยันเมื่อ")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn = models.DateField("ถอนเมื่อ", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField("เหตุที่ถอน", max_length=300, null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="line_is_confirmed_once_in_an_area",
                fields=["line", "area"],
                condition=Q(withdrawn=None),
            ),
            UniqueConstraint(
                name="line_is_confirmed_once_for_the_nation",
                fields=["line"],
                condition=Q(withdrawn=None, area=None),
            ),
            all_or_none(
                "withdrawn",
                "withdrawn_by",
                "withdrawn_because",
                name="confirmation_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"ยืนยัน{self.line} {self.clause}"
