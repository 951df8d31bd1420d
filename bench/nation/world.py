"""A nation of committees with their seats and meetings, invented, in a database of its own.

Every district and tambon of Thailand has its committee of seventeen: some 142,000 seats, 30,000
meetings in two fiscal years and 500,000 lines of attendance. Built by writing rows, not through
the actions, which would take an hour; once, into var/nation, and again when a migration is new.
"""

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "var" / "nation"
DAY = date(2024, 11, 5)
SEATS = 17
MEETINGS = 30_000
SEATED = date(2023, 9, 1)
FIRST = date(2023, 10, 1)
# Half the committees met a third of a year apart; the rest as it came.
SPAN = (DAY - FIRST).days
BATCH = 5_000


def open_nation() -> None:
    """Make Django look at the nation, building it first where it is not there."""
    os.environ["PRASAN_DATA"] = str(DATA)
    os.environ["PRASAN_DEMO_DAY"] = DAY.isoformat()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{DATA / 'prasan.sqlite3'}")
    django.setup()
    call_command("migrate", "--no-input", "--verbosity=0")
    from prasan.meetings.models import Meeting  # noqa: PLC0415 - only now are the apps there

    if Meeting.objects.count() < MEETINGS:
        from bench.nation import rows  # noqa: PLC0415

        print("building the nation (once) ...", flush=True)
        rows.build()


def batches(rows: Iterator[object]) -> Iterator[list[object]]:
    """`rows` in lists of a size that databases like."""
    while batch := list(islice(rows, BATCH)):
        yield batch


def days(chance: random.Random, count: int) -> list[date]:
    """`count` different days since the first fiscal year began."""
    return [FIRST + timedelta(days=number) for number in chance.sample(range(SPAN), count)]
