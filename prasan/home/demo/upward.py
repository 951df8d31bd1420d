"""Two projects that went on from a district to the province: one merged and funded, one refused."""

from datetime import date
from decimal import Decimal

from prasan import clock
from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.home.demo.hours import at
from prasan.plans.actions import Outline, add_project, adopt_plan, advance, propose, reply
from prasan.plans.models import Decision, Milestone, MoneySource, Plan, PlanLevel, Project
from prasan.plans.tags import STRONG

_ADOPTED, _PROPOSED, _ANSWERED = date(2023, 11, 20), date(2024, 9, 2), date(2024, 10, 28)


def build(*, province: User, area: Area, officer: User, district: str) -> None:
    """The province's plan, and what it answered to the first two projects of one district's."""
    plan = _plan(province, area)
    target = _target(province, plan)
    own = Project.objects.filter(plan__area=district, plan__level=PlanLevel.DISTRICT)
    for place, project in enumerate(own.order_by("pk")[:2]):
        with clock.at(at(_PROPOSED)):
            sent = propose(
                by=officer, project=project, plan=plan, proposed=_PROPOSED, today=_PROPOSED
            )
        is_merged = place == 0
        with clock.at(at(_ANSWERED)):
            reply(
                by=province,
                proposal=sent,
                kind=Decision.MERGED if is_merged else Decision.REFUSED,
                dated=_ANSWERED,
                at=at(_ANSWERED),
                into=target if is_merged else None,
                reason="" if is_merged else "จังหวัดมีโครงการลักษณะเดียวกันในพื้นที่แล้ว",
            )
    _fund(province, target)


def _plan(by: User, area: Area) -> Plan:
    with clock.at(at(_ADOPTED)):
        return adopt_plan(
            by=by,
            area=area,
            level=PlanLevel.PROVINCE,
            first_year=2566,
            last_year=2570,
            adopted=_ADOPTED,
        )


def _target(by: User, plan: Plan) -> Project:
    with clock.at(at(_ADOPTED)):
        return add_project(
            by=by,
            plan=plan,
            outline=Outline(
                title="อาหารปลอดภัยทั้งจังหวัด",
                first_year=2567,
                last_year=2568,
                money=[(2568, MoneySource.PROVINCE, Decimal(1_500_000))],
                tags=[STRONG],
            ),
        )


def _fund(by: User, target: Project) -> None:
    day = date(2024, 11, 1)
    with clock.at(at(day)):
        advance(
            by=by,
            project=target,
            kind=Milestone.FUNDED,
            dated=day,
            at=at(day),
            amount=Decimal(1_200_000),
            source=MoneySource.PROVINCE,
        )
