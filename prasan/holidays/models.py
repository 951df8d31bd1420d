from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area, within
from prasan.areas.rules import NATION
from prasan.constraints import all_or_none
from prasan.thai.calendar import buddhist_year, format_short


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def visible_to(self, reach: Reach) -> Self:
        """Days of the whole nation, and of the provinces one looks into or belongs to."""
        around = {NATION, *(code[:2] for code in reach.codes)}
        return self.filter(Q(area__in=around) | reach.q("area"))

    def kept_by(self, reach: Reach) -> Self:
        """Days one may correct: those of areas one administers."""
        return self.filter(within(reach.holding(Right.ADMINISTER), field="area"))

    def in_force(self) -> Self:
        """Days that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def over(self, codes: Collection[str]) -> Self:
        """Days that hold in every one of the areas `codes` or in some of them."""
        return self.filter(area__in={NATION, *(code[:2] for code in codes)})

    def between(self, first: date, last: date) -> Self:
        """Days from `first` to `last`, both included."""
        return self.filter(day__gte=first, day__lte=last)


class Holiday(models.Model):
    """A day on which offices are closed, in the nation or one province (วันหยุดราชการ).

    Saturdays and Sundays are none. One that turns out wrong is withdrawn with its reason, never
    deleted: what was counted by it can still be understood.
    """

    day = models.DateField("วันที่")
    name = models.CharField("ชื่อวันหยุด", max_length=150)
    area = models.ForeignKey(Area, models.PROTECT, related_name="holidays")
    source = models.CharField("ที่มา", max_length=300)
    confirmed = models.DateField("ยืนยันเมื่อ", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ถอนเมื่อ", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField("เหตุที่ถอน", max_length=300, blank=True)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["day", "area"]
        constraints = [
            models.UniqueConstraint(
                name="area_has_a_holiday_once_a_day",
                fields=["area", "day"],
                condition=Q(withdrawn_at=None),
            ),
            all_or_none("withdrawn_at", "withdrawn_by", name="holiday_is_withdrawn_by_someone"),
            models.CheckConstraint(
                name="holiday_is_withdrawn_for_a_reason",
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {format_short(self.day)}"

    def get_absolute_url(self) -> str:
        return f"{reverse('holidays:index')}?year={buddhist_year(self.day)}"


def holidays_of(codes: Collection[str], first: date, last: date) -> dict[date, Holiday]:
    """The days between `first` and `last` on which offices in `codes` are closed; one query.

    Where nation and province name the same day, the nation's name is told.
    """
    found = Holiday.objects.in_force().over(codes).between(first, last).order_by("-area", "day")
    return {holiday.day: holiday for holiday in found}
