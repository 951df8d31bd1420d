"""python -m bench.nation FOLDER: the nation in the database of a new installation there."""

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

DEMO_DAY = "2024-11-05"
MARK = "nation.txt"
_STEPS = (
    ["createcachetable"],
    ["load_areas"],
    ["load_rulebooks"],
    ["load_framework"],
)


def main(folder: Path) -> None:
    """Make what is missing; what is there already is left."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(PRASAN_MODE="local", PRASAN_DATA=str(folder), PRASAN_DEMO_DAY=DEMO_DAY)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    django.setup()
    # Tables and the files of pages are as the code wants them, however old the records are.
    call_command("migrate", "--no-input", "--verbosity=0")
    call_command("collectstatic", "--no-input", "--verbosity=0")
    if (folder / MARK).exists():
        print((folder / MARK).read_text(), end="")
        return
    began = time.monotonic()
    for step in _STEPS:
        call_command(*step)
    told = _built()
    told.append(f"made in {time.monotonic() - began:.0f} s")
    (folder / MARK).write_text("".join(f"{line}\n" for line in told))
    print((folder / MARK).read_text(), end="")


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
    main(Path(sys.argv[1]).resolve())
