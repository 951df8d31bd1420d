from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.meetings import outcomes
from prasan.meetings.models.agenda import AgendaItem
from prasan.orders.models import Appointment, Order
from prasan.thai.calendar import format_long


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("item__meeting__committee__area"))

    def to_do(self) -> Self:
        """Those not yet done, of items still on the agenda."""
        return self.exclude(outcomes.is_carried_out()).filter(
            ~Exists(_standing()), item__is_dropped=False
        )

    def done(self) -> Self:
        """Those reported as done, and those a record of another app carries out."""
        return self.filter(Q(Exists(_standing())) | outcomes.is_carried_out())


class Resolution(models.Model):
    """What a meeting resolved that someone has to do (มติที่ต้องดำเนินการ).

    `responsible` is a name or a group as the minutes have it; `seat` the member, when it is one.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions")
    line = models.PositiveSmallIntegerField("ลำดับ")
    text = models.CharField("สิ่งที่ต้องดำเนินการ", max_length=500)
    responsible = models.CharField("ผู้รับผิดชอบ", max_length=150)
    seat = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="resolutions"
    )
    due = models.DateField("กำหนดเสร็จ", null=True, blank=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        ordering = ["item", "line"]
        constraints = [
            models.UniqueConstraint(name="resolution_has_its_line", fields=["item", "line"]),
            models.CheckConstraint(
                name="resolution_says_what_and_who", condition=~Q(text="") & ~Q(responsible="")
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("meetings:resolution", args=[self.pk])

    @property
    def in_words(self) -> str:
        """What, by whom and until when, as minutes put it."""
        until = f" ภายในวันที่ {format_long(self.due)}" if self.due else ""
        return f"{self.text} ผู้รับผิดชอบ {self.responsible}{until}"


class CompletionQuerySet(models.QuerySet["Completion"]):
    def standing(self) -> Self:
        """All but those taken back."""
        return self.filter(withdrawn_at=None)

    def with_facts(self) -> Self:
        """With all that `fact` may be."""
        return self.select_related(*_FACTS, "order__issuer", "by")


_FACTS = ("evidence", "order", "later")


def _one_fact() -> Q:
    """Exactly one of the facts is named."""
    found = Q()
    for named in _FACTS:
        found |= Q(**{f"{fact}__isnull": fact != named for fact in _FACTS})
    return found


class Completion(models.Model):
    """That a resolution was carried out, and by what fact (ผลการดำเนินการตามมติ).

    A paper, an order, or a later resolution that took its place. What other apps carry out, such
    as a project of a plan, is their fact: see `outcomes`. Reported by mistake, it is taken back
    with a reason.
    """

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="completions")
    done = models.DateField("แล้วเสร็จเมื่อ")
    said = models.CharField("ผลการดำเนินการ", max_length=500)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="resolutions_done"
    )
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="resolutions_done"
    )
    later = models.ForeignKey(
        Resolution, models.PROTECT, null=True, blank=True, related_name="takes_over"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("รายงานเมื่อ")
    withdrawn_at = models.DateTimeField("ถอนเมื่อ", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField("เหตุที่ถอน", max_length=300, null=True, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["resolution", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="resolution_is_done_once",
                fields=["resolution"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(name="resolution_is_done_by_one_fact", condition=_one_fact()),
            models.CheckConstraint(
                name="later_resolution_is_another",
                condition=Q(later=None) | ~Q(later=F("resolution")),
            ),
            all_or_none(
                "withdrawn_at",
                "withdrawn_by",
                "withdrawn_why",
                name="completion_is_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.said

    @property
    def fact(self) -> Evidence | Order | Resolution:
        """What it was done by."""
        facts = (self.evidence, self.order, self.later)
        return next(fact for fact in facts if fact is not None)


def _standing() -> CompletionQuerySet:
    return Completion.objects.standing().filter(resolution=OuterRef("pk"))
