"""Loading a form from its file."""

from django.db import transaction

from prasan.accounts.models import User
from prasan.assessments import intake
from prasan.assessments.models import Category, Framework, Indicator, Level, Point
from prasan.audit import log


class Published(Exception):
    """The version is published with another content; the text says what to do."""


@transaction.atomic
def load_framework(*, by: User, form: intake.Form) -> tuple[Framework, str]:
    """The framework of `form`, and what became of it: "added", "changed" or "unchanged".

    A draft is replaced; a version once published is refused with Published when it differs.
    """
    known = Framework.objects.filter(key=form.key, version=form.version).first()
    if known and known.digest == form.digest:
        return known, "unchanged"
    if known and known.published:
        raise Published(
            f"แบบ {form.key} รุ่น {form.version} ประกาศใช้แล้ว เปลี่ยนเนื้อหาไม่ได้ "
            f"ถ้าจะแก้ ให้เพิ่ม version เป็น {form.version + 1}"
        )
    if known:
        _clear(known)
    framework = _build(form, known)
    outcome = "changed" if known else "added"
    log.record(
        by=by.username,
        verb=f"framework.{outcome}",
        target=framework,
        summary=f"โหลด{framework}",
        changes={"digest": [known.digest if known else "", form.digest]},
    )
    return framework, outcome


def _clear(draft: Framework) -> None:
    """Take the content out of a draft; no assessment can stand on it."""
    draft.levels.all().delete()
    Point.objects.filter(indicator__category__framework=draft).delete()
    Indicator.objects.filter(category__framework=draft).delete()
    draft.categories.all().delete()


def _build(form: intake.Form, known: Framework | None) -> Framework:
    head = {
        "name": form.name,
        "source": form.source,
        "is_example": form.is_example,
        "published": form.published,
        "digest": form.digest,
    }
    framework, _ = Framework.objects.update_or_create(
        key=form.key, version=form.version, defaults=head
    )
    Level.objects.bulk_create(
        Level(framework=framework, name=line.name, from_percent=line.from_percent)
        for line in form.levels
    )
    for category in form.categories:
        _build_category(framework, category)
    return framework


def _build_category(framework: Framework, line: intake.CategoryLine) -> None:
    category = Category.objects.create(framework=framework, number=line.number, name=line.name)
    for place, each in enumerate(line.indicators, start=1):
        indicator = Indicator.objects.create(
            category=category,
            number=each.number,
            place=place,
            name=each.name,
            evidence=each.evidence,
            most=each.most,
        )
        Point.objects.bulk_create(
            Point(indicator=indicator, points=points, meaning=meaning)
            for points, meaning in enumerate(each.meanings)
        )
