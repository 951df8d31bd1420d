from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from prasan.accounts.models import Office
from prasan.letters import rules
from prasan.letters.models.numbering import Series


class Scope(models.TextChoices):
    """Which letters someone may sign."""

    ALL = "all", "หนังสือและคำสั่งทุกชนิด"
    LETTERS = "letters", "หนังสือ ไม่รวมคำสั่ง"
    ORDERS = "orders", "คำสั่งเท่านั้น"

    def series(self) -> list[Series]:
        """The series of such letters."""
        orders = [Series.ORDER]
        letters = [one for one in Series.outgoing() if one not in orders]
        return {"all": [*letters, *orders], "letters": letters, "orders": orders}[self.value]


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    def on(self, day: date) -> Self:
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gt=day))

    def signing(self, series: str, day: date) -> Self:
        """Those who may sign letters of `series` on `day`."""
        scopes = [scope for scope in Scope if series in scope.series()]
        return self.on(day).filter(scope__in=scopes)


class Signatory(models.Model):
    """Someone who may sign an office's letters, and in what capacity (ผู้ลงนาม).

    `capacity` is ปฏิบัติราชการแทน or รักษาราชการแทน where they sign for `principal`; `authority`
    names the order that lets them, `limits` what that order leaves out.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="signatories")
    name = models.CharField("ชื่อ-สกุล", max_length=150)
    post_title = models.CharField("ตำแหน่ง", max_length=150)
    capacity = models.CharField("ฐานะ", max_length=60, blank=True)
    principal = models.CharField("ลงนามแทน", max_length=150, blank=True)
    authority = models.CharField("คำสั่งมอบอำนาจ", max_length=200, blank=True)
    starts = models.DateField("ตั้งแต่วันที่")
    ends = models.DateField("ถึงก่อนวันที่", null=True, blank=True)
    scope = models.CharField("ลงนามได้ใน", max_length=7, choices=Scope.choices, default=Scope.ALL)
    limits = models.CharField("ข้อจำกัดในคำสั่ง", max_length=200, blank=True)
    ended_because = models.CharField("เหตุที่สิ้นสุด", max_length=200, blank=True)

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
        return rules.signature_lines(self.post_title, self.capacity, self.principal)

    def problem(self, *, day: date, series: str) -> str:
        """Why a letter of `series` dated `day` may not be signed by them, in Thai; "" if it may."""
        kinds = Scope(self.scope).series()
        return rules.signing_problem(
            self.name, starts=self.starts, ends=self.ends, kinds=kinds, day=day, kind=series
        )
