"""The form: what is asked, how it is scored, which levels it reaches."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Count, Q, Sum

from prasan.assessments import rules


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
