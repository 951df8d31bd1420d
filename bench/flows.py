"""The flow of projects on the nation's records, in one process: a million projects.

What a flow may take is the peer, and the bar 1. `flow-nation-sql` is the nation's flow against the
same figures by grouped SQL written by hand, on the same database in the same run, in turns: at
most half as long again (a ratio of 0.667). Both must tell the same.
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
LOOKS = 5
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


def measure_province() -> Result:
    """The flow of a province."""
    return Result(ours=_told("province")[0], peer=PROVINCE, bar=1)


def measure_nation() -> Result:
    """The flow of the nation."""
    return Result(ours=_told("nation")[0], peer=NATION, bar=1)


def measure_sql() -> Result:
    """The nation's flow beside the hand-written SQL, in turns."""
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


Told = list[tuple[str, str, int, int]]


def _flow(code: str) -> Callable[[], Told]:
    from prasan.plans.flows import flow  # noqa: PLC0415
    from prasan.thai.calendar import FiscalYear  # noqa: PLC0415

    def run() -> Told:
        streams = flow([code], year=FiscalYear(YEAR), day=DAY)
        return sorted((one.level, one.state, one.count, int(one.asked)) for one in streams)

    return run


def _by_hand() -> Told:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"year": YEAR, "day": DAY})
        rows = cursor.fetchall()
    return sorted((_NAMES.get(level, level), _NAMES.get(state, state), number, int(baht))
                  for level, state, number, baht in rows)  # fmt: skip


# What the rules call what was not sent anywhere; see prasan.plans.rules.flow.
_NAMES: dict[str, str] = {}


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _median(run: Callable[[], object]) -> list[float]:
    run()
    return [median(_seconds(run) for _ in range(LOOKS))]


def _beside() -> list[float]:
    from prasan.plans.rules.flow import NOT_SENT  # noqa: PLC0415

    _NAMES["none"] = NOT_SENT
    ours = _flow("00")
    if ours() != _by_hand():
        raise SystemExit("the flow and the SQL written by hand do not tell the same")
    pairs = [(_seconds(ours), _seconds(_by_hand)) for _ in range(LOOKS)]
    return [median(taken) for taken in zip(*pairs, strict=True)]


_MEASURED: dict[str, Callable[[], list[float]]] = {
    "province": lambda: _median(_flow("52")),
    "nation": lambda: _median(_flow("00")),
    "sql": _beside,
}


if __name__ == "__main__":
    main(sys.argv[1])
