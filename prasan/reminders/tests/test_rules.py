"""When a reminder is said: tables at the edges, and what holds whatever the days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.reminders import rules
from prasan.reminders.rules import Because, Holder, Say, Sending, who_hears

BANGKOK = ZoneInfo("Asia/Bangkok")
STEPS = (-30, -7, -1, 0, 3, 10)
DUE = date(2024, 11, 15)
TOLD = date(2024, 10, 1)


@pytest.mark.parametrize(
    ("day", "known", "expected"),
    [
        (date(2024, 10, 15), (), None),
        (date(2024, 10, 16), (), Say(-30)),
        (date(2024, 10, 16), (-30,), None),
        (date(2024, 11, 7), (-30,), None),
        (date(2024, 11, 8), (-30,), Say(-7)),
        (date(2024, 11, 8), (), Say(-7, 1)),
        (date(2024, 11, 15), (-30, -7), Say(0, 1)),
        (date(2024, 11, 17), (-30, -7, -1, 0), None),
        (date(2024, 11, 18), (-30, -7, -1, 0), Say(3)),
        (date(2025, 3, 1), (), Say(10, 5)),
        (date(2025, 3, 1), (10,), None),
    ],
)
def test_a_step_is_said_from_its_day_on_until_it_was(day, known, expected):
    assert rules.to_say(STEPS, due=DUE, told=TOLD, day=day, known=known) == expected


def test_no_step_lies_before_the_letter():
    told = date(2024, 11, 10)
    assert rules.to_say(STEPS, due=DUE, told=told, day=date(2024, 11, 13), known=()) is None
    assert rules.to_say(STEPS, due=DUE, told=told, day=date(2024, 11, 14), known=()) == Say(-1)


def test_a_step_added_behind_one_that_was_said_is_not_said():
    assert (
        rules.to_say((-7, -3, 3), due=DUE, told=TOLD, day=date(2024, 11, 14), known=(-1,)) is None
    )


@given(
    steps=st.sets(st.integers(-180, 180), max_size=8),
    days=st.lists(st.integers(-200, 200), min_size=1, max_size=30),
)
def test_whatever_the_days_on_which_one_looks_each_step_is_told_once_at_most(steps, days):
    """Days come in any order: a server that is down, a clock that is moved back."""
    known: list[int] = []
    covered = 0
    for number in days:
        day = DUE + timedelta(days=number)
        say = rules.to_say(steps, due=DUE, told=date(2024, 1, 1), day=day, known=known)
        if say:
            known.append(say.step)
            assert DUE + timedelta(days=say.step) <= day
            covered += say.covered
    assert known == sorted(set(known))
    assert len(known) + covered <= len(steps)


@given(steps=st.sets(st.integers(-180, 180), min_size=1, max_size=8), late=st.integers(0, 30))
def test_looking_late_says_what_looking_daily_would_have_said_last(steps, late):
    """After days without a server the newest step is told, and none is left over."""
    day = DUE + timedelta(days=max(steps) + late)
    say = rules.to_say(steps, due=DUE, told=date(2024, 1, 1), day=day, known=())
    assert say is not None
    assert say.step == max(steps)
    assert say.covered == len(steps) - 1


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [(6, 59, True), (7, 0, False), (18, 59, False), (19, 0, True), (0, 0, True)],
)
def test_evenings_and_nights_are_quiet(hour, minute, quiet):
    assert rules.is_quiet(datetime(2024, 11, 5, hour, minute, tzinfo=BANGKOK)) is quiet


def test_tries_come_further_apart_and_the_last_wait_repeats():
    now = datetime(2024, 11, 5, 9, tzinfo=BANGKOK)
    waits = [rules.next_try(tries, now) - now for tries in range(1, 7)]
    assert waits == sorted(waits)
    assert waits[-1] == waits[-2] == rules.WAITS[-1]


def test_a_message_is_stale_after_seven_days():
    made = datetime(2024, 11, 5, 9, tzinfo=BANGKOK)
    assert not rules.is_stale(made, made + timedelta(days=7))
    assert rules.is_stale(made, made + timedelta(days=7, seconds=1))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Sending.WAITING),
        ({"tries": 2}, Sending.RETRYING),
        ({"tries": 2, "is_sent": True}, Sending.SENT),
        ({"is_given_up": True}, Sending.GIVEN_UP),
        ({"is_sent": True, "is_acknowledged": True}, Sending.ACKNOWLEDGED),
        ({"leaves_the_house": False}, Sending.SENT),
    ],
)
def test_how_far_a_message_is_follows_from_its_hours(facts, expected):
    nothing = {
        "leaves_the_house": True,
        "tries": 0,
        "is_sent": False,
        "is_given_up": False,
        "is_acknowledged": False,
    }
    assert rules.sending(**nothing | facts) is expected


@pytest.mark.parametrize(
    ("offset", "words"),
    [(-7, "ก่อนครบกำหนด 7 วัน"), (0, "ในวันครบกำหนด"), (3, "หลังครบกำหนด 3 วัน")],
)
def test_a_step_says_when_it_comes(offset, words):
    assert rules.in_words(offset) == words


A, B, C, D = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("tiers", "told"),
    [
        ([], []),
        ([[]], []),
        ([[], [Holder(B)]], []),
        ([[Holder(A)]], [(A, "post", None)]),
        # Who is away hears too, and with them who stands in.
        ([[Holder(A, True, B)], [Holder(C)]], [(A, "post", None), (B, "stand_in", A)]),
        # A colleague of the same post is there already, and hears once.
        ([[Holder(A, True, B), Holder(B)]], [(A, "post", None), (B, "post", None)]),
        # Nobody stands in: somebody above hears, nearest first.
        ([[Holder(A, True)], [Holder(C)], [Holder(D)]], [(A, "post", None), (C, "above", A)]),
        ([[Holder(A, True)], [Holder(C, True)], [Holder(D)]], [(A, "post", None), (D, "above", A)]),
        (
            [[Holder(A, True)], [Holder(C, True, B)], [Holder(D)]],
            [(A, "post", None), (B, "above", A)],
        ),
        ([[Holder(A, True)], []], [(A, "post", None)]),
        # One of two is there: no need to trouble anybody above.
        ([[Holder(A, True), Holder(B)], [Holder(C)]], [(A, "post", None), (B, "post", None)]),
    ],
)
def test_who_hears_in_place_of_somebody_away(tiers, told):
    assert [(one.who, one.because, one.instead_of) for one in who_hears(tiers)] == told


holders = st.builds(
    Holder, st.integers(1, 6), st.booleans(), st.one_of(st.none(), st.integers(1, 6))
)


@given(st.lists(st.lists(holders, max_size=3), max_size=3))
def test_nobody_hears_twice_and_nothing_is_lost(tiers):
    told = who_hears(tiers)
    people = [one.who for one in told]
    assert len(people) == len(set(people))
    if not tiers or not tiers[0]:
        assert told == []
        return
    assert {one.who for one in tiers[0]} <= set(people)
    able = {one.stand_in if one.is_away else one.who for tier in tiers for one in tier} - {None}
    assert not able or able & set(people), "somebody who is there hears, if there is anybody"
    assert all((one.instead_of is None) == (one.because == Because.POST) for one in told)
