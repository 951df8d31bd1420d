from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.constraints import all_or_none
from prasan.orders.models import DraftOrder
from prasan.sealing import SealedField


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))

    def waiting(self) -> Self:
        """Those nobody has taken in or given up yet."""
        return self.filter(taken_at=None, dropped_at=None)

    def for_list(self) -> Self:
        """Without the file itself, which is long."""
        return self.defer("content").select_related("area", "received_by", "taken_by")


class Intake(models.Model):
    """A list of members that came as a spreadsheet and waits to be taken in (ไฟล์ทะเบียนที่นำเข้า).

    Nothing of it counts before `taken_at`; then it is known which draft orders it became. The file
    is sealed, because it holds telephone numbers, and is thrown away after its purpose.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="intakes")
    name = models.CharField("ชื่อไฟล์", max_length=200)
    size = models.PositiveIntegerField("ขนาด", help_text="ไบต์")
    sha256 = models.CharField(max_length=64)
    content = SealedField(blank=True, default="")
    is_ours = models.BooleanField("สมุดงานของระบบ", default=False)
    received_at = models.DateTimeField("ได้รับเมื่อ")
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField("นำเข้าเมื่อ", null=True, blank=True)
    taken_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)
    dropped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    swept_at = models.DateTimeField("ลบไฟล์เมื่อ", null=True, blank=True)
    drafts = models.ManyToManyField(DraftOrder, related_name="intakes")
    corrected = models.PositiveIntegerField("บรรทัดที่แก้", default=0)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            UniqueConstraint(
                name="intake_of_a_file_waits_once",
                fields=["area", "sha256"],
                condition=Q(taken_at=None, dropped_at=None),
            ),
            all_or_none("taken_at", "taken_by", name="intake_is_taken_by_someone"),
            all_or_none("dropped_at", "dropped_by", name="intake_is_dropped_by_someone"),
            CheckConstraint(
                name="intake_is_taken_or_dropped", condition=Q(taken_at=None) | Q(dropped_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registers:intake", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.taken_at is None and self.dropped_at is None

    @property
    def ended_at(self) -> datetime | None:
        return self.taken_at or self.dropped_at


class About(models.TextChoices):
    """What an answer decides."""

    MEANING = "meaning", "คอลัมน์นี้คืออะไร"
    KIND = "kind", "คณะกรรมการของแผ่นงาน"
    PLACE = "place", "พื้นที่ของแผ่นงาน"
    LEFT_OUT = "left_out", "ไม่ใช้แผ่นงานนี้"
    TEXT = "text", "ข้อความที่ใช้แทนทั้งคอลัมน์"
    CELL = "cell", "ข้อความที่ใช้แทนในช่องเดียว"
    ACCEPT = "accept", "ถูกแล้ว"
    SKIP = "skip", "ข้ามแถว"
    PERSON = "person", "หมายถึงใคร"
    KEEP = "keep", "ใช้ของใครเมื่อแก้พร้อมกัน"


class IntakeAnswer(models.Model):
    """One thing decided about a waiting list (คำตอบระหว่างตรวจไฟล์).

    Places count from 0; -1 stands for the whole sheet or the whole column. `said` is the text that
    stood there, where the answer is about every equal one. Sealed: a cell may hold a number.
    """

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="answers")
    about = models.CharField(max_length=8, choices=About.choices)
    sheet = models.SmallIntegerField()
    row = models.IntegerField(default=-1)
    column = models.SmallIntegerField(default=-1)
    code = models.CharField(max_length=12, blank=True, default="")
    # Which text it is about, as a digest, so that equal ones are found and none is readable.
    said_digest = models.CharField(max_length=64, blank=True, default="")
    said = SealedField(blank=True, default="")
    answer = SealedField(blank=True, default="")

    class Meta:
        constraints = [
            UniqueConstraint(
                name="intake_is_answered_once_a_place",
                fields=["intake", "about", "sheet", "row", "column", "code", "said_digest"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_about_display()} {self.sheet}:{self.row}:{self.column}"
