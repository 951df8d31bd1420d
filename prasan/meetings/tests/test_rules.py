from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.meetings.rules import (
    Sitting,
    Span,
    Verdict,
    counts,
    days_counted,
    doors_open,
    followed_up,
    gaps,
    goes_on,
    in_room,
    meetings_owed,
    met_on,
    plan_problems,
    quorate,
    quorum,
    stage,
    taken_with_quorum,
    verdict,
    why_short,
    writes_anew,
)
from prasan.meetings.tests.make import at
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


MORNING = Span(at(9), at(12))


@pytest.mark.parametrize(
    ("moment", "count"), [(at(8, 59), 0), (at(9), 1), (at(11, 59), 1), (at(12), 0)]
)
def test_who_leaves_at_a_moment_has_left(moment, count):
    assert in_room([MORNING], moment) == count


@pytest.mark.parametrize(
    ("stays", "needed", "found"),
    [
        ([], 0, []),  # nobody is needed
        ([], 1, [(at(9), at(12))]),
        ([MORNING], 1, []),
        ([Span(at(8), at(12))], 1, []),  # came before the opening
        ([Span(at(9), None)], 1, []),  # has not left
        ([Span(at(9), at(11))], 1, [(at(11), at(12))]),  # left early
        ([Span(at(10), at(12))], 1, [(at(9), at(10))]),  # came late
        ([Span(at(9), at(10)), Span(at(11), at(12))], 1, [(at(10), at(11))]),  # came back
        ([Span(at(9), at(10)), Span(at(10), at(12))], 1, []),  # one goes as the other comes
        ([MORNING, Span(at(9), at(10))], 2, [(at(10), at(12))]),
        # Two come and go while it is short: one gap all the same.
        ([MORNING, Span(at(10), at(11))], 3, [(at(9), at(12))]),
    ],
)
def test_gaps_are_told_with_their_hours(stays, needed, found):
    assert [(gap.begins, gap.ends) for gap in gaps(stays, MORNING, needed)] == found


def test_a_gap_of_a_meeting_that_is_on_is_open():
    assert gaps([Span(at(9), at(10))], Span(at(9)), 1) == [Span(at(10), None)]


_minutes = st.integers(0, 300)
_stays = st.lists(st.tuples(_minutes, _minutes).filter(lambda one: one[0] < one[1]), max_size=8)


@given(_stays, st.integers(0, 9), _minutes)
def test_gaps_and_quorum_never_overlap(minutes, needed, minute):
    """At every moment of the meeting either the quorum is there or a gap is."""
    start = at(8)
    stays = [Span(start + timedelta(minutes=a), start + timedelta(minutes=b)) for a, b in minutes]
    within, moment = Span(at(8), at(13)), start + timedelta(minutes=minute)

    in_gap = any(moment in gap for gap in gaps(stays, within, needed))

    assert in_gap == (moment in within and in_room(stays, moment) < needed)


@pytest.mark.parametrize(
    ("gap", "had"),
    [
        (Span(at(8), at(9)), True),  # ended as the item began
        (Span(at(8), at(9, 1)), False),
        (Span(at(11, 59), at(13)), False),
        (Span(at(12), at(13)), True),  # began as the next item did
        (Span(at(8), None), False),
    ],
)
def test_an_item_touched_by_a_gap_lacked_the_quorum(gap, had):
    assert taken_with_quorum(MORNING, [gap]) is had


@pytest.mark.parametrize(
    ("is_settled", "is_open_to_do", "had_quorum", "goes"),
    [
        (True, False, True, False),
        (False, False, True, True),
        (True, True, True, True),
        (True, False, False, True),
    ],
)
def test_an_item_goes_on_until_it_is_settled_and_done(is_settled, is_open_to_do, had_quorum, goes):
    assert (
        goes_on(is_settled=is_settled, is_open_to_do=is_open_to_do, had_quorum=had_quorum) is goes
    )


@pytest.mark.parametrize(
    ("starts", "opens"),
    [
        (time(9), at(7)),
        (None, at(6)),
        (time(1), at(23, day=date(2024, 11, 4))),  # the evening before
    ],
)
def test_the_doors_open_two_hours_before_the_hour_or_at_six(starts, opens):
    assert doors_open(date(2024, 11, 5), starts) == opens.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("planned", "starts", "ends", "fields"),
    [
        (date(2024, 11, 5), time(9), time(9, 1), set()),  # today may be
        (date(2024, 11, 5), time(9), None, set()),
        (date(2024, 11, 4), time(9), time(12), {"planned"}),
        (date(2024, 11, 5), time(9), time(9), {"ends"}),
        (date(2024, 11, 4), time(9), time(8), {"planned", "ends"}),
    ],
)
def test_a_plan_that_cannot_be_says_why(planned, starts, ends, fields):
    found = plan_problems(planned=planned, starts=starts, ends=ends, today=date(2024, 11, 5))

    assert set(found) == fields


NOW = date(2024, 11, 5)
BEFORE, AFTER = NOW - timedelta(1), NOW + timedelta(1)


@pytest.mark.parametrize(
    ("due", "done", "counted"),
    [
        (NOW, None, (0, 0)),  # its day is not over
        (BEFORE, None, (0, 1)),
        (AFTER, NOW, (1, 1)),
        (BEFORE, BEFORE, (1, 1)),  # on the day itself
        (BEFORE, NOW, (0, 1)),
        (None, None, (0, 1)),
        (None, BEFORE, (0, 1)),
        (AFTER, AFTER, (0, 0)),  # not done by then
    ],
)
def test_resolutions_are_judged_by_their_days(due, done, counted):
    assert followed_up([(due, done)], NOW) == counted


@given(st.lists(st.tuples(st.none() | days, st.none() | days)), days, days)
def test_more_days_never_lower_how_many_are_judged(resolved, one, other):
    earlier, later = sorted((one, other))
    before, after = followed_up(resolved, earlier), followed_up(resolved, later)

    assert before[0] <= after[0]
    assert before[1] <= after[1]
    assert after[0] <= after[1] <= len(resolved)


@pytest.mark.parametrize(
    ("before", "at", "anew"),
    [
        (None, (9, 10), True),
        ((9, 10), (9, 10), False),
        ((9, 10), (9, 29), False),
        ((9, 29), (9, 30), True),  # the next half-hour of the clock
        ((9, 30), (9, 59), False),
        ((9, 10), (11, 0), True),
    ],
)
def test_a_writer_is_told_of_once_in_half_an_hour(before, at, anew):
    day = datetime(2024, 11, 5, tzinfo=timezone(timedelta(hours=7)))
    last = day.replace(hour=before[0], minute=before[1]) if before else None
    assert writes_anew(last, day.replace(hour=at[0], minute=at[1])) is anew
