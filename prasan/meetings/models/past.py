from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.constraints import all_or_none
from prasan.meetings.models.meeting import Meeting


class PastListQuerySet(models.QuerySet["PastList"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))

    def standing(self) -> Self:
        """All but those given up."""
        return self.filter(dropped_at=None)


class PastList(models.Model):
    """Old meetings that came as a workbook and wait to be recorded (สมุดงานการประชุมเก่า).

    Only what its lines say is kept, not the file. Nothing counts before it is recorded; a line
    that could not be is judged anew at every look, and recorded with a later press.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    name = models.CharField("ชื่อไฟล์", max_length=200)
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField("ได้รับเมื่อ")
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("บันทึกล่าสุดเมื่อ", null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)
    dropped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PastListQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                name="past_list_of_a_file_stands_once",
                fields=["area", "sha256"],
                condition=Q(dropped_at=None),
            ),
            all_or_none("recorded_at", "recorded_by", name="past_list_is_recorded_by_someone"),
            all_or_none("dropped_at", "dropped_by", name="past_list_is_dropped_by_someone"),
            models.CheckConstraint(
                name="past_list_is_recorded_or_dropped",
                condition=Q(recorded_at=None) | Q(dropped_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:past", args=[self.pk])


class PastLine(models.Model):
    """One row of it: one meeting, in the words of its cells (แถวในสมุดงานการประชุมเก่า).

    `row` is where it stands in the file, counted from 1. `broken` tells of cells that cannot be
    taken as they are. `meeting` is what it became.
    """

    past = models.ForeignKey(PastList, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField("แถว")
    committee = models.TextField("คณะกรรมการ", blank=True)
    held = models.TextField("วันประชุม", blank=True)
    number = models.TextField("ครั้งที่", blank=True)
    place = models.TextField("สถานที่", blank=True)
    began = models.TextField("เริ่มเวลา", blank=True)
    ended = models.TextField("เลิกเวลา", blank=True)
    absent = models.TextField("ไม่มา", blank=True)
    excused = models.TextField("ลา", blank=True)
    broken = models.TextField("ช่องที่ใช้ไม่ได้", blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="past_lines"
    )

    class Meta:
        ordering = ["past", "row"]
        constraints = [models.UniqueConstraint(name="past_line_has_a_row", fields=["past", "row"])]

    def __str__(self) -> str:
        return f"{self.past} {self.row}"
