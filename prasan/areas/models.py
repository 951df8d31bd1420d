from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from prasan.areas import rules


class Level(models.TextChoices):
    NATION = "nation", "ประเทศ"
    PROVINCE = "province", "จังหวัด"
    DISTRICT = "district", "อำเภอ"
    TAMBON = "tambon", "ตำบล"
    VILLAGE = "village", "หมู่บ้าน"


class AreaQuerySet(models.QuerySet["Area"]):
    def within(self, codes: Iterable[str]) -> Self:
        """The areas of `codes` and all that lie inside them."""
        return self.filter(within(codes, field="code"))

    def on(self, day: date) -> Self:
        """Areas that exist on `day`: a dead code stays for the records that name it."""
        begun = Q(starts=None) | Q(starts__lte=day)
        return self.filter(begun, Q(ends=None) | Q(ends__gt=day))


class Area(models.Model):
    """A place of the administration: nation, province, district, tambon or village (พื้นที่).

    `code` is DOPA's, two digits a level; the nation is "00". Areas are ended and succeeded,
    never deleted.
    """

    code = models.CharField(primary_key=True, max_length=8)
    level = models.CharField(max_length=8, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField("ชื่อ", max_length=120)
    name_en = models.CharField("ชื่อภาษาอังกฤษ", max_length=120, blank=True)
    name_sort = models.CharField(max_length=500)
    starts = models.DateField("ตั้งแต่วันที่", null=True, blank=True)
    ends = models.DateField("สิ้นสุดวันที่", null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="area_ends_after_it_starts",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gt=models.F("starts")),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name with its kind, as officers say it: อำเภองาว; in Bangkok เขต and แขวง."""
        return rules.title(self.code, self.level, self.name)

    def holds(self, code: str) -> bool:
        """Whether `code` is this area or lies inside it."""
        return rules.holds(self.code, code)


def within(codes: Iterable[str], *, field: str) -> Q:
    """A condition: `field` holds a code that is one of `codes` or lies inside one.

    A range of codes, not LIKE, so that every engine uses the index. No codes, no rows.
    """
    condition = Q(pk__in=[])
    for code in codes:
        if code == rules.NATION:
            # Every row; an empty Q would vanish when it is joined to another by OR.
            return ~Q(pk__in=[])
        first, beyond = rules.span(code)
        condition |= Q(**{f"{field}__gte": first, f"{field}__lt": beyond})
    return condition
