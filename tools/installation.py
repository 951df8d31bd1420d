"""Brings an installation up to date: every step of it, in order, each safe to repeat.

`python -m tools.installation` does so for the installation that the environment describes;
with --demo it must be the demonstration, and is built.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
STEPS = (
    ("database tables", ["migrate", "--no-input", "--verbosity=0"]),
    ("cache table", ["createcachetable"]),
    ("provinces, districts, tambons", ["load_areas"]),
    ("holidays", ["load_holidays"]),
    ("rulebooks", ["load_rulebooks"]),
    ("how long letters are kept", ["load_retention"]),
    ("assessment framework", ["load_framework"]),
    ("Thai page face", ["fetch_faces"]),
    ("static files", ["collectstatic", "--no-input", "--verbosity=0"]),
)
STAMP = ".up-to-date"


def bring_up_to_date() -> None:
    """Take every step, and say each before it begins."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    django.setup()
    for title, command in STEPS:
        print(f"  {title}", flush=True)
        call_command(*command)


def set_up_demo(data: Path) -> str:
    """Make the demonstration in `data`, or bring it up to date; returns its accounts, as text."""
    accounts = data / "accounts.txt"
    if not (accounts.exists() and is_up_to_date(data)):
        print("Setting up the demonstration (once):")
        bring_up_to_date()
        print("  the invented world", flush=True)
        call_command("seed_demo", stdout=StringIO())
        # The second time it has nothing to build and only names the accounts.
        told = StringIO()
        call_command("seed_demo", stdout=told)
        accounts.write_text(told.getvalue())
        mark_up_to_date(data)
    return accounts.read_text()


def is_up_to_date(data: Path) -> bool:
    """Whether `data` was last set up by exactly this version of the program."""
    stamp = data / STAMP
    return stamp.exists() and stamp.read_text() == fingerprint()


def mark_up_to_date(data: Path) -> None:
    (data / STAMP).write_text(fingerprint())


def fingerprint() -> str:
    """One value that changes with any file a step reads: code, data, static, locked versions."""
    whole = hashlib.sha256()
    for path in sorted(_ingredients()):
        whole.update(str(path.relative_to(ROOT)).encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _ingredients() -> Iterator[Path]:
    yield from (ROOT / "requirements.lock", Path(__file__).resolve())
    for folder, folders, names in os.walk(ROOT / "prasan"):
        folders[:] = [name for name in folders if name not in ("__pycache__", "tests", "templates")]
        yield from (Path(folder, name) for name in names)


if __name__ == "__main__":
    if sys.argv[1:] == ["--demo"]:
        print(set_up_demo(Path(os.environ["PRASAN_DATA"])))
    else:
        bring_up_to_date()
