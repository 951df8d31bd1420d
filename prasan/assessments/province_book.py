"""All results of a province or district as a workbook: a summary, and a sheet for each category."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone, translation

from prasan.areas.models import Area
from prasan.assessments.grading import SPOKEN
from prasan.assessments.models import Assessment, Category, Framework, Indicator, Score
from prasan.assessments.outcomes import Outcome, outcomes
from prasan.assessments.rules import percent
from prasan.assessments.workflow import Tier
from prasan.thai.calendar import FiscalYear, format_long
from prasan.workbooks.writing import Column, Kind, Sheet, Value, sheet_named
from prasan.workbooks.writing import write as write_book

PLACES = (Column("อำเภอ", width=18), Column("ตำบล", width=18), Column("รหัสตำบล", width=12))
NOT_APPLICABLE = "ไม่เข้าข่าย"
_EXAMPLE = "แบบตัวอย่าง ไม่ใช่แบบทางการ"


def write(area: Area, year: FiscalYear, tier: Tier, *, at: datetime) -> bytes | None:
    """The workbook of `area`; None where no result stands. Seven queries and some for each form.

    Forms of different versions get sheets of their own.
    """
    spoken = list(
        Assessment.objects.within([area.code])
        .in_year(year)
        .at(SPOKEN[tier])
        .select_related("centre__area__parent", "framework")
        .order_by("framework", "centre__area")
    )
    if not spoken:
        return None
    # A workbook goes to offices: it is in Thai, whatever language its page is read in.
    with translation.override("th"):
        return _written(area, year, tier, spoken, at)


def _written(
    area: Area, year: FiscalYear, tier: Tier, spoken: list[Assessment], at: datetime
) -> bytes:
    title = f"ผลการประเมิน{area.title} ปี {year}"
    day = f"ข้อมูล ณ วันที่ {format_long(timezone.localdate(at))} คะแนนชั้น{tier.label}"
    come_to = outcomes(spoken, tier)
    forms = {each.framework_id: each.framework for each in spoken}
    sheets: list[Sheet] = []
    for pk, form in forms.items():
        mine = [each for each in spoken if each.framework_id == pk]
        mark = f" รุ่น {form.version}" if len(forms) > 1 else ""
        sheets += _sheets(form, mine, come_to, tier, [title, _named(form), day], mark)
    return write_book(sheets, title=title)


def _named(form: Framework) -> str:
    return f"{form} {_EXAMPLE}" if form.is_example else str(form)


def _sheets(
    form: Framework,
    mine: Sequence[Assessment],
    come_to: dict[int, Outcome],
    tier: Tier,
    title: Sequence[str],
    mark: str,
) -> Iterator[Sheet]:
    foot = [_EXAMPLE] if form.is_example else []
    categories = list(form.categories.all())
    columns = [
        *PLACES,
        *(Column(f"หมวด {each.number} (%)", width=12, kind=Kind.NUMBER) for each in categories),
        Column("รวม (%)", width=12, kind=Kind.NUMBER),
        Column("ระดับ", width=16, is_centred=True),
    ]
    rows = [[*_place(each), *_summed(come_to[each.pk])] for each in mine]
    yield Sheet(sheet_named(f"สรุป{mark}"), columns, rows, title=title, foot=foot)
    indicators: dict[int, list[Indicator]] = {}
    for each in Indicator.objects.of_framework(form.pk):
        indicators.setdefault(each.category_id, []).append(each)
    said = _said(mine, tier)
    for category in categories:
        asked = indicators.get(category.pk, [])
        yield _category(category, asked, mine, said, title, foot, mark)


def _category(
    category: Category,
    asked: Sequence[Indicator],
    mine: Sequence[Assessment],
    said: dict[tuple[int, int], Value],
    title: Sequence[str],
    foot: Sequence[str],
    mark: str,
) -> Sheet:
    columns = [
        *PLACES,
        *(Column(f"{each.number} {each.title}", width=16, kind=Kind.WHOLE) for each in asked),
    ]
    rows = [[*_place(one), *(said.get((one.pk, each.pk)) for each in asked)] for one in mine]
    name = sheet_named(f"หมวด {category.number}{mark}")
    return Sheet(name, columns, rows, title=[*title, str(category)], foot=foot)


def _place(assessment: Assessment) -> list[Value]:
    area = assessment.centre.area
    return [area.parent.name if area.parent else "", area.name, area.code]


def _summed(outcome: Outcome) -> list[Value]:
    shares = [part.share for part in outcome.total.parts]
    return [
        *(None if share is None else float(percent(share)) for share in shares),
        float(outcome.total.percent),
        outcome.band.name if outcome.band else "–",
    ]


def _said(mine: Sequence[Assessment], tier: Tier) -> dict[tuple[int, int], Value]:
    rows = Score.objects.of(tier).filter(assessment__in=mine)
    columns = ("assessment", "indicator", "points", "is_not_applicable")
    return {
        (assessment, indicator): NOT_APPLICABLE if is_left_out else points
        for assessment, indicator, points, is_left_out in rows.values_list(*columns)
    }
