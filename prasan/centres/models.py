from datetime import date
from typing import Self

from django.db import models

from prasan.accounts.reach import Reach
from prasan.areas.models import Area, Level


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
    place = models.CharField("ที่ตั้ง", max_length=200, blank=True)

    objects = CentreQuerySet.as_manager()

    class Meta:
        ordering = ["area"]

    def __str__(self) -> str:
        return f"{self.short_kind} {self.area.name}"

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
