"""What the tables refuse, and what comes round by itself."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from prasan.directives.tests import make as directives
from prasan.jobs.routines import Rounds, routines
from prasan.reminders.actions import add_step, give_address, sweep
from prasan.reminders.models import Address, Audience, Channel, Dispatch, Message, Step

AT = directives.moment()


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("step_is_within_a_year", {"offset": 181}),
        ("step_ends_after_it_starts", {"ends": date(2024, 1, 1), "ended_why": "พอ"}),
        ("step_ends_with_a_reason", {"ends": date(2024, 12, 1)}),
    ],
)
def test_the_table_of_steps_refuses(constraint, wrong, province_officer, areas):
    step = add_step(
        by=province_officer,
        area=areas["52"],
        offset=-14,
        audience=Audience.UNIT,
        starts=date(2024, 11, 1),
    )
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Step.objects.filter(pk=step.pk).update(**wrong)


def test_a_step_stands_once_in_an_area(province_officer, areas):
    facts = {"area": areas["52"], "offset": -14, "audience": Audience.UNIT}
    Step.objects.create(starts=date(2024, 11, 1), **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.create(starts=date(2024, 11, 2), **facts)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("message_is_sent_or_given_up", {"sent_at": AT, "given_up_at": AT, "problem": "ก"}),
        ("message_is_given_up_with_a_reason", {"given_up_at": AT}),
        ("message_names_whom_it_stands_for", {"because": "stand_in"}),
    ],
)
def test_the_table_of_messages_refuses(constraint, wrong, directive, ngao_officer):
    sweep(at=AT)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Message.objects.update(**wrong)


def test_the_ledger_refuses_a_line_twice(directive, ngao_officer):
    sweep(at=AT)
    line = Dispatch.objects.all()[0]
    line.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("address_leads_out_of_the_house", {"channel": Channel.INBOX}),
        ("address_is_withdrawn_by_someone", {"withdrawn_at": AT}),
    ],
)
def test_the_table_of_addresses_refuses(constraint, wrong, ngao_officer):
    address = give_address(by=ngao_officer, channel=Channel.EMAIL, value="a@example.com", at=AT)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Address.objects.filter(pk=address.pk).update(**wrong)


def test_a_person_has_one_address_a_channel(ngao_officer):
    give_address(by=ngao_officer, channel=Channel.EMAIL, value="a@example.com", at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(
            user=ngao_officer, channel=Channel.EMAIL, value="b@example.com", given_at=AT
        )


def test_the_command_and_the_worker_remind(directive, ngao_officer, capsys):
    call_command("remind")
    written = Message.objects.count()
    assert f"{written} written, 0 sent" in capsys.readouterr().out
    rounds, now = Rounds(), timezone.now()
    assert rounds.make(now) == len(routines()) >= 1
    assert Message.objects.count() == written > 0


def test_a_routine_comes_round_after_its_time_only():
    rounds, now = Rounds({one.name: timezone.now() for one in routines()}), timezone.now()
    assert rounds.make(now) == 0


def test_a_routine_that_fails_is_logged_and_does_not_stop_the_worker(monkeypatch, caplog):
    broken = routines()[0].__class__("broken", timedelta(0), lambda: 1 // 0)
    monkeypatch.setattr("prasan.jobs.routines.routines", lambda: (broken,))
    assert Rounds().make(timezone.now()) == 1
    assert "routine broken failed" in caplog.text
