"""python -m bench.nation FOLDER: the nation in the database of a new installation there.

With `plans` behind the folder also its million projects, which take as long as all the rest.
"""

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

DEMO_DAY = "2024-11-05"
MARK, MARK_PLANS = "nation.txt", "plans.txt"
_STEPS = (
    ["createcachetable"],
    ["load_areas"],
    ["load_rulebooks"],
    ["load_framework"],
)


def main(folder: Path, *more: str) -> None:
    """Make what is missing; what is there already is left."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(PRASAN_MODE="local", PRASAN_DATA=str(folder), PRASAN_DEMO_DAY=DEMO_DAY)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    django.setup()
    # Tables and the files of pages are as the code wants them, however old the records are.
    call_command("migrate", "--no-input", "--verbosity=0")
    call_command("collectstatic", "--no-input", "--verbosity=0")
    if not (folder / MARK).exists():
        _build_nation(folder)
    print((folder / MARK).read_text(), end="")
    if "plans" in more:
        if not (folder / MARK_PLANS).exists():
            _build_plans(folder)
        print((folder / MARK_PLANS).read_text(), end="")


def _build_nation(folder: Path) -> None:
    began = time.monotonic()
    for step in _STEPS:
        call_command(*step)
    told = _built()
    told.append(f"made in {time.monotonic() - began:.0f} s")
    (folder / MARK).write_text("".join(f"{line}\n" for line in told))


def _build_plans(folder: Path) -> None:
    # As below; all of it or, when stopped, nothing.
    from django.db import transaction  # noqa: PLC0415

    from bench.nation import plans  # noqa: PLC0415

    began = time.monotonic()
    with transaction.atomic():
        built = plans.build()
    told = ", ".join(f"{number:,} {what}" for what, number in built.items())
    (folder / MARK_PLANS).write_text(f"plans: {told}; {time.monotonic() - began:.0f} s\n")


def _built() -> list[str]:
    # The apps can be imported only now.
    from bench.nation import people  # noqa: PLC0415
    from bench.nation.parts import PARTS  # noqa: PLC0415

    people.build()
    return [
        f"{title}: {', '.join(f'{number:,} {what}' for what, number in build().items())}"
        for title, build in PARTS
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), *sys.argv[2:])
