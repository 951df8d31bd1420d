from typing import Self

from django.db import models

from prasan.accounts.reach import Reach
from prasan.directives.models.directive import Directive, Item
from prasan.letters.models import Letter


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("letter__office__area"))


class Reminder(models.Model):
    """A letter of reminder while it is written, and what it was written from (หนังสือเตือน).

    The letter's content is made from these fields at each save; addressees are its recipients.
    """

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="reminder_letters")
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="reminder")
    due = models.DateField("กำหนดส่งใหม่")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    opening = models.TextField("ความเดิม")
    purpose = models.TextField("ความประสงค์")
    extra = models.TextField("ข้อความเพิ่ม", blank=True)
    closing = models.CharField("สรุป", max_length=300)

    objects = ReminderQuerySet.as_manager()

    def __str__(self) -> str:
        return f"หนังสือเตือน {self.directive}"


class ReminderItem(models.Model):
    """One numbered item of a reminder, as its writer words it; renews an item of the directive."""

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="items")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("ข้อที่")
    text = models.TextField("ข้อความ")

    class Meta:
        ordering = ["reminder", "number"]
        constraints = [
            models.UniqueConstraint(
                name="reminder_has_each_item_once", fields=["reminder", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"ข้อ {self.number}"
