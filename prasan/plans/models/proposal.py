from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.plans.models.plan import Plan, PlanLevel
from prasan.plans.models.project import MoneySource, Project

# How the name of an area begins whose own plan is meant: its name says the level already.
_OWN: dict[str, str] = {
    PlanLevel.TAMBON: "ตำบล",
    PlanLevel.DISTRICT: "อำเภอ",
    PlanLevel.PROVINCE: "จังหวัด",
}


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, reach: Reach) -> Self:
        """Those of projects in sight, and those sent to plans in sight."""
        return self.filter(reach.q("project__plan__area") | reach.q("plan__area"))

    def waiting_on(self, day: date) -> Self:
        """Proposed by `day`, and no answer known then."""
        answered = Reply.objects.standing().filter(proposal=models.OuterRef("pk"), dated__lte=day)
        return self.filter(~models.Exists(answered), proposed__lte=day)


class Proposal(models.Model):
    """A project sent to a plan of another level (การเสนอโครงการเข้าแผน).

    To a `plan` that is on file here, or only to a level and the office that keeps its plan, the
    `holder`. Its answers are dated facts; without one it waits.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="proposals")
    level = models.CharField("เสนอเข้า", max_length=8, choices=PlanLevel.choices)
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name="แผน"
    )
    holder = models.CharField("หน่วยงานเจ้าของแผน", max_length=150)
    proposed = models.DateField("เสนอเมื่อ")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["project_id", "proposed", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_goes_to_a_holder_once",
                fields=["project", "level", "holder"],
                condition=Q(plan=None),
            ),
            models.UniqueConstraint(
                name="proposal_goes_to_a_plan_once",
                fields=["project", "plan"],
                condition=Q(plan__isnull=False),
            ),
            models.CheckConstraint(name="proposal_names_the_holder", condition=~Q(holder="")),
        ]
        indexes = [models.Index(fields=["level", "proposed"], name="proposals_by_level")]

    def __str__(self) -> str:
        if self.holder.startswith(_OWN.get(self.level, "\0")):
            return f"แผนพัฒนา{self.holder}"
        return f"{self.get_level_display()} {self.holder}"


class Decision(models.TextChoices):
    """What a plan of another level answered (คำตอบ)."""

    ADOPTED = "adopted", "รับเข้าแผนทั้งโครงการ"
    MERGED = "merged", "รวมกับโครงการอื่น"
    DEFERRED = "deferred", "เลื่อนไว้ก่อน"
    REFUSED = "refused", "ไม่รับเข้าแผน"


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, reach: Reach) -> Self:
        mine = reach.q("proposal__project__plan__area") | reach.q("proposal__plan__area")
        return self.filter(mine)

    def standing(self) -> Self:
        """All but those taken back."""
        return self.filter(withdrawn_at=None)


class Reply(models.Model):
    """One answer to a proposal, on its day; a later one follows it (คำตอบของแผน).

    Taken in whole, `target` is the receiving plan's own project; merged, the project it became
    part of. Never changed: one given by mistake is taken back with its reason.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="replies")
    kind = models.CharField("คำตอบ", max_length=8, choices=Decision.choices)
    dated = models.DateField("ตอบเมื่อ")
    reason = models.CharField("เหตุผล", max_length=500, blank=True)
    until_year = models.PositiveSmallIntegerField("เลื่อนไปปี พ.ศ.", null=True, blank=True)
    target = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="took_in"
    )
    document = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="replies"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("บันทึกเมื่อ")
    withdrawn_at = models.DateTimeField("ถอนเมื่อ", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField("เหตุที่ถอน", max_length=300, null=True, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["proposal_id", "dated", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reply_says_why",
                condition=Q(kind="adopted")
                | Q(kind="merged", target__isnull=False)
                | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="only_a_deferral_names_a_year",
                condition=Q(until_year=None) | Q(kind="deferred"),
            ),
            models.CheckConstraint(
                name="only_what_is_taken_in_has_a_target",
                condition=Q(target=None) | Q(kind__in=["adopted", "merged"]),
            ),
            all_or_none(
                "withdrawn_at",
                "withdrawn_by",
                "withdrawn_why",
                name="reply_is_taken_back_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["proposal", "dated", "id", "kind"],
                condition=Q(withdrawn_at=None),
                name="replies_that_stand",
            ),
            models.Index(fields=["at"], name="replies_by_moment"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Milestone(models.TextChoices):
    """How far the doing of a project has come (ความก้าวหน้า)."""

    FUNDED = "funded", "ได้รับงบประมาณ"
    STARTED = "started", "เริ่มดำเนินการ"
    DONE = "done", "ดำเนินการแล้วเสร็จ"


class AdvanceQuerySet(models.QuerySet["Advance"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("project__plan__area"))

    def standing(self) -> Self:
        """All but those taken back."""
        return self.filter(withdrawn_at=None)


class Advance(models.Model):
    """That a project got money, was begun, or is done (ความก้าวหน้าของโครงการ).

    A fact of the project that is carried out, so that merged projects do not count money twice.
    Where an office whose plan is not on file here does it, `proposal` says which.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="advances")
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="advances"
    )
    kind = models.CharField("ความก้าวหน้า", max_length=7, choices=Milestone.choices)
    dated = models.DateField("วันที่")
    amount = models.DecimalField(
        "จำนวนเงิน (บาท)", max_digits=14, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(
        "แหล่งงบประมาณ", max_length=8, choices=MoneySource.choices, null=True, blank=True
    )
    result = models.CharField("ผล", max_length=500, blank=True)
    document = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="advances"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("บันทึกเมื่อ")
    withdrawn_at = models.DateTimeField("ถอนเมื่อ", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_why = models.CharField("เหตุที่ถอน", max_length=300, null=True, blank=True)

    objects = AdvanceQuerySet.as_manager()

    class Meta:
        ordering = ["project_id", "dated", "pk"]
        constraints = [
            models.CheckConstraint(
                name="money_granted_says_how_much_and_whose",
                condition=Q(kind="funded", amount__isnull=False, amount__gt=0, source__isnull=False)
                | ~Q(kind="funded") & Q(amount=None, source=None),
            ),
            models.CheckConstraint(
                name="what_is_done_says_its_result", condition=~Q(kind="done") | ~Q(result="")
            ),
            all_or_none(
                "withdrawn_at",
                "withdrawn_by",
                "withdrawn_why",
                name="advance_is_taken_back_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "kind", "dated"],
                condition=Q(withdrawn_at=None),
                name="advances_that_stand",
            ),
            models.Index(fields=["at"], name="advances_by_moment"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
