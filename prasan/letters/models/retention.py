from datetime import date

from django.db import models

from prasan.letters import rules


class Retention(models.Model):
    """How long letters of a class are kept (อายุการเก็บ); without `years`, for ever.

    Loaded from a reviewed file. `confirmed` is the day someone held it against the regulation.
    """

    key = models.SlugField(max_length=30, unique=True)
    name = models.CharField("ประเภทหนังสือ", max_length=200)
    years = models.PositiveSmallIntegerField("อายุการเก็บ (ปี)", null=True, blank=True)
    source = models.CharField("ที่มา", max_length=300)
    confirmed = models.DateField("ยืนยันเมื่อ", null=True, blank=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        span = f"ไม่น้อยกว่า {self.years} ปี" if self.years else "ตลอดไป"
        return f"{self.name} เก็บ{span}"

    def until(self, dated: date) -> date | None:
        """The first day on which a letter of `dated` need not be kept; None for ever."""
        return rules.kept_until(dated, self.years) if self.years else None
