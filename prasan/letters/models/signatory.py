from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from prasan.accounts.models import Office


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    def on(self, day: date) -> Self:
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gt=day))


class Signatory(models.Model):
    """Someone who may sign an office's letters, and in what capacity (ผู้ลงนาม).

    `capacity` is ปฏิบัติราชการแทน or รักษาราชการแทน where they sign for `principal`; `authority`
    names the order that lets them.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="signatories")
    name = models.CharField("ชื่อ-สกุล", max_length=150)
    post_title = models.CharField("ตำแหน่ง", max_length=150)
    capacity = models.CharField("ฐานะ", max_length=60, blank=True)
    principal = models.CharField("ลงนามแทน", max_length=150, blank=True)
    authority = models.CharField("คำสั่งมอบอำนาจ", max_length=200, blank=True)
    starts = models.DateField("ตั้งแต่วันที่")
    ends = models.DateField("ถึงก่อนวันที่", null=True, blank=True)

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="signatory_ends_after_they_start",
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
            ),
            models.CheckConstraint(
                name="signatory_for_another_says_for_whom_and_why",
                condition=Q(capacity="") | (~Q(principal="") & ~Q(authority="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.post_title}"

    @property
    def lines(self) -> list[str]:
        """The lines under the name: own post with the capacity, then whom it is for."""
        return [
            line for line in (f"{self.post_title} {self.capacity}".strip(), self.principal) if line
        ]
