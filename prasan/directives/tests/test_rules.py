from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.directives import rules
from prasan.directives.rules import Excused, Fact, Sent, Standing, State

DUE = date(2024, 10, 31)
READY = Fact(1, 1, "มีคำสั่งแล้ว")
MISSING = Fact(0, 1, "ยังไม่มีคำสั่ง")
WAIVED = Excused("ผ่อนผัน: น้ำท่วม")
NOT_EXPECTED = Excused("ไม่มีหมู่บ้าน", is_expected=False)


def extended(until: date) -> Excused:
    return Excused("ขยายเวลา: น้ำท่วม", until)


@pytest.mark.parametrize(
    ("fact", "sent", "day", "excused", "state", "days"),
    [
        (MISSING, None, DUE - timedelta(8), None, State.OPEN, 0),
        (MISSING, None, DUE - timedelta(7), None, State.DUE_SOON, 0),
        (MISSING, None, DUE, None, State.DUE_SOON, 0),  # the due day itself is in time
        (MISSING, None, DUE + timedelta(1), None, State.OVERDUE, 1),
        (READY, None, DUE + timedelta(5), None, State.OVERDUE, 5),  # ready is not sent
        (READY, Sent(DUE), DUE + timedelta(5), None, State.SENT, 0),
        (READY, Sent(DUE, is_verified=True), DUE, None, State.MET, 0),
        (READY, Sent(DUE + timedelta(2), is_verified=True), DUE, None, State.MET_LATE, 2),
        (READY, Sent(DUE + timedelta(2)), DUE + timedelta(9), None, State.SENT, 2),
        # What was sent stands, even when the fact is gone since.
        (MISSING, Sent(DUE, is_verified=True), DUE + timedelta(99), None, State.MET, 0),
        (READY, Sent(None, reason="ไม่ชัด"), DUE, None, State.RETURNED, 0),
        (READY, Sent(None, reason="ไม่ชัด"), DUE + timedelta(3), None, State.RETURNED, 3),
        (MISSING, None, DUE + timedelta(5), WAIVED, State.WAIVED, 0),
        (MISSING, None, DUE + timedelta(5), NOT_EXPECTED, State.NOT_EXPECTED, 0),
        (MISSING, None, DUE + timedelta(5), extended(DUE + timedelta(5)), State.DUE_SOON, 0),
        (MISSING, None, DUE + timedelta(6), extended(DUE + timedelta(5)), State.OVERDUE, 1),
        (
            READY,
            Sent(DUE + timedelta(5), is_verified=True),
            DUE + timedelta(6),
            extended(DUE + timedelta(5)),
            State.MET,
            0,
        ),
    ],
)
def test_a_delivery_stands_by_what_was_sent(fact, sent, day, excused, state, days):
    standing = rules.deliver(fact, sent, DUE, day, excused)

    assert (standing.state, standing.days) == (state, days)


def test_a_delivery_ready_and_unsent_says_so():
    assert rules.deliver(READY, None, DUE, DUE, None).note == "พร้อมส่ง ยังไม่ส่ง"
    assert rules.deliver(READY, None, DUE, DUE, None).is_ready
    assert rules.deliver(MISSING, None, DUE, DUE, None).note == "ยังไม่มีคำสั่ง"


def test_a_returned_delivery_gives_the_reason_and_may_be_sent_again():
    standing = rules.deliver(READY, Sent(None, reason="ไม่ชัด"), DUE, DUE, None)

    assert (standing.note, standing.is_ready) == ("ไม่ชัด", True)


LAST = date(2024, 9, 30)


@pytest.mark.parametrize(
    ("done", "day", "state"),
    [
        (0, LAST - timedelta(61), State.OPEN),
        (1, LAST - timedelta(60), State.DUE_SOON),
        (1, LAST, State.DUE_SOON),
        (1, LAST + timedelta(1), State.OVERDUE),
        (2, LAST + timedelta(1), State.MET),
        (3, LAST - timedelta(200), State.MET),
    ],
)
def test_a_quota_runs_to_the_last_day_of_the_year(done, day, state):
    assert rules.quota(Fact(done, 2), LAST, day, None).state == state


def test_a_quota_may_be_waived_or_extended():
    day = LAST + timedelta(10)

    assert rules.quota(Fact(0, 2), LAST, day, WAIVED).state == State.WAIVED
    assert rules.quota(Fact(0, 2), LAST, day, extended(day)).state == State.DUE_SOON


def test_what_is_kept_is_current_or_to_be_reviewed_and_never_late():
    assert rules.keep(READY, None).state == State.MET
    assert rules.keep(MISSING, None).state == State.REVIEW
    assert rules.keep(MISSING, WAIVED).state == State.WAIVED
    assert not rules.keep(MISSING, None).is_late


def test_a_mission_is_under_way_or_not_and_never_late():
    assert rules.drive(READY, None).state == State.MET
    assert rules.drive(MISSING, None).state == State.OPEN
    assert not rules.drive(MISSING, None).is_late


@pytest.mark.parametrize(
    ("standing", "late"),
    [
        (Standing(State.OVERDUE, days=1), True),
        (Standing(State.RETURNED, days=0), False),  # there is time to mend it
        (Standing(State.RETURNED, days=1), True),
        (Standing(State.REVIEW), False),
        (Standing(State.DUE_SOON), False),
    ],
)
def test_late_is_past_the_day_and_still_owed(standing, late):
    assert standing.is_late is late


def test_a_tally_counts_only_what_is_expected():
    count = rules.tally(
        [
            Standing(State.MET, is_verified=True),
            Standing(State.SENT),
            Standing(State.OVERDUE, days=3),
            Standing(State.WAIVED),
            Standing(State.NOT_EXPECTED),
        ]
    )

    assert (count.met, count.expected, count.verified, count.late) == (2, 3, 1, 1)
    assert (count.state, count.days, count.owed) == (State.OVERDUE, 3, 1)


def test_a_tally_of_released_units_alone_owes_nothing():
    count = rules.tally([Standing(State.WAIVED), Standing(State.NOT_EXPECTED)])

    assert (count.state, count.met, count.expected) == (State.WAIVED, 0, 0)


def test_a_tally_of_nothing_does_not_apply():
    assert rules.tally([]).state == State.NOT_APPLICABLE


def late(*, ready: bool = False) -> Standing:
    return Standing(State.OVERDUE, days=5, due=DUE, is_ready=ready)


MET = Standing(State.MET, due=DUE)


@pytest.mark.parametrize(
    ("standings", "words"),
    [
        ([MET], "ครบ"),
        ([MET, Standing(State.OPEN, due=DUE)], "ยังไม่ถึงกำหนด"),
        ([late(ready=True), late(ready=True)], "มีข้อมูลแล้ว ยังไม่ส่ง"),
        ([late(ready=True), late()], "ยังไม่รายงาน"),
        ([MET, late(), late()], "ค้าง 2 รายการ"),
        ([MET, Standing(State.RETURNED, days=1, due=DUE), late()], "ส่งกลับแก้ไข"),
    ],
)
def test_why_names_the_reason_that_helps_most(standings, words):
    assert rules.why(standings) == words


states = st.sampled_from(State)


@given(st.lists(states))
def test_tallies_of_parts_add_up_to_the_tally_of_the_whole(every):
    standings = [Standing(state) for state in every]
    half = len(every) // 2

    parts = [rules.tally(standings[:half]), rules.tally(standings[half:])]
    whole = rules.tally(standings)

    assert whole.met == sum(part.met for part in parts)
    assert whole.expected == sum(part.expected for part in parts)
    assert 0 <= whole.met <= whole.expected
    if whole.expected:
        assert whole.state == max(part.state for part in parts if part.expected)
    assert rules.tallied(parts) == replace(whole, note="")


@given(st.integers(-400, 400))
def test_time_alone_never_makes_a_delivery_better(offset):
    today = rules.deliver(MISSING, None, DUE, DUE + timedelta(offset), None)
    tomorrow = rules.deliver(MISSING, None, DUE, DUE + timedelta(offset + 1), None)

    assert today.state <= tomorrow.state
