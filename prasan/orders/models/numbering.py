from django.db import models

from prasan.areas.models import Area


class NumberSeries(models.Model):
    """The last order number Prasan gave for an office in a Buddhist year (ทะเบียนเลขคำสั่ง).

    An office without one types the number from the signed paper. Its row is the lock under which
    a number is taken, in the same transaction as the order that takes it: no gaps, no twins.
    """

    issuer = models.ForeignKey(Area, models.PROTECT, related_name="order_series")
    year = models.PositiveSmallIntegerField("ปี พ.ศ.")
    last = models.PositiveIntegerField("เลขล่าสุด", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="office_has_one_order_series_a_year", fields=["issuer", "year"]
            )
        ]

    def __str__(self) -> str:
        return f"เลขคำสั่ง{self.issuer.title} ปี {self.year}: {self.last}"
