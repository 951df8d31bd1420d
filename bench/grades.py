"""Results and computed indicators on the whole nation's records, in one process.

The nation has three years assessed: some 500,000 scores. What a summary may take is the peer, and
the bar 1; `national-sql` is the national summary against the same figures by grouped SQL written
by hand, on the same database in the same run: at most half as long again (a ratio of 0.667).
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.result import Result

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "nation"
LOOKS = 7
YEAR = 2567
PROVINCE, NATION, TAMBON, ALL = 0.100, 0.400, 0.050, 60.0
SLOWER_BY = 1 / 1.5

# The nation by level and province, as someone would write it who knew this one form.
_SQL = """
SELECT substr(area_id, 1, 2) AS province,
       CASE WHEN points * 100 >= 80 * 46 AND meetings >= 2 THEN 'a'
            WHEN points * 100 >= 50 * 46 THEN 'b' ELSE 'c' END AS level,
       COUNT(*), MIN(points), MAX(points)
FROM (
    SELECT c.area_id, SUM(s.points) AS points,
           MAX(CASE WHEN s.indicator_id = %s THEN s.points END) AS meetings
    FROM assessments_score s
    JOIN assessments_assessment a ON a.id = s.assessment_id
    JOIN centres_centre c ON c.id = a.centre_id
    WHERE s.tier = 'self' AND a.fiscal_year = %s AND a.framework_id = %s
      AND (SELECT t.kind FROM assessments_step t WHERE t.assessment_id = a.id
           ORDER BY t.number DESC LIMIT 1)
          IN ('filed', 'verified', 'sent_back', 'accepted')
    GROUP BY a.id, c.area_id
) AS graded
GROUP BY 1, 2
"""


def measure_province() -> Result:
    """A province's summary: levels, spreads, outliers."""
    return _result("province", PROVINCE)


def measure_nation() -> Result:
    return _result("nation", NATION)


def measure_sql() -> Result:
    """The nation's summary beside the hand-written SQL, in turns."""
    ours, theirs = _told("sql")
    return Result(ours=ours, peer=theirs, bar=SLOWER_BY)


def measure_computed() -> Result:
    """One tambon's computed indicators."""
    return _result("computed", TAMBON)


def measure_all_computed() -> Result:
    """Every tambon of the nation computed anew, as the job does it: with what it found kept."""
    return _result("all-computed", ALL)


def _result(name: str, limit: float) -> Result:
    return Result(ours=_told(name)[0], peer=limit, bar=1)


def _told(name: str) -> list[float]:
    """Seconds, measured in a process of its own that knows the nation's database."""
    subprocess.run(
        [sys.executable, "-m", "bench.nation", str(DATA)],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    variables = {"PRASAN_MODE": "local", "PRASAN_DATA": str(DATA), "PRASAN_DEMO_DAY": "2024-11-05"}
    told = subprocess.run(
        [sys.executable, "-m", "bench.grades", name],
        cwd=ROOT, check=True, capture_output=True, text=True, env={**os.environ, **variables},
    )  # fmt: skip
    return [float(number) for number in told.stdout.split()]


def main(name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    import django  # noqa: PLC0415 - the environment comes first

    django.setup()
    print(*_MEASURED[name]())


def _summary(code: str) -> Callable[[], object]:
    from prasan.areas.models import Area  # noqa: PLC0415
    from prasan.assessments.summaries import summaries  # noqa: PLC0415
    from prasan.assessments.workflow import Tier  # noqa: PLC0415
    from prasan.thai.calendar import FiscalYear  # noqa: PLC0415

    area = Area.objects.get(code=code)
    return lambda: summaries(area, FiscalYear(YEAR), Tier.SELF)


def _by_hand() -> Callable[[], object]:
    from django.db import connection  # noqa: PLC0415

    from prasan.assessments.models import Assessment, Indicator  # noqa: PLC0415

    form = Assessment.objects.filter(fiscal_year=YEAR).values_list("framework", flat=True)[0]
    meetings = Indicator.objects.get(category__framework=form, number="2.1").pk

    def run() -> object:
        with connection.cursor() as cursor:
            cursor.execute(_SQL, [meetings, YEAR, form])
            return cursor.fetchall()

    return run


def _computed(code: str) -> Callable[[], object]:
    from datetime import date  # noqa: PLC0415

    from prasan.assessments.computing import computed  # noqa: PLC0415
    from prasan.assessments.models import Framework  # noqa: PLC0415
    from prasan.thai.calendar import FiscalYear  # noqa: PLC0415

    day = date(2024, 11, 5)
    form = Framework.objects.in_use(YEAR, day)
    assert form is not None

    def run() -> object:
        return len(computed([code], form, FiscalYear(YEAR), day)[code])

    return run


def _recomputed() -> object:
    """The work of the job, without the queue; what it writes is taken back."""
    from datetime import date  # noqa: PLC0415

    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from prasan.accounts.actions import system_user  # noqa: PLC0415
    from prasan.areas.models import Area  # noqa: PLC0415
    from prasan.assessments.jobs import RECOMPUTE, recompute  # noqa: PLC0415
    from prasan.assessments.recomputing import parts  # noqa: PLC0415
    from prasan.jobs.models import Job  # noqa: PLC0415
    from prasan.jobs.work import Work  # noqa: PLC0415

    day, nation = date(2024, 11, 5), Area.objects.get(code="00")
    with transaction.atomic():
        job = Job.objects.create(
            kind=RECOMPUTE,
            title="วัดเวลา",
            area=nation,
            by=system_user(),
            arguments={"year": YEAR, "day": day.isoformat()},
            total=len(parts(nation, day)),
            asked_at=timezone.now(),
        )
        recompute(Work(job, job.turn))
        transaction.set_rollback(True)
    return None


def _median(run: Callable[[], object], looks: int = LOOKS) -> float:
    taken = []
    for _ in range(looks):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return median(taken)


def _beside() -> list[float]:
    ours, by_hand = _summary("00"), _by_hand()
    ours(), by_hand()
    pairs = [(_median(ours, 1), _median(by_hand, 1)) for _ in range(LOOKS)]
    return [median(taken) for taken in zip(*pairs, strict=True)]


_MEASURED: dict[str, Callable[[], list[float]]] = {
    "province": lambda: [_median(_summary("52"))],
    "nation": lambda: [_median(_summary("00"))],
    "sql": _beside,
    "computed": lambda: [_median(_computed("520505"))],
    "all-computed": lambda: [_median(_recomputed, 1)],
}


if __name__ == "__main__":
    main(sys.argv[1])
