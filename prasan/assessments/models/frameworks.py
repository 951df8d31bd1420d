"""The form: what is asked, how it is scored and summed, which levels it reaches."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from prasan.accounts.models import User
from prasan.assessments import rules
from prasan.constraints import all_or_none

# Weights are kept in hundredths, so that every engine adds them up exactly.
HUNDREDTHS = 100


class Sums(models.TextChoices):
    """How the scores of a form are summed (วิธีรวมคะแนน)."""

    POINTS = rules.Sums.POINTS, _("รวมคะแนนทุกข้อ")
    WEIGHTED = rules.Sums.WEIGHTED, _("ถ่วงน้ำหนักรายข้อ")
    AVERAGES = rules.Sums.AVERAGES, _("เฉลี่ยของค่าเฉลี่ยรายหมวด")


class FrameworkQuerySet(models.QuerySet["Framework"]):
    def in_use(self, fiscal_year: int, day: date) -> "Framework | None":
        """What a sheet of `fiscal_year` begun on `day` is scored on: of the versions published by
        then for that year or one before, the one that starts last, and of two the newest."""
        begun = self.filter(published__lte=day, first_year__lte=fiscal_year)
        return begun.order_by("first_year", "published", "pk").last()

    def for_list(self) -> Self:
        return self.select_related("published_by").order_by("key", "-version")

    def shapes(self) -> dict[int, rules.Shape]:
        """Each form as the rules take it, by its id; five queries for any number of forms."""
        forms = dict(self.values_list("pk", "sums"))
        asked: dict[int, list[rules.Asked]] = defaultdict(list)
        for each in Indicator.objects.filter(category__framework__in=forms).in_order():
            asked[each.category.framework_id].append(each.asked)
        bands: dict[int, list[rules.Band]] = defaultdict(list)
        levels = Level.objects.filter(framework__in=forms).prefetch_related(_gates())
        for level in levels:
            bands[level.framework_id].append(level.band)
        return {
            pk: rules.Shape(rules.Sums(sums), tuple(asked[pk]), tuple(bands[pk]))
            for pk, sums in forms.items()
        }


class Framework(models.Model):
    """One version of an assessment form (แบบประเมิน), loaded from a file and frozen once published.

    `is_example` is said wherever the form shows: the department's own form is not in our hands.
    """

    key = models.SlugField()
    version = models.PositiveSmallIntegerField("รุ่น")
    name = models.CharField("ชื่อแบบ", max_length=200)
    name_en = models.CharField("ชื่อภาษาอังกฤษ", max_length=200, blank=True)
    source = models.CharField("ที่มา", max_length=400)
    source_en = models.CharField("ที่มาภาษาอังกฤษ", max_length=400, blank=True)
    is_example = models.BooleanField("เป็นแบบตัวอย่าง")
    sums = models.CharField("วิธีรวมคะแนน", max_length=8, choices=Sums.choices, default=Sums.POINTS)
    first_year = models.PositiveSmallIntegerField("ใช้ตั้งแต่ปีงบประมาณ", null=True, blank=True)
    published = models.DateField("ประกาศใช้", null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64)

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="framework_version_is_loaded_once", fields=["key", "version"]
            ),
            all_or_none("published", "first_year", name="framework_is_published_from_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {gettext('รุ่น %(version)s') % {'version': self.version}}"

    def get_absolute_url(self) -> str:
        return reverse("assessments:framework", args=[self.key, self.version])

    @property
    def title(self) -> str:
        return told(self.name, self.name_en)

    @property
    def origin(self) -> str:
        """Where the form comes from, in the language of the page."""
        return told(self.source, self.source_en)

    @property
    def shape(self) -> rules.Shape:
        """As the rules take it; four queries."""
        return self.shape_of(Indicator.objects.of_framework(self.pk))

    def shape_of(self, indicators: "Iterable[Indicator]") -> rules.Shape:
        """The same where its indicators were loaded in order already; two queries."""
        levels = self.levels.prefetch_related(_gates())
        return rules.Shape(
            rules.Sums(self.sums),
            tuple(each.asked for each in indicators),
            tuple(each.band for each in levels),
        )


class Category(models.Model):
    """A category of a framework (หมวด)."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="categories")
    number = models.PositiveSmallIntegerField("หมวดที่")
    name = models.CharField("ชื่อหมวด", max_length=200)
    name_en = models.CharField("ชื่อหมวดภาษาอังกฤษ", max_length=200, blank=True)
    weight_hundredths = models.PositiveIntegerField("น้ำหนัก", null=True, blank=True)

    class Meta:
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(name="category_has_its_number", fields=["framework", "number"])
        ]

    def __str__(self) -> str:
        return f"หมวด {self.number} {self.title}"

    @property
    def title(self) -> str:
        return told(self.name, self.name_en)

    @property
    def weight(self) -> Decimal | None:
        return _of_hundredths(self.weight_hundredths)


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def of_framework(self, framework_id: int) -> Self:
        """All of one form, in its order."""
        return self.filter(category__framework=framework_id).in_order()

    def in_order(self) -> Self:
        """In the order of the form, with the category and the scores each may get."""
        ordered = self.order_by("category__framework", "category__number", "place")
        return ordered.select_related("category").prefetch_related("points")


class Indicator(models.Model):
    """One thing that is scored (ตัวชี้วัด), on a scale of its own.

    A scale has the steps that `points` explain or, with `is_range`, every whole number from
    `least` to `most`; then `points` explain some of them. `not_applicable` says when it need not
    be scored (never, when empty); `evidence_from` is the score from which a file is wanted.
    `fact` names what computes it; the thresholds stand with the points.
    """

    category = models.ForeignKey(Category, models.PROTECT, related_name="indicators")
    number = models.CharField("ข้อ", max_length=8)
    place = models.PositiveSmallIntegerField()
    name = models.CharField("ตัวชี้วัด", max_length=300)
    name_en = models.CharField("ตัวชี้วัดภาษาอังกฤษ", max_length=300, blank=True)
    evidence = models.CharField("หลักฐานที่ใช้", max_length=200, blank=True)
    evidence_en = models.CharField("หลักฐานภาษาอังกฤษ", max_length=200, blank=True)
    evidence_from = models.PositiveSmallIntegerField("ต้องมีหลักฐานตั้งแต่", null=True, blank=True)
    weight_hundredths = models.PositiveIntegerField("น้ำหนัก", null=True, blank=True)
    least = models.PositiveSmallIntegerField("คะแนนต่ำสุด", default=0)
    most = models.PositiveSmallIntegerField("คะแนนเต็ม", default=2)
    is_range = models.BooleanField("ให้คะแนนเท่าใดก็ได้ในช่วง", default=False)
    not_applicable = models.CharField("ไม่ต้องประเมินเมื่อ", max_length=200, blank=True)
    fact = models.CharField("คำนวณจาก", max_length=40, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["category", "place"]
        constraints = [
            models.UniqueConstraint(name="indicator_has_its_number", fields=["category", "number"]),
            models.CheckConstraint(
                name="indicator_has_more_than_one_score", condition=Q(most__gt=F("least"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def title(self) -> str:
        return told(self.name, self.name_en)

    @property
    def proof(self) -> str:
        """The evidence wanted, in the language of the page."""
        return told(self.evidence, self.evidence_en)

    @property
    def weight(self) -> Decimal | None:
        return _of_hundredths(self.weight_hundredths)

    @cached_property
    def asked(self) -> rules.Asked:
        """As the rules take it; from in_order() without another query."""
        points = self.points.all()
        return rules.Asked(
            number=self.number,
            category=self.category.number,
            least=self.least,
            most=self.most,
            steps=() if self.is_range else tuple(each.points for each in points),
            weight=Fraction(self.weight_hundredths or 0, HUNDREDTHS),
            may_not_apply=bool(self.not_applicable),
        )

    def meaning_of(self, points: int | None) -> str:
        """What `points` stand for: on a range, what the highest explained score below says."""
        below = [each for each in self.points.all() if points is not None and each.points <= points]
        return max(below, key=lambda each: each.points).text if below else ""


class Point(models.Model):
    """What one score of an indicator means (เกณฑ์ให้คะแนน).

    `threshold` is the value of the indicator's fact from which this score is suggested.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="points")
    points = models.PositiveSmallIntegerField("คะแนน")
    meaning = models.CharField("ความหมาย", max_length=300)
    meaning_en = models.CharField("ความหมายภาษาอังกฤษ", max_length=300, blank=True)
    threshold = models.IntegerField("ค่าที่คำนวณได้ตั้งแต่", null=True, blank=True)

    class Meta:
        ordering = ["indicator", "points"]
        constraints = [
            models.UniqueConstraint(name="score_is_explained_once", fields=["indicator", "points"])
        ]

    def __str__(self) -> str:
        return f"{self.points} {self.text}"

    @property
    def text(self) -> str:
        return told(self.meaning, self.meaning_en)


class Level(models.Model):
    """A level of development (ระดับการพัฒนา), reached from a share of all points and through the
    gates of this level and of every level below it."""

    framework = models.ForeignKey(Framework, models.PROTECT, related_name="levels")
    name = models.CharField("ระดับ", max_length=60)
    name_en = models.CharField("ระดับภาษาอังกฤษ", max_length=60, blank=True)
    from_percent = models.DecimalField("ตั้งแต่ร้อยละ", max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["framework", "-from_percent"]
        constraints = [
            models.UniqueConstraint(
                name="level_starts_at_its_own_share", fields=["framework", "from_percent"]
            ),
            models.CheckConstraint(
                name="level_starts_within_the_whole",
                condition=Q(from_percent__gte=0, from_percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return told(self.name, self.name_en)

    @property
    def band(self) -> rules.Band:
        """As the rules take it, with its gates."""
        gates = tuple(each.rule for each in self.gates.all())
        return rules.Band(self.title, plain(self.from_percent), gates)


class Gate(models.Model):
    """What must hold besides the share for a level to be reached (เงื่อนไขของระดับ).

    Either an indicator with at least so many points, or a category with at least so many percent
    of its own, or whatever another, lower level needs.
    """

    level = models.ForeignKey(Level, models.PROTECT, related_name="gates")
    place = models.PositiveSmallIntegerField()
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="gates"
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="gates"
    )
    needs = models.ForeignKey(
        Level, models.PROTECT, null=True, blank=True, related_name="needed_by"
    )
    least = models.PositiveSmallIntegerField("อย่างน้อย", null=True, blank=True)
    reason = models.CharField("เพราะ", max_length=200, blank=True)
    reason_en = models.CharField("เพราะ (ภาษาอังกฤษ)", max_length=200, blank=True)

    class Meta:
        ordering = ["level", "place"]
        constraints = [
            models.UniqueConstraint(name="gate_has_its_place", fields=["level", "place"]),
            models.CheckConstraint(
                name="gate_names_one_thing",
                condition=Q(indicator__isnull=False, category=None, needs=None, least__gt=0)
                | Q(indicator=None, category__isnull=False, needs=None, least__gt=0, least__lte=100)
                | Q(indicator=None, category=None, needs__isnull=False, least=None),
            ),
        ]

    def __str__(self) -> str:
        named = self.indicator or self.category or self.needs
        return f"{self.level}: {named} {self.least or ''}".strip()

    @property
    def rule(self) -> rules.Gate:
        return rules.Gate(
            indicator=self.indicator.number if self.indicator else "",
            category=self.category.number if self.category else 0,
            needs=self.needs.title if self.needs else "",
            least=self.least or 0,
            reason=told(self.reason, self.reason_en),
        )


def _gates() -> "Prefetch[str]":
    return Prefetch("gates", Gate.objects.select_related("indicator", "category", "needs"))


def told(thai: str, english: str) -> str:
    """The text in the language of the page; Thai where nothing was written in English."""
    return english if english and (get_language() or "th").startswith("en") else thai


def plain(number: Decimal) -> int | Decimal:
    """Without the zeros a column adds: 80 and not 80.00."""
    return int(number) if number == int(number) else number.normalize()


def _of_hundredths(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else Decimal(plain(Decimal(hundredths) / HUNDREDTHS))


def weights(each: Iterable[Category | Indicator]) -> Decimal:
    """What the weights of `each` come to."""
    return sum((one.weight or Decimal(0) for one in each), Decimal(0))
