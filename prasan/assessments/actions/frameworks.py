"""Loading a form from its file, and publishing it."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from prasan.accounts.models import User
from prasan.assessments import intake
from prasan.assessments.intake.form import CategoryLine, Form, GateLine, IndicatorLine
from prasan.assessments.models import Category, Framework, Gate, Indicator, Level, Point
from prasan.assessments.models.frameworks import HUNDREDTHS
from prasan.audit import log
from prasan.thai.calendar import FiscalYear


class Published(Exception):
    """The version is published with another content; the text says what to do."""


@transaction.atomic
def load_framework(*, by: User, form: intake.Form) -> tuple[Framework, str]:
    """The framework of `form`, and what became of it: "added", "changed" or "unchanged".

    A draft is replaced; a version once published is refused with Published when it differs. A
    form that says it is in use is published too.
    """
    known = Framework.objects.filter(key=form.key, version=form.version).first()
    if known and known.digest == form.digest:
        return _in_use(by, known, form), "unchanged"
    if known and known.published:
        raise Published(
            f"แบบ {form.key} รุ่น {form.version} ประกาศใช้แล้ว เปลี่ยนเนื้อหาไม่ได้ "
            f"ถ้าจะแก้ ให้เพิ่ม version เป็น {form.version + 1}"
        )
    if known:
        _clear(known)
    framework = _build(form)
    outcome = "changed" if known else "added"
    log.record(
        by=by.username,
        verb=f"framework.{outcome}",
        target=framework,
        summary=f"โหลด{framework}",
        changes={"digest": [known.digest if known else "", form.digest]},
    )
    return _in_use(by, framework, form), outcome


@transaction.atomic
def publish_framework(
    *, by: User, framework: Framework, day: date, first_year: FiscalYear
) -> Framework:
    """Freeze a draft and let sheets of `first_year` and later years begin on it, from `day` on.

    Publishing twice publishes once: the first day and year stay.
    """
    locked = Framework.objects.select_for_update(of=("self",)).get(pk=framework.pk)
    if locked.published:
        return locked
    locked.published, locked.published_by = day, by
    locked.first_year = first_year.number
    locked.save(update_fields=["published", "published_by", "first_year"])
    log.record(
        by=by.username,
        verb="framework.published",
        target=locked,
        summary=f"ประกาศใช้{locked} ตั้งแต่ปีงบประมาณ {first_year}",
        changes={"published": day, "first_year": first_year.number},
    )
    return locked


def _in_use(by: User, framework: Framework, form: Form) -> Framework:
    if form.published is None or form.first_year is None:
        return framework
    year = FiscalYear(form.first_year)
    return publish_framework(by=by, framework=framework, day=form.published, first_year=year)


def _clear(draft: Framework) -> None:
    """Take the content out of a draft; no assessment can stand on it."""
    Gate.objects.filter(level__framework=draft).delete()
    draft.levels.all().delete()
    Point.objects.filter(indicator__category__framework=draft).delete()
    Indicator.objects.filter(category__framework=draft).delete()
    draft.categories.all().delete()


def _build(form: Form) -> Framework:
    head = {
        "name": form.name.thai,
        "name_en": form.name.english,
        "source": form.source.thai,
        "source_en": form.source.english,
        "is_example": form.is_example,
        "sums": form.sums,
        "digest": form.digest,
    }
    framework, _ = Framework.objects.update_or_create(
        key=form.key, version=form.version, defaults=head
    )
    for category in form.categories:
        _build_category(framework, category)
    _build_levels(framework, form)
    return framework


def _build_levels(framework: Framework, form: Form) -> None:
    levels = {
        line.name.thai: Level.objects.create(
            framework=framework,
            name=line.name.thai,
            name_en=line.name.english,
            from_percent=line.from_percent,
        )
        for line in form.levels
    }
    indicators = Indicator.objects.filter(category__framework=framework)
    by_number = {each.number: each for each in indicators}
    categories = {each.number: each for each in framework.categories.all()}

    def gate(level: Level, place: int, line: GateLine) -> Gate:
        return Gate(
            level=level,
            place=place,
            indicator=by_number.get(line.indicator),
            category=categories.get(line.category or 0),
            needs=levels.get(line.level),
            least=line.least,
            reason=line.reason.thai,
            reason_en=line.reason.english,
        )

    Gate.objects.bulk_create(
        gate(levels[line.name.thai], place, each)
        for line in form.levels
        for place, each in enumerate(line.gates, start=1)
    )


def _build_category(framework: Framework, line: CategoryLine) -> None:
    category = Category.objects.create(
        framework=framework,
        number=line.number,
        name=line.name.thai,
        name_en=line.name.english,
        weight_hundredths=_hundredths(line.weight),
    )
    for place, each in enumerate(line.indicators, start=1):
        _build_indicator(category, place, each)


def _build_indicator(category: Category, place: int, line: IndicatorLine) -> None:
    indicator = Indicator.objects.create(
        category=category,
        number=line.number,
        place=place,
        name=line.name.thai,
        name_en=line.name.english,
        evidence=line.evidence.thai,
        evidence_en=line.evidence.english,
        evidence_from=line.evidence_from,
        weight_hundredths=_hundredths(line.weight),
        least=line.least,
        most=line.most,
        is_range=line.is_range,
        not_applicable=line.not_applicable,
        fact=line.fact,
    )
    Point.objects.bulk_create(
        Point(
            indicator=indicator,
            points=each.points,
            meaning=each.meaning.thai,
            meaning_en=each.meaning.english,
            threshold=each.threshold,
        )
        for each in line.points
    )


def _hundredths(weight: Decimal | None) -> int | None:
    return None if weight is None else int(weight * HUNDREDTHS)
