from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.holidays.rules import (
    is_working_day,
    next_working_day,
    working_day_after,
    working_days,
)

# Tuesday 31 December 2567, Wednesday 1 January 2568; 30 December was declared as well.
YEAR_END = {date(2024, 12, 30), date(2024, 12, 31), date(2025, 1, 1)}
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
HOLIDAYS = st.sets(DAYS, max_size=40)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 12, 27), True),  # Friday.
        (date(2024, 12, 28), False),
        (date(2024, 12, 29), False),
        (date(2024, 12, 30), False),  # A Monday the cabinet declared.
        (date(2025, 1, 1), False),
        (date(2025, 1, 2), True),
    ],
)
def test_offices_work_on_no_weekend_and_no_holiday(day, works):
    assert is_working_day(day, YEAR_END) is works


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2024, 12, 27), date(2024, 12, 27), 1),
        (date(2024, 12, 28), date(2025, 1, 1), 0),
        (date(2024, 12, 27), date(2025, 1, 3), 3),
        (date(2025, 1, 3), date(2024, 12, 27), 0),  # The wrong way round.
    ],
)
def test_working_days_count_both_ends(first, last, count):
    assert working_days(first, last, YEAR_END) == count


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2024, 12, 27), 0, date(2024, 12, 27)),
        (date(2024, 12, 27), 1, date(2025, 1, 2)),
        (date(2024, 12, 28), 1, date(2025, 1, 2)),
        (date(2024, 12, 27), 3, date(2025, 1, 6)),
    ],
)
def test_the_first_day_is_not_counted(day, count, then):
    assert working_day_after(day, count, YEAR_END) == then


def test_a_day_off_moves_to_the_next_working_day():
    assert next_working_day(date(2024, 12, 28), YEAR_END) == date(2025, 1, 2)
    assert next_working_day(date(2025, 1, 2), YEAR_END) == date(2025, 1, 2)


@given(DAYS, st.integers(1, 30), HOLIDAYS)
def test_counting_on_and_counting_between_agree(day, count, holidays):
    then = working_day_after(day, count, holidays)

    assert is_working_day(then, holidays)
    assert working_days(day + timedelta(days=1), then, holidays) == count
