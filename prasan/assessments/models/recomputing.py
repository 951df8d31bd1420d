"""What was found when the computed values of an area were computed anew."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from prasan.accounts.models import User
from prasan.areas.models import Area, within
from prasan.areas.rules import NATION
from prasan.assessments.models.assessments import Assessment
from prasan.assessments.models.frameworks import Indicator

AROUND = (2, 4)


class RecomputingQuerySet(models.QuerySet["Recomputing"]):
    def covering(self, code: str) -> Self:
        """Finished ones of the area `code` or of one around it, newest first."""
        around = {NATION, code, *(code[:digits] for digits in AROUND)}
        return self.filter(area__in=around).exclude(finished_at=None).order_by("-day", "-pk")


class Recomputing(models.Model):
    """All filed results of an area and year looked at on a day: what would the records say now
    (การคิดค่าใหม่ทั้งพื้นที่).

    A report of that day, no standing: nothing else reads it. A newer one of the same area and
    year takes its place.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    day = models.DateField("คิด ณ วันที่")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField("เสร็จเมื่อ", null=True, blank=True)

    objects = RecomputingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="area_is_recomputed_once_a_day", fields=["area", "fiscal_year", "day"]
            )
        ]

    def __str__(self) -> str:
        return f"ค่าที่ระบบคิดใหม่ {self.area} ปีงบประมาณ {self.fiscal_year}"


class RecomputedQuerySet(models.QuerySet["Recomputed"]):
    def within(self, code: str) -> Self:
        return self.filter(within([code], field="assessment__centre__area"))


class Recomputed(models.Model):
    """One filed result that was looked at (ผลที่คิดใหม่)."""

    recomputing = models.ForeignKey(Recomputing, models.CASCADE, related_name="results")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="+")

    objects = RecomputedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="result_is_recomputed_once", fields=["recomputing", "assessment"]
            )
        ]

    def __str__(self) -> str:
        return str(self.assessment)


# Another value than was frozen at filing; None is "the records cannot tell".
MOVED = Q(is_frozen=True) & (
    Q(then__lt=F("now"))
    | Q(then__gt=F("now"))
    | Q(then=None, now__isnull=False)
    | Q(then__isnull=False, now=None)
)
# Another value than the points that were filed.
UNLIKE = Q(given__lt=F("now")) | Q(given__gt=F("now"))


class ShiftQuerySet(models.QuerySet["Shift"]):
    def within(self, code: str) -> Self:
        return self.filter(within([code], field="result__assessment__centre__area"))


class Shift(models.Model):
    """One indicator whose computed value of that day differs from what was filed
    (ค่าที่ต่างจากตอนยื่น).

    `given` is the points filed, `then` what was computed at filing (`is_frozen` when something
    was), `now` what was computed on the day. What is the same everywhere has no row.
    """

    result = models.ForeignKey(Recomputed, models.CASCADE, related_name="shifts")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    given = models.PositiveSmallIntegerField("ที่ยื่น", null=True, blank=True)
    is_frozen = models.BooleanField("มีค่าตอนยื่น", default=False)
    then = models.PositiveSmallIntegerField("ตอนยื่น", null=True, blank=True)
    now = models.PositiveSmallIntegerField("ตอนคิดใหม่", null=True, blank=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="shift_is_told_once", fields=["result", "indicator"]),
            models.CheckConstraint(name="shift_differs", condition=MOVED | UNLIKE),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.then} {self.now}"
