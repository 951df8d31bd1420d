from django.db import models
from django.db.models import F, Q

from prasan.accounts.models import User
from prasan.meetings.models.meeting import Attendance, Meeting


class Told(models.TextChoices):
    """Who told of an arrival."""

    CLERK = "clerk", "เจ้าหน้าที่"
    PHONE = "phone", "สแกน QR"
    SELF = "self", "เข้าสู่ระบบเอง"


class Stay(models.Model):
    """One span in which a member, or the substitute, was in the room (ช่วงที่อยู่ในที่ประชุม).

    Whoever came late, or left and came back, has their hours here. A meeting entered from paper
    has none: who came was there throughout.
    """

    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="stays")
    arrived_at = models.DateTimeField("มาถึงเมื่อ")
    left_at = models.DateTimeField("ออกเมื่อ", null=True, blank=True)
    told = models.CharField("ผู้ลงเวลา", max_length=5, choices=Told.choices)
    told_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["arrived_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="stay_ends_after_it_begins",
                condition=Q(left_at=None) | Q(left_at__gt=F("arrived_at")),
            ),
            models.UniqueConstraint(
                name="member_is_in_the_room_once", fields=["attendance"], condition=Q(left_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendance} {self.arrived_at}"


class Guest(models.Model):
    """Someone in attendance who holds no seat (ผู้เข้าร่วมประชุม); counts for no quorum."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests")
    line = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField("ชื่อ-สกุล", max_length=150)
    post = models.CharField("ตำแหน่ง/หน่วยงาน", max_length=200, blank=True)

    class Meta:
        ordering = ["meeting", "line"]
        constraints = [
            models.UniqueConstraint(name="guest_has_a_line", fields=["meeting", "line"]),
            models.UniqueConstraint(name="guest_is_listed_once", fields=["meeting", "name"]),
        ]

    def __str__(self) -> str:
        return self.name
