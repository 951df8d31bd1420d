from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from prasan.accounts.models import Office, User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.constraints import all_or_none
from prasan.letters import rules
from prasan.letters.models.batch import Batch
from prasan.letters.models.codes import Form, Secrecy, Urgency
from prasan.letters.models.numbering import Series
from prasan.letters.models.retention import Retention
from prasan.letters.models.signatory import Signatory
from prasan.letters.models.template import TemplateVersion


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, reach: Reach) -> Self:
        """Letters of offices in reach, and issued ones addressed to an area in reach."""
        mine = Q(office__in=Office.objects.filter(reach.q("area")).values("pk"))
        # One look-up for each letter of others, none for one's own: the register stays in order.
        to_me = Recipient.objects.filter(reach.q("area"), letter=OuterRef("pk"))
        return self.filter(mine | Q(Exists(to_me), number__isnull=False))

    def issued(self) -> Self:
        return self.filter(number__isnull=False)

    def for_register(self) -> Self:
        """With all that a register line shows."""
        return (
            self.select_related("office", "retention")
            .prefetch_related("recipients")
            .defer("content", "words")
        )

    def drafts(self) -> Self:
        return self.filter(number=None)

    def standing(self) -> Self:
        return self.filter(cancelled_at=None)

    def awaiting(self, offices: Iterable[Office]) -> Self:
        """Sent to the very area of one of `offices` by another office, and not received there."""
        waiting = Q(pk__in=[])
        for office in offices:
            sent = Recipient.objects.filter(area=office.area_id).values("letter")
            taken = Letter.objects.filter(
                receipts__office=office, receipts__cancelled_at=None
            ).values("pk")
            waiting |= Q(pk__in=sent) & ~Q(office=office) & ~Q(pk__in=taken)
        return self.standing().filter(waiting, sent_at__isnull=False)


class Letter(models.Model):
    """An official letter of one of our offices (หนังสือราชการ): a draft until it has its number.

    `content` is the letter as the document engine takes it (docs/letter-json.md): what was
    frozen when it was numbered. `edition` counts the saves of the draft.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="letters")
    series = models.CharField("ชุดเลข", max_length=8, choices=Series.choices)
    form = models.CharField("ชนิด", max_length=6, choices=Form.choices, default=Form.LETTER)
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
    begun_from = models.ForeignKey(
        TemplateVersion, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name="ชุดหนังสือ"
    )
    content = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    drafted_at = models.DateTimeField("ร่างเมื่อ")
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="letters_drafted")
    numbered_at = models.DateTimeField("ออกเลขเมื่อ", null=True, blank=True)
    numbered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField("ส่งเมื่อ", null=True, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = models.CharField("เหตุที่ยกเลิก", max_length=300, blank=True)
    retention = models.ForeignKey(
        Retention, models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.TextField("คำค้น", blank=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number", "-pk"]
        indexes = [
            models.Index("year", "number", "id", name="letters_in_order"),
            models.Index("office", name="letters_in_draft", condition=Q(number=None)),
        ]
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
            all_or_none("cancelled_at", "cancelled_by", name="letter_is_cancelled_by_someone"),
            models.CheckConstraint(
                name="letter_is_cancelled_for_a_reason",
                condition=Q(cancelled_at=None)
                | (~Q(cancelled_because="") & Q(number__isnull=False)),
            ),
            models.CheckConstraint(
                name="an_order_has_an_orders_number",
                condition=Q(form=Form.ORDER, series=Series.ORDER)
                | (~Q(form=Form.ORDER) & ~Q(series=Series.ORDER)),
            ),
            models.CheckConstraint(
                name="letter_is_in_a_series_of_its_own",
                condition=~Q(series=Series.RECEIVED),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The number as letters are cited, ลป 0019.3/ว 2598; a draft says so."""
        if self.number is None:
            return "ร่าง ยังไม่ออกเลข"
        if self.series == Series.ORDER:
            return f"{self.number}/{self.year}"
        return rules.label(self.office.code, self.number, is_circular=self.is_circular)

    @property
    def is_circular(self) -> bool:
        return self.series == Series.CIRCULAR

    @property
    def is_draft(self) -> bool:
        return self.number is None

    @property
    def secrecy(self) -> Secrecy:
        """Secret letters are not kept here, so it is always the ordinary code."""
        return Secrecy.NORMAL

    @property
    def citation(self) -> str:
        """How another letter refers to this one, office, urgency, number and date."""
        urgency = "" if self.urgency == Urgency.NORMAL else self.get_urgency_display()
        return rules.citation(self.office.area.title, urgency, self.label, self.dated)


class Recipient(models.Model):
    """One addressee of a letter (ผู้รับ): of an area of ours, or outside with an address."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="recipients")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="letters_received")
    name = models.CharField("เรียน", max_length=150)
    address = models.CharField("ที่อยู่", max_length=300, blank=True)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["letter", "place"]
        constraints = [
            models.UniqueConstraint(name="letter_goes_to_an_area_once", fields=["letter", "area"])
        ]

    def __str__(self) -> str:
        return self.name
