"""The tambon centres in sight, by how far their assessment of a year has come."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from prasan.accounts.reach import Reach
from prasan.areas.models import Area, Level, within
from prasan.areas.rules import NATION
from prasan.assessments import rules
from prasan.assessments.models import Assessment, Framework
from prasan.assessments.models.assessments import IN_HAND
from prasan.assessments.outcomes import Outcome, outcomes
from prasan.centres.models import Centre
from prasan.thai.calendar import FiscalYear, format_short


class Stage(TextChoices):
    """How far an assessment has come."""

    NONE = "none", _("ยังไม่เริ่ม")
    OPEN = "open", _("กำลังตอบ")
    FILED = "filed", _("ยื่นแล้ว")


@dataclass(frozen=True)
class Line:
    """One centre with its assessment of the year, if it has one, and what that comes to."""

    centre: Centre
    assessment: Assessment | None
    outcome: Outcome | None

    @property
    def css(self) -> str:
        if self.assessment is None:
            return "wait"
        return "met" if self.assessment.filed else "part"

    @property
    def sign(self) -> str:
        return self.css

    @property
    def label(self) -> str:
        if self.assessment is None or self.outcome is None:
            return str(Stage.NONE.label)
        if self.assessment.filed:
            return f"{Stage.FILED.label} {format_short(self.assessment.filed)}"
        return f"ตอบแล้ว {self.outcome.answered} จาก {self.outcome.asked} ข้อ"

    @property
    def example(self) -> Framework | None:
        """Its form, if that is an example."""
        form = self.assessment.framework if self.assessment else None
        return form if form and form.is_example else None

    @property
    def points(self) -> int:
        return self.outcome.points if self.outcome else 0

    @property
    def band(self) -> rules.Band | None:
        """The level, once it is filed: before, the points still rise."""
        if self.assessment is None or self.assessment.filed is None or self.outcome is None:
            return None
        return self.outcome.band


def centres(reach: Reach, year: FiscalYear) -> QuerySet[Centre]:
    """The tambon centres in sight, each with `is_begun` and `is_filed` for `year`."""
    mine = Assessment.objects.in_year(year).filter(centre=OuterRef("pk"))
    return (
        Centre.objects.visible_to(reach)
        .filter(area__level=Level.TAMBON)
        .for_list()
        .annotate(is_begun=Exists(mine), is_filed=Exists(mine.at(IN_HAND)))
        .order_by("area")
    )


def narrowed(found: QuerySet[Centre], *, area: str, words: str) -> QuerySet[Centre]:
    """Those inside `area` whose place name holds `words`; "" narrows nothing."""
    if area:
        found = found.filter(within([area], field="area"))
    return found.filter(area__name__contains=words) if words else found


def at_stage(found: QuerySet[Centre], stage: str) -> QuerySet[Centre]:
    """Those of centres() whose assessment has come just so far; "" is every stage."""
    conditions = {
        Stage.NONE.value: Q(is_begun=False),
        Stage.OPEN.value: Q(is_begun=True, is_filed=False),
        Stage.FILED.value: Q(is_filed=True),
    }
    return found.filter(conditions.get(stage, Q()))


def counts(found: QuerySet[Centre]) -> dict[str, int]:
    """How many centres, and how many of them at each stage; one query."""
    counted = found.aggregate(
        total=Count("pk"),
        begun=Count("pk", filter=Q(is_begun=True)),
        filed=Count("pk", filter=Q(is_filed=True)),
    )
    total, begun, filed = counted["total"], counted["begun"], counted["filed"]
    return {
        "total": total,
        Stage.NONE: total - begun,
        Stage.OPEN: begun - filed,
        Stage.FILED: filed,
    }


def lines(found: Sequence[Centre], year: FiscalYear) -> list[Line]:
    """The centres of one page with their assessments."""
    mine = (
        Assessment.objects.filter(centre__in=found)
        .in_year(year)
        .with_steps()
        .select_related("framework")
    )
    by_centre = {each.centre_id: each for each in mine}
    come_to = outcomes(list(mine))
    return [
        Line(centre, each, come_to[each.pk] if each else None)
        for centre in found
        for each in [by_centre.get(centre.pk)]
    ]


def parts(reach: Reach, area: str) -> QuerySet[Area]:
    """What the list can be narrowed to: the provinces in sight, or the districts of the one."""
    provinces = {area[:2]} if area else {code[:2] for code in reach.codes}
    is_one = len(provinces) == 1 and NATION not in provinces
    found = Area.objects.filter(reach.q("code"), within(provinces, field="code"), ends=None)
    return found.filter(level=Level.DISTRICT if is_one else Level.PROVINCE).order_by("name_sort")
