"""Two clicks at the very same moment, on either engine."""

import pytest

from prasan.directives import reminding
from prasan.directives.models import Delivery, Directive, Reminder, Submission
from prasan.directives.tests import make
from prasan.letters.models import Counter, Letter
from prasan.letters.tests.threads import Threads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def threads(transactional_db, tmp_path):
    with Threads(tmp_path) as threads:
        yield threads


def test_a_report_sent_twice_at_once_is_one(threads, directive, ngao_officer, ngao, pong_tao):
    make.order(ngao_officer, pong_tao)

    def send():
        return make.sent(ngao_officer, directive, ngao).receipt

    assert threads.run(send, send) == ["5205/2567/1", "5205/2567/1"]
    assert threads.run(Submission.objects.count, Delivery.objects.count) == [1, 1]


def test_a_reminder_issued_twice_at_once_is_one(threads, directive, province_officer):
    draft = reminding.draft_reminder(
        by=province_officer, directive=directive, due=make.NEW_DUE, at=make.moment()
    )

    def issue():
        return reminding.issue_reminder(
            by=province_officer,
            reminder=Reminder.objects.get(pk=draft.pk),
            edition=1,
            dated=make.TODAY,
            at=make.moment(),
        ).pk

    first, second = threads.run(issue, issue)

    assert first == second
    assert threads.run(Directive.objects.count, lambda: Counter.objects.get().last) == [2, 2598]


def test_a_letter_entered_twice_at_once_is_one(threads, province_officer, office, ngao):
    def enter():
        return make.directive(province_officer, office, [ngao]).pk

    first, second = threads.run(enter, enter)

    assert first == second
    assert threads.run(Letter.objects.count) == [1]
