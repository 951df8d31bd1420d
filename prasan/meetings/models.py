from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from prasan.accounts.reach import Reach
from prasan.committees.models import Committee
from prasan.evidence.models import Evidence
from prasan.orders.models import Appointment
from prasan.thai.calendar import FiscalYear


class Presence(models.TextChoices):
    PRESENT = "present", "มา"
    SUBSTITUTE = "substitute", "ส่งผู้แทน"
    EXCUSED = "excused", "ลา"
    ABSENT = "absent", "ขาด"


# A substitute sent by name counts as present (rules.Sitting).
COUNTED_PRESENT = (Presence.PRESENT, Presence.SUBSTITUTE)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("committee__area"))

    def in_year(self, year: FiscalYear) -> Self:
        """Meetings held in the fiscal year."""
        return self.filter(held__gte=year.first, held__lte=year.last)

    def by(self, day: date) -> Self:
        """Meetings held by `day`, that day included."""
        return self.filter(held__lte=day)

    def with_roll(self) -> Self:
        """With `seats` and `present`: seats filled that day, and those who came.

        Counted apart, not by joining: grouping a joined roll takes a province a second.
        """
        roll = Attendance.objects.filter(meeting=OuterRef("pk"))
        came = roll.filter(presence__in=COUNTED_PRESENT)
        return self.annotate(seats=_counted(roll), present=_counted(came))


def _counted(roll: models.QuerySet["Attendance"]) -> Coalesce:
    lines = roll.order_by().values("meeting").annotate(lines=Count("pk")).values("lines")
    return Coalesce(Subquery(lines), 0)


class Meeting(models.Model):
    """One meeting of one committee that was truly held (การประชุม).

    `number` counts within the calendar year, as minutes are headed. Whether it counts towards the
    year's duty follows from attendance and minutes.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    held = models.DateField("วันประชุม")
    number = models.PositiveSmallIntegerField("ครั้งที่")
    year = models.PositiveSmallIntegerField("ปี พ.ศ.")
    began = models.TimeField("เริ่มประชุมเวลา", null=True, blank=True)
    ended = models.TimeField("เลิกประชุมเวลา", null=True, blank=True)
    place = models.CharField("สถานที่", max_length=200)
    subject = models.CharField("เรื่องสำคัญ", max_length=300, blank=True)
    minutes = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="meetings"
    )

    objects = MeetingQuerySet.as_manager()

    # Set by with_roll().
    seats: int
    present: int

    class Meta:
        ordering = ["-held"]
        constraints = [
            models.UniqueConstraint(
                name="committee_meets_once_a_day", fields=["committee", "held"]
            ),
            models.UniqueConstraint(
                name="meeting_has_its_number_in_the_year", fields=["committee", "year", "number"]
            ),
            models.CheckConstraint(name="meeting_number_is_positive", condition=Q(number__gt=0)),
            models.CheckConstraint(
                name="meeting_ends_after_it_begins",
                condition=Q(began=None) | Q(ended=None) | Q(ended__gt=F("began")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee} ครั้งที่ {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.pk])

    @property
    def label(self) -> str:
        """Number and year as minutes are headed: 1/2567."""
        return f"{self.number}/{self.year}"


class Attendance(models.Model):
    """Whether the holder of one seat came to one meeting (การเข้าประชุม)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Appointment, models.PROTECT, related_name="attendance")
    presence = models.CharField("การเข้าประชุม", max_length=10, choices=Presence.choices)
    substitute = models.CharField("ผู้แทนชื่อ", max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="seat_attends_a_meeting_once", fields=["meeting", "seat"]),
            models.CheckConstraint(
                name="substitute_is_named",
                condition=~Q(presence=Presence.SUBSTITUTE) | ~Q(substitute=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat} {self.get_presence_display()}"
