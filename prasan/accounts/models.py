from datetime import date, timedelta
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from prasan.accounts.rights import Role
from prasan.accounts.rules import Span
from prasan.areas.models import Area
from prasan.constraints import all_or_none


class User(AbstractUser):
    """Someone who logs in (ผู้ใช้). What they may do hangs on their posts, not on them."""

    full_name = models.CharField("ชื่อ-สกุล", max_length=150)
    post_title = models.CharField("ตำแหน่ง", max_length=150, blank=True)

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_absolute_url(self) -> str:
        return reverse("accounts:detail", args=[self.pk])


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def on(self, day: date) -> Self:
        """Assignments already begun and not yet ended on `day`."""
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gt=day))


class Assignment(models.Model):
    """One post of one user in one area, from `starts` until the day before `ends` (การมอบหมายหน้าที่).

    An officer of three tambons has three; an officer acting for another has one more, with its
    end.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    role = models.CharField("หน้าที่", max_length=16, choices=Role.choices)
    area = models.ForeignKey(Area, models.PROTECT, related_name="assignments")
    is_acting = models.BooleanField("รักษาราชการแทน", default=False)
    starts = models.DateField("ตั้งแต่วันที่")
    ends = models.DateField("สิ้นสุดวันที่", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_after_it_starts",
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
            ),
            models.UniqueConstraint(
                name="user_holds_a_post_once",
                fields=["user", "role", "area"],
                condition=Q(ends=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_role_display()} {self.area}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> Self:
        """Absences that last on `day`."""
        return self.filter(starts__lte=day, ends__gt=day)

    def meeting(self, starts: date, ends: date) -> Self:
        """Absences with a day from `starts` until before `ends`."""
        lasting = self.filter(ends__gt=F("starts"))
        return lasting.filter(starts__lt=ends, ends__gt=starts)


class Absence(models.Model):
    """Days on which the holder of a post is away, and who does its work then (การไม่อยู่).

    It lasts from `starts` until the day before `ends` and ends by itself. `stand_in` (ผู้ทำแทน) may
    do meanwhile what the post may; nobody, when there is none. Who signs for whom is another
    thing: that is a signatory of an office (รักษาราชการแทน, ปฏิบัติราชการแทน).
    """

    post = models.ForeignKey(Assignment, models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="stands_in"
    )
    starts = models.DateField("ไม่อยู่ตั้งแต่วันที่")
    ends = models.DateField("กลับมาวันที่")
    reason = models.CharField("เหตุที่ไม่อยู่", max_length=200)
    order = models.CharField("คำสั่งหรือหนังสือมอบหมาย", max_length=200, blank=True)
    entered_at = models.DateTimeField("บันทึกเมื่อ")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField("สิ้นสุดก่อนกำหนดเมื่อ", null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_why = models.CharField("เหตุที่สิ้นสุดก่อนกำหนด", max_length=200, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.CheckConstraint(
                name="absence_ends_no_sooner_than_it_starts", condition=Q(ends__gte=F("starts"))
            ),
            models.CheckConstraint(name="absence_has_a_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                name="post_is_left_once_from_a_day",
                fields=["post", "starts"],
                condition=Q(ended_at=None),
            ),
            all_or_none("ended_at", "ended_by", name="absence_is_ended_by_someone"),
            models.CheckConstraint(
                name="absence_is_ended_with_a_reason", condition=Q(ended_at=None) | ~Q(ended_why="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post.user} {self.span.words}"

    @property
    def last(self) -> date:
        """The last day away."""
        return self.ends - timedelta(days=1)

    @property
    def span(self) -> Span:
        """Its days, and who stands in."""
        return Span(self.starts, self.ends, str(self.stand_in) if self.stand_in else "")


class Handover(models.Model):
    """A post passed from one holder to the next (การส่งมอบหน้าที่): the old ends and the new begins.

    `day` is the first of the new holder, `to` their post; none while nobody is named. What goes
    along is computed on the day it is looked at.
    """

    post = models.OneToOneField(Assignment, models.PROTECT, related_name="handover")
    to = models.ForeignKey(
        Assignment, models.PROTECT, null=True, blank=True, related_name="taken_over"
    )
    day = models.DateField("รับหน้าที่วันที่")
    note = models.CharField("หมายเหตุ", max_length=300, blank=True)
    made_at = models.DateTimeField("บันทึกเมื่อ")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField("รับมอบเมื่อ", null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            all_or_none("acknowledged_at", "acknowledged_by", name="handover_is_taken_by_someone"),
            models.CheckConstraint(
                name="post_is_not_handed_to_itself", condition=Q(to=None) | ~Q(to=F("post"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.day}"


class Office(models.Model):
    """An office that sends letters, with all its letterhead says (สำนักงาน).

    `code` is the letter code before the slash, ลป 0019.3; `hall` the issuing place at the upper
    right, with its address below; `section` and what follows stand at the foot.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="offices")
    name = models.CharField("ชื่อสำนักงาน", max_length=150)
    code = models.CharField("รหัสหนังสือ", max_length=30)
    hall = models.CharField("ส่วนราชการเจ้าของหนังสือ", max_length=150)
    address = models.CharField("ที่อยู่", max_length=300)
    section = models.CharField("กลุ่มงาน", max_length=150, blank=True)
    telephone = models.CharField("โทร.", max_length=60, blank=True)
    fax = models.CharField("โทรสาร", max_length=60, blank=True)
    motto = models.TextField("คำขวัญท้ายหนังสือ", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="office_has_its_letter_code", fields=["code"]),
        ]

    def __str__(self) -> str:
        return self.name
