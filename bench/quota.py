"""The quota of the whole nation: by our own code, and by one statement written by hand.

Both tell of each committee that owes meetings how many of the fiscal year 2567 count: a quorum of
half the seats on the roll, and minutes on file. In turns, in one process, on the same database.
Ours may take half as long again (a bar of 0.67), and no more than 0.3 seconds.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import django

from bench.result import CannotMeasure, Result

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "nation"
ROUNDS = 12
LIMIT, BAR = 0.300, 0.67
BY_HAND = """
    SELECT c.id, c.kind, c.area_id, COALESCE(n.counted, 0)
    FROM committees_committee c LEFT JOIN (
        SELECT committee_id, COUNT(*) AS counted FROM (
            SELECT m.committee_id
            FROM meetings_meeting m JOIN meetings_attendance a ON a.meeting_id = m.id
            WHERE m.held BETWEEN '2023-10-01' AND '2024-09-30' AND m.minutes_id IS NOT NULL
                AND a.resumed IS NULL
            GROUP BY m.id, m.committee_id
            HAVING SUM(CASE WHEN a.presence IN ('present', 'substitute') THEN 1 ELSE 0 END) * 100
                >= COUNT(*) * 50
        ) AS quorate GROUP BY committee_id
    ) n ON n.committee_id = c.id
    WHERE c.kind IN ('district', 'tambon') ORDER BY c.area_id, c.kind
"""


def measure() -> Result:
    """Against the statement by hand."""
    ours, peer = _timed()
    return Result(ours=ours, peer=peer, bar=BAR)


def measure_limit() -> Result:
    """Against the limit."""
    ours, _ = _timed()
    return Result(ours=ours, peer=LIMIT, bar=1)


def _timed() -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.nation", str(DATA)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    child = subprocess.run(
        [sys.executable, "-m", "bench.quota"], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    ours, peer = map(float, child.stdout.split())
    return ours, peer


def _in_turns() -> tuple[float, float]:
    """In a process of its own, which looks at the nation's database."""
    os.environ.update(PRASAN_MODE="local", PRASAN_DATA=str(DATA), PRASAN_DEMO_DAY="2024-11-05")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    django.setup()
    # The apps can be imported only now.
    from django.db import connection  # noqa: PLC0415

    from prasan import clock  # noqa: PLC0415
    from prasan.committees.models import Committee, Kind  # noqa: PLC0415
    from prasan.meetings.quota import quota  # noqa: PLC0415
    from prasan.thai.calendar import FiscalYear  # noqa: PLC0415

    served = Committee.objects.filter(kind__in=[Kind.DISTRICT, Kind.TAMBON])
    looks = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        counted = quota(served, period=FiscalYear(2567), day=clock.today())
        between = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(BY_HAND)
            rows = cursor.fetchall()
        looks.append((between - began, time.perf_counter() - between))
        if [(one.pk, one.done) for one in counted] != [(row[0], row[3]) for row in rows]:
            raise CannotMeasure("the two do not tell the same")
    ours, peer = zip(*looks[2:], strict=True)
    return median(ours), median(peer)


if __name__ == "__main__":
    print(*_in_turns())
