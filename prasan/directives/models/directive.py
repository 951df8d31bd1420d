from typing import Self

from django.db import models
from django.db.models import Q

from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.directives.models.kinds import Kind, Level
from prasan.letters.models import Letter


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, reach: Reach) -> Self:
        """Directives of an area in reach, or addressed to an area that holds or lies in it."""
        around = Q(pk__in=[])
        for code in reach.codes:
            around |= Q(addressees__area__in=[code[:length] for length in range(2, len(code), 2)])
        mine = reach.q("letter__office__area") | reach.q("addressees__area") | around
        return self.filter(pk__in=Directive.objects.filter(mine).values("pk"))


class Directive(models.Model):
    """What a letter orders of its addressees (ข้อสั่งการ). Time runs from the letter's date.

    `follows` is the directive this one reminds of; `root` is the first of the chain, None when
    this is it.
    """

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="directive")
    title = models.CharField("เรื่อง", max_length=200)
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    root = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="chain")

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        ordering = ["-letter__dated", "-pk"]

    def __str__(self) -> str:
        return self.title


class Addressee(models.Model):
    """One district a directive is addressed to."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="addressees")
    area = models.ForeignKey(Area, models.PROTECT, related_name="directives_received")

    class Meta:
        ordering = ["directive", "area"]
        constraints = [
            models.UniqueConstraint(
                name="directive_is_addressed_to_an_area_once", fields=["directive", "area"]
            )
        ]

    def __str__(self) -> str:
        return str(self.area)


class Item(models.Model):
    """One numbered item of the letter, in its own words (ข้อ)."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField("ข้อที่")
    text = models.TextField("ข้อความ")

    class Meta:
        ordering = ["directive", "number"]
        constraints = [
            models.UniqueConstraint(
                name="directive_has_each_item_once", fields=["directive", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"ข้อ {self.number}"


class Obligation(models.Model):
    """What an item asks of every unit of a level (สิ่งที่ต้องทำ).

    `measure` names the measure that tells how far a unit has come. `due` is the last day for a
    delivery; a quota runs to the end of `fiscal_year`. `renews` is the same duty in the directive
    reminded of: what was sent for it counts here too.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="obligations")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField("ลักษณะ", max_length=7, choices=Kind.choices)
    level = models.CharField("ของ", max_length=8, choices=Level.choices)
    measure = models.CharField("วัดจาก", max_length=30)
    label = models.CharField("ชื่อย่อ", max_length=60)
    due = models.DateField("ภายในวันที่", null=True, blank=True)
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewed_by"
    )

    class Meta:
        ordering = ["item__directive", "place"]
        constraints = [
            models.UniqueConstraint(name="item_has_each_obligation_once", fields=["item", "place"]),
            models.CheckConstraint(
                name="delivery_has_a_due_day_and_only_it",
                condition=Q(kind=Kind.DELIVER, due__isnull=False)
                | (~Q(kind=Kind.DELIVER) & Q(due=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.label
