from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from prasan.accounts.models import Office, User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.constraints import all_or_none
from prasan.letters import rules


class Series(models.TextChoices):
    """A run of letter numbers; each starts again at 1 on 1 January."""

    CIRCULAR = "circular", "หนังสือเวียน (ว)"
    ORDINARY = "ordinary", "หนังสือทั่วไป"


class Urgency(models.TextChoices):
    """How fast a letter is to be acted on, by the codes of the national exchange standard."""

    NORMAL = "001", "ปกติ"
    URGENT = "002", "ด่วน"
    VERY_URGENT = "003", "ด่วนมาก"
    MOST_URGENT = "004", "ด่วนที่สุด"


class SignatoryQuerySet(models.QuerySet["Signatory"]):
    def on(self, day: date) -> Self:
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gt=day))


class Signatory(models.Model):
    """Someone who may sign an office's letters, and in what capacity (ผู้ลงนาม).

    `capacity` is ปฏิบัติราชการแทน or รักษาราชการแทน where they sign for `principal`; `authority`
    names the order that lets them.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="signatories")
    name = models.CharField("ชื่อ-สกุล", max_length=150)
    post_title = models.CharField("ตำแหน่ง", max_length=150)
    capacity = models.CharField("ฐานะ", max_length=60, blank=True)
    principal = models.CharField("ลงนามแทน", max_length=150, blank=True)
    authority = models.CharField("คำสั่งมอบอำนาจ", max_length=200, blank=True)
    starts = models.DateField("ตั้งแต่วันที่")
    ends = models.DateField("ถึงก่อนวันที่", null=True, blank=True)

    objects = SignatoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="signatory_ends_after_they_start",
                condition=Q(ends=None) | Q(ends__gt=F("starts")),
            ),
            models.CheckConstraint(
                name="signatory_for_another_says_for_whom_and_why",
                condition=Q(capacity="") | (~Q(principal="") & ~Q(authority="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.post_title}"

    @property
    def lines(self) -> list[str]:
        """The lines under the name: own post with the capacity, then whom it is for."""
        return [
            line for line in (f"{self.post_title} {self.capacity}".strip(), self.principal) if line
        ]


class Counter(models.Model):
    """The last number used in one office's series and calendar year (Buddhist).

    Its row is the lock under which a number is taken, in the same transaction as the letter that
    takes it: no gaps, no twins.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="counters")
    series = models.CharField(max_length=8, choices=Series.choices)
    year = models.PositiveSmallIntegerField("ปี พ.ศ.")
    last = models.PositiveIntegerField("เลขล่าสุด", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="series_has_one_counter_a_year", fields=["office", "series", "year"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.office} {self.get_series_display()} {self.year}: {self.last}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, reach: Reach) -> Self:
        """Letters of offices in reach, and issued ones addressed to an area in reach."""
        mine = reach.q("office__area")
        to_me = reach.q("recipients__area") & Q(number__isnull=False)
        return self.filter(pk__in=Letter.objects.filter(mine | to_me).values("pk"))

    def issued(self) -> Self:
        return self.filter(number__isnull=False)

    def for_register(self) -> Self:
        """With all that a register line shows."""
        return self.select_related("office").prefetch_related("recipients")

    def drafts(self) -> Self:
        return self.filter(number=None)


class Letter(models.Model):
    """An official letter of one of our offices (หนังสือราชการ): a draft until it has its number.

    `content` is the letter as the document engine takes it (docs/letter-json.md): what was
    frozen when it was numbered. `edition` counts the saves of the draft.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="letters")
    series = models.CharField("ชุดเลข", max_length=8, choices=Series.choices)
    urgency = models.CharField("ชั้นความเร็ว", max_length=3, choices=Urgency.choices)
    number = models.PositiveIntegerField("เลขที่", null=True, blank=True)
    year = models.PositiveSmallIntegerField("ปี พ.ศ. ของเลข", null=True, blank=True)
    dated = models.DateField("ลงวันที่", null=True, blank=True)
    subject = models.CharField("เรื่อง", max_length=300)
    signatory = models.ForeignKey(
        Signatory, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    refers_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="referred_by"
    )
    content = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    drafted_at = models.DateTimeField("ร่างเมื่อ")
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="letters_drafted")
    numbered_at = models.DateTimeField("ออกเลขเมื่อ", null=True, blank=True)
    numbered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField("ส่งเมื่อ", null=True, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="letter_number_is_used_once", fields=["office", "series", "year", "number"]
            ),
            models.CheckConstraint(
                name="letter_number_is_positive", condition=Q(number=None) | Q(number__gt=0)
            ),
            all_or_none(
                "number",
                "year",
                "dated",
                "numbered_at",
                "numbered_by",
                name="letter_is_numbered_dated_and_by_someone",
            ),
            all_or_none("sent_at", "sent_by", name="letter_is_sent_by_someone"),
            models.CheckConstraint(
                name="letter_is_sent_with_a_number",
                condition=Q(sent_at=None) | Q(number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number as letters are cited, ลป 0019.3/ว 2598; a draft says so."""
        if self.number is None:
            return "ร่าง ยังไม่ออกเลข"
        return rules.label(self.office.code, self.number, is_circular=self.is_circular)

    @property
    def is_circular(self) -> bool:
        return self.series == Series.CIRCULAR

    @property
    def is_draft(self) -> bool:
        return self.number is None

    @property
    def citation(self) -> str:
        """How another letter refers to this one, office, urgency, number and date."""
        urgency = "" if self.urgency == Urgency.NORMAL else self.get_urgency_display()
        return rules.citation(self.office.area.title, urgency, self.label, self.dated)


class Recipient(models.Model):
    """One addressee of a letter (ผู้รับ)."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="recipients")
    area = models.ForeignKey(Area, models.PROTECT, related_name="letters_received")
    name = models.CharField("เรียน", max_length=150)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["letter", "place"]
        constraints = [
            models.UniqueConstraint(name="letter_goes_to_an_area_once", fields=["letter", "area"])
        ]

    def __str__(self) -> str:
        return self.name
