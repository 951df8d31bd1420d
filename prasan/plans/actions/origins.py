"""Where projects come from: told, and taken back where that was a mistake."""

from datetime import date, datetime

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.assessments.models import Indicator
from prasan.evidence.models import Evidence
from prasan.meetings.models import Resolution
from prasan.plans import rules
from prasan.plans.models import Origin, OriginKind, Project
from prasan.plans.rules import Problem
from prasan.plans.saving import allow, locked, record, tidy, withdraw


@transaction.atomic
def tell_origin(
    *,
    by: User,
    project: Project,
    kind: str,
    dated: date,
    today: date,
    said: str = "",
    place: str = "",
    resolution: Resolution | None = None,
    indicator: Indicator | None = None,
    document: Evidence | None = None,
) -> Origin:
    """Say where a project comes from: a forum at `place`, a resolution, or an indicator's gap.

    `dated` is the day of the forum, or the day the resolution became this project. The same origin
    a second time gives the one there is; a project may have many.
    """
    project = locked(project)
    said, place = tidy(said), tidy(place)
    fields = {"place": place, "resolution": resolution, "indicator": indicator}
    known = project.origins.standing().filter(kind=kind, **fields)
    if kind == OriginKind.FORUM:
        known = known.filter(dated=dated)
    if found := known.first():
        return found
    allow(_problems(project, kind, dated, today, place, resolution, indicator))
    origin = Origin.objects.create(
        project=project, kind=kind, dated=dated, said=said, document=document, **fields
    )
    changes = {"kind": kind, "dated": dated, "said": said, "document": document}
    code = project.plan.area_id
    summary = f"บอกที่มาของ {project}: {origin.get_kind_display()} {origin}"
    record(by, "project.origin_told", origin, code, summary, changes)
    return origin


@transaction.atomic
def take_back_origin(*, by: User, origin: Origin, why: str, at: datetime) -> Origin:
    """An origin named by mistake stands no more, and stays to be read. Twice is once."""
    origin = locked(origin)
    if not withdraw(origin, by=by, why=why, at=at):
        return origin
    code = origin.project.plan.area_id
    summary = f"ถอนที่มาของ {origin.project}: {origin}"
    record(by, "project.origin_withdrawn", origin, code, summary, {"why": origin.withdrawn_why})
    return origin


def _problems(
    project: Project,
    kind: str,
    dated: date,
    today: date,
    place: str,
    resolution: Resolution | None,
    indicator: Indicator | None,
) -> list[Problem]:
    """What keeps an origin from standing, field by field."""
    met = resolution.item.meeting.planned if resolution else None
    problems = rules.origin_problems(
        kind, dated, today, place=place, met=met, has_indicator=indicator is not None
    )
    if resolution:
        code = resolution.item.meeting.committee.area_id
        if code[:DISTRICT_DIGITS] != project.plan.area_id[: len(code[:DISTRICT_DIGITS])]:
            problems.append(Problem("resolution", "มตินี้เป็นของอำเภออื่น เลือกมติในอำเภอนี้"))
    return problems
