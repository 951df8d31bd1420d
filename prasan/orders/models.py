from datetime import date
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse

from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.committees.models import Committee
from prasan.committees.models import Seat as Seat
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.orders import rules
from prasan.people.models import Person


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("committee__area"))

    def begun_on(self, day: date) -> Self:
        """Orders in effect by `day` and not revoked by then; the newest of a committee rules."""
        standing = Q(revoked=None) | Q(revoked__gt=day)
        return self.filter(standing, starts__lte=day).order_by("committee", "starts", "pk")


class Order(models.Model):
    """A written order appointing a committee (คำสั่งแต่งตั้ง): the legal instrument behind seats.

    In effect from `starts`; `expires` is the first day after the term, None where no term is set.
    After the term the members carry on until a new order, but the order is no longer current.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="orders")
    issuer = models.ForeignKey(Area, models.PROTECT, related_name="orders_issued")
    number = models.PositiveIntegerField("เลขที่คำสั่ง")
    year = models.PositiveSmallIntegerField("ปี พ.ศ. ของเลขที่")
    signed = models.DateField("ลงวันที่")
    starts = models.DateField("มีผลตั้งแต่วันที่")
    expires = models.DateField("ครบวาระ", null=True, blank=True)
    signatory = models.CharField("ผู้ลงนาม", max_length=150)
    copy = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="orders_copied"
    )
    revoked = models.DateField("ยกเลิกตั้งแต่วันที่", null=True, blank=True)
    revoked_because = models.CharField("เหตุที่ยกเลิก", max_length=300, null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "-pk"]
        constraints = [
            UniqueConstraint(name="order_number_is_used_once", fields=["issuer", "year", "number"]),
            CheckConstraint(name="order_number_is_positive", condition=Q(number__gt=0)),
            CheckConstraint(
                name="order_expires_after_it_starts",
                condition=Q(expires=None) | Q(expires__gt=F("starts")),
            ),
            CheckConstraint(
                name="order_starts_no_earlier_than_signed", condition=Q(starts__gte=F("signed"))
            ),
            all_or_none("revoked", "revoked_because", name="order_is_revoked_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"คำสั่ง{self.issuer.title} ที่ {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("orders:detail", args=[self.pk])

    @property
    def last_day(self) -> date | None:
        """The last day of the term, as orders write it."""
        return rules.last_day(self.expires)

    @property
    def label(self) -> str:
        """Number and year as orders are cited: 312/2563."""
        return f"{self.number}/{self.year}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("order__committee__area"))

    def held_on(self, day: date) -> Self:
        """Seats already begun and not yet ended on `day`."""
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gt=day))

    def for_register(self) -> Self:
        """With all that a register line shows, in the order's own order of lines."""
        return self.select_related("person", "order__committee__area").order_by("order", "line")


class Appointment(models.Model):
    """One person's seat, as one order grants it: from `starts` until the day before `ends`."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="appointments")
    line = models.PositiveSmallIntegerField("ลำดับ")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    seat = models.CharField("ตำแหน่ง", max_length=10, choices=Seat.choices)
    represents = models.CharField("ผู้แทน/มาจาก", max_length=150, blank=True)
    starts = models.DateField("ตั้งแต่วันที่")
    ends = models.DateField("พ้นตำแหน่งวันที่", null=True, blank=True)
    ended_because = models.CharField("เหตุที่พ้น", max_length=200, null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["order", "line"]
        constraints = [
            CheckConstraint(
                name="seat_ends_no_earlier_than_it_starts",
                condition=Q(ends=None) | Q(ends__gte=F("starts")),
            ),
            UniqueConstraint(name="order_names_a_person_once", fields=["order", "person"]),
            UniqueConstraint(name="order_has_each_line_once", fields=["order", "line"]),
            UniqueConstraint(
                name="order_names_one_chair", fields=["order"], condition=Q(seat=Seat.CHAIR)
            ),
            UniqueConstraint(
                name="order_names_one_secretary", fields=["order"], condition=Q(seat=Seat.SECRETARY)
            ),
            all_or_none("ends", "ended_because", name="seat_ends_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_seat_display()}"
