"""Brings an installation up to date: every step of it, in order, each safe to repeat.

`python -m tools.installation` does so for the installation that the environment describes.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
STEPS = (
    ("database tables", ["migrate", "--no-input", "--verbosity=0"]),
    ("cache table", ["createcachetable"]),
    ("provinces, districts, tambons", ["load_areas"]),
    ("rulebooks", ["load_rulebooks"]),
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
    bring_up_to_date()
