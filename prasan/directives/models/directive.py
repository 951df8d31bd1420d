from typing import Self

from django.db import models
from django.db.models import Q

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area, within
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.constraints import all_or_none
from prasan.directives.models.kinds import Counting, Kind, Level
from prasan.letters.models import Incoming, Letter


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, reach: Reach) -> Self:
        """Directives of an area in reach, or addressed to an area that holds or lies in it."""
        around = Q(pk__in=[])
        for code in reach.codes:
            around |= Q(addressees__area__in=[code[:length] for length in range(2, len(code), 2)])
        mine = reach.q("letter__office__area") | reach.q("addressees__area") | around
        return self.filter(pk__in=Directive.objects.filter(mine).values("pk"))

    def standing(self) -> Self:
        """Those that were not revoked."""
        return self.filter(revoked_at=None)

    def at_hand(self, reach: Reach) -> Self:
        """In sight and standing, without what offices below one's own passed further down."""
        below = within(reach.codes, field="letter__office__area") & ~Q(
            letter__office__area__in=reach.codes
        )
        return self.visible_to(reach).standing().exclude(below, parent__isnull=False)


class Directive(models.Model):
    """What a letter orders of its addressees (ข้อสั่งการ). Time runs from the letter's date.

    `follows` is the directive this one reminds of; `root` is the first of the chain, None when
    this is it. One that passes a letter from above down knows that letter as it was `received`,
    and the directive it carries, its `parent`, when an office of ours gave it.
    """

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="directive")
    title = models.CharField("เรื่อง", max_length=200)
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    root = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="chain")
    received = models.ForeignKey(
        Incoming, models.PROTECT, null=True, blank=True, related_name="directives"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="passed")
    revoked_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_because = models.CharField("เหตุที่ยกเลิก", max_length=300, blank=True)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        ordering = ["-letter__dated", "-pk"]
        constraints = [
            all_or_none("revoked_at", "revoked_by", name="directive_is_revoked_by_someone"),
            models.CheckConstraint(
                name="directive_is_revoked_for_a_reason",
                condition=Q(revoked_at=None) | ~Q(revoked_because=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_seen_there(self) -> bool:
        """Whether the issuing office sees the facts itself: its own officers enter them."""
        return len(self.letter.office.area_id) == DISTRICT_DIGITS


class Addressee(models.Model):
    """One unit a directive is addressed to: a province, a district or a tambon."""

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
    reminded of: what was sent for it counts here too. So it is with what is passed down: `passes`
    is the duty in the parent, `above` the day the issuing office itself had when it passed it.
    `enough` of the units below make the level above complete; without it all of them must.
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
    passes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="passed_as"
    )
    above = models.DateField("กำหนดของสำนักงาน", null=True, blank=True)
    enough = models.PositiveSmallIntegerField("ครบเมื่อได้", null=True, blank=True)
    counting = models.CharField(
        "นับเป็น", max_length=7, choices=Counting.choices, default=Counting.UNITS
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
            models.CheckConstraint(
                name="enough_is_some_and_no_more_than_all",
                condition=Q(enough=None)
                | Q(enough__gt=0, counting=Counting.UNITS)
                | Q(enough__gt=0, enough__lte=100, counting=Counting.PERCENT),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class DueChange(models.Model):
    """A due day put right after the letter went out, with its reason (การแก้กำหนด)."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="due_changes")
    was = models.DateField("กำหนดเดิม")
    due = models.DateField("กำหนดใหม่")
    reason = models.CharField("เหตุผล", max_length=300)
    changed_at = models.DateTimeField("แก้เมื่อ")
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["changed_at", "pk"]
        constraints = [
            models.CheckConstraint(name="due_change_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="due_change_changes_the_day", condition=~Q(due=models.F("was"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.due}"
