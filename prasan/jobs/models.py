from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import Area
from prasan.jobs import rules
from prasan.jobs.rules import Stage


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, reach: Reach, user: User) -> Self:
        """What `user` asked for, as far as its area is still in sight."""
        return self.filter(reach.q("area"), by=user)

    def open(self) -> Self:
        """Waiting or being worked on."""
        return self.filter(ended_at=None)

    def silent_since(self, moment: datetime) -> Self:
        """Taken up by a worker that gave no sign of life since `moment`."""
        return self.open().filter(seen_at__lt=moment)


class Job(models.Model):
    """Work that takes longer than a page may, done step by step by a worker (งานเบื้องหลัง).

    `turn` counts how often it was given out. Whoever works on it writes only while the turn is
    still theirs, so of two workers one is shut out. How far it has come is `done` of `total`;
    waiting, running, stopped, failed or finished follow from the rest (rules.stage).
    """

    kind = models.CharField("ชนิดงาน", max_length=60)
    title = models.CharField("งาน", max_length=200)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="jobs")
    # What the kind is to work on: keys of rows, never a fact of its own.
    arguments = models.JSONField(default=dict)
    total = models.PositiveIntegerField("ทั้งหมด")
    done = models.PositiveIntegerField("ทำแล้ว", default=0)
    asked_at = models.DateTimeField("สั่งเมื่อ")
    started_at = models.DateTimeField("เริ่มเมื่อ", null=True, blank=True)
    stop_asked_at = models.DateTimeField("ขอให้หยุดเมื่อ", null=True, blank=True)
    ended_at = models.DateTimeField("สิ้นสุดเมื่อ", null=True, blank=True)
    problem = models.TextField("ปัญหา", blank=True)
    result_url = models.CharField("ผล", max_length=200, blank=True)
    result_file = models.FileField("ไฟล์ผล", upload_to="jobs", max_length=200, blank=True)
    result_name = models.CharField("ชื่อไฟล์ผล", max_length=200, blank=True)

    # How it is given out. These hours are real even in the demonstration: they serve the sweep.
    turn = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    task = models.CharField(max_length=40, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="job_has_something_to_do", condition=Q(total__gt=0)),
            models.CheckConstraint(
                name="job_does_no_more_than_all", condition=Q(done__lte=F("total"))
            ),
            models.CheckConstraint(
                name="job_with_a_problem_has_ended", condition=Q(problem="") | ~Q(ended_at=None)
            ),
        ]
        indexes = [models.Index(fields=["by", "-id"], name="job_by_asker")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:detail", args=[self.pk])

    @property
    def stage(self) -> Stage:
        return rules.stage(
            is_started=self.started_at is not None,
            is_stopping=self.stop_asked_at is not None,
            has_ended=self.ended_at is not None,
            has_failed=bool(self.problem),
            is_whole=self.done >= self.total,
        )

    @property
    def is_open(self) -> bool:
        return self.ended_at is None
