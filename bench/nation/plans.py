"""A plan of every tambon with its projects: about a million of them, each with money.

Two thirds are sent to their district's plan, two thirds of those have an answer (every tenth of
them a second, later one), and some of what was taken in got money, was begun, is done. By chance,
always the same.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db.models import Model

from prasan.accounts.actions import system_user
from prasan.accounts.models import User
from prasan.areas.models import Area, Level
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.plans.models import (
    Advance,
    Decision,
    Doer,
    Inclusion,
    Milestone,
    Money,
    MoneySource,
    Plan,
    PlanLevel,
    PlanVersion,
    Project,
    ProjectTag,
    Proposal,
    Reply,
)
from prasan.plans.tags import STRONG

PROJECTS = 138
FIRST, LAST = 2566, 2570
ADOPTED, TODAY = date(2022, 6, 15), date(2024, 11, 5)
_ANSWERS = (Decision.MERGED,) * 5 + (Decision.ADOPTED,) * 2 + (Decision.REFUSED, Decision.DEFERRED)
_BATCH = 10_000
M = TypeVar("M", bound=Model)


def build() -> dict[str, int]:
    """Make them all; how many there are of each kind of row."""
    chance = Random(2562)
    by, at = system_user(), datetime(2024, 11, 5, 9, tzinfo=ZoneInfo("Asia/Bangkok"))
    areas = Area.objects.filter(ends=None).order_by("code")
    tambons = list(areas.filter(level=Level.TAMBON).values_list("pk", flat=True))
    districts = list(areas.filter(level=Level.DISTRICT).values_list("pk", flat=True))
    # In the order of the codes: what belongs together is told by its place.
    plans = _made(Plan, (_plan(code, PlanLevel.TAMBON) for code in tambons))
    above = dict(
        zip(
            districts,
            _made(Plan, (_plan(code, PlanLevel.DISTRICT) for code in districts)),
            strict=True,
        )
    )
    versions = _made(PlanVersion, (_version(pk) for pk in [*plans, *above.values()]))
    targets = _projects(list(above.values()), versions[len(plans) :], 1, chance)
    into = dict(zip(districts, targets, strict=True))
    projects = _projects(plans, versions, PROJECTS, chance)
    proposals: list[tuple[int, str, date]] = []
    rows = _proposals(projects, tambons, above, chance, proposals)
    made = _made(Proposal, rows)
    replies = _made(Reply, _replies(made, proposals, into, chance, by, at))
    advances = _made(Advance, _advances(targets, chance, by, at))
    return {
        "plans": len(versions),
        "projects": len(projects) + len(targets),
        "proposals": len(made),
        "answers": len(replies),
        "steps of doing": len(advances),
    }


def _plan(code: str, level: str) -> Plan:
    return Plan(area_id=code, level=level, first_year=FIRST, last_year=LAST)


def _version(plan: int) -> PlanVersion:
    return PlanVersion(plan_id=plan, number=1, adopted=ADOPTED)


def _projects(plans: list[int], versions: list[int], each: int, chance: Random) -> list[int]:
    """So many projects in each plan, each with its line of money; their numbers in order."""
    told = [(plan, version, n) for plan, version in zip(plans, versions, strict=False)
            for n in range(each)]  # fmt: skip
    made = _made(
        Project,
        (
            Project(
                plan_id=plan,
                title=f"โครงการตัวอย่างที่ {number + 1}",
                doer=chance.choice(Doer.values),
                beneficiaries=chance.randrange(20, 900),
            )
            for plan, _, number in told
        ),
    )
    years = [chance.randrange(FIRST, LAST + 1) for _ in told]
    stand = _made(
        Inclusion,
        (
            Inclusion(project_id=pk, since_id=version, first_year=year, last_year=year)
            for pk, (_, version, _), year in zip(made, told, years, strict=True)
        ),
    )
    sources = MoneySource.values
    _made(
        Money,
        (
            Money(
                inclusion_id=pk,
                year=year,
                source=chance.choice(sources),
                amount=Decimal(chance.randrange(5, 900) * 1000),
            )
            for pk, year in zip(stand, years, strict=True)
        ),
    )
    strong = (pk for pk, (_, _, number) in zip(made, told, strict=True) if number % 23 == 0)
    _made(ProjectTag, (ProjectTag(project_id=pk, tag=STRONG) for pk in strong))
    return made


def _proposals(
    projects: list[int],
    tambons: list[str],
    above: dict[str, int],
    chance: Random,
    told: list[tuple[int, str, date]],
) -> Iterator[Proposal]:
    """Two in three of `projects`; what each is, in the order made, goes to `told`."""
    for place, project in enumerate(projects):
        district = tambons[place // PROJECTS][:DISTRICT_DIGITS]
        if place % 3 == 0 or district not in above:
            continue
        day = ADOPTED + timedelta(days=chance.randrange(800))
        told.append((project, district, day))
        yield Proposal(
            project_id=project,
            level=PlanLevel.DISTRICT,
            plan_id=above[district],
            holder="อำเภอ",
            proposed=day,
        )


def _replies(
    proposals: list[int],
    told: list[tuple[int, str, date]],
    into: dict[str, int],
    chance: Random,
    by: User,
    at: datetime,
) -> Iterator[Reply]:
    for place, (proposal, (_, district, day)) in enumerate(zip(proposals, told, strict=True)):
        if place % 3 == 0:
            continue
        dated = day + timedelta(days=chance.randrange(1, 60))
        if place % 10 == 0:
            yield _reply(proposal, Decision.DEFERRED, dated - timedelta(days=1), None, by, at)
        kind = chance.choice(_ANSWERS)
        target = into[district] if kind in (Decision.MERGED, Decision.ADOPTED) else None
        yield _reply(proposal, kind, dated, target, by, at)


def _reply(
    proposal: int, kind: Decision, dated: date, target: int | None, by: User, at: datetime
) -> Reply:
    is_deferred = kind == Decision.DEFERRED
    return Reply(
        proposal_id=proposal,
        kind=kind,
        dated=dated,
        target_id=target,
        reason="" if target else "งบไม่พอ",
        until_year=LAST if is_deferred else None,
        by=by,
        at=at,
    )


def _advances(targets: list[int], chance: Random, by: User, at: datetime) -> Iterator[Advance]:
    """What became of the districts' projects: a third each got money, was begun, is done."""
    for place, project in enumerate(targets):
        if place % 4 == 0:
            continue
        steps = list(Milestone)[: 1 + place % 3]
        for step, kind in enumerate(steps):
            is_money = kind == Milestone.FUNDED
            yield Advance(
                project_id=project,
                kind=kind,
                dated=TODAY - timedelta(days=90 - step * 20),
                amount=Decimal(chance.randrange(50, 900) * 1000) if is_money else None,
                source=MoneySource.PROVINCE if is_money else None,
                result="แล้วเสร็จ" if kind == Milestone.DONE else "",
                by=by,
                at=at,
            )


def _made(model: type[M], rows: Iterator[M]) -> list[int]:
    numbers: list[int] = []
    while some := list(islice(rows, _BATCH)):
        numbers += [one.pk for one in model._default_manager.bulk_create(some)]
    return numbers
