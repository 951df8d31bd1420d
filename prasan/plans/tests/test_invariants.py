"""Whatever officers do, in whatever order: no origin is lost, and sums are of what they hold."""

import random
from datetime import date
from decimal import Decimal

import pytest

from prasan.plans import actions, rules
from prasan.plans.books import book
from prasan.plans.flows import Asked, flow
from prasan.plans.models import Inclusion, Origin, Project, Proposal
from prasan.plans.saving import Refused
from prasan.plans.tests import make
from prasan.plans.ways import way
from prasan.thai.calendar import FiscalYear

YEAR, DAY = FiscalYear(2568), make.TODAY
STEPS = 40


@pytest.fixture
def world(ngao_officer, province_officer, areas, plan, district_plan, province_plan):
    """Six projects of two tambons, each from a forum of its own, and two of the plans above."""
    other = make.plan(ngao_officer, areas["520504"])
    born = []
    for number in range(6):
        one = make.project(ngao_officer, (plan, other)[number % 2], title=f"โครงการ {number}")
        make.forum(ngao_officer, one, place=f"ศาลาหมู่ {number}")
        born.append(one)
    make.project(ngao_officer, district_plan, title="ของอำเภอ")
    make.project(province_officer, province_plan, title="ของจังหวัด")
    return born


def something(by, chance):
    """One thing an officer may try next; what is refused leaves nothing."""
    projects = list(Project.objects.order_by("pk"))
    proposals = list(Proposal.objects.select_related("plan").order_by("pk"))
    one = chance.choice(projects)
    kind = chance.choice(["send", "answer", "answer", "take back", "open", "drop"])
    if kind == "send":
        level = chance.choice(["district", "province"])
        above = {found.plan.level: found.plan for found in projects if found.plan.level == level}
        make.proposal(by, one, plan=above[level], proposed=date(2024, 11, 1))
    elif kind == "answer" and proposals:
        sent = chance.choice(proposals)
        inside = [found for found in projects if found.plan_id == sent.plan_id]
        answer = chance.choice(["adopted", "merged", "merged", "deferred", "refused"])
        into = chance.choice(inside) if answer == "merged" else None
        make.reply(by, sent, answer, dated=date(2024, 11, 1), into=into)
    elif kind == "take back" and proposals:
        last = chance.choice(proposals).replies.standing().order_by("dated", "pk").last()
        if last:
            actions.take_back_reply(by=by, reply=last, why="ผิดเรื่อง", at=make.AT)
    elif kind == "open":
        version = actions.open_version(by=by, plan=one.plan, said="ทบทวน")
        if version.adopted is None:
            actions.adopt_version(
                by=by, version=version, edition=version.edition, adopted=date(2024, 11, 1)
            )
    elif kind == "drop":
        actions.drop_project(by=by, project=one, why="ทำแล้ว")


def homes(project):
    """The projects it was taken into as its answers stand now, directly."""
    found = []
    for sent in project.proposals.all():
        last = sent.replies.standing().order_by("dated", "pk").last()
        if last and last.kind in rules.TAKEN_IN and last.target_id:
            found.append(last.target)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_no_order_of_doings_loses_an_origin(world, ngao_officer, seed):
    chance = random.Random(seed)
    done = 0
    for one in world:
        plan = Project.objects.get(title="ของอำเภอ").plan
        make.proposal(ngao_officer, one, plan=plan, proposed=date(2024, 10, 30))
    for _ in range(STEPS):
        try:
            something(ngao_officer, chance)
            done += 1
        except Refused:
            continue
    assert done > STEPS // 4

    assert Origin.objects.standing().count() == len(world)
    for one in world:
        for home in homes(one):
            assert Inclusion.objects.filter(project=home, until=None).exists(), (one, home)
            behind = way(home, DAY).behind
            assert one in [each.project for each in behind]
            assert [o.place for each in behind if each.project == one for o in each.origins] == [
                one.origins.get().place
            ]


def test_sums_of_an_area_are_the_sums_of_the_areas_inside(world, ngao_officer, areas):
    chance = random.Random(7)
    for number, one in enumerate(world):
        outline = make.outline(title=one.title, budget=Decimal(chance.randrange(1, 10**9)) / 100)
        actions.correct_project(by=ngao_officer, project=one, edition=1, outline=outline)
        make.proposal(ngao_officer, one, level=("district", "local")[number % 2], holder="ก")
    held = [book(areas[code], year=YEAR, day=DAY) for code in ("52", "5205")]
    tambons = ("520504", "520505")

    for one in held:
        whole = [entry for mine in one.entries.values() for entry in mine]
        money = sum(row.amount for each in world for row in each.inclusions.get().money.all())
        assert sum(entry.baht for entry in whole) == money
        assert rules.total(one.streams).asked == money
        assert rules.total(one.streams).count == len(world)
    parts = [rules.total(flow(Asked(code, YEAR, DAY)).streams) for code in tambons]
    assert sum(part.asked for part in parts) == rules.total(held[0].streams).asked
    assert sum(part.count for part in parts) == len(world)
