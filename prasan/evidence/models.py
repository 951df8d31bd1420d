from typing import Self

from django.db import models
from django.db.models import Q

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area


class FileKind(models.TextChoices):
    PDF = "pdf", "PDF"
    JPEG = "jpeg", "ภาพ JPEG"
    PNG = "png", "ภาพ PNG"
    XLSX = "xlsx", "Excel"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))


class Evidence(models.Model):
    """One uploaded file, opened by its real parser before it was kept (หลักฐาน).

    Three dates: `dated` is the day of the fact it proves, `received_at` when it came here, and
    who checked it and when is told by what uses it. One file may prove many facts.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="evidence")
    name = models.CharField("ชื่อไฟล์", max_length=200)
    kind = models.CharField("ชนิด", max_length=4, choices=FileKind.choices)
    size = models.PositiveIntegerField("ขนาด", help_text="ไบต์")
    pages = models.PositiveIntegerField("จำนวนหน้า", null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="evidence/%Y", max_length=200)
    dated = models.DateField("วันที่ของหลักฐาน", null=True, blank=True)
    received_at = models.DateTimeField("ได้รับเมื่อ")
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="evidence_is_not_empty", condition=Q(size__gt=0)),
            models.UniqueConstraint(name="evidence_is_kept_once", fields=["area", "sha256"]),
        ]

    def __str__(self) -> str:
        return self.name
