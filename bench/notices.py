"""A hundred notices of a meeting as one job: by the worker that runs beside the site.

From the moment the job is asked for until its file is there, seen from another process, as the
page sees it. The worker has set a letter before, as one that runs all day has. At most 6 seconds,
and for no more than half of that may the job seem to stand still to whoever looks on. The database
itself notes each step the moment it is written, so that none is missed between two looks.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from datetime import time as hour
from itertools import pairwise

from bench.result import CannotMeasure, Result

HOW_MANY, LIMIT, PATIENCE, STILL = 100, 6.0, 60.0, 3.0
DAY, TO_COME = date(2024, 11, 5), date(2024, 12, 3)


def measure() -> Result:
    with tempfile.TemporaryDirectory() as folder:
        variables = {"PRASAN_MODE": "local", "PRASAN_DATA": folder, "PRASAN_DEMO_DAY": f"{DAY}"}
        environment = {**os.environ, **variables}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.notices"]
        child = subprocess.run(
            command, env=environment, check=False, capture_output=True, text=True
        )
    if child.returncode:
        raise CannotMeasure(child.stderr.strip().splitlines()[-1])
    return Result(ours=float(child.stdout.split()[-1]), peer=LIMIT, bar=1)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    import django  # noqa: PLC0415 - the environment comes first

    django.setup()
    from tools.worker import working  # noqa: PLC0415

    few, many = _meetings(1), _meetings(HOW_MANY)
    _watch()
    with working():
        _taken(few, 1)
        job, asked, spent = _taken(many, HOW_MANY)
    _must_get_on(job, HOW_MANY, asked, asked + spent)
    print(spent)


def _meetings(seats: int) -> int:
    """A meeting to come of a committee so large; what an office has is far smaller."""
    from django.core.management import call_command  # noqa: PLC0415

    from prasan.accounts.actions import system_user  # noqa: PLC0415
    from prasan.areas.models import Area  # noqa: PLC0415
    from prasan.committees.models import Committee, Kind, Seat  # noqa: PLC0415
    from prasan.meetings.actions import draft_meeting  # noqa: PLC0415
    from prasan.orders.models import Appointment, Order  # noqa: PLC0415
    from prasan.people.models import Person  # noqa: PLC0415

    if seats == 1:
        call_command("migrate", "--no-input", verbosity=0)
        call_command("load_areas", verbosity=0, stdout=sys.stderr)
    code = "5205" if seats == 1 else "5206"
    area = Area.objects.get(code=code)
    committee = Committee.objects.create(area=area, kind=Kind.DISTRICT)
    order = Order.objects.create(
        committee=committee, issuer=area, number=1, year=2567, signed=DAY, starts=DAY,
        expires=DAY.replace(year=2028), signatory="นายอำเภอสมมุติ",
    )  # fmt: skip
    for line in range(1, seats + 1):
        person = Person.objects.create(
            area=area, title="นาย", given_name=f"ทดสอบ{chr(0x0E00 + line % 40 + 1)}",
            family_name=f"ตัวอย่าง {line}",
        )  # fmt: skip
        seat = Seat.CHAIR if line == 1 else Seat.MEMBER
        Appointment.objects.create(order=order, line=line, person=person, seat=seat, starts=DAY)
    meeting = draft_meeting(
        by=system_user(), committee=committee, planned=TO_COME, place="ศาลาประชาคม",
        starts=hour(9, 30), at=datetime(2024, 11, 5, 3, tzinfo=UTC),
    )  # fmt: skip
    return meeting.pk


_WATCH = (
    "CREATE TABLE bench_step (job INTEGER, done INTEGER, at REAL)",
    """
    CREATE TRIGGER bench_step AFTER UPDATE OF done ON jobs_job BEGIN
        INSERT INTO bench_step
        VALUES (NEW.id, NEW.done, (julianday('now') - 2440587.5) * 86400);
    END
    """,
)


def _watch() -> None:
    """Have the database note how far each job is, and when it was told."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        for statement in _WATCH:
            cursor.execute(statement)


def _taken(meeting: int, total: int) -> tuple[int, float, float]:
    """The job, when it was asked for, and how many seconds it took until it had its file."""
    from django.utils import timezone  # noqa: PLC0415

    from prasan.accounts.actions import system_user  # noqa: PLC0415
    from prasan.jobs import actions  # noqa: PLC0415
    from prasan.jobs.models import Job  # noqa: PLC0415
    from prasan.meetings.jobs import NOTICES  # noqa: PLC0415
    from prasan.meetings.models import Meeting  # noqa: PLC0415

    area, now = Meeting.objects.get(pk=meeting).committee.area, timezone.now()
    asked, began = time.time(), time.perf_counter()
    job = actions.start(
        by=system_user(), kind=NOTICES, title="หนังสือเชิญประชุม", area=area, total=total,
        at=now, now=now, arguments={"meeting": meeting},
    )  # fmt: skip
    while job.is_open and time.perf_counter() - began < PATIENCE:
        time.sleep(0.05)
        job = Job.objects.get(pk=job.pk)
    spent = time.perf_counter() - began
    if job.problem or not job.result_file:
        raise CannotMeasure(job.problem or "the job did not end")
    return job.pk, asked, spent


def _must_get_on(job: int, total: int, asked: float, ended: float) -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT done, at FROM bench_step WHERE job = %s ORDER BY rowid", [job])
        steps = cursor.fetchall()
    done = [0, *(step[0] for step in steps)]
    if done != sorted(done) or done[-1] != total:
        raise CannotMeasure(f"its progress was told as {done} of {total}")
    moments = [asked, *(step[1] for step in steps), ended]
    longest = max(after - before for before, after in pairwise(moments))
    if longest > STILL:
        raise CannotMeasure(f"it seemed to stand still for {longest:.1f} s, at {done} of {total}")


if __name__ == "__main__":
    main()
