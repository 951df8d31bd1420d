from django.db import models
from django.db.models import Q

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.directives.models.directive import Obligation


class Excuse(models.TextChoices):
    NOT_EXPECTED = "not_expected", "ไม่ต้องทำ"
    WAIVED = "waived", "ผ่อนผัน"
    EXTENDED = "extended", "ขยายเวลา"


class Exemption(models.Model):
    """An exception for one unit, with its reason (ข้อยกเว้น)."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="exemptions")
    area = models.ForeignKey(Area, models.PROTECT, related_name="exemptions")
    excuse = models.CharField("ลักษณะ", max_length=12, choices=Excuse.choices)
    until = models.DateField("ขยายถึงวันที่", null=True, blank=True)
    reason = models.CharField("เหตุผล", max_length=300)
    granted = models.DateField("วันที่อนุญาต")
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["granted", "pk"]
        constraints = [
            models.CheckConstraint(
                name="only_an_extension_has_a_new_day",
                condition=Q(excuse=Excuse.EXTENDED, until__isnull=False)
                | (~Q(excuse=Excuse.EXTENDED) & Q(until=None)),
            ),
            models.CheckConstraint(name="exemption_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_excuse_display()} {self.area}"
