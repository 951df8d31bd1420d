"""Each bad or missing value stops the start and names itself."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from prasan import environment

NAME = "PRASAN_TRIED"
LONG = "".join(chr(97 + number % 26) for number in range(60))
ROOT = Path(__file__).resolve().parent.parent


def refused(read, value, monkeypatch, **how) -> str:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured) as caught:
        read(NAME, **how)
    assert str(caught.value).startswith(NAME)
    return str(caught.value)


@pytest.mark.parametrize("value", ["yes", "true", "2"])
def test_a_flag_is_0_or_1(value, monkeypatch):
    assert "0, 1" in refused(environment.flag, value, monkeypatch, default=False)


def test_a_flag_that_is_not_for_production_is_refused_there(monkeypatch):
    assert "take it out" in refused(
        environment.flag, "1", monkeypatch, default=False, allowed=False
    )


@pytest.mark.parametrize(
    "value", ["*", "*.example.go.th", "https://prasan.example.go.th", "a b", ",", "host/path"]
)
def test_hosts_are_bare_names(value, monkeypatch):
    refused(environment.hosts, value, monkeypatch, default=None)


def test_hosts_are_split_at_commas(monkeypatch):
    monkeypatch.setenv(NAME, " prasan.example.go.th, 10.0.0.5 ,")

    assert environment.hosts(NAME, default=None) == ["prasan.example.go.th", "10.0.0.5"]


@pytest.mark.parametrize("value", ["5/11/2567", "2024-02-30", "tomorrow"])
def test_a_day_is_written_in_one_way(value, monkeypatch):
    assert "YYYY-MM-DD" in refused(environment.day, value, monkeypatch)


def test_a_day_that_is_not_for_production_is_refused_there(monkeypatch):
    refused(environment.day, "2024-11-05", monkeypatch, allowed=False)


def test_a_day_is_read_and_may_be_left_out(monkeypatch):
    assert environment.day(NAME) is None
    monkeypatch.setenv(NAME, "2024-11-05")
    assert environment.day(NAME) == date(2024, 11, 5)


def test_a_folder_has_its_whole_path(monkeypatch):
    assert "whole path" in refused(environment.folder, "var/data", monkeypatch, default=None)


def test_a_folder_cannot_be_made_below_a_file(monkeypatch, tmp_path):
    (tmp_path / "file").touch()

    refused(environment.folder, str(tmp_path / "file" / "data"), monkeypatch, default=None)


def test_a_folder_is_made(monkeypatch, tmp_path):
    monkeypatch.setenv(NAME, str(tmp_path / "a" / "b"))

    assert environment.folder(NAME, default=None).is_dir()


@pytest.mark.parametrize("value", ["hush", "a" * 60, LONG[:49]])
def test_a_secret_is_long_and_varied_and_never_shown(value, monkeypatch):
    assert value not in refused(environment.secret, value, monkeypatch, made_in=None)


def test_a_private_machine_keeps_the_secret_it_made(tmp_path):
    made = environment.secret(NAME, made_in=tmp_path)

    assert environment.secret(NAME, made_in=tmp_path) == made
    assert len(made) >= environment.SECRET_LENGTH
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_several_secrets_are_parted_by_commas(monkeypatch):
    assert environment.secrets_list(NAME) == []
    monkeypatch.setenv(NAME, f"{LONG}, {LONG[::-1]}")

    assert environment.secrets_list(NAME) == [LONG, LONG[::-1]]


def test_one_short_secret_among_several_is_refused(monkeypatch):
    assert "short one" not in refused(environment.secrets_list, f"{LONG},short one", monkeypatch)


def test_two_secrets_differ():
    with pytest.raises(ImproperlyConfigured, match="PRASAN_B is the same as PRASAN_A"):
        environment.must_differ("PRASAN_A", LONG, "PRASAN_B", LONG)


@pytest.mark.parametrize(
    "value",
    [
        "mysql://u:secret@db/prasan",
        "postgres://u:secret@db:port/prasan",
        "postgres://u:secret@db/",
        "just words with secret",
    ],
)
def test_a_database_address_is_refused_without_showing_its_password(value, monkeypatch):
    assert "secret" not in refused(environment.database, value, monkeypatch, default=None)


@pytest.mark.parametrize(
    ("read", "how"),
    [
        (environment.hosts, {"default": None}),
        (environment.folder, {"default": None}),
        (environment.secret, {"made_in": None}),
        (environment.database, {"default": None}),
    ],
)
def test_what_production_needs_is_named_when_missing(read, how):
    with pytest.raises(ImproperlyConfigured, match=f"^{NAME} is not set"):
        read(NAME, **how)


@pytest.fixture
def production(tmp_path) -> dict[str, str]:
    """All that a production server is told."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return {
        **kept,
        "PRASAN_MODE": "production",
        "PRASAN_DATA": str(tmp_path),
        "PRASAN_SECRET_KEY": LONG,
        "PRASAN_SEALING_KEY": LONG[::-1],
        "PRASAN_LOOKUP_KEY": LONG[30:] + LONG[:30],
        "PRASAN_HOSTS": "prasan.example.go.th",
        "DATABASE_URL": "postgres://prasan@127.0.0.1/prasan",
    }


def prasan(variables: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "prasan", *words]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)


def test_production_passes_every_deployment_check(production):
    checked = prasan(production, "check", "--deploy", "--fail-level", "WARNING")

    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


@pytest.mark.parametrize(
    "name",
    [
        "PRASAN_DATA",
        "PRASAN_SECRET_KEY",
        "PRASAN_SEALING_KEY",
        "PRASAN_LOOKUP_KEY",
        "PRASAN_HOSTS",
        "DATABASE_URL",
    ],
)
def test_production_does_not_start_without(name, production):
    del production[name]

    started = prasan(production, "check")

    assert started.returncode == 1
    assert started.stderr.startswith(f"prasan: {name} is not set")


@pytest.mark.parametrize(
    ("name", "value"), [("PRASAN_DEBUG", "1"), ("PRASAN_DEMO_DAY", "2024-11-05")]
)
def test_production_refuses_what_is_for_a_private_machine(name, value, production):
    started = prasan({**production, name: value}, "check")

    assert started.returncode == 1
    assert started.stderr.startswith(f"prasan: {name} is set")
