from typing import Self

from django.db import models
from django.db.models import Q

from prasan.accounts.models import User
from prasan.evidence.models import Evidence
from prasan.meetings.models.meeting import Meeting


class Section(models.IntegerChoices):
    """The standing items of a Thai agenda (ระเบียบวาระที่ 1 ถึง 6)."""

    NOTICES = 1, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"
    ADOPTION = 2, "เรื่องรับรองรายงานการประชุม"
    ARISING = 3, "เรื่องสืบเนื่อง"
    INFORMATION = 4, "เรื่องเสนอให้ที่ประชุมทราบ"
    DECISION = 5, "เรื่องเสนอให้ที่ประชุมพิจารณา"
    OTHER = 6, "เรื่องอื่น ๆ"


class Outcome(models.TextChoices):
    """How the meeting settled an item; none chosen means not settled yet."""

    NOTED = "noted", "รับทราบ"
    AGREED = "agreed", "เห็นชอบ"
    AMENDED = "amended", "เห็นชอบโดยมีการแก้ไข"
    REFUSED = "refused", "ไม่เห็นชอบ"
    DEFERRED = "deferred", "เลื่อนไปครั้งถัดไป"


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def on_agenda(self) -> Self:
        """All but those dropped before they were considered."""
        return self.filter(is_dropped=False)


class AgendaItem(models.Model):
    """One item of a meeting's agenda, and its minutes (ระเบียบวาระ).

    One that was dropped stays, so that nothing carries it over again.

    `brief` goes out with the notice; `text` and `resolution` are the minutes, `edition` counts
    their saved versions. `taken_at` is when the meeting came to it. `carried_from` is the item of
    an earlier meeting it goes on with, `adopts` the meeting whose minutes it puts to adoption.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    section = models.PositiveSmallIntegerField("ระเบียบวาระที่", choices=Section.choices)
    place = models.PositiveSmallIntegerField("ลำดับในวาระ")
    title = models.CharField("เรื่อง", max_length=300)
    brief = models.TextField("รายละเอียดประกอบวาระ", blank=True)
    text = models.TextField("บันทึกการประชุม", blank=True)
    resolution = models.TextField("มติที่ประชุม", blank=True)
    outcome = models.CharField("ผล", max_length=8, choices=Outcome.choices, blank=True)
    edition = models.PositiveIntegerField(default=0)
    taken_at = models.DateTimeField("พิจารณาเมื่อ", null=True, blank=True)
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    adopts = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="adoption_items"
    )

    is_dropped = models.BooleanField("ตัดออกจากวาระ", default=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "section", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="item_is_carried_over_once", fields=["meeting", "carried_from"]
            ),
            models.UniqueConstraint(
                name="minutes_are_put_to_adoption_once", fields=["meeting", "adopts"]
            ),
            models.CheckConstraint(
                name="only_adoption_items_adopt",
                condition=Q(adopts=None) | Q(section=Section.ADOPTION),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_settled(self) -> bool:
        """The meeting came to an end with it: anything but no outcome, or a later day."""
        return self.outcome not in ("", Outcome.DEFERRED)


class Attachment(models.Model):
    """A file that goes with an agenda item (เอกสารประกอบวาระ)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="attachments")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="item_has_a_file_once", fields=["item", "evidence"])
        ]

    def __str__(self) -> str:
        return str(self.evidence)


class Revision(models.Model):
    """The minutes of one item as they were saved once; never changed (ฉบับที่บันทึก)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="revisions")
    edition = models.PositiveIntegerField("ฉบับที่")
    text = models.TextField("บันทึกการประชุม", blank=True)
    resolution = models.TextField("มติที่ประชุม", blank=True)
    outcome = models.CharField("ผล", max_length=8, choices=Outcome.choices, blank=True)
    saved_at = models.DateTimeField("บันทึกเมื่อ")
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item", "edition"]
        constraints = [
            models.UniqueConstraint(
                name="revision_has_its_edition_of_an_item", fields=["item", "edition"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.edition}"
