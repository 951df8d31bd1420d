from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from prasan import clock
from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area
from prasan.areas.rules import NATION
from prasan.audit.models import Event

GOOD = "ฝนตกที่งาวทุกวัน"


@pytest.fixture(autouse=True)
def nation(db, monkeypatch):
    monkeypatch.delenv("PRASAN_ADMIN_USERNAME", raising=False)
    monkeypatch.delenv("PRASAN_ADMIN_PASSWORD", raising=False)
    return Area.objects.get_or_create(code=NATION, defaults={"name": "ประเทศไทย"})[0]


def made(*arguments: str) -> str:
    told = StringIO()
    call_command("make_admin", *arguments, stdout=told)
    return told.getvalue()


def test_the_administrator_may_administer_the_nation(monkeypatch):
    monkeypatch.setenv("PRASAN_ADMIN_PASSWORD", GOOD)

    told = made("--username", "somchai")

    user = User.objects.get(username="somchai")
    assert user.check_password(GOOD)
    assert GOOD not in told
    assert Reach.of(user, clock.today()).may(Right.ADMINISTER, NATION)
    assert set(Event.objects.values_list("verb", flat=True)) == {"user.created", "post.assigned"}


def test_without_terminal_and_password_one_is_made_and_shown(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO())

    told = made()

    password = told.split("password ")[1].split(" (")[0]
    assert len(password) >= 16
    assert User.objects.get(username="admin").check_password(password)


def test_a_password_is_read_from_the_pipe(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(f"{GOOD}\n"))

    made("--username", "somchai", "--password-from-stdin")

    assert User.objects.get(username="somchai").check_password(GOOD)


def test_a_weak_password_makes_nothing(monkeypatch):
    monkeypatch.setenv("PRASAN_ADMIN_PASSWORD", "12345")

    with pytest.raises(CommandError, match="8"):
        made("--username", "somchai")

    assert not User.objects.filter(username="somchai").exists()


def test_a_taken_name_is_refused_and_named(monkeypatch):
    monkeypatch.setenv("PRASAN_ADMIN_PASSWORD", GOOD)
    made("--username", "somchai")

    with pytest.raises(CommandError, match="somchai"):
        made("--username", "somchai")


def test_the_first_administrator_is_made_only_once(monkeypatch):
    monkeypatch.setenv("PRASAN_ADMIN_PASSWORD", GOOD)
    made("--first")

    assert made("--first", "--username", "another") == ""
    assert not User.objects.filter(username="another").exists()
