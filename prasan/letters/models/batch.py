from typing import Self

from django.db import models

from prasan.accounts.models import Office, User
from prasan.accounts.reach import Reach
from prasan.letters.models.numbering import Series


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, reach: Reach) -> Self:
        """Batches of offices in reach; an addressee sees its own letter, not the others'."""
        return self.filter(reach.q("office__area"))


class Batch(models.Model):
    """Letters of one matter, numbered together, each to one addressee (ชุดหนังสือ).

    How many there are, which are cancelled, signed or sent follows from the letters.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="batches")
    series = models.CharField("ชุดเลข", max_length=8, choices=Series.choices)
    subject = models.CharField("เรื่อง", max_length=300)
    dated = models.DateField("ลงวันที่")
    numbered_at = models.DateTimeField("ออกเลขเมื่อ")
    numbered_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                # Source: regulation on official correspondence, on circulars: letters of one
                # circular number read the same, so several that differ have ordinary numbers.
                name="letters_of_a_batch_are_no_circulars",
                condition=models.Q(series=Series.ORDINARY),
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Ending(models.TextChoices):
    """Which file of a batch."""

    JOINED = "pdf", "รวมทุกฉบับสำหรับพิมพ์"
    ZIPPED = "zip", "แยกฉบับ"


class BatchFile(models.Model):
    """A file made of a batch's letters (ไฟล์ของชุดหนังสือ), kept for some days; made again at will."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="files")
    ending = models.CharField("ชนิดไฟล์", max_length=3, choices=Ending.choices)
    file = models.FileField("ไฟล์", upload_to="batches", max_length=200)
    size = models.PositiveBigIntegerField("ขนาด")
    pages = models.PositiveIntegerField("จำนวนหน้า", default=0)
    begins_odd = models.BooleanField("แต่ละฉบับขึ้นหน้าคี่", default=False)
    made_at = models.DateTimeField("จัดทำเมื่อ")

    class Meta:
        ordering = ["batch", "ending"]
        constraints = [
            models.UniqueConstraint(name="batch_has_each_file_once", fields=["batch", "ending"])
        ]

    def __str__(self) -> str:
        return self.get_ending_display()
