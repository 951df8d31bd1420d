from datetime import date
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area, Level
from prasan.centres.lists import duty_name, kind_name
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.sealing import SealedField
from prasan.thai.phones import mask_phone


class CentreQuerySet(models.QuerySet["Centre"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))

    def for_list(self) -> Self:
        """With the area and the one around it, so that a list costs one query."""
        return self.select_related("area__parent__parent")


class Centre(models.Model):
    """A community-organisation coordination centre (ศูนย์ประสานงานองค์การชุมชน, ศอช.).

    The centre is what is assessed and given missions; its committee sits. One for a district or
    a tambon.
    """

    area = models.OneToOneField(Area, models.PROTECT, related_name="centre")
    founded = models.DateField("ก่อตั้งเมื่อ", null=True, blank=True)
    founded_by = models.CharField("ตั้งโดยคำสั่งหรือมติ", max_length=200, blank=True)
    place = models.CharField("ที่ตั้ง", max_length=200, blank=True)
    building = models.CharField("อาคารที่ใช้", max_length=150, blank=True)
    latitude = models.DecimalField("ละติจูด", max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField("ลองจิจูด", max_digits=8, decimal_places=5, null=True, blank=True)
    contact = models.CharField("ผู้ประสานงาน", max_length=150, blank=True)
    phone = SealedField("โทรศัพท์", blank=True, default="")

    objects = CentreQuerySet.as_manager()

    class Meta:
        ordering = ["area"]
        constraints = [
            all_or_none("latitude", "longitude", name="centre_has_a_whole_position"),
        ]

    def __str__(self) -> str:
        return f"{self.short_kind} {self.area.name}"

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone)

    @property
    def short_kind(self) -> str:
        """ศอช.อ. for a district, ศอช.ต. for a tambon."""
        return "ศอช.อ." if self.area.level == Level.DISTRICT else "ศอช.ต."


class ExpectationQuerySet(models.QuerySet["Expectation"]):
    def on(self, day: date) -> Self:
        """What was set by `day`, oldest first: the last one for an area rules."""
        return self.filter(starts__lte=day).order_by("starts", "pk")


class Expectation(models.Model):
    """Whether a centre is expected in an area from a day on, and why (พื้นที่ที่ต้องมีศูนย์ฯ).

    Without one, a centre is expected. An inner-city tambon without villages may have none.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="expectations")
    is_expected = models.BooleanField("ต้องมีศูนย์ฯ")
    starts = models.DateField("ตั้งแต่วันที่")
    reason = models.CharField("เหตุผล", max_length=300)

    objects = ExpectationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.area} {'ต้องมี' if self.is_expected else 'ไม่ต้องมี'}ศูนย์ฯ"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("centre__area"))

    def on(self, day: date) -> Self:
        """Members of their centre on `day`."""
        begun = Q(since=None) | Q(since__lte=day)
        return self.filter(begun).filter(Q(until=None) | Q(until__gt=day))


class Organisation(models.Model):
    """A community organisation that is a member of a centre (องค์การชุมชนสมาชิก).

    Its kind is a code of `data/organisation_kinds.yaml`. The leader's telephone is sealed.
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="organisations")
    name = models.CharField("ชื่อองค์การ", max_length=150)
    kind = models.CharField("ประเภท", max_length=30)
    size = models.PositiveIntegerField("สมาชิก (คน)", null=True, blank=True)
    funds = models.DecimalField(
        "เงินทุน (บาท)",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    leader = models.CharField("ผู้นำ", max_length=150, blank=True)
    leader_phone = SealedField("โทรศัพท์ผู้นำ", blank=True, default="")
    since = models.DateField("เป็นสมาชิกตั้งแต่", null=True, blank=True)
    until = models.DateField("พ้นสมาชิกภาพวันที่", null=True, blank=True)
    ended_because = models.CharField("เหตุที่พ้น", max_length=200, null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["centre", "name"]
        constraints = [
            UniqueConstraint(
                name="organisation_is_a_member_once",
                fields=["centre", "name"],
                condition=Q(until=None),
            ),
            CheckConstraint(
                name="organisation_funds_are_not_negative",
                condition=Q(funds=None) | Q(funds__gte=0),
            ),
            CheckConstraint(
                name="organisation_leaves_after_it_joined",
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
            ),
            all_or_none("until", "ended_because", name="organisation_leaves_with_a_reason"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_name(self) -> str:
        return kind_name(self.kind)

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.leader_phone)


class Activity(models.Model):
    """Something a centre did (กิจกรรมของศูนย์ฯ), with what came of it and what proves it."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="activities")
    held = models.DateField("วันที่จัด")
    name = models.CharField("กิจกรรม", max_length=200)
    result = models.CharField("ผลที่ได้", max_length=500, blank=True)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="activities"
    )

    class Meta:
        ordering = ["-held", "-pk"]
        constraints = [
            UniqueConstraint(name="activity_is_recorded_once", fields=["centre", "held", "name"])
        ]

    def __str__(self) -> str:
        return self.name


class ActivityDuty(models.Model):
    """One of the ten duties an activity served; the code of `data/duties.yaml`."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="duties")
    duty = models.CharField("หน้าที่ของศูนย์ฯ", max_length=30)

    class Meta:
        ordering = ["activity", "pk"]
        constraints = [
            UniqueConstraint(name="activity_serves_a_duty_once", fields=["activity", "duty"])
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return duty_name(self.duty)


class Outcome(models.TextChoices):
    """What a yearly review came to."""

    UNCHANGED = "unchanged", "คงเดิม"
    REPLACED = "replaced", "ออกคำสั่งใหม่แทน"


class Review(models.Model):
    """The yearly review of a centre's database and order (การทบทวน): an act on a day.

    `because` says why all stays, or what was wrong; the order that took the place of the old one
    is its `replacement` (orders.Replacement).
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="reviews")
    held = models.DateField("วันที่ทบทวน")
    outcome = models.CharField("ผลการทบทวน", max_length=9, choices=Outcome.choices)
    because = models.CharField("เหตุผล", max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held", "-pk"]
        constraints = [
            UniqueConstraint(name="centre_is_reviewed_once_a_day", fields=["centre", "held"])
        ]

    def __str__(self) -> str:
        return f"{self.centre} {self.held} {self.get_outcome_display()}"
