"""The earlier day of the level below, and when a level is complete."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.directives.deriving import (
    days_before,
    derived,
    doubts,
    is_complete,
    is_later,
    needed,
    unit_name,
)
from prasan.directives.rules import Sent, seen
from prasan.holidays.rules import is_working_day, working_day_after, working_day_before

LETTER = date(2024, 11, 5)
FATHER = {date(2024, 12, 5): "วันพ่อแห่งชาติ"}
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("own", "before", "due"),
    [
        (date(2024, 11, 29), 7, date(2024, 11, 20)),
        (date(2024, 11, 29), 1, date(2024, 11, 28)),
        (date(2024, 11, 25), 1, date(2024, 11, 22)),  # over a weekend
        (date(2024, 12, 9), 3, date(2024, 12, 3)),  # and over the fifth
        (date(2024, 11, 29), 0, date(2024, 11, 29)),
        (date(2024, 11, 30), 0, date(2024, 11, 29)),  # a Saturday
    ],
)
def test_a_day_is_counted_back_in_working_days(own, before, due):
    assert derived(own, before, dated=LETTER, holidays=FATHER).due == due


def test_the_arithmetic_can_be_counted_again():
    found = derived(date(2024, 11, 29), 7, dated=LETTER, holidays={})

    assert found.how == "20 พ.ย. 2567 = 7 วันทำการก่อน 29 พ.ย. 2567"
    assert found.notes == ()


def test_holidays_passed_over_are_named():
    found = derived(date(2024, 12, 9), 3, dated=LETTER, holidays=FATHER)

    assert found.notes == ("ไม่นับ 5 ธ.ค. 2567 วันพ่อแห่งชาติ",)


def test_the_own_day_on_a_day_off_is_moved_back_and_said():
    found = derived(date(2024, 12, 5), 0, dated=LETTER, holidays=FATHER)

    assert found.due == date(2024, 12, 4)
    assert "เลื่อนขึ้นจาก 5 ธ.ค. 2567 ซึ่งเป็นวันพ่อแห่งชาติ" in found.how


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (date(2024, 11, 13), "1 พ.ย. 2567 = 8 วันทำการก่อน 13 พ.ย. 2567 ซึ่งไม่อยู่หลังวันที่ของหนังสือ"),
        (date(2024, 11, 6), "กระชั้นเกินไป"),
        (date(2024, 10, 31), "ผ่านแล้ว"),
    ],
)
def test_a_day_that_would_not_lie_after_the_letter_is_moved_and_said(own, said):
    found = derived(own, 8, dated=LETTER, holidays={})

    assert found.due == date(2024, 11, 6)
    assert said in found.notes[0]


@given(DAYS, st.integers(0, 30), DAYS, st.sets(DAYS, max_size=20))
def test_a_derived_day_is_always_a_working_day_after_the_letter(own, before, dated, closed):
    found = derived(own, before, dated=dated, holidays=dict.fromkeys(closed, "วันหยุด"))

    assert found.due > dated
    assert is_working_day(found.due, closed)
    assert found.due <= own or found.notes


@given(DAYS, st.integers(1, 40), st.sets(DAYS, max_size=20))
def test_counting_back_is_counting_on_turned_round(day, count, closed):
    back = working_day_before(day, count, closed)

    assert is_working_day(back, closed)
    assert working_day_before(day, 0, closed) == day
    # Counted on again, it comes to the day itself, or to the first on which offices work after it.
    again = working_day_after(back, count, closed)
    assert again >= day
    assert not any(
        is_working_day(day + timedelta(number), closed) for number in range((again - day).days)
    )


def test_each_level_gives_the_next_one_less_time():
    assert [days_before(code) for code in ("00", "52", "5205")] == [10, 7, 5]
    assert [unit_name(code) for code in ("00", "52", "5205")] == ["จังหวัด", "อำเภอ", "ตำบล"]


@pytest.mark.parametrize(
    ("due", "own", "said"),
    [
        (date(2024, 11, 20), date(2024, 11, 29), []),
        (date(2024, 11, 29), date(2024, 11, 29), []),
        (date(2024, 12, 2), date(2024, 11, 29), ["อยู่หลังกำหนดของสำนักงาน 29 พ.ย. 2567"]),
        (date(2024, 11, 5), date(2024, 11, 29), ["ไม่อยู่หลังวันที่ของหนังสือ 5 พ.ย. 2567"]),
        (date(2024, 11, 23), date(2024, 11, 29), ["ตรงกับวันเสาร์"]),
        (date(2024, 12, 5), None, ["ตรงกับวันพ่อแห่งชาติ"]),
        (date(2024, 12, 5), date(2024, 12, 4), ["อยู่หลังกำหนด", "ตรงกับวันพ่อ"]),
    ],
)
def test_what_is_doubtful_of_a_day_is_said(due, own, said):
    told = doubts(due, own, dated=LETTER, holidays=FATHER)

    assert len(told) == len(said)
    for sentence, part in zip(told, said, strict=True):
        assert part in sentence
    assert is_later(due, own) == any("อยู่หลังกำหนดของ" in one for one in told)


@pytest.mark.parametrize(
    ("expected", "enough", "is_percent", "wanted"),
    [
        (5, None, False, 5),
        (5, 3, False, 3),
        (5, 8, False, 5),  # more than there are: all
        (5, 80, True, 4),
        (5, 81, True, 5),  # rounded up
        (3, 1, True, 1),
        (3, 100, True, 3),
        (0, None, False, 0),
        (0, 2, False, 0),
    ],
)
def test_enough_is_all_a_number_or_a_percentage(expected, enough, is_percent, wanted):
    assert needed(expected, enough, is_percent=is_percent) == wanted
    assert is_complete(wanted, expected, enough, is_percent=is_percent) == (expected > 0)
    if wanted:
        assert not is_complete(wanted - 1, expected, enough, is_percent=is_percent)


@given(
    st.integers(0, 200),
    st.integers(0, 200),
    st.one_of(st.none(), st.integers(1, 100)),
    st.booleans(),
)
def test_more_units_done_never_make_a_level_less_complete(met, expected, enough, is_percent):
    if is_complete(met, expected, enough, is_percent=is_percent):
        assert is_complete(met + 1, expected, enough, is_percent=is_percent)
    assert needed(expected, enough, is_percent=is_percent) <= expected


DAY = date(2024, 11, 8)


@pytest.mark.parametrize(
    ("sent", "met", "day"),
    [
        (None, None, None),
        (None, DAY, DAY),
        (Sent(date(2024, 11, 6)), DAY, date(2024, 11, 6)),  # sent up before: it was there then
        (Sent(date(2024, 11, 12)), DAY, DAY),
        (Sent(date(2024, 11, 12)), None, date(2024, 11, 12)),
        (Sent(None, reason="ขาดลายมือชื่อ"), DAY, None),
    ],
)
def test_what_is_there_counts_as_sent_to_the_district(sent, met, day):
    found = seen(sent, met)

    assert (found.day if found else None) == day
    if sent and sent.day is None:
        assert found == sent  # returned from above: owed, with its reason
