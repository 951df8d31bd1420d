from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from prasan.accounts.models import Office, User
from prasan.accounts.reach import Reach
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.letters.models.codes import Secrecy, Urgency
from prasan.letters.models.letter import Letter
from prasan.letters.models.retention import Retention


class IncomingQuerySet(models.QuerySet["Incoming"]):
    def visible_to(self, reach: Reach) -> Self:
        """Letters received by offices in reach."""
        return self.filter(reach.q("office__area"))

    def for_register(self) -> Self:
        """With all that a register line shows."""
        return (
            self.select_related("office", "retention")
            .prefetch_related("passings")
            .defer("text", "words")
        )

    def standing(self) -> Self:
        return self.filter(cancelled_at=None)


class Incoming(models.Model):
    """A letter an office received and gave its receive number (หนังสือรับ).

    It came from another office of ours (`letter` is then that very letter) or from outside; what
    it says of itself (`sender`, `their_number`, `dated`) is copied either way, as registers do.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="received")
    number = models.PositiveIntegerField("เลขรับ")
    year = models.PositiveSmallIntegerField("ปี พ.ศ. ของเลข")
    received_at = models.DateTimeField("รับเมื่อ")
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="receipts"
    )
    sender = models.CharField("จาก", max_length=200)
    their_number = models.CharField("ที่", max_length=60, blank=True)
    dated = models.DateField("ลงวันที่")
    addressed = models.CharField("ถึง", max_length=300)
    subject = models.CharField("เรื่อง", max_length=300)
    urgency = models.CharField("ชั้นความเร็ว", max_length=3, choices=Urgency.choices)
    file = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField("ข้อความที่อ่านได้", blank=True)
    retention = models.ForeignKey(
        Retention, models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField("คำค้น", blank=True, editable=False)
    entered_at = models.DateTimeField("ลงทะเบียนเมื่อ")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField("เหตุที่ยกเลิก", max_length=300, blank=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number", "-pk"]
        indexes = [models.Index("year", "number", "id", name="received_in_order")]
        constraints = [
            models.UniqueConstraint(
                name="receive_number_is_used_once", fields=["office", "year", "number"]
            ),
            models.UniqueConstraint(
                name="office_receives_a_letter_once",
                fields=["office", "letter"],
                condition=Q(cancelled_at=None),
            ),
            models.CheckConstraint(name="receive_number_is_positive", condition=Q(number__gt=0)),
            all_or_none("cancelled_at", "cancelled_by", name="incoming_is_cancelled_by_someone"),
            models.CheckConstraint(
                name="incoming_is_cancelled_for_a_reason",
                condition=Q(cancelled_at=None) | ~Q(cancelled_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("letters:received", args=[self.pk])

    @property
    def label(self) -> str:
        """The receive number with its calendar year, 12/2567."""
        return f"{self.number}/{self.year}"

    @property
    def secrecy(self) -> Secrecy:
        """Secret letters are not kept here, so it is always the ordinary code."""
        return Secrecy.NORMAL


class Passing(models.Model):
    """To whom a received letter was passed, and what they are to do (การปฏิบัติ)."""

    incoming = models.ForeignKey(Incoming, models.PROTECT, related_name="passings")
    to = models.CharField("ส่งให้", max_length=150)
    note = models.CharField("คำเกษียน", max_length=300, blank=True)
    passed_at = models.DateTimeField("ส่งเมื่อ")
    passed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["passed_at", "pk"]

    def __str__(self) -> str:
        return self.to
