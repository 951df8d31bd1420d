from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.meetings.rules import (
    Sitting,
    Verdict,
    counts,
    days_counted,
    meetings_owed,
    met_on,
    quorate,
    quorum,
    stage,
    verdict,
    why_short,
)
from prasan.thai.calendar import FiscalYear

YEAR = FiscalYear(2568)
FIRST, LAST = date(2024, 10, 1), date(2025, 9, 30)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


def sat(held=FIRST, *, present=9, seats=17, percent=50, minutes=True) -> Sitting:
    return Sitting(held, present, seats, percent, minutes)


@pytest.mark.parametrize(
    ("seats", "percent", "needed"),
    [
        (17, 50, 9),  # half of an odd number rounds up
        (18, 50, 9),  # half of an even number is half
        (1, 50, 1),
        (9, 100, 9),
        (25, 1, 1),
        (9, 67, 7),  # 6.03
        (100, 33, 33),  # whole, though a float would say 33.00…01
        (0, 50, 0),
    ],
)
def test_the_quorum_is_the_share_rounded_up(seats, percent, needed):
    assert quorum(seats, percent) == needed


@pytest.mark.parametrize(
    ("present", "seats", "is_quorate"),
    [
        (9, 17, True),
        (8, 17, False),
        (9, 18, True),
        (8, 18, False),
        (0, 1, False),
        (1, 1, True),
        (0, 0, False),  # nobody sat: no quorum, though 0 of 0 is all
    ],
)
def test_a_meeting_is_quorate_when_the_quorum_came(present, seats, is_quorate):
    assert quorate(present, seats, 50) is is_quorate


@pytest.mark.parametrize(
    ("sitting", "expected"),
    [
        (sat(), Verdict.COUNTED),
        (sat(present=8), Verdict.NO_QUORUM),
        (sat(minutes=False), Verdict.NO_MINUTES),
        (sat(present=8, minutes=False), Verdict.NO_QUORUM),  # what no paper can cure comes first
        (sat(present=17, percent=100), Verdict.COUNTED),
        (sat(present=16, percent=100), Verdict.NO_QUORUM),
    ],
)
def test_a_meeting_counts_with_quorum_and_minutes(sitting, expected):
    assert verdict(sitting) is expected
    assert counts(sitting) is (expected is Verdict.COUNTED)


@pytest.mark.parametrize(
    ("held", "owed"),
    [
        ([], 2),
        ([FIRST], 1),
        ([FIRST, LAST], 0),  # both ends of the year are in it
        ([FIRST, FIRST], 1),  # two on one day count once
        ([FIRST - timedelta(days=1), LAST + timedelta(days=1)], 2),  # the days beside it are not
        ([FIRST, LAST, date(2025, 1, 1)], 0),  # more than needed is done, not less than nothing
    ],
)
def test_a_committee_owes_what_it_has_not_held(held, owed):
    assert meetings_owed(held, YEAR, 2) == owed


@pytest.mark.parametrize(
    ("held", "needed", "met"),
    [
        ([], 2, None),
        ([FIRST], 2, None),
        ([LAST, FIRST], 2, LAST),  # in any order
        ([FIRST, FIRST], 2, None),
        ([FIRST, date(2025, 1, 1), LAST], 2, date(2025, 1, 1)),  # the second, not the last
        ([FIRST], 1, FIRST),
        ([FIRST], 0, None),  # nothing was asked for
    ],
)
def test_the_year_is_met_on_the_day_of_the_last_meeting_needed(held, needed, met):
    assert met_on(held, YEAR, needed) == met


def test_only_days_of_the_year_that_count_are_counted():
    sittings = [
        sat(LAST),
        sat(FIRST),
        sat(FIRST),
        sat(date(2025, 1, 5), present=8),
        sat(LAST + timedelta(1)),
    ]

    assert days_counted(sittings, YEAR) == [FIRST, LAST]


@pytest.mark.parametrize(
    ("sittings", "why"),
    [
        ([], ""),
        ([sat()], ""),
        ([sat(present=1)], "ไม่ครบองค์ประชุม 1 ครั้ง"),
        ([sat(minutes=False), sat(minutes=False)], "ยังไม่มีรายงานการประชุม 2 ครั้ง"),
        ([sat(present=1), sat(minutes=False)], "ไม่ครบองค์ประชุม 1 ไม่มีรายงาน 1"),
        ([sat(LAST + timedelta(1), present=1)], ""),  # another year's trouble
    ],
)
def test_what_does_not_count_is_told_with_its_reason(sittings, why):
    assert why_short(sittings, YEAR) == why


@given(st.integers(1, 200), st.integers(1, 100))
def test_the_quorum_is_the_smallest_number_that_is_enough(seats, percent):
    needed = quorum(seats, percent)

    assert 1 <= needed <= seats
    assert needed * 100 >= seats * percent > (needed - 1) * 100


@given(st.lists(days), st.integers(0, 5))
def test_the_year_is_met_exactly_when_nothing_is_owed(held, needed):
    met = met_on(held, YEAR, needed)

    assert (met is not None) == (needed > 0 and meetings_owed(held, YEAR, needed) == 0)
    if met is not None:
        assert meetings_owed([day for day in held if day <= met], YEAR, needed) == 0
        assert meetings_owed([day for day in held if day < met], YEAR, needed) == 1


@given(st.lists(days), days)
def test_one_more_meeting_never_raises_what_is_owed(held, another):
    before = meetings_owed(held, YEAR, 2)

    assert before - 1 <= meetings_owed([*held, another], YEAR, 2) <= before


STEPS = ("is_convened", "is_opened", "is_held", "has_minutes", "is_adopted", "is_cancelled")


@pytest.mark.parametrize(
    ("taken", "furthest"),
    [
        ((), "draft"),
        (("is_convened",), "convened"),
        (("is_opened",), "open"),  # opened without a notice
        (("is_convened", "is_opened"), "open"),
        (("is_held",), "held"),  # entered from paper
        (("is_convened", "is_opened", "is_held"), "held"),
        (("is_held", "has_minutes"), "minuted"),
        (("is_held", "has_minutes", "is_adopted"), "adopted"),
        (("is_cancelled",), "cancelled"),
        (("is_convened", "is_cancelled"), "cancelled"),
    ],
)
def test_a_meeting_is_as_far_as_its_furthest_step(taken, furthest):
    assert stage(**{step: step in taken for step in STEPS}) == furthest
