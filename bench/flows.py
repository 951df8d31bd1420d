"""The flow of projects on the nation's records, in processes of their own: a million projects.

What a flow may take is the peer, and the bar 1: of a province, counted from the records; of the
nation as most looks find it, the first in its process (`flow-nation-kept`), and when something has
just happened in one province (`flow-nation`). What is kept lies in the database.

`flow-nation-sql` throws all of that away before each look, as the first look of a day finds it:
every province is counted from the records, and that stands against the same figures by grouped SQL
written by hand, on the same database in the same run, in turns. At most half as long again (a ratio
of 0.667). Both must tell the same. A page does so in pieces of half a second, and says how far it
is.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from bench.result import CannotMeasure, Result

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "nation"
LOOKS = 3
YEAR, DAY = 2568, date(2024, 11, 5)
PROVINCE, NATION = 0.300, 0.800
SLOWER_BY = 1 / 1.5

# As someone would write it who knew how the tables lie: level, state, how many, baht.
_SQL = """
WITH held AS (
    SELECT p.id AS project, i.id AS inclusion
    FROM plans_plan n
    JOIN plans_project p ON p.plan_id = n.id
    JOIN plans_inclusion i ON i.project_id = p.id AND i.until_id IS NULL
    WHERE n.level = 'tambon' AND n.first_year <= %(year)s AND n.last_year >= %(year)s
), asked AS (
    SELECT h.project, COALESCE(SUM(m.amount), 0) AS baht
    FROM held h LEFT JOIN plans_money m ON m.inclusion_id = h.inclusion
    GROUP BY h.project
), answered AS (
    SELECT proposal_id, kind, target_id, ROW_NUMBER() OVER (
        PARTITION BY proposal_id ORDER BY dated DESC, id DESC) AS place
    FROM plans_reply WHERE withdrawn_at IS NULL AND dated <= %(day)s
), done AS (
    SELECT project_id, MAX(CASE kind WHEN 'done' THEN 3 WHEN 'started' THEN 2 ELSE 1 END) AS step
    FROM plans_advance
    WHERE withdrawn_at IS NULL AND dated <= %(day)s AND proposal_id IS NULL GROUP BY project_id
)
SELECT s.level, CASE
    WHEN a.kind IS NULL THEN 'waiting'
    WHEN a.kind IN ('adopted', 'merged') AND d.step = 3 THEN 'done'
    WHEN a.kind IN ('adopted', 'merged') AND d.step = 2 THEN 'started'
    WHEN a.kind IN ('adopted', 'merged') AND d.step = 1 THEN 'funded'
    ELSE a.kind END AS state, COUNT(*), SUM(k.baht)
FROM plans_proposal s
JOIN asked k ON k.project = s.project_id
LEFT JOIN answered a ON a.proposal_id = s.id AND a.place = 1
LEFT JOIN done d ON d.project_id = a.target_id
WHERE s.proposed <= %(day)s
GROUP BY 1, 2
UNION ALL
SELECT 'none', 'none', COUNT(*), SUM(k.baht) FROM asked k
WHERE NOT EXISTS (
    SELECT 1 FROM plans_proposal s WHERE s.project_id = k.project AND s.proposed <= %(day)s)
"""

# What was granted to the projects they became part of, each of those once.
_GRANTED = """
WITH answered AS (
    SELECT proposal_id, kind, target_id, ROW_NUMBER() OVER (
        PARTITION BY proposal_id ORDER BY dated DESC, id DESC) AS place
    FROM plans_reply WHERE withdrawn_at IS NULL AND dated <= %(day)s
), paid AS (
    SELECT project_id, SUM(amount) AS baht FROM plans_advance
    WHERE withdrawn_at IS NULL AND dated <= %(day)s AND kind = 'funded' GROUP BY project_id
)
SELECT SUM(baht) FROM paid WHERE project_id IN (
    SELECT a.target_id FROM answered a
    JOIN plans_proposal s ON s.id = a.proposal_id
    JOIN plans_project p ON p.id = s.project_id
    JOIN plans_plan n ON n.id = p.plan_id
    WHERE a.place = 1 AND a.kind IN ('adopted', 'merged') AND s.proposed <= %(day)s
        AND n.level = 'tambon' AND n.first_year <= %(year)s AND n.last_year >= %(year)s
        AND EXISTS (SELECT 1 FROM plans_inclusion i
            WHERE i.project_id = p.id AND i.until_id IS NULL))
"""


def measure_province() -> Result:
    """The flow of a province."""
    return Result(ours=_told("province")[0], peer=PROVINCE, bar=1)


def measure_kept() -> Result:
    """The flow of the nation, as the first look of a process finds it kept."""
    _told("fill")
    return Result(ours=_told("kept")[0], peer=NATION, bar=1)


def measure_nation() -> Result:
    """The flow of the nation just after an event in one province."""
    return Result(ours=_told("nation")[0], peer=NATION, bar=1)


def measure_sql() -> Result:
    """The nation's flow counted all anew beside the hand-written SQL, in turns."""
    ours, theirs = _told("sql")
    return Result(ours=ours, peer=theirs, bar=SLOWER_BY)


def _told(name: str) -> list[float]:
    """Seconds, measured in a process of its own that knows the nation's database."""
    subprocess.run(
        [sys.executable, "-m", "bench.nation", str(DATA), "plans"],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    variables = {"PRASAN_MODE": "local", "PRASAN_DATA": str(DATA), "PRASAN_DEMO_DAY": "2024-11-05"}
    told = subprocess.run(
        [sys.executable, "-m", "bench.flows", name],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, **variables}, check=False,
    )  # fmt: skip
    if told.returncode:
        raise CannotMeasure(told.stderr.strip().splitlines()[-1])
    return [float(number) for number in told.stdout.split()]


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    import django  # noqa: PLC0415 - the environment comes first

    django.setup()
    print(*_MEASURED[name]())


Told = tuple[list[tuple[str, str, int, int]], int]


def _flow(code: str) -> Callable[[], Told]:
    """The flow as the page asks for it."""
    from prasan.plans.flows import Asked  # noqa: PLC0415
    from prasan.plans.roll_up import rolled_up  # noqa: PLC0415
    from prasan.thai.calendar import FiscalYear  # noqa: PLC0415

    def run() -> Told:
        found = rolled_up(Asked(code, FiscalYear(YEAR), DAY))
        streams = [(one.level, one.state, one.count, int(one.asked)) for one in found.streams]
        return sorted(streams), int(found.granted)

    return run


def _forget() -> None:
    from django.core.cache import cache  # noqa: PLC0415

    cache.clear()


def _happen() -> None:
    """One event about a project of Lampang, as any action leaves it."""
    from django.db import transaction  # noqa: PLC0415

    from prasan.audit.log import record  # noqa: PLC0415
    from prasan.plans.models import Project  # noqa: PLC0415

    one = Project.objects.filter(plan__area="520501")[0]
    with transaction.atomic():
        record(by="bench", verb="project.looked_at", target=one, summary="bench", area="520501")


def _by_hand() -> Told:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"year": YEAR, "day": DAY})
        rows = cursor.fetchall()
        cursor.execute(_GRANTED, {"year": YEAR, "day": DAY})
        (granted,) = cursor.fetchone()
    streams = [(_NAMES.get(level, level), _NAMES.get(state, state), number, int(baht))
               for level, state, number, baht in rows]  # fmt: skip
    return sorted(streams), int(granted or 0)


# What the rules call what was not sent anywhere; see prasan.plans.rules.flow.
_NAMES: dict[str, str] = {}


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _median(run: Callable[[], object], before: Callable[[], None]) -> list[float]:
    """The first look fills what it may; then something happens `before` each."""
    run()
    taken = []
    for _ in range(LOOKS):
        before()
        taken.append(_seconds(run))
    return [median(taken)]


def _beside() -> list[float]:
    from prasan.plans.rules.flow import NOT_SENT  # noqa: PLC0415

    _NAMES["none"] = NOT_SENT
    ours, pairs = _flow("00"), []
    _forget()
    if ours() != _by_hand():
        raise SystemExit("the flow and the SQL written by hand do not tell the same")
    for _ in range(LOOKS):
        _forget()
        pairs.append((_seconds(ours), _seconds(_by_hand)))
    return [median(taken) for taken in zip(*pairs, strict=True)]


_MEASURED: dict[str, Callable[[], list[float]]] = {
    "province": lambda: _median(_flow("52"), _forget),
    "fill": lambda: [_seconds(_flow("00"))],
    "kept": lambda: [_seconds(_flow("00"))],
    "nation": lambda: _median(_flow("00"), _happen),
    "sql": _beside,
}


if __name__ == "__main__":
    main(sys.argv[1])
