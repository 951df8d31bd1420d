"""What each tier says to each indicator, and what stands behind it."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from prasan.accounts.models import User
from prasan.assessments import workflow
from prasan.assessments.models.assessments import Assessment, Batch
from prasan.assessments.models.frameworks import Indicator
from prasan.assessments.workflow import Tier
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence


class ScoreQuerySet(models.QuerySet["Score"]):
    def of(self, tier: Tier) -> Self:
        """What one tier says."""
        return self.filter(tier=tier)


class Score(models.Model):
    """What one tier says to one indicator: its points, or that it does not apply, and why (คะแนน).

    The centre's own, the district's and the province's are rows of their own and never overwrite
    each other. `points` is None while there is only a reason or a file. `edition` counts the
    saves of this one answer, so that an older page cannot overwrite a newer answer unseen, and
    two officers may still fill in different indicators at the same time.

    `suggested` is what the system computed when the answer was given, `basis` what from. Points
    that differ from it are overruled: someone else confirms them.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scores")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="scores")
    tier = models.CharField("ชั้นของคะแนน", max_length=8, choices=Tier.choices, default=Tier.SELF)
    points = models.PositiveSmallIntegerField("คะแนน", null=True, blank=True)
    is_not_applicable = models.BooleanField("ไม่เข้าข่าย", default=False)
    note = models.CharField("เหตุผล", max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("ให้คะแนนเมื่อ")
    edition = models.PositiveIntegerField(default=1)
    suggested = models.PositiveSmallIntegerField("คะแนนที่ระบบคิด", null=True, blank=True)
    basis = models.CharField("คิดจาก", max_length=200, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ผู้ยืนยันคนที่สอง"
    )
    confirmed_at = models.DateTimeField("ยืนยันเมื่อ", null=True, blank=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="indicator_is_scored_once", fields=["assessment", "indicator", "tier"]
            ),
            models.CheckConstraint(
                name="not_applicable_has_no_points",
                condition=Q(is_not_applicable=False) | Q(points=None),
            ),
            all_or_none("confirmed_by", "confirmed_at", name="score_is_confirmed_by_someone"),
            models.CheckConstraint(
                name="second_person_is_another",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {'-' if self.points is None else self.points}"

    @property
    def said(self) -> workflow.Said:
        """As the rules take it; the indicator must be loaded."""
        return workflow.Said(
            self.indicator.number,
            self.points,
            self.is_not_applicable,
            self.note,
            self.suggested,
            self.confirmed_by_id is not None,
        )


class Sampled(models.Model):
    """One answer drawn for a batch, and what was found when it was looked at (ข้อที่สุ่มตรวจ)."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="sampled")
    score = models.ForeignKey(Score, models.PROTECT, related_name="+")
    is_agreed = models.BooleanField("เห็นด้วย")
    note = models.CharField("เหตุผล", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="answer_is_sampled_once", fields=["batch", "score"]),
            models.CheckConstraint(
                name="disagreement_says_why", condition=Q(is_agreed=True) | ~Q(note="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score} {'เห็นด้วย' if self.is_agreed else 'ไม่เห็นด้วย'}"


class ProofQuerySet(models.QuerySet["Proof"]):
    def standing(self) -> Self:
        """Those that were not taken off again."""
        return self.filter(withdrawn_at=None)


class Proof(models.Model):
    """What stands behind one answer: a file, or a fact the system holds (หลักฐานของตัวชี้วัด).

    One file may prove many indicators. One taken off stays, with who took it off and when.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="proofs")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="proofs"
    )
    fact = models.CharField("ข้อเท็จจริง", max_length=200, blank=True)
    link = models.CharField("หน้าของข้อเท็จจริง", max_length=200, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("แนบเมื่อ")
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ผู้เอาออก"
    )
    withdrawn_at = models.DateTimeField("เอาออกเมื่อ", null=True, blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proof_is_a_file_or_a_fact",
                condition=(Q(evidence=None) & ~Q(fact="")) | (Q(evidence__isnull=False, fact="")),
            ),
            all_or_none("withdrawn_by", "withdrawn_at", name="proof_is_withdrawn_by_someone"),
            models.UniqueConstraint(
                name="file_proves_an_indicator_once",
                fields=["assessment", "indicator", "evidence"],
                condition=Q(withdrawn_at=None, evidence__isnull=False),
            ),
            models.UniqueConstraint(
                name="fact_proves_an_indicator_once",
                fields=["assessment", "indicator", "fact"],
                condition=Q(withdrawn_at=None, evidence=None),
            ),
        ]

    def __str__(self) -> str:
        return self.evidence.name if self.evidence else self.fact
