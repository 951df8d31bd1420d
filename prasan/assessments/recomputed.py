"""What a recomputing found, summed up for the page and as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from prasan.areas.models import Area, Level
from prasan.assessments import rules
from prasan.assessments.models import MOVED, UNLIKE, Indicator, Recomputing, Shift
from prasan.thai.calendar import FiscalYear, format_long
from prasan.workbooks.writing import Column, Kind, Sheet, write

_DIGITS = {Level.NATION: 2, Level.PROVINCE: 4, Level.DISTRICT: 6}
_AREA = "result__assessment__centre__area"


@dataclass(frozen=True)
class Part:
    """One part of the area: of so many results, so many moved and are unlike what was filed."""

    area: Area
    count: int
    moved: int
    unlike: int


@dataclass(frozen=True)
class Line:
    """One indicator: in how many centres its value rose, fell, or is unlike the points filed."""

    indicator: Indicator
    up: int
    down: int
    other: int
    unlike: int


class Found:
    """What the newest recomputing says of `area`; nothing before the first. Six queries."""

    def __init__(self, area: Area, year: FiscalYear) -> None:
        self.area, self.year = area, year
        runs = Recomputing.objects.covering(area.code).filter(fiscal_year=year.number)
        self.run = runs.select_related("area", "by").first()

    @property
    def shifts(self) -> QuerySet[Shift]:
        return Shift.objects.filter(result__recomputing=self.run).within(self.area.code)

    @cached_property
    def parts(self) -> list[Part]:
        """The parts in which something was filed, by name."""
        if self.run is None:
            return []
        digits = _DIGITS[Level(self.area.level)]
        results = self.run.results.within(self.area.code)
        part = Substr("assessment__centre__area", 1, digits)
        counted = dict(
            results.annotate(part=part).values_list("part").annotate(many=Count("pk")).order_by()
        )
        rows = (
            self.shifts.annotate(part=Substr(_AREA, 1, digits))
            .values_list("part")
            .annotate(
                moved=Count("result", filter=MOVED, distinct=True),
                unlike=Count("result", filter=UNLIKE, distinct=True),
            )
            .order_by()
        )
        differ = {code: (moved, unlike) for code, moved, unlike in rows}
        areas = Area.objects.filter(code__in=counted).order_by("name_sort")
        return [Part(one, counted[one.code], *differ.get(one.code, (0, 0))) for one in areas]

    @property
    def whole(self) -> Part:
        return Part(
            self.area,
            sum(one.count for one in self.parts),
            sum(one.moved for one in self.parts),
            sum(one.unlike for one in self.parts),
        )

    @cached_property
    def lines(self) -> list[Line]:
        """Every indicator that differs somewhere, in form order."""
        rows = (
            self.shifts.values_list("indicator")
            .annotate(
                up=Count("pk", filter=Q(is_frozen=True, then__lt=F("now"))),
                down=Count("pk", filter=Q(is_frozen=True, then__gt=F("now"))),
                moved=Count("pk", filter=MOVED),
                unlike=Count("pk", filter=UNLIKE),
            )
            .order_by()
        )
        counted = {pk: tuple(figures) for pk, *figures in rows}
        found = Indicator.objects.filter(pk__in=counted).select_related("category__framework")
        ordered = found.order_by("category__framework", "category__number", "place")
        return [
            Line(one, up, down, moved - up - down, unlike)
            for one in ordered
            for up, down, moved, unlike in [counted[one.pk]]
        ]

    @property
    def has_versions(self) -> bool:
        """Whether results on different forms were looked at."""
        return len({one.indicator.category.framework_id for one in self.lines}) > 1


def workbook(found: Found) -> bytes:
    """Every difference inside the area, a row each."""
    assert found.run is not None
    columns = [
        Column("อำเภอ", width=18),
        Column("ตำบล", width=18),
        Column("รหัสตำบล", width=12),
        Column("ข้อ", width=8),
        Column("ตัวชี้วัด", width=40),
        Column("ที่ยื่น", width=10, kind=Kind.WHOLE),
        Column("ตอนยื่น", width=10, kind=Kind.WHOLE),
        Column("คิดใหม่", width=10, kind=Kind.WHOLE),
        Column("ต่างอย่างไร", width=24),
    ]
    shifts = found.shifts.select_related(f"{_AREA}__parent", "indicator__category").order_by(
        _AREA, "indicator__category__number", "indicator__place"
    )
    title = f"ค่าที่ระบบคิดใหม่ {found.area.title} ปี {found.year}"
    day = f"คิด ณ วันที่ {format_long(found.run.day)}"
    foot = [_("ที่ยื่น คือคะแนนที่ศูนย์ฯ ให้ตนเอง ตอนยื่น คือค่าที่ระบบคิดเมื่อยื่นผล")]
    rows = [_row(one) for one in shifts]
    sheet = Sheet("ค่าที่ต่าง", columns, rows, title=[title, day], foot=foot)
    return write([sheet], title=title)


def _row(shift: Shift) -> Sequence[str | int | None]:
    area = shift.result.assessment.centre.area
    return [
        area.parent.name if area.parent else "",
        area.name,
        area.code,
        shift.indicator.number,
        shift.indicator.title,
        shift.given,
        shift.then,
        shift.now,
        " ".join(told(shift)),
    ]


def told(shift: Shift) -> list[str]:
    """What differs, in words."""
    said = {
        rules.Change.UP: _("สูงกว่าตอนยื่น"),
        rules.Change.DOWN: _("ต่ำกว่าตอนยื่น"),
        rules.Change.KNOWN: _("ตอนยื่นยังคิดไม่ได้"),
        rules.Change.UNKNOWN: _("คิดไม่ได้แล้ว"),
    }
    moved = said.get(rules.change(shift.then, shift.now)) if shift.is_frozen else None
    is_unlike = None not in (shift.given, shift.now) and shift.given != shift.now
    return [*filter(None, [moved]), *([_("ต่างจากคะแนนที่ยื่น")] if is_unlike else [])]
