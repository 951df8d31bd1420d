from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Q, Sum

from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.areas.models import within
from prasan.assessments import rules
from prasan.centres.models import Centre
from prasan.constraints import all_or_none
from prasan.evidence.models import Evidence
from prasan.thai.calendar import FiscalYear


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def in_use_on(self, day: date) -> "Framework | None":
        """The newest version published by `day`."""
        return self.filter(published__lte=day).order_by("published", "pk").last()

    def scales(self) -> dict[int, rules.Scale]:
        """What each framework's points are measured against, by its id; one query."""
        # One row per level, so that the joined indicators are counted once in each.
        rows = self.values_list("pk", "levels__name", "levels__from_percent").annotate(
            asked=Count("categories__indicators"), most=Sum("categories__indicators__most")
        )
        bands: dict[int, list[rules.Band]] = {}
        sizes: dict[int, tuple[int, int]] = {}
        for pk, name, from_percent, asked, most in rows:
            sizes[pk] = (asked, most or 0)
            levels = bands.setdefault(pk, [])
            if name is not None:
                levels.append(rules.Band(name, from_percent))
        return {pk: rules.Scale(*sizes[pk], tuple(bands[pk])) for pk in sizes}


class Framework(models.Model):
    """One version of an assessment form (แบบประเมิน), loaded from a file and frozen once published.

    `is_example` is said wherever the form shows: the department's own form is not in our hands.
    """

    key = models.SlugField()
    version = models.PositiveSmallIntegerField("รุ่น")
    name = models.CharField("ชื่อแบบ", max_length=200)
    source = models.CharField("ที่มา", max_length=400)
    is_example = models.BooleanField("เป็นแบบตัวอย่าง")
    published = models.DateField("ประกาศใช้", null=True, blank=True)
    digest = models.CharField(max_length=64)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="framework_version_is_loaded_once", fields=["key", "version"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} รุ่น {self.version}"

    def bands(self) -> list[rules.Band]:
        """Its levels as the rules take them, highest first; one query."""
        return [rules.Band(each.name, each.from_percent) for each in self.levels.all()]


class Category(models.Model):
    """A category of a framework (หมวด)."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="categories")
    number = models.PositiveSmallIntegerField("หมวดที่")
    name = models.CharField("ชื่อหมวด", max_length=200)

    class Meta:
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(name="category_has_its_number", fields=["framework", "number"])
        ]

    def __str__(self) -> str:
        return f"หมวด {self.number} {self.name}"


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def of_framework(self, framework_id: int) -> Self:
        """All of one form, in its order."""
        mine = self.filter(category__framework=framework_id)
        return mine.order_by("category__number", "place")


class Indicator(models.Model):
    """One thing that is scored (ตัวชี้วัด): 0 up to `most` points, each with its own text."""

    category = models.ForeignKey(Category, models.PROTECT, related_name="indicators")
    number = models.CharField("ข้อ", max_length=8)
    place = models.PositiveSmallIntegerField()
    name = models.CharField("ตัวชี้วัด", max_length=300)
    evidence = models.CharField("หลักฐานที่ใช้", max_length=200, blank=True)
    most = models.PositiveSmallIntegerField("คะแนนเต็ม", default=2)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["category", "place"]
        constraints = [
            models.UniqueConstraint(name="indicator_has_its_number", fields=["category", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Point(models.Model):
    """What one score of an indicator means (เกณฑ์ให้คะแนน)."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="points")
    points = models.PositiveSmallIntegerField("คะแนน")
    meaning = models.CharField("ความหมาย", max_length=300)

    class Meta:
        ordering = ["indicator", "points"]
        constraints = [
            models.UniqueConstraint(name="score_is_explained_once", fields=["indicator", "points"])
        ]

    def __str__(self) -> str:
        return f"{self.points} {self.meaning}"


class Level(models.Model):
    """A level of development (ระดับการพัฒนา), reached from a share of all points."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="levels")
    name = models.CharField("ระดับ", max_length=60)
    from_percent = models.PositiveSmallIntegerField("ตั้งแต่ร้อยละ")

    class Meta:
        ordering = ["framework", "-from_percent"]
        constraints = [
            models.UniqueConstraint(
                name="level_starts_at_its_own_share", fields=["framework", "from_percent"]
            ),
            models.CheckConstraint(
                name="level_starts_within_the_whole", condition=Q(from_percent__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, reach: Reach) -> Self:
        return self.filter(reach.q("centre__area"))

    def within(self, codes: Iterable[str]) -> Self:
        """Those of the centres of `codes` and of all areas inside them."""
        return self.filter(within(codes, field="centre__area"))

    def in_year(self, year: FiscalYear) -> Self:
        return self.filter(fiscal_year=year.number)

    def with_points(self) -> Self:
        """With `points`, their sum (None before the first), and `answered`, how many are given."""
        return self.annotate(points=Sum("scores__points"), answered=Count("scores__points"))


class Assessment(models.Model):
    """One centre's grading for one fiscal year on one framework (การประเมินผล).

    Answers may be saved until it is filed; filed ones are kept as they were.
    """

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="assessments")
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="assessments")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    filed = models.DateField("ยื่นผลเมื่อ", null=True, blank=True)
    filed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    # Only on rows that come from with_points().
    points: int | None
    answered: int

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="centre_is_assessed_once_a_year", fields=["centre", "fiscal_year"]
            ),
            all_or_none("filed", "filed_by", name="assessment_is_filed_by_someone"),
        ]

    def __str__(self) -> str:
        return f"ผลประเมิน {self.centre} ปีงบประมาณ {self.fiscal_year}"

    def marks(self) -> list[rules.Mark]:
        """Every indicator of the form with its points so far, in form order; two queries."""
        points = dict(self.scores.values_list("indicator", "points"))
        asked = Indicator.objects.of_framework(self.framework_id)
        return [rules.Mark(each.number, each.most, points.get(each.pk)) for each in asked]


class Score(models.Model):
    """The points one indicator got, with its reason and its proof (คะแนน).

    `points` is None while there is only a reason or a file. `edition` counts the saves of this
    one indicator, so that an older page cannot overwrite a newer answer unseen, and two officers
    may still fill in different indicators at the same time.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scores")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField("คะแนน", null=True, blank=True)
    note = models.CharField("เหตุผล", max_length=500, blank=True)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="scores"
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="indicator_is_scored_once", fields=["assessment", "indicator"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {'-' if self.points is None else self.points}"
