"""For whom one acts, and who can stand in on which days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.accounts import rules
from prasan.accounts.rules import Held, Span

TODAY = date(2024, 11, 5)
RECORD, DECIDE = "record", "decide"
MINE = Held(frozenset({RECORD}), "5205")
HERS = Held(frozenset({DECIDE}), "52", "lampang")
days = st.dates(date(2024, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("posts", "asked", "code", "expected"),
    [
        ([MINE], [RECORD], "520505", ""),
        ([MINE, HERS], [RECORD], "520505", ""),
        ([MINE, HERS], [DECIDE], "520505", "lampang"),
        ([MINE, HERS], [RECORD, DECIDE], "5205", "lampang"),
        ([MINE, HERS], [DECIDE], "5105", ""),
        ([MINE, HERS], [DECIDE], "", "lampang"),
        # Nothing was asked for: being able to see the place decides.
        ([MINE, HERS], [], "5205", ""),
        ([MINE, HERS], [], "5208", "lampang"),
        ([MINE, HERS], [], "", ""),
        # What nobody lent does not allow is told of nobody.
        ([MINE, HERS], ["submit"], "5208", ""),
    ],
)
def test_what_ones_own_posts_allow_is_done_for_oneself(posts, asked, code, expected):
    assert rules.acted_for(posts, asked, code) == expected


@given(
    own=st.lists(st.sampled_from(["52", "5205", "520505"]), max_size=2),
    asked=st.sets(st.sampled_from([RECORD, DECIDE])),
    code=st.sampled_from(["52", "5205", "520505", "5208", ""]),
)
def test_whoever_holds_every_right_acts_for_nobody(own, asked, code):
    posts = [Held(frozenset({RECORD, DECIDE}), one) for one in own] + [HERS]
    told = rules.acted_for(posts, asked, code)
    assert told in ("", "lampang")
    if any(code.startswith(one) for one in own):
        assert told == ""


@pytest.mark.parametrize(
    ("code", "own", "expected"),
    [
        ("5205", ["5205"], True),
        ("5205", ["520505"], True),
        ("520505", ["520504"], True),
        ("520505", ["5208"], False),
        ("52", ["52"], True),
        ("52", ["5205"], False),
        ("5205", ["52"], False),
    ],
)
def test_tambon_officers_sit_in_the_office_of_their_district(code, own, expected):
    assert rules.is_colleague(code, own) is expected


def test_nobody_stands_in_from_another_province():
    assert rules.is_of_province("5205", ["520801"])
    assert not rules.is_of_province("5205", ["51"])
    assert rules.office("520505") == "5205"
    assert rules.office("52") == "52"


@pytest.mark.parametrize(
    ("starts", "last", "said"),
    [
        (TODAY, TODAY, ""),
        (TODAY + timedelta(days=3), TODAY + timedelta(days=3), ""),
        (TODAY - timedelta(days=2), TODAY, ""),
        (TODAY, TODAY - timedelta(days=1), "อยู่ก่อนวันแรก"),
        (TODAY - timedelta(days=4), TODAY - timedelta(days=1), "ผ่านไปแล้ว"),
        (TODAY, TODAY + timedelta(days=365), ""),
        (TODAY, TODAY + timedelta(days=366), "เกินหนึ่งปี"),
    ],
)
def test_days_away_are_in_order_ahead_and_within_a_year(starts, last, said):
    problem = rules.days_problem(starts, last, today=TODAY)
    assert said in problem if said else problem == ""


@pytest.mark.parametrize(
    ("held", "away", "said"),
    [
        ((date(2023, 1, 1), None), [], ""),
        ((date(2023, 1, 1), date(2024, 11, 9)), [], ""),
        ((date(2023, 1, 1), date(2024, 11, 8)), [], "สิ้นสุดแล้วหลังวันที่ 7 พ.ย. 2567"),
        ((date(2024, 11, 6), None), [], "เริ่มวันที่ 6 พ.ย. 2567"),
        ((date(2023, 1, 1), None), [Span(date(2024, 11, 8), date(2024, 11, 20), "คุณก")], "คุณก"),
        ((date(2023, 1, 1), None), [Span(date(2024, 11, 9), date(2024, 11, 20), "คุณก")], ""),
        ((date(2023, 1, 1), None), [Span(date(2024, 11, 1), date(2024, 11, 5))], ""),
    ],
)
def test_a_post_is_left_only_while_it_is_held_and_once(held, away, said):
    """Away from 5 to 8 November, so that the first day back is the ninth."""
    problem = rules.post_problem(
        "พัฒนากร", starts=TODAY, ends=date(2024, 11, 9), held=held, away=away
    )
    assert said in problem if said else problem == ""


def test_who_is_away_does_not_stand_in_and_who_stands_in_is_not_away():
    ends = date(2024, 11, 9)
    busy = [Span(date(2024, 11, 8), date(2024, 11, 12), "คุณข")]
    ask = lambda **known: rules.stand_in_problem("คุณก", "คุณเอ", starts=TODAY, ends=ends, **known)  # noqa: E731
    assert ask(away=(), stands_in=()) == ""
    assert "คุณกไม่อยู่ 8 พ.ย. 2567 ถึง 11 พ.ย. 2567" in ask(away=busy, stands_in=())
    assert "คุณเอทำแทนคุณข" in ask(away=(), stands_in=busy)
    later = [Span(ends, date(2024, 11, 12), "คุณข")]
    assert ask(away=later, stands_in=later) == ""


@given(a=days, b=days, c=days, d=days)
def test_two_spans_meet_when_they_share_a_day(a, b, c, d):
    one, two = sorted((a, b)), sorted((c, d))
    shared = max(one[0], two[0]) < min(one[1], two[1])
    assert Span(*one).meets(*two) is shared
    assert Span(*two).meets(*one) is shared


def test_days_are_told_with_the_last_one():
    assert Span(TODAY, date(2024, 11, 6)).words == "5 พ.ย. 2567"
    assert Span(TODAY, date(2024, 11, 9)).words == "5 พ.ย. 2567 ถึง 8 พ.ย. 2567"
