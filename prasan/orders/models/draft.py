from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.committees.models import Committee, Seat
from prasan.constraints import all_or_none
from prasan.orders.models.order import Appointment, Order, Purpose
from prasan.people.models import Person
from prasan.sealing import SealedField


class Change(models.TextChoices):
    """What a line of an amending draft does."""

    ADD = "add", "เพิ่ม"
    REMOVE = "remove", "ให้พ้น"
    REPLACE = "replace", "แทน"


class DraftQuerySet(models.QuerySet["DraftOrder"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("committee__area"))

    def open(self) -> Self:
        """Neither signed nor discarded."""
        return self.filter(order=None, discarded_at=None)

    def for_list(self) -> Self:
        return self.select_related("committee__area__parent", "issuer", "follows", "order")


class DraftOrder(models.Model):
    """An order that is not signed yet (ร่างคำสั่ง): it seats nobody, and may be thrown away.

    `planned` is the day it shall take effect, `follows` the order it amends or renews. Once
    signed it points to its `order`, and stays as it was.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="order_drafts")
    issuer = models.ForeignKey(Area, models.PROTECT, related_name="order_drafts")
    purpose = models.CharField("ชนิดคำสั่ง", max_length=7, choices=Purpose.choices)
    follows = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="drafts_following"
    )
    planned = models.DateField("จะมีผลวันที่", null=True, blank=True)
    expires = models.DateField("ครบวาระ", null=True, blank=True)
    # What a list of members said of the paper it was copied from: offered when it is signed.
    listed_as = models.CharField("เลขที่ตามรายชื่อ", max_length=20, blank=True)
    listed_signed = models.DateField("ลงวันที่ตามรายชื่อ", null=True, blank=True)
    signatory = models.CharField("ผู้ลงนาม", max_length=150, blank=True)
    signatory_post = models.CharField("ตำแหน่งผู้ลงนาม", max_length=300, blank=True)
    order = models.OneToOneField(Order, models.PROTECT, null=True, blank=True, related_name="draft")
    edition = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField("ร่างเมื่อ")
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    discarded_at = models.DateTimeField("เลิกใช้ร่างเมื่อ", null=True, blank=True)
    discarded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    discarded_because = models.CharField("เหตุที่เลิกใช้ร่าง", max_length=300, null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            all_or_none(
                "discarded_at",
                "discarded_by",
                "discarded_because",
                name="draft_is_discarded_with_a_reason",
            ),
            CheckConstraint(
                name="draft_is_signed_or_discarded",
                condition=Q(order=None) | Q(discarded_at=None),
            ),
            CheckConstraint(
                name="draft_expires_after_it_starts",
                condition=Q(expires=None) | Q(planned=None) | Q(expires__gt=F("planned")),
            ),
            CheckConstraint(
                name="draft_follows_an_order_it_changes",
                condition=Q(purpose=Purpose.APPOINT, follows=None)
                | (~Q(purpose=Purpose.APPOINT) & Q(follows__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"ร่างคำสั่ง{self.get_purpose_display()} {self.committee}"

    def get_absolute_url(self) -> str:
        return reverse("orders:draft", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.discarded_at is None and not self.is_signed

    @property
    def is_signed(self) -> bool:
        return self.order_id is not None

    @property
    def is_amendment(self) -> bool:
        return self.purpose == Purpose.AMEND


class DraftLineQuerySet(models.QuerySet["DraftLine"]):
    def for_paper(self) -> Self:
        """In the draft's order, with the person chosen and the seat that ends."""
        return self.select_related("person", "ending__person").order_by("draft", "line")


class DraftLine(models.Model):
    """One line of a draft: who shall sit, as chosen or as typed, and which seat ends.

    `change` is empty where the whole committee is appointed. A person is only entered when the
    order is signed; `is_new` says that the name is of nobody known.
    """

    draft = models.ForeignKey(DraftOrder, models.CASCADE, related_name="lines")
    line = models.PositiveSmallIntegerField("ลำดับ")
    change = models.CharField("การเปลี่ยน", max_length=7, choices=Change.choices, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    is_new = models.BooleanField("เป็นคนใหม่", default=False)
    title = models.CharField("คำนำหน้าชื่อ", max_length=40, blank=True)
    given_name = models.CharField("ชื่อ", max_length=80, blank=True)
    family_name = models.CharField("สกุล", max_length=80, blank=True)
    seat = models.CharField("ตำแหน่ง", max_length=10, choices=Seat.choices, blank=True)
    represents = models.CharField("ผู้แทน/มาจาก", max_length=150, blank=True)
    phone = SealedField("โทรศัพท์", blank=True, default="")
    ending = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="drafts_ending"
    )

    objects = DraftLineQuerySet.as_manager()

    class Meta:
        ordering = ["draft", "line"]
        constraints = [
            UniqueConstraint(name="draft_has_each_line_once", fields=["draft", "line"]),
            UniqueConstraint(name="draft_ends_a_seat_once", fields=["draft", "ending"]),
            CheckConstraint(
                name="draft_line_ends_a_seat_if_it_says_so",
                condition=Q(change__in=[Change.REMOVE, Change.REPLACE], ending__isnull=False)
                | Q(change__in=["", Change.ADD], ending=None),
            ),
            CheckConstraint(
                name="draft_line_names_who_shall_sit",
                condition=Q(change=Change.REMOVE, given_name="", seat="")
                | (~Q(change=Change.REMOVE) & ~Q(given_name="") & ~Q(seat="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.get_change_display()} {self.ending}"

    @property
    def name(self) -> str:
        return f"{self.title}{self.given_name} {self.family_name}".strip()
