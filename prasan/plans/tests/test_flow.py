"""What flows from tambons to other plans: the sums, the states, the picture and its page."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from prasan.plans.flows import Asked, flow
from prasan.plans.models import PlanLevel
from prasan.plans.rules import State
from prasan.plans.rules.flow import NOT_SENT, Stream, total, totals
from prasan.plans.sankey import sankey
from prasan.plans.tags import STRONG
from prasan.plans.tests import make
from prasan.thai.calendar import FiscalYear

YEAR, DAY = FiscalYear(2568), make.TODAY

streams = st.lists(
    st.builds(
        Stream,
        st.sampled_from([*PlanLevel.values, NOT_SENT]),
        st.sampled_from([*State, NOT_SENT]),
        st.integers(0, 10_000),
        st.decimals(0, 10**9, places=2),
    ),
    max_size=20,
)


@given(streams)
def test_sums_by_level_and_by_state_are_the_sum_of_all(found):
    whole = total(found)
    for key in (lambda one: one.level, lambda one: one.state):
        parts = totals(found, key).values()
        assert sum(part.count for part in parts) == whole.count
        assert sum((part.asked for part in parts), Decimal(0)) == whole.asked


@given(streams)
def test_both_sides_of_the_picture_hold_the_same(found):
    drawn = sankey(
        found, weight=lambda one: Decimal(one.count), level=str, state=str, told=lambda n: n
    )
    flowing = [one for one in found if one.count]
    if drawn is None:
        assert not flowing
        return
    sides = [[bar for bar in drawn.bars if bar.anchor == anchor] for anchor in ("start", "end")]
    heights = [sum(float(bar.height) for bar in side) for side in sides]
    assert heights[0] == pytest.approx(heights[1], abs=1)
    numbers = [sum(Decimal(bar.value) for bar in side) for side in sides]
    assert numbers[0] == numbers[1] == sum(one.count for one in flowing)
    assert len(drawn.ribbons) == len(flowing)


def asked(code="52", year=YEAR, day=DAY, **more):
    return flow(Asked(code, year, day, **more))


def states(code="52", **more):
    return [(one.level, one.state, one.count) for one in asked(code, **more).streams]


def test_a_project_that_was_not_sent_is_told(project):
    assert states() == [(NOT_SENT, NOT_SENT, 1)]
    assert asked().streams[0].asked == Decimal("120000.50")


def test_a_proposal_stands_where_its_last_answer_put_it(ngao_officer, proposal):
    assert states() == [("district", "waiting", 1)]
    make.reply(ngao_officer, proposal, "deferred", dated=date(2024, 10, 25))
    make.reply(ngao_officer, proposal, "refused", dated=date(2024, 11, 1))
    assert states() == [("district", "refused", 1)]
    assert states(day=date(2024, 10, 26)) == [("district", "deferred", 1)]
    assert states(day=date(2024, 10, 21)) == [("district", "waiting", 1)]
    assert states(day=date(2024, 10, 19)) == [(NOT_SENT, NOT_SENT, 1)]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], "adopted"),
        (["funded"], "funded"),
        (["funded", "started"], "started"),
        (["started", "done"], "done"),
    ],
)
def test_what_was_taken_in_stands_as_far_as_the_doing_has_come(
    steps, expected, ngao_officer, sent, district_plan
):
    reply = make.reply(ngao_officer, sent)
    for step in steps:
        make.advance(ngao_officer, reply.target, step)
    assert states() == [("district", expected, 1)]


def test_money_of_what_was_merged_is_counted_once(ngao_officer, plan, project, sent, district_plan):
    whole = make.reply(ngao_officer, sent).target
    other = make.project(ngao_officer, plan, title="ตลาดชุมชน")
    second = make.proposal(ngao_officer, other, plan=district_plan)
    make.reply(ngao_officer, second, "merged", into=whole)
    make.advance(ngao_officer, whole, "funded")
    assert states() == [("district", "funded", 2)]
    assert asked().granted == Decimal(90000)
    assert asked("51").granted == Decimal(0)
    assert asked(day=date(2024, 11, 1)).granted == Decimal(0)


def test_only_plans_of_the_year_and_the_area_and_the_tag_count(ngao_officer, plan, proposal):
    make.project(ngao_officer, plan, title="ถนนในหมู่บ้าน", tags=[])
    assert states() == [("district", "waiting", 1), (NOT_SENT, NOT_SENT, 1)]
    assert states(tag=STRONG) == [("district", "waiting", 1)]
    assert states("5208") == []
    assert asked(year=FiscalYear(2580)).streams == ()


def page(client, user, code="5205", **asked):
    client.force_login(user)
    return client.get(reverse("plans:flow", args=[code]), asked)


def test_a_visitor_goes_to_the_door(client, areas):
    address = reverse("plans:flow", args=["5205"])
    assert client.get(address).headers["Location"].startswith("/accounts/login/")


def test_outside_reach_is_nothing(client, thoen_officer, areas):
    assert page(client, thoen_officer).status_code == 404


def test_the_page_tells_the_same_in_picture_and_table(client, ngao_officer, proposal):
    shown = page(client, ngao_officer).content.decode()
    assert shown.count("flow-ribbon flow-") == 1
    assert "รอคำตอบ" in shown
    assert "120,000.50" in shown
    by_money = page(client, ngao_officer, by="money").content.decode()
    assert "120,000.50" in by_money
    assert "ยังไม่มีโครงการ" not in page(client, ngao_officer, tag=STRONG).content.decode()


def test_without_projects_the_page_is_kind(client, ngao_officer, areas):
    assert "ยังไม่มีโครงการในแผนตำบลของปีนี้" in page(client, ngao_officer).content.decode()


def test_without_money_the_picture_says_why_there_is_none(client, ngao_officer, plan):
    make.project(ngao_officer, plan, money=[])
    assert "ยังไม่มีวงเงิน" in page(client, ngao_officer, by="money").content.decode()


@pytest.mark.parametrize("number", [2, 40])
def test_the_page_asks_as_much_for_many_projects_as_for_few(
    number, client, ngao_officer, plan, district_plan, django_assert_max_num_queries
):
    for place in range(number):
        project = make.project(ngao_officer, plan, title=f"โครงการที่ {place}")
        make.proposal(ngao_officer, project, plan=district_plan)
    client.force_login(ngao_officer)
    with django_assert_max_num_queries(14):
        client.get(reverse("plans:flow", args=["5205"]))
