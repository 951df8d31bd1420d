"""A letter and the reminders of it: what is sent for one counts for all."""

from datetime import date

import pytest

from prasan.directives.actions import judge
from prasan.directives.board import board
from prasan.directives.rules import State
from prasan.directives.tests import make


@pytest.fixture
def copies():
    def ask(directive, area="520505", day=date(2024, 11, 20)):
        found = board(directive, codes=["52"], day=day)
        return found.units[area].standings[make.duty(directive, "tambon_order_copies").pk]

    return ask


def test_a_later_report_counts_for_both_boards(
    draft, issue, copies, directive, ngao_officer, ngao, pong_tao, province_officer
):
    issued = issue(draft())
    make.order(ngao_officer, pong_tao)
    sent = make.sent(ngao_officer, issued, ngao, day=date(2024, 11, 12))
    judge(by=province_officer, submission=sent, returned={}, today=date(2024, 11, 13))

    assert sent.directive == directive
    # Twelve days late for the first letter, in time for the second.
    assert (copies(directive).state, copies(directive).days) == (State.MET_LATE, 12)
    assert (copies(issued).state, copies(issued).days) == (State.MET, 0)


def test_what_was_sent_before_the_reminder_counts_for_it(
    draft, issue, copies, directive, ngao_officer, ngao, pong_tao
):
    make.order(ngao_officer, pong_tao)
    make.sent(ngao_officer, directive, ngao)

    issued = issue(draft())

    assert copies(issued).state == State.SENT


def test_a_reminder_of_a_reminder_hangs_on_the_first(draft, issue, directive):
    second = issue(draft())
    later = date(2024, 11, 20)

    third = issue(draft(of=second, day=later), day=later)

    assert (third.follows, third.root) == (second, directive)
    assert make.duty(third, "registers").renews == make.duty(directive, "registers")
    assert third.letter.refers_to == second.letter
    assert third.letter.number == 2599


def test_the_last_of_a_chain_sees_what_was_sent_for_the_first(
    draft, issue, copies, directive, ngao_officer, ngao, pong_tao
):
    make.order(ngao_officer, pong_tao)
    make.sent(ngao_officer, directive, ngao)
    later = date(2024, 11, 20)
    second = issue(draft())

    third = issue(draft(of=second, day=later), day=later)

    assert copies(third).state == State.SENT


def test_a_year_that_has_just_begun_makes_no_quota_late(draft, issue, directive):
    issued = issue(draft())

    found = board(issued, codes=["52"], day=make.TODAY)
    standing = found.units["5205"].standings[make.duty(issued, "meetings_held").pk]

    assert (standing.state, standing.due) == (State.OPEN, date(2025, 9, 30))
    assert not found.late()
