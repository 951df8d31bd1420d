"""Plans and their versions: recorded, put right, adopted."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.committees.models import Committee
from prasan.evidence.models import Evidence
from prasan.meetings.models import Resolution
from prasan.plans import rules
from prasan.plans.models import Inclusion, Plan, PlanKind, PlanLevel, PlanVersion
from prasan.plans.rules import Problem
from prasan.plans.saving import allow, amend, holds, locked, record, tidy


@transaction.atomic
def adopt_plan(
    *,
    by: User,
    area: Area,
    first_year: int,
    last_year: int,
    adopted: date | None,
    level: str = PlanLevel.TAMBON,
    kind: str = PlanKind.SPAN,
    holder: str = "",
    committee: Committee | None = None,
    resolution: Resolution | None = None,
    citation: str = "",
    document: Evidence | None = None,
) -> Plan:
    """A plan of the Buddhist years `first_year` to `last_year`, both included, and its version 1.

    `adopted` is None while the plan is not yet agreed to. The same plan a second time gives the
    one there is; a plan whose years meet another's of its level, kind and holder is refused.
    """
    Area.objects.select_for_update().get(pk=area.pk)
    holder = tidy(holder)
    key = {"area": area, "level": level, "kind": kind, "holder": holder}
    fields = {"last_year": last_year, "committee": committee}
    first = {
        "adopted": adopted,
        "resolution": resolution,
        "citation": tidy(citation),
        "document": document,
    }
    others = list(Plan.objects.filter(**key))
    for plan in others:
        is_same = plan.first_year == first_year and holds(plan, fields)
        if is_same and holds(plan.versions.order_by("number")[0], first):
            return plan
    allow(rules.place_problems(level, area.level, holder) + resolution_problems(resolution, area))
    allow(
        rules.plan_problems(first_year, last_year, _spans(others), is_yearly=kind != PlanKind.SPAN)
    )
    plan = Plan.objects.create(first_year=first_year, **key, **fields)
    PlanVersion.objects.create(plan=plan, number=1, **first)
    changes = {"first_year": first_year, **key, **fields, **first}
    record(by, "plan.adopted", plan, area.pk, f"บันทึก{plan}", changes)
    return plan


@transaction.atomic
def correct_plan(
    *,
    by: User,
    plan: Plan,
    edition: int,
    first_year: int,
    last_year: int,
    holder: str = "",
    committee: Committee | None = None,
) -> Plan:
    """Put a plan's years and holder right; `edition` is the one the writer saw.

    Raises Stale when someone saved since. Saving what stands already changes nothing.
    """
    Area.objects.select_for_update().get(pk=plan.area_id)
    holder = tidy(holder)
    alike = Plan.objects.filter(area=plan.area_id, level=plan.level, kind=plan.kind, holder=holder)
    stand = Inclusion.objects.filter(project__plan=plan)
    years = [year for pair in stand.values_list("first_year", "last_year") for year in pair]
    allow(rules.place_problems(plan.level, plan.area.level, holder))
    allow(
        rules.plan_problems(
            first_year,
            last_year,
            _spans(alike.exclude(pk=plan.pk)),
            years,
            is_yearly=plan.kind != PlanKind.SPAN,
        )
    )
    fields = {
        "first_year": first_year,
        "last_year": last_year,
        "holder": holder,
        "committee": committee,
    }
    plan = locked(plan)
    changes = amend(plan, edition, fields)
    if changes:
        record(by, "plan.corrected", plan, plan.area_id, f"แก้{plan}", changes)
    return plan


@transaction.atomic
def open_version(*, by: User, plan: Plan, said: str) -> PlanVersion:
    """The next version of a plan, a draft until it is adopted; `said` is why the plan changes.

    While a draft is open, that one is given. What changes from now on changes in it.
    """
    plan = locked(plan)
    newest = newest_version(plan)
    if newest.adopted is None:
        return newest
    said = tidy(said)
    allow([] if said else [Problem("said", "ยังไม่ได้บอกเหตุที่ปรับแผน เช่น ทบทวนประจำปี 2569")])
    version = PlanVersion.objects.create(plan=plan, number=newest.number + 1, said=said)
    summary = f"เปิด{version} ของ{plan}: {said}"
    record(by, "plan.version_opened", version, plan.area_id, summary, {"said": said})
    return version


@transaction.atomic
def adopt_version(
    *,
    by: User,
    version: PlanVersion,
    edition: int,
    adopted: date | None,
    resolution: Resolution | None = None,
    citation: str = "",
    document: Evidence | None = None,
) -> PlanVersion:
    """Say when and by which resolution a version was adopted, or put that right.

    Raises Stale when someone saved since. Saving what stands already changes nothing.
    """
    plan = locked(version.plan)
    version = locked(version)
    days = dict(plan.versions.values_list("number", "adopted"))
    later = [day for number, day in days.items() if number > version.number and day]
    problems = rules.version_problems(
        adopted,
        before=days.get(version.number - 1),
        after=later,
        is_first=version.number == 1,
    )
    allow(problems + resolution_problems(resolution, plan.area))
    fields = {
        "adopted": adopted,
        "resolution": resolution,
        "citation": tidy(citation),
        "document": document,
    }
    changes = amend(version, edition, fields)
    if changes:
        summary = f"{version} ของ{plan} เห็นชอบ"
        record(by, "plan.version_adopted", version, plan.area_id, summary, changes)
    return version


def newest_version(plan: Plan) -> PlanVersion:
    """The version that changes are made in: the last, adopted or not."""
    return plan.versions.order_by("-number")[0]


def _spans(plans: Iterable[Plan]) -> list[tuple[int, int]]:
    return [(plan.first_year, plan.last_year) for plan in plans]


def resolution_problems(resolution: Resolution | None, area: Area) -> list[Problem]:
    """A plan is adopted by a body of its own district, or of a wider area."""
    if resolution is None:
        return []
    code = resolution.item.meeting.committee.area_id[:DISTRICT_DIGITS]
    if code.startswith(area.pk[:DISTRICT_DIGITS]) or area.pk.startswith(code):
        return []
    return [Problem("resolution", "มตินี้เป็นของอำเภออื่น เลือกมติในอำเภอนี้")]
