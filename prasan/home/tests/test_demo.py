"""The demonstration is never taken for a real installation, nor the other way round."""

from datetime import date
from random import Random

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from prasan.accounts.models import User
from prasan.audit.models import Event
from prasan.directives.tests import make
from prasan.home import guard
from prasan.home.demo import letter, names
from prasan.home.demo.accounts import ACCOUNTS, PASSWORD
from prasan.home.demo.lateness import NOT_EXPECTED, SHORTAGES, shortage_of
from prasan.home.models import Demonstration

DAY, OTHER = date(2024, 11, 5), date(2025, 1, 1)


@pytest.mark.parametrize(
    ("kept", "asked", "says"),
    [
        (None, None, None),
        (None, DAY, None),  # about to be built
        (DAY, DAY, None),
        (DAY, None, "this database is the demonstration of 2024-11-05"),
        (DAY, OTHER, "PRASAN_DEMO_DAY is 2025-01-01, but this demonstration stands on 2024-11-05"),
    ],
)
def test_database_and_setting_must_speak_of_the_same_world(kept, asked, says):
    problem = guard.contradiction(kept, asked)

    assert problem is None if says is None else problem.startswith(says)


def test_a_demonstration_does_not_start_as_a_real_installation(db, settings):
    Demonstration.objects.create(day=DAY, built_at=make.moment())
    guard.check()

    settings.DEMO_DAY = None

    with pytest.raises(ImproperlyConfigured, match="set PRASAN_DEMO_DAY=2024-11-05"):
        guard.check()


def test_a_database_of_its_own_starts_without_a_day(db, settings):
    settings.DEMO_DAY = None

    guard.check()


def test_without_a_demonstration_day_nothing_is_built(db, settings):
    settings.DEMO_DAY = None

    with pytest.raises(CommandError, match="PRASAN_DEMO_DAY is not set"):
        call_command("seed_demo")

    assert not User.objects.exists()


def test_real_work_is_never_built_upon(directive):
    before = Event.objects.count()

    with pytest.raises(CommandError, match="this database holds real work"):
        call_command("seed_demo")

    assert Event.objects.count() == before
    assert not Demonstration.objects.exists()


def test_a_second_run_only_prints_the_accounts(db, capsys):
    Demonstration.objects.create(day=DAY, built_at=make.moment())

    call_command("seed_demo")

    said = capsys.readouterr().out
    assert PASSWORD in said
    assert all(account.username in said for account in ACCOUNTS)
    assert not User.objects.exists()


def test_without_an_assessment_form_the_command_says_which_to_load_and_leaves_nothing(areas):
    with pytest.raises(ValueError, match="load-framework"):
        call_command("seed_demo")

    assert not Demonstration.objects.exists()
    assert not User.objects.exclude(username="system").exists()


def test_the_five_of_the_letter_fall_short_each_for_its_own_reason():
    late = {"5201", "5204", "5205", "5208", "5213"}

    reasons = [shortage_of(code) for code in sorted(late)]

    assert len({repr(reason) for reason in reasons}) == 5
    assert late == set(SHORTAGES) - {"5207", "5210"}  # those two are late by a day or two
    assert shortage_of("5202") == shortage_of("5203")  # the rest lack nothing
    assert len(NOT_EXPECTED) == 4


def test_the_demonstrations_letter_yields_the_nine_duties():
    asked = [one for ordered in letter.items() for one in ordered.asked]

    assert len(letter.items()) == 6
    assert [one.measure for one in asked] == [
        duty for duties in make.ITEMS.values() for duty in duties
    ]
    assert {one.due for one in asked} == {letter.DUE}


def test_nobody_of_the_demonstration_is_there_twice():
    invented = names.people(Random("งาว"))

    people = [next(invented)[1:] for _ in range(400)]

    assert len(set(people)) == 400
