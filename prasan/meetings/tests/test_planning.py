from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.meetings.planning import APART, NOTICE, RESERVE, Wish, propose
from prasan.thai.calendar import FiscalYear

YEAR = FiscalYear(2568)
TODAY = date(2024, 11, 5)
FIRST = TODAY + NOTICE


def days(*wishes, today=TODAY, holidays=(), taken=()):
    found = propose(wishes, year=YEAR, today=today, holidays=dict(holidays), taken=dict(taken))
    return [one.day for one in found]


def test_two_meetings_are_spread_over_what_is_left_of_the_year():
    first, second = days(Wish(1, "ปงเตา", 2))

    assert (second - first) > APART
    assert FIRST <= first < date(2025, 4, 1) < second <= YEAR.last - RESERVE


def test_what_stands_in_the_way_is_avoided_and_told():
    (plain,) = days(Wish(1, "ปงเตา", 1))
    (proposal,) = propose(
        [Wish(1, "ปงเตา", 1)],
        year=YEAR,
        today=TODAY,
        holidays={plain: "วันหยุดพิเศษ"},
        taken={plain + timedelta(days=1): "คอช.ต. บ้านร้อง"},
    )

    assert proposal.day not in (plain, plain + timedelta(days=1))
    assert proposal.day.weekday() < 5
    assert "วันหยุดพิเศษ" in " ".join(proposal.why)
    assert "คอช.ต. บ้านร้อง นัดวันนี้" in " ".join(proposal.why)


def test_committees_keep_out_of_each_other_s_way():
    found = days(*(Wish(key, f"ที่ {key}", 2) for key in range(10)))

    assert len(set(found)) == 20


def test_a_committee_s_own_meetings_lie_apart():
    (plain,) = days(Wish(1, "ปงเตา", 1))
    (other,) = days(Wish(1, "ปงเตา", 1, own=(plain,)))

    assert abs(other - plain) >= APART


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2025, 8, 20), YEAR.last - RESERVE),
        (date(2025, 9, 1), YEAR.last),  # The notice would be late: the reserve is used.
        (date(2025, 9, 29), date(2025, 9, 30)),  # Tuesday, the last day.
    ],
)
def test_late_in_the_year_what_is_left_is_used(today, last):
    (found,) = days(Wish(1, "ปงเตา", 1), today=today)

    assert today < found <= last


def test_after_the_last_day_nothing_is_proposed_and_it_says_so():
    (proposal,) = propose([Wish(1, "ปงเตา", 1)], year=YEAR, today=YEAR.last, holidays={}, taken={})

    assert proposal.day is None
    assert proposal.why[0] == "ไม่มีวันทำการว่างพอในปีงบประมาณนี้"


@given(
    st.lists(st.integers(0, 3), max_size=6),
    st.dates(YEAR.first, YEAR.last),
    st.sets(st.dates(YEAR.first, YEAR.last), max_size=60),
)
def test_every_proposal_is_a_free_working_day_to_come(lacking, today, off):
    found = propose(
        [Wish(key, f"ที่ {key}", count) for key, count in enumerate(lacking)],
        year=YEAR,
        today=today,
        holidays=dict.fromkeys(off, "วันหยุด"),
        taken={},
    )
    chosen = [one.day for one in found if one.day]

    assert len(found) == sum(lacking)
    assert len(set(chosen)) == len(chosen)
    assert all(today < day <= YEAR.last and day.weekday() < 5 for day in chosen)
    assert not set(chosen) & off
