from typing import Self

from django.db import models
from django.db.models import Q

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.directives.models.directive import Directive, Item
from prasan.directives.models.kinds import Counting
from prasan.letters.models import Incoming, Letter


class CascadeQuerySet(models.QuerySet["Cascade"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("letter__office__area"))

    def drafts(self) -> Self:
        """Those whose letter has no number yet."""
        return self.filter(letter__number=None)


class Cascade(models.Model):
    """A letter from above being passed down, while its circular is written (การสั่งการต่อ).

    What is passed down is the letter as it was `received`, or the directive `parent` behind it,
    or both. The circular's content is made from these fields at each save.
    """

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="cascade")
    received = models.ForeignKey(Incoming, models.PROTECT, null=True, related_name="cascades")
    parent = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="cascades")
    title = models.CharField("ชื่อที่ใช้เรียกบนกระดาน", max_length=200)
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    opening = models.TextField("ความเดิม")
    purpose = models.TextField("ความประสงค์")
    closing = models.CharField("สรุป", max_length=300)

    objects = CascadeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cascade_passes_something_down",
                condition=Q(received__isnull=False) | Q(parent__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"สั่งการต่อ {self.title}"


class CascadeItem(models.Model):
    """One item of the letter from above as it goes down; `source` is the parent's item.

    `own` is the day the office itself has, `before` how many working days earlier the level
    below has its; `due` is one the officer set instead, kept as it was typed.
    """

    cascade = models.ForeignKey(Cascade, models.CASCADE, related_name="items")
    source = models.ForeignKey(Item, models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField("ข้อที่")
    text = models.TextField("ข้อความ")
    is_passed = models.BooleanField("ส่งต่อข้อนี้", default=True)
    own = models.DateField("กำหนดของสำนักงาน", null=True)
    before = models.PositiveSmallIntegerField("ก่อนกี่วันทำการ", default=0)
    due = models.DateField("กำหนดที่ตั้งเอง", null=True)
    enough = models.PositiveSmallIntegerField("ครบเมื่อได้", null=True)
    counting = models.CharField(
        "นับเป็น", max_length=7, choices=Counting.choices, default=Counting.UNITS
    )

    class Meta:
        ordering = ["cascade", "number"]
        constraints = [
            models.UniqueConstraint(name="cascade_has_each_item_once", fields=["cascade", "number"])
        ]

    def __str__(self) -> str:
        return f"ข้อ {self.number}"


class CascadeDuty(models.Model):
    """Something countable an item asks for, by the name of its measure."""

    item = models.ForeignKey(CascadeItem, models.CASCADE, related_name="duties")
    measure = models.CharField("วัดจาก", max_length=30)

    class Meta:
        ordering = ["item", "pk"]
        verbose_name_plural = "cascade duties"
        constraints = [
            models.UniqueConstraint(name="item_asks_a_duty_once", fields=["item", "measure"])
        ]

    def __str__(self) -> str:
        return self.measure


class Decision(models.TextChoices):
    KEPT = "kept", "คงไว้ตามเดิม"
    FOLLOWED = "followed", "ปรับตาม"


class ChangeReview(models.Model):
    """What an office decided about a change in the letter above (การพิจารณาการเปลี่ยนแปลง).

    `change` names the change as `reviewing` does; each is decided once.
    """

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="change_reviews")
    change = models.CharField(max_length=40)
    decision = models.CharField("ผล", max_length=8, choices=Decision.choices)
    reason = models.CharField("เหตุผล", max_length=300)
    reviewed_at = models.DateTimeField("พิจารณาเมื่อ")
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["reviewed_at", "pk"]
        constraints = [
            models.UniqueConstraint(name="change_is_reviewed_once", fields=["directive", "change"]),
            models.CheckConstraint(name="change_is_reviewed_for_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} {self.change}"
