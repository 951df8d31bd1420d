"""Eight processes that number letters of one office at once, on the engine the suite runs on."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from prasan.audit.log import faults
from prasan.letters.models import Counter, Incoming, Letter, Series
from prasan.letters.tests import make

pytestmark = pytest.mark.django_db(transaction=True)
PROCESSES, EACH = 8, 200
ROOT = Path(__file__).resolve().parent.parent.parent.parent
# A program of its own, because pytest's process must not be forked; it divides itself at once, so
# that the processes share nothing but the database, as real servers do.
PROGRAM = """
import os
import sys
import django
django.setup()
from prasan.accounts.models import Office, User
from prasan.letters.actions import number_letter, receive_letter
from prasan.letters.models import Letter
from prasan.letters.tests import make

def work(place):
    by, office = User.objects.get(username="lampang"), Office.objects.get()
    drafts = Letter.objects.drafts().filter(subject=f"ฉบับของ {place}")
    for turn, letter in enumerate(list(drafts)):
        number_letter(by=by, letter=letter, dated=make.TODAY, at=make.moment())
        receive_letter(by=by, office=office, received_at=make.moment(), at=make.moment(),
            sender="อำเภอสมมุติ", their_number=f"{place}/{turn}", dated=make.TODAY,
            addressed="จังหวัด", subject="รายงาน", urgency="001")

begin, go = os.pipe()
children = []
for place in range(int(sys.argv[1])):
    child = os.fork()
    if not child:
        os.close(go)
        os.read(begin, 1)  # until the parent closes its end: all begin at the same moment
        work(place)
        os._exit(0)
    children.append(child)
os.close(go)
sys.exit(any(os.waitpid(child, 0)[1] for child in children))
"""


@pytest.fixture
def shared(tmp_path, province_officer, office):
    """Drafts in a database that other processes can open; whatever they write is seen here after.

    That of SQLite lies in memory, so the processes get a copy in a file, which is copied back.
    """
    for place in range(PROCESSES):
        drafted(province_officer, office, place)
    at = connection.settings_dict
    if connection.vendor != "sqlite":
        place = quote(at["HOST"], safe="")
        yield f"postgres://{at['USER']}@{place}:{at['PORT'] or 5432}/{at['NAME']}", lambda: None
        return
    file = tmp_path / "processes.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)

    def back() -> None:
        with closing(sqlite3.connect(file)) as copy:
            copy.backup(connection.connection)

    yield f"sqlite:///{file}", back


def drafted(by, office, place: int) -> None:
    """Half as many drafts for one process as it takes numbers: the others are receive numbers."""
    Letter.objects.bulk_create(
        Letter(
            office=office,
            series=Series.CIRCULAR,
            urgency="001",
            subject=f"ฉบับของ {place}",
            drafted_at=make.moment(),
            drafted_by=by,
        )
        for _ in range(EACH // 2)
    )


def test_eight_processes_leave_no_gap_and_no_twins(shared):
    address, back = shared
    subprocess.run(
        [sys.executable, "-c", PROGRAM, str(PROCESSES)],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "prasan.settings",
            "DATABASE_URL": address,
        },
        cwd=ROOT,
        check=True,
        timeout=300,
    )
    back()

    half = PROCESSES * EACH // 2
    out = Letter.objects.issued().order_by("number").values_list("number", flat=True)
    received = Incoming.objects.order_by("number").values_list("number", flat=True)
    assert list(out) == list(range(2598, 2598 + half))
    assert list(received) == list(range(1, half + 1))
    lasts = Counter.objects.values_list("series", "last")
    assert dict(lasts) == {"circular": 2597 + half, "received": half}
    assert list(faults()) == []
