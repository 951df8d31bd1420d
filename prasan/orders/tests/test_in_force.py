"""Neither a draft nor an amendment is ever taken for the order that rules a committee."""

from datetime import date

import pytest

from prasan.orders import indicator_facts, measures
from prasan.orders.tests.make import amended, drafted, order
from prasan.thai.calendar import FiscalYear

DAY = date(2024, 11, 5)
CODE = "520505"
YEAR = FiscalYear.of(DAY)


def facts():
    return indicator_facts.read(codes=[CODE], period=YEAR, day=DAY)[CODE]


def measured(measure):
    return measure(codes=[CODE], period=YEAR, day=DAY)


@pytest.fixture
def base(ngao_officer, pong_tao, copy):
    """In force since the last fiscal year, with its signed copy."""
    return order(ngao_officer, pong_tao, number=7, starts=date(2023, 10, 2), copy=copy)


@pytest.fixture
def amendment(ngao_officer, base):
    """Signed yesterday, in this fiscal year: newer than the order it changes."""
    return amended(ngao_officer, base)


def test_indicators_look_at_the_order_that_was_amended(base, amendment):
    reading = facts()["tambon_order"]

    assert reading.value == 1  # made last year; that one seat changed since is no new order
    assert [one.link for one in reading.basis] == [base.get_absolute_url()]


def test_indicators_still_see_the_term_of_an_amended_order_end(ngao_officer, pong_tao):
    base = order(ngao_officer, pong_tao, number=7, starts=date(2020, 11, 5))
    amended(ngao_officer, base, date(2024, 11, 4))

    # Over today. The amendment has no term of its own, and would never end.
    assert facts()["tambon_order"].value == 0


def test_indicators_count_who_an_amendment_added(base, amendment):
    before = base.appointments.filter(amendment=None).count()

    given = 2 * (before + 1)
    assert facts()["register_complete"].note == f"กรอกแล้ว {given} จาก {given} ช่อง"


def test_indicators_do_not_look_at_drafts(ngao_officer, pong_tao):
    drafted(ngao_officer, pong_tao)

    assert indicator_facts.read(codes=[CODE], period=YEAR, day=DAY) == {}


def test_a_draft_beside_an_order_changes_no_indicator(ngao_officer, pong_tao, base):
    before = facts()
    drafted(ngao_officer, pong_tao)

    assert facts() == before


def test_duties_look_at_the_order_that_was_amended(base, amendment):
    found = measured(measures.tambon_order_copies)[CODE]

    assert (found.done, found.note) == (1, "คำสั่งที่ 7/2566")
    assert found.link == base.get_absolute_url()


@pytest.mark.parametrize(
    "measure", [measures.tambon_order_copies, measures.registers, measures.experts]
)
def test_duties_do_not_look_at_drafts(ngao_officer, pong_tao, measure):
    drafted(ngao_officer, pong_tao)

    assert CODE not in measured(measure)


def test_the_register_a_duty_asks_for_counts_who_was_added(base, amendment):
    seated = base.appointments.count()

    assert measured(measures.registers)[CODE].note == f"ครบ {seated} คน"
