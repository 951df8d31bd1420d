from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Case, Count, Q, When

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area, within
from prasan.constraints import all_or_none
from prasan.letters.models import Letter


class Kind(models.TextChoices):
    """The four kinds of obligation a letter's item yields."""

    DELIVER = "deliver", "ส่งภายในกำหนด"
    QUOTA = "quota", "ครบจำนวนในปี"
    KEEP = "keep", "ให้เป็นปัจจุบัน"
    DRIVE = "drive", "ขับเคลื่อนต่อเนื่อง"


class Level(models.TextChoices):
    """Whose duty an obligation is."""

    DISTRICT = "district", "อำเภอ"
    TAMBON = "tambon", "ตำบล"
    BOTH = "both", "อำเภอและตำบล"


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


class Excuse(models.TextChoices):
    NOT_EXPECTED = "not_expected", "ไม่ต้องทำ"
    WAIVED = "waived", "ผ่อนผัน"
    EXTENDED = "extended", "ขยายเวลา"


class Exemption(models.Model):
    """An exception for one unit, with its reason (ข้อยกเว้น)."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="exemptions")
    area = models.ForeignKey(Area, models.PROTECT, related_name="exemptions")
    excuse = models.CharField("ลักษณะ", max_length=12, choices=Excuse.choices)
    until = models.DateField("ขยายถึงวันที่", null=True, blank=True)
    reason = models.CharField("เหตุผล", max_length=300)
    granted = models.DateField("วันที่อนุญาต")
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["granted", "pk"]
        constraints = [
            models.CheckConstraint(
                name="only_an_extension_has_a_new_day",
                condition=Q(excuse=Excuse.EXTENDED, until__isnull=False)
                | (~Q(excuse=Excuse.EXTENDED) & Q(until=None)),
            ),
            models.CheckConstraint(name="exemption_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_excuse_display()} {self.area}"


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", "รับไว้"
    RETURNED = "returned", "ส่งกลับแก้ไข"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("area"))

    def for_list(self) -> Self:
        """With the district and the counts of a list line, those that wait for a verdict first."""
        counted = self.annotate(
            count=Count("deliveries"),
            waiting=Count("deliveries", filter=Q(deliveries__verdict=None)),
            returned=Count("deliveries", filter=Q(deliveries__verdict=Verdict.RETURNED)),
        )
        return counted.select_related("area", "directive").order_by(
            Case(When(waiting__gt=0, then=0), default=1), "-sent_at", "-pk"
        )

    def waiting(self) -> Self:
        """Lines of `for_list` with something still to judge."""
        return self.for_list().filter(waiting__gt=0)


class Submission(models.Model):
    """What a district sent to the province on one occasion (การส่งรายงาน), with its receipt.

    Made against the first directive of a chain, so that it serves every reminder of it.
    """

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="submissions")
    area = models.ForeignKey(Area, models.PROTECT, related_name="submissions")
    receipt = models.CharField("เลขรับ", max_length=30, unique=True)
    sent = models.DateField("วันที่ส่ง")
    sent_at = models.DateTimeField("ส่งเมื่อ")
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    note = models.CharField("หมายเหตุ", max_length=500, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.receipt} {self.area}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def within(self, codes: Iterable[str]) -> Self:
        """Deliveries of the units inside `codes`."""
        return self.filter(within(codes, field="area"))


class Delivery(models.Model):
    """One obligation of one unit as it was sent: the value and the proof of that day, frozen.

    The province's verdict is on the delivery, with a reason when it is returned.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="deliveries")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="deliveries")
    area = models.ForeignKey(Area, models.PROTECT, related_name="deliveries")
    done = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=200, blank=True)
    proofs = models.TextField("ตรวจสอบไฟล์", blank=True)
    verdict = models.CharField("ผลการตรวจ", max_length=8, choices=Verdict.choices, null=True)
    reason = models.CharField("เหตุผล", max_length=300, blank=True)
    judged = models.DateField("ตรวจเมื่อ", null=True)
    judged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "obligation__place", "area"]
        constraints = [
            models.UniqueConstraint(
                name="submission_delivers_a_thing_once", fields=["submission", "obligation", "area"]
            ),
            all_or_none("verdict", "judged", "judged_by", name="delivery_is_judged_by_someone"),
            models.CheckConstraint(
                name="delivery_is_returned_with_a_reason",
                condition=~Q(verdict=Verdict.RETURNED) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} {self.area}"


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
