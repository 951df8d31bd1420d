"""What the system computed when a result was filed: it never changes again."""

from django.db import models

from prasan.assessments.models.assessments import Step
from prasan.assessments.models.frameworks import Indicator

NOTE_LIMIT, FACT_LIMIT, LINK_LIMIT = 200, 300, 200


class Frozen(models.Model):
    """One computed value as it was when a result was filed (ค่าที่ระบบคิดตอนยื่น).

    It belongs to that filing: one filed anew freezes its own, and the older stay. `points` is
    None where the records could not tell; `note` says what they said.
    """

    step = models.ForeignKey(Step, models.PROTECT, related_name="frozen")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField("คะแนนที่ระบบคิด", null=True, blank=True)
    note = models.CharField("คิดจาก", max_length=NOTE_LIMIT, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="computed_value_is_frozen_once_a_filing", fields=["step", "indicator"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {'-' if self.points is None else self.points}"


class FrozenFact(models.Model):
    """One record behind a frozen value, and the page it is on (ข้อเท็จจริงตอนยื่น)."""

    frozen = models.ForeignKey(Frozen, models.PROTECT, related_name="facts")
    place = models.PositiveSmallIntegerField("ลำดับ")
    text = models.CharField("ข้อเท็จจริง", max_length=FACT_LIMIT)
    link = models.CharField("หน้าของข้อเท็จจริง", max_length=LINK_LIMIT, blank=True)

    class Meta:
        ordering = ["frozen", "place"]
        constraints = [
            models.UniqueConstraint(name="frozen_fact_has_its_place", fields=["frozen", "place"])
        ]

    def __str__(self) -> str:
        return self.text
