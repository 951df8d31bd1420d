from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Case, Count, Q, When

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area, within
from prasan.constraints import all_or_none
from prasan.directives.models.directive import Directive, Obligation


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

    @property
    def checksums(self) -> list[str]:
        """Of the files behind it, each in the edition that stood when it was sent."""
        return self.proofs.split()
