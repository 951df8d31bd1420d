from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.committees.models import Committee
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.meetings import rules
from prasan.meetings.models.gathering import Gathering
from prasan.meetings.models.presence import COUNTED_PRESENT, Presence
from prasan.orders.models import Appointment
from prasan.thai.calendar import FiscalYear


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("committee__area"))

    def in_year(self, year: FiscalYear) -> Self:
        """Meetings held in the fiscal year; none that is only planned."""
        return self.in_years([year])

    def in_years(self, years: Iterable[FiscalYear]) -> Self:
        """Meetings held in one of these fiscal years; without any, none."""
        held = Q(pk__in=[])
        for year in years:
            held |= Q(held__gte=year.first, held__lte=year.last)
        return self.filter(held)

    def by(self, day: date) -> Self:
        """Meetings held by `day`, that day included."""
        return self.filter(held__lte=day)

    def to_come(self) -> Self:
        """Drafted, convened or under way: neither held to its end nor cancelled."""
        return self.filter(held=None, cancelled=None)

    def standing(self) -> Self:
        """All but the cancelled: those whose day and number are taken."""
        return self.filter(cancelled=None)

    def with_roll(self) -> Self:
        """With `seats` and `present`: seats filled that day, and those who came.

        Counted apart, not by joining: grouping a joined roll takes a province a second.
        """
        roll = Attendance.objects.of_the_first_day().filter(meeting=OuterRef("pk"))
        came = roll.filter(presence__in=COUNTED_PRESENT)
        return self.annotate(seats=_counted(roll), present=_counted(came))


def _counted(roll: models.QuerySet["Attendance"]) -> Coalesce:
    lines = roll.order_by().values("meeting").annotate(lines=Count("pk")).values("lines")
    return Coalesce(Subquery(lines), 0)


class Meeting(models.Model):
    """One meeting of one committee, from its draft to the adoption of its minutes (การประชุม).

    Each step is a fact with its day and its actor; how far a meeting has come follows from them.
    `planned` is the day it is called for. `held` is that day once the meeting came to its end: a
    meeting without it counts for nothing. Meetings entered from paper were neither drafted,
    convened nor opened here. `number` counts within the calendar year, as minutes are headed.
    Meetings that several committees hold as one sitting share a `gathering`.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="meetings")
    gathering = models.ForeignKey(
        Gathering, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    number = models.PositiveSmallIntegerField("ครั้งที่")
    year = models.PositiveSmallIntegerField("ปี พ.ศ.")
    planned = models.DateField("วันประชุม")
    starts = models.TimeField("เวลาเริ่มตามนัด", null=True, blank=True)
    ends = models.TimeField("เวลาเลิกตามนัด", null=True, blank=True)
    place = models.CharField("สถานที่", max_length=200)
    subject = models.CharField("เรื่องสำคัญ", max_length=300, blank=True)

    drafted_at = models.DateTimeField("ร่างเมื่อ", null=True, blank=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    convened = models.DateField("เรียกประชุมเมื่อ", null=True, blank=True)
    convened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField("เปิดประชุมเมื่อ", null=True, blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    held = models.DateField("ประชุมแล้ววันที่", null=True, blank=True)
    # Unknown of meetings recorded before this was kept.
    held_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled = models.DateField("ยกเลิกเมื่อ", null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField("เหตุที่ยกเลิก", max_length=300, null=True, blank=True)

    writer = models.CharField("ผู้จดรายงานการประชุม", max_length=150, blank=True)
    writer_post = models.CharField("ตำแหน่งผู้จด", max_length=150, blank=True)
    checker = models.CharField("ผู้ตรวจรายงานการประชุม", max_length=150, blank=True)
    checker_post = models.CharField("ตำแหน่งผู้ตรวจ", max_length=150, blank=True)
    minutes = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    signed_minutes = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="meetings_signed"
    )
    adopted = models.DateField("รับรองรายงานเมื่อ", null=True, blank=True)
    adopted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_in = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="adopts"
    )
    adopted_with = models.CharField("แก้ไขก่อนรับรอง", max_length=500, blank=True)

    objects = MeetingQuerySet.as_manager()

    # Set by with_roll().
    seats: int
    present: int

    class Meta:
        ordering = ["-planned", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="committee_meets_once_a_day",
                fields=["committee", "planned"],
                condition=Q(cancelled=None),
            ),
            models.UniqueConstraint(
                name="meeting_has_its_number_in_the_year",
                fields=["committee", "year", "number"],
                condition=Q(cancelled=None),
            ),
            models.UniqueConstraint(
                name="committee_is_in_a_gathering_once",
                fields=["gathering", "committee"],
                condition=Q(cancelled=None),
            ),
            models.CheckConstraint(name="meeting_number_is_positive", condition=Q(number__gt=0)),
            models.CheckConstraint(
                name="meeting_is_planned_to_end_after_it_starts",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gt=F("starts")),
            ),
            all_or_none("drafted_at", "drafted_by", name="meeting_is_drafted_by_someone"),
            all_or_none("convened", "convened_by", name="meeting_is_convened_by_someone"),
            all_or_none("opened_at", "opened_by", name="meeting_is_opened_by_someone"),
            all_or_none(
                "cancelled",
                "cancelled_by",
                "cancelled_because",
                name="meeting_is_cancelled_by_someone_with_a_reason",
            ),
            all_or_none(
                "adopted", "adopted_by", "adopted_in", name="minutes_are_adopted_in_a_meeting"
            ),
            models.CheckConstraint(
                name="meeting_is_held_on_the_day_planned",
                condition=Q(held=None) | Q(held=F("planned")),
            ),
            models.CheckConstraint(
                name="meeting_opened_or_held_is_not_cancelled",
                condition=Q(cancelled=None) | Q(held=None, opened_at=None),
            ),
            models.CheckConstraint(
                name="minutes_are_of_a_meeting_held",
                condition=Q(minutes=None, signed_minutes=None) | Q(held__isnull=False),
            ),
            models.CheckConstraint(
                name="minutes_adopted_are_on_file",
                condition=Q(adopted=None) | Q(minutes__isnull=False),
            ),
        ]
        indexes = [models.Index(name="meeting_by_day_held", fields=["held", "committee"])]

    def __str__(self) -> str:
        return f"{self.committee} ครั้งที่ {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.pk])

    @property
    def label(self) -> str:
        """Number and year as minutes are headed: 1/2567."""
        return f"{self.number}/{self.year}"

    @property
    def stage(self) -> rules.Stage:
        return rules.stage(
            is_convened=self.convened is not None,
            is_opened=self.opened_at is not None,
            is_held=self.held is not None,
            has_minutes=self.minutes_id is not None,
            is_adopted=self.adopted is not None,
            is_cancelled=self.cancelled is not None,
        )


class Stretch(models.Model):
    """A stretch of a meeting, from its opening to an adjournment or the end (ช่วงประชุม).

    One is enough for most meetings; one resumed after an adjournment has two, maybe on another
    day. Hours are unknown where the minutes did not tell. While a meeting is on, the last one has
    no end.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="stretches")
    day = models.DateField("วันที่")
    began = models.TimeField("เริ่มประชุมเวลา", null=True, blank=True)
    ended = models.TimeField("เลิกประชุมเวลา", null=True, blank=True)
    adjourned_because = models.CharField("เหตุที่พักหรือเลื่อน", max_length=300, blank=True)

    class Meta:
        ordering = ["day", "began", "pk"]
        constraints = [
            models.CheckConstraint(
                name="stretch_ends_after_it_begins",
                condition=Q(began=None) | Q(ended=None) | Q(ended__gt=F("began")),
            ),
            models.UniqueConstraint(
                name="meeting_has_one_stretch_without_end",
                fields=["meeting"],
                condition=Q(ended=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.day}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def of_the_first_day(self) -> Self:
        """The roll a meeting was opened on: whether it counts hangs on this one."""
        return self.filter(resumed=None)


class Attendance(models.Model):
    """Whether the holder of one seat came to one meeting (การเข้าประชุม).

    Before the meeting opens a line says who is excused or sends someone; from then on every seat
    filled that day has one. A meeting that goes on on a later day has a roll of that day beside
    the first, of the seats filled then: `resumed` is that day.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Appointment, models.PROTECT, related_name="attendance")
    presence = models.CharField("การเข้าประชุม", max_length=10, choices=Presence.choices)
    substitute = models.CharField("ผู้แทนชื่อ", max_length=150, blank=True)
    resumed = models.DateField("ของวันที่ประชุมต่อ", null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="seat_attends_a_meeting_once",
                fields=["meeting", "seat"],
                condition=Q(resumed=None),
            ),
            models.UniqueConstraint(
                name="seat_attends_each_later_day_once", fields=["meeting", "seat", "resumed"]
            ),
            models.CheckConstraint(
                name="substitute_is_named",
                condition=~Q(presence=Presence.SUBSTITUTE) | ~Q(substitute=""),
            ),
        ]
        # Half a million lines are counted by meeting for the nation's quota, from this alone.
        indexes = [
            models.Index(
                name="attendance_counted",
                fields=["meeting", "presence"],
                condition=Q(resumed=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat} {self.get_presence_display()}"
