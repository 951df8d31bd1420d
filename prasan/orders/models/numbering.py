from datetime import date

from django.db import models

from prasan.areas.models import Area
from prasan.constraints import all_or_none


class NumberSeries(models.Model):
    """The last order number Prasan gave for an office in a Buddhist year (ทะเบียนเลขคำสั่ง).

    An office without one types the number from the signed paper. Its row is the lock under which
    a number is taken, in the same transaction as the order that takes it: no gaps, no twins.
    Orders signed from `closed` on are numbered by the office itself again; what was given stays.
    """

    issuer = models.ForeignKey(Area, models.PROTECT, related_name="order_series")
    year = models.PositiveSmallIntegerField("ปี พ.ศ.")
    last = models.PositiveIntegerField("เลขล่าสุด", default=0)
    closed = models.DateField("ปิดตั้งแต่วันที่", null=True, blank=True)
    closed_because = models.CharField("เหตุที่ปิด", max_length=300, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="office_has_one_order_series_a_year", fields=["issuer", "year"]
            ),
            all_or_none("closed", "closed_because", name="order_series_is_closed_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"เลขคำสั่ง{self.issuer.title} ปี {self.year}: {self.last}"

    def is_open_on(self, day: date) -> bool:
        """Whether an order signed on `day` gets its number from here."""
        return self.closed is None or day < self.closed
