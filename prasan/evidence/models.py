from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

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
    file = models.FileField(upload_to="evidence", max_length=200)
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

    def get_absolute_url(self) -> str:
        return reverse("evidence:view", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return self.kind in (FileKind.JPEG, FileKind.PNG)


class HeldUploadQuerySet(models.QuerySet["HeldUpload"]):
    def before(self, moment: datetime) -> Self:
        """Held earlier than `moment`."""
        return self.filter(held_at__lt=moment)


class HeldUpload(models.Model):
    """A good file whose form still had something to put right (ไฟล์ที่ส่งมาแล้ว).

    Once it is kept its own copy goes, and it points at the evidence instead, so that the same
    form sent twice finds the file again. Swept away after a day.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="held_uploads")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="held", max_length=200, blank=True)
    evidence = models.ForeignKey(Evidence, models.CASCADE, null=True, related_name="+")
    # The real hour even in the demonstration: it serves the sweeping only.
    held_at = models.DateTimeField(auto_now_add=True)

    objects = HeldUploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="held_upload_has_a_copy_or_evidence",
                condition=Q(file="", evidence__isnull=False) | (~Q(file="") & Q(evidence=None)),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def read(self) -> bytes:
        """The bytes, from its own copy or from the evidence it became."""
        source = self.evidence.file if self.evidence else self.file
        with source.open("rb") as copy:
            content: bytes = copy.read()
        return content
