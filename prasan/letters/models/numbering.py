from django.db import models
from django.db.models import F, Q

from prasan.accounts.models import Office


class Series(models.TextChoices):
    """A run of an office's numbers; each starts again at 1 on 1 January."""

    CIRCULAR = "circular", "หนังสือเวียน (ว)"
    ORDINARY = "ordinary", "หนังสือทั่วไป"
    ORDER = "order", "คำสั่งของสำนักงาน"
    RECEIVED = "received", "หนังสือรับ"

    @classmethod
    def outgoing(cls) -> "list[Series]":
        """The runs an office's own letters are numbered in."""
        return [cls.CIRCULAR, cls.ORDINARY, cls.ORDER]


class Counter(models.Model):
    """The last number used in one office's series and calendar year (Buddhist).

    Its row is the lock under which a number is taken, in the same transaction as the letter that
    takes it: no gaps, no twins. Numbers up to `began` were used on paper before.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="counters")
    series = models.CharField(max_length=8, choices=Series.choices)
    year = models.PositiveSmallIntegerField("ปี พ.ศ.")
    last = models.PositiveIntegerField("เลขล่าสุด", default=0)
    began = models.PositiveIntegerField("เลขที่ใช้ไปก่อนเริ่มที่นี่", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="series_has_one_counter_a_year", fields=["office", "series", "year"]
            ),
            models.CheckConstraint(
                name="series_begins_before_its_last", condition=Q(began__lte=F("last"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.get_series_display()} {self.year}: {self.last}"
