"""The order a committee gave the projects of a plan."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from prasan.accounts.models import User
from prasan.meetings.models import Resolution
from prasan.plans import rules
from prasan.plans.actions.plans import newest_version, resolution_problems
from prasan.plans.models import (
    Inclusion,
    Plan,
    PlanVersion,
    PriorityCriterion,
    PriorityMethod,
    PriorityPlace,
    PriorityPoints,
    PriorityRound,
)
from prasan.plans.rules import Problem, Scale
from prasan.plans.saving import allow, holds, locked, record, tidy

Points = Mapping[int, Sequence[Decimal | None]]
Places = Mapping[int, int | None]


@transaction.atomic
def set_priorities(
    *,
    by: User,
    plan: Plan,
    method: str,
    decided: date,
    today: date,
    at: datetime,
    places: Places | None = None,
    scales: Sequence[Scale] = (),
    points: Points | None = None,
    resolution: Resolution | None = None,
    citation: str = "",
) -> PriorityRound:
    """The order of the projects of the plan's newest version, by `places` or by `points`.

    Both are by project; points in the order of `scales`. The order that stands already is given
    once more; another one takes its place, and the one before stays to be read.
    """
    plan = locked(plan)
    version = newest_version(plan)
    scales = [Scale(tidy(one.name), one.most) for one in scales]
    places, points = places or {}, points or {}
    allow(_problems(version, method, places, scales, points, resolution, decided, today))
    fields = {
        "method": method,
        "decided": decided,
        "resolution": resolution,
        "citation": tidy(citation),
    }
    standing = PriorityRound.objects.filter(version=version).order_by("-pk").first()
    if standing and holds(standing, fields) and _same(standing, places, scales, points):
        return standing
    made = PriorityRound.objects.create(version=version, by=by, at=at, **fields)
    if method == PriorityMethod.RANKED:
        PriorityPlace.objects.bulk_create(
            PriorityPlace(round=made, project_id=key, place=place)
            for key, place in places.items()
            if place is not None
        )
    else:
        _score(made, scales, points)
    changes = {**fields, "projects": len(places or points), "criteria": len(scales)}
    summary = f"จัดลำดับความสำคัญของโครงการใน{plan} {version}"
    record(by, "plan.prioritised", made, plan.area_id, summary, changes)
    return made


def titles_in(version: PlanVersion) -> dict[int, str]:
    """The projects that stand in a version, by key, in the order its page has them."""
    stand = Inclusion.objects.filter(project__plan=version.plan_id).in_version(version.number)
    ordered = stand.order_by("first_year", "project")
    return dict(ordered.values_list("project", "project__title"))


def _problems(
    version: PlanVersion,
    method: str,
    places: Places,
    scales: Sequence[Scale],
    points: Points,
    resolution: Resolution | None,
    decided: date,
    today: date,
) -> list[Problem]:
    titles = titles_in(version)
    met = resolution.item.meeting.planned if resolution else None
    day = rules.priority_day_problems(decided, today, met)
    whole = day + resolution_problems(resolution, version.plan.area)
    if method == PriorityMethod.RANKED:
        return whole + rules.ranking_problems(titles, places)
    return whole + rules.scoring_problems(titles, scales, points)


def _score(made: PriorityRound, scales: Sequence[Scale], points: Points) -> None:
    criteria = PriorityCriterion.objects.bulk_create(
        PriorityCriterion(round=made, number=number, name=one.name, most=one.most)
        for number, one in enumerate(scales, start=1)
        if one.most is not None
    )
    PriorityPoints.objects.bulk_create(
        PriorityPoints(criterion=criterion, project_id=key, points=given)
        for key, row in points.items()
        for criterion, given in zip(criteria, row, strict=True)
        if given is not None
    )


def _same(standing: PriorityRound, places: Places, scales: Sequence[Scale], points: Points) -> bool:
    if standing.method == PriorityMethod.RANKED:
        return dict(standing.places.values_list("project", "place")) == dict(places)
    criteria = [Scale(one.name, one.most) for one in standing.criteria.all()]
    found = PriorityPoints.objects.filter(criterion__round=standing)
    given = {
        (key, number - 1): value
        for key, number, value in found.values_list("project", "criterion__number", "points")
    }
    wanted = {(key, n): value for key, row in points.items() for n, value in enumerate(row)}
    return criteria == list(scales) and given == wanted
