"""Kept flows are what counting anew would give, whatever happens; the nation's from its parts."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from prasan.areas.actions import load_areas
from prasan.areas.models import Area
from prasan.areas.register import Listed
from prasan.audit.models import Event
from prasan.plans import actions, roll_up, routines
from prasan.plans.flows import Asked, flow
from prasan.plans.models import PlanLevel
from prasan.plans.rules import State
from prasan.plans.rules.flow import NOT_SENT, Stream, added, total
from prasan.plans.tags import STRONG
from prasan.plans.tests import make
from prasan.plans.views import flows as page
from prasan.thai.calendar import FiscalYear

YEAR, DAY = FiscalYear(2568), make.TODAY
TWO, ALL = ("51", "52"), ("00", "51", "52", "5205", "520505")


@pytest.fixture
def nai_mueang(areas) -> Area:
    """A tambon of Lamphun, the other province."""
    known = [Listed(one.code, one.name, one.name_en) for one in areas.values()]
    more = [Listed("5101", "เมืองลำพูน", "Mueang"), Listed("510101", "ในเมือง", "Nai Mueang")]
    load_areas(by="system", listed=[*known, *more], today=date(2023, 1, 1))
    return Area.objects.get(code="510101")


@pytest.fixture
def agency_plan(ngao_officer, areas):
    """A plan of the whole nation, to which every province may send."""
    return make.plan(ngao_officer, areas["00"], level="agency", holder="กรมตัวอย่าง")


@pytest.fixture
def there(ngao_officer, nai_mueang):
    """A project of the other province."""
    return make.project(ngao_officer, make.plan(ngao_officer, nai_mueang))


def told(code, tag=""):
    found = roll_up.rolled_up(Asked(code, YEAR, DAY, tag))
    assert found.is_whole
    return found.streams, found.granted


def check():
    """Whatever is kept is what counting anew gives."""
    for code in ALL:
        for tag in ("", STRONG):
            anew = flow(Asked(code, YEAR, DAY, tag))
            assert told(code, tag) == (anew.streams, anew.granted)


def test_after_every_action_that_changes_a_flow_the_kept_one_is_right(
    ngao_officer, pong_tao, agency_plan, district_plan, there
):
    check()
    by, seen = ngao_officer, []

    def step(change):
        made = change()
        check()
        seen.append(told("52"))
        return made

    plan = step(lambda: make.plan(by, pong_tao))
    one = step(lambda: make.project(by, plan))
    two = step(lambda: make.project(by, plan, title="ตลาดชุมชน", tags=[]))
    step(
        lambda: actions.take_list(
            by=by, plan=plan, entries=[actions.Entry(make.outline(title="ถนน"))]
        )
    )
    fuller = make.outline(budget=Decimal(500_000))
    step(lambda: actions.correct_project(by=by, project=one, edition=1, outline=fuller))
    up = step(lambda: make.proposal(by, one, plan=agency_plan))
    near = step(lambda: make.proposal(by, two, plan=district_plan))
    far = make.proposal(by, there, plan=agency_plan)
    refused = step(lambda: make.reply(by, up, "refused"))
    step(lambda: actions.take_back_reply(by=by, reply=refused, why="พิมพ์ผิด", at=make.AT))
    whole = step(lambda: make.reply(by, up).target)
    # Answered and carried out by the nation's plan; told in its chain, and in the provinces'.
    make.reply(by, far, "merged", into=whole)
    paid = step(lambda: make.advance(by, whole, "funded"))
    step(lambda: actions.take_back_advance(by=by, advance=paid, why="พิมพ์ผิด", at=make.AT))
    step(lambda: make.advance(by, whole, "funded", amount=Decimal(70000)))
    step(lambda: make.advance(by, whole, "started"))
    step(lambda: make.reply(by, near))
    office = step(lambda: make.proposal(by, two, level="local", holder="อบต.ปงเตา"))
    step(lambda: make.reply(by, office))
    step(lambda: make.advance(by, two, "funded", proposal=office))
    step(lambda: make.advance(by, whole, "done"))
    version = actions.open_version(by=by, plan=plan, said="ทบทวน")
    step(lambda: actions.drop_project(by=by, project=two, why="ทำแล้ว"))
    actions.adopt_version(by=by, version=version, edition=1, adopted=date(2024, 11, 4))
    check()
    # Each of them is a change that a flow kept from before would not have shown.
    assert [n for n in range(1, len(seen)) if seen[n] == seen[n - 1]] == []


def test_a_flow_reads_nothing_but_plans(proposal, ngao_officer):
    make.reply(ngao_officer, proposal)
    with CaptureQueriesContext(connection) as asked:
        flow(Asked("52", YEAR, DAY, STRONG))
    tables = {name for one in asked for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', one["sql"])}
    assert tables
    assert {name.partition("_")[0] for name in tables} == set(roll_up.APPS)


def test_an_answer_of_the_nation_is_heard_in_the_province(ngao_officer, project, agency_plan):
    sent = make.proposal(ngao_officer, project, plan=agency_plan)
    whole = make.reply(ngao_officer, sent).target
    make.advance(ngao_officer, whole)
    for verb in ("proposal.answered", "project.advanced"):
        heard = Event.objects.filter(verb=verb).order_by("chain")
        assert [one.chain for one in heard] == ["00", "52"]
        assert (heard[1].kind, heard[1].target) == ("plans.project", str(project.pk))


def test_an_answer_of_the_own_province_is_one_event(ngao_officer, sent):
    make.advance(ngao_officer, make.reply(ngao_officer, sent).target)
    assert Event.objects.filter(verb="proposal.answered").count() == 1
    assert Event.objects.filter(verb="project.advanced").count() == 1


def test_money_of_a_project_of_two_provinces_counts_once(ngao_officer, project, there, agency_plan):
    whole = make.reply(ngao_officer, make.proposal(ngao_officer, project, plan=agency_plan)).target
    other = make.proposal(ngao_officer, there, plan=agency_plan)
    make.reply(ngao_officer, other, "merged", into=whole)
    make.advance(ngao_officer, whole, "funded")
    assert [told(code)[1] for code in ("51", "52", "00")] == [Decimal(90000)] * 3


def test_only_the_province_where_something_happened_is_counted(
    ngao_officer, project, there, django_assert_num_queries
):
    told("00")
    with django_assert_num_queries(3):
        told("00")
    make.proposal(ngao_officer, project)
    with CaptureQueriesContext(connection) as asked:
        told("00")
    counted = [one["sql"] for one in asked if "plans_" in one["sql"]]
    assert len(counted) == 4
    assert all("51" not in sql for sql in counted)


def test_what_is_kept_outlives_the_process(ngao_officer, project, django_assert_num_queries):
    before = told("00")
    roll_up._smaller = type(roll_up._smaller)(1)
    with django_assert_num_queries(3):
        assert told("00") == before
    cache.clear()
    assert told("00") == before


def test_the_routine_counts_ahead(project, django_assert_num_queries):
    routines.fill_today()
    with django_assert_num_queries(6):
        told("00")
        told("00", STRONG)


def test_when_time_is_over_the_rest_is_counted_when_asked_again(project, there):
    asked, steps = Asked("00", YEAR, DAY), []
    while not steps or not steps[-1].is_whole:
        steps.append(roll_up.rolled_up(asked, seconds=0))
    assert [(one.counted, one.of) for one in steps] == [(1, 2), (2, 2)]
    assert steps[-1].streams == flow(asked).streams


@pytest.fixture
def looking(client, reader):
    client.force_login(reader)
    return lambda **asked: client.get(reverse("plans:flow", args=["00"]), asked)


def test_the_page_says_how_far_it_has_counted(looking, project, there, monkeypatch):
    monkeypatch.setattr(page, "PATIENCE", 0)
    shown = looking(by="money").content.decode()
    assert "1 จาก 2 จังหวัด" in shown
    assert 'hx-get="/plans/flow/00/?by=money"' in shown
    assert "http-equiv" in shown
    assert "240,001" not in shown
    assert "240,001" in looking(by="money").content.decode()


streams = st.lists(
    st.builds(
        Stream,
        st.sampled_from([*PlanLevel.values, NOT_SENT]),
        st.sampled_from([*State, NOT_SENT]),
        st.integers(0, 10_000),
        st.decimals(0, 10**9, places=2),
    ),
    max_size=12,
)


@given(st.lists(streams, max_size=6))
def test_streams_of_parts_add_up_to_those_of_the_whole(parts):
    whole = added(parts)
    assert total(whole) == total(one for part in parts for one in part)
    keys = [(one.level, one.state) for one in whole]
    assert len(set(keys)) == len(keys)
    assert whole == added([whole])


@given(st.lists(streams, max_size=4), st.lists(streams, max_size=4))
def test_it_does_not_matter_how_the_whole_is_divided(some, others):
    assert added([*some, *others]) == added([added(some), added(others)])
