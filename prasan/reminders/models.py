from datetime import date
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.constraints import all_or_none
from prasan.directives.models import Obligation
from prasan.reminders import rules
from prasan.reminders.rules import Because, Sending
from prasan.sealing import SealedField


class Channel(models.TextChoices):
    """The ways a reminder takes (ช่องทาง)."""

    INBOX = "inbox", "ในระบบ"
    EMAIL = "email", "อีเมล"
    LINE = "line", "LINE"


class Audience(models.TextChoices):
    """Whom a step tells (ผู้รับ)."""

    UNIT = "unit", "ผู้รับผิดชอบพื้นที่"
    ABOVE = "above", "ผู้กำกับชั้นเหนือขึ้นไป"


class Why(models.TextChoices):
    """Why a message went to its recipient (แจ้งเพราะ), as rules.Because."""

    POST = Because.POST, "หน้าที่ของผู้รับ"
    STAND_IN = Because.STAND_IN, "ทำแทน"
    ABOVE = Because.ABOVE, "ไม่มีผู้ทำแทน จึงถึงชั้นเหนือ"
    TASK = Because.TASK, "ได้รับมอบหมายงาน"


class StepQuerySet(models.QuerySet["Step"]):
    def of(self, area: str) -> Self:
        """The steps an office reminds by: its own once it kept any, else those shipped."""
        own = self.filter(area=area)
        return own if own.exists() else self.filter(area=None)

    def on(self, day: date) -> Self:
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gt=day))


class Step(models.Model):
    """One step of reminding (ขั้นเตือน): how many days from the due day, and who is told.

    `offset` is negative before the due day, 0 on it, positive after. Without an area it is one of
    those shipped, which a province uses until it keeps steps of its own.
    """

    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    offset = models.SmallIntegerField("จำนวนวันจากวันครบกำหนด")
    audience = models.CharField("แจ้งใคร", max_length=5, choices=Audience.choices)
    starts = models.DateField("ใช้ตั้งแต่")
    ends = models.DateField("เลิกใช้เมื่อ", null=True, blank=True)
    ended_why = models.CharField("เหตุผลที่เลิกใช้", max_length=200, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["area", "offset", "audience"]
        constraints = [
            models.UniqueConstraint(
                name="area_has_a_step_once",
                fields=["area", "offset", "audience"],
                condition=Q(ends=None),
            ),
            models.CheckConstraint(
                name="step_is_within_a_year", condition=Q(offset__gte=-180, offset__lte=180)
            ),
            models.CheckConstraint(
                name="step_ends_after_it_starts", condition=Q(ends=None) | Q(ends__gte=F("starts"))
            ),
            models.CheckConstraint(
                name="step_ends_with_a_reason", condition=Q(ends=None) | ~Q(ended_why="")
            ),
        ]

    def __str__(self) -> str:
        return f"{rules.in_words(self.offset)} {self.get_audience_display()}"

    @property
    def when(self) -> str:
        """When it comes, in words: ก่อนครบกำหนด 7 วัน."""
        return rules.in_words(self.offset)


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))


class Dispatch(models.Model):
    """One line of the ledger (บันทึกการแจ้งเตือน): an obligation of a unit, at a step, by a channel.

    It stands once, so nobody is told twice, whoever keeps the steps. `due` is the day it counted
    from: a later day after an extension is a new count. `covered` is how many earlier steps it made
    needless, which were reached and not told.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="dispatches")
    area = models.ForeignKey(Area, models.PROTECT, related_name="dispatches")
    offset = models.SmallIntegerField("จำนวนวันจากวันครบกำหนด")
    audience = models.CharField("แจ้งใคร", max_length=5, choices=Audience.choices)
    channel = models.CharField("ช่องทาง", max_length=5, choices=Channel.choices)
    due = models.DateField("ครบกำหนด")
    made_at = models.DateTimeField("บันทึกเมื่อ")
    covered = models.PositiveSmallIntegerField("แทนขั้นก่อนหน้า", default=0)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "area", "obligation", "-offset"]
        verbose_name_plural = "dispatches"
        constraints = [
            models.UniqueConstraint(
                name="unit_is_reminded_once_a_step",
                fields=["obligation", "area", "due", "offset", "audience", "channel"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.area} {self.when}"

    @property
    def when(self) -> str:
        """The step it was said at, in words."""
        return rules.in_words(self.offset)


class MessageQuerySet(models.QuerySet["Message"]):
    def for_inbox(self, user: User) -> Self:
        return self.filter(recipient=user, channel=Channel.INBOX)

    def unread(self) -> Self:
        return self.filter(acknowledged_at=None)

    def outgoing(self) -> Self:
        """What waits to leave the house."""
        return self.exclude(channel=Channel.INBOX).filter(sent_at=None, given_up_at=None)


class Message(models.Model):
    """What one person is told at one time by one channel: a digest of dispatches (ข้อความแจ้งเตือน).

    How it fares is kept as hours: taken up, sent, given up; the rest follows (rules.sending).
    `key` lets the other side know a second try from a second message.
    """

    recipient = models.ForeignKey(User, models.PROTECT, related_name="reminders")
    channel = models.CharField("ช่องทาง", max_length=5, choices=Channel.choices)
    title = models.CharField("เรื่อง", max_length=200)
    body = models.TextField("ข้อความ")
    because = models.CharField("แจ้งเพราะ", max_length=8, choices=Why.choices, default=Why.POST)
    instead_of = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="แทน"
    )
    dispatches = models.ManyToManyField(Dispatch, related_name="messages")
    made_at = models.DateTimeField("เขียนเมื่อ")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    tries = models.PositiveSmallIntegerField("ส่งแล้วกี่ครั้ง", default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField("ส่งอีกครั้งเมื่อ", null=True, blank=True)
    sent_at = models.DateTimeField("ส่งเมื่อ", null=True, blank=True)
    given_up_at = models.DateTimeField("เลิกส่งเมื่อ", null=True, blank=True)
    problem = models.CharField("เหตุที่ส่งไม่ได้", max_length=300, blank=True)
    acknowledged_at = models.DateTimeField("รับทราบเมื่อ", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="message_is_sent_or_given_up", condition=Q(sent_at=None) | Q(given_up_at=None)
            ),
            models.CheckConstraint(
                name="message_names_whom_it_stands_for",
                condition=Q(because__in=[Why.POST, Why.TASK], instead_of=None)
                | Q(because__in=[Why.STAND_IN, Why.ABOVE], instead_of__isnull=False),
            ),
            models.CheckConstraint(
                name="message_is_given_up_with_a_reason",
                condition=Q(given_up_at=None) | ~Q(problem=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["retry_at"],
                name="message_to_send",
                condition=Q(sent_at=None, given_up_at=None) & ~Q(channel="inbox"),
            ),
            models.Index(fields=["recipient", "channel", "-made_at"], name="message_of_inbox"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sending(self) -> Sending:
        """How far the message has come on its way."""
        return rules.sending(
            leaves_the_house=self.channel != Channel.INBOX,
            tries=self.tries,
            is_sent=self.sent_at is not None,
            is_given_up=self.given_up_at is not None,
            is_acknowledged=self.acknowledged_at is not None,
        )


class AddressQuerySet(models.QuerySet["Address"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Address(models.Model):
    """Where one person wishes to be reminded outside the house (ที่อยู่รับการแจ้งเตือน)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="addresses")
    channel = models.CharField("ช่องทาง", max_length=5, choices=Channel.choices)
    value = SealedField("ที่อยู่")
    given_at = models.DateTimeField("ให้ไว้เมื่อ")
    withdrawn_at = models.DateTimeField("ถอนเมื่อ", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AddressQuerySet.as_manager()

    class Meta:
        ordering = ["user", "channel", "-given_at"]
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(
                name="person_has_one_address_a_channel",
                fields=["user", "channel"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="address_leads_out_of_the_house", condition=~Q(channel="inbox")
            ),
            all_or_none("withdrawn_at", "withdrawn_by", name="address_is_withdrawn_by_someone"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.user}"


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, reach: Reach, user: User) -> Self:
        """Tasks of areas in sight, and those in one's own hands."""
        return self.filter(reach.q("area") | Q(user=user))

    def standing(self) -> Self:
        """Not taken back; whether the thing itself is done, its board tells."""
        return self.filter(taken_back_at=None)

    def for_list(self) -> Self:
        return self.select_related("user", "area__parent", "given_by", "obligation__item")


class Task(models.Model):
    """One thing owed by one unit, handed to a named person of the office (มอบหมายงาน).

    It gives no right: who is handed a thing they may not record prepares it. `obligation` is of
    the first letter of a chain, so that a later letter asks it of the same person.
    """

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="tasks")
    area = models.ForeignKey(Area, models.PROTECT, related_name="tasks")
    user = models.ForeignKey(User, models.PROTECT, related_name="tasks")
    due = models.DateField("ให้เสร็จภายในวันที่")
    note = models.CharField("ข้อความถึงผู้รับ", max_length=300, blank=True)
    given_at = models.DateTimeField("มอบหมายเมื่อ")
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField("เรียกคืนเมื่อ", null=True, blank=True)
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_why = models.CharField("เหตุที่เรียกคืน", max_length=200, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due", "area", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="thing_is_handed_to_one_at_a_time",
                fields=["obligation", "area"],
                condition=Q(taken_back_at=None),
            ),
            all_or_none("taken_back_at", "taken_back_by", name="task_is_taken_back_by_someone"),
            models.CheckConstraint(
                name="task_is_taken_back_with_a_reason",
                condition=Q(taken_back_at=None) | ~Q(taken_back_why=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.area}"
