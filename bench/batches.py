"""Nine hundred reminders, each with a number of its own, as the real job makes them.

A letter of the department to every province asks three dated things; nothing was sent. The
reminders to nine hundred districts are found on the board, numbered with their lines in the
register, set by the worker that runs beside the site, joined for printing and put into a zip: at
most 30 seconds in all, and at no moment more than 400 MB in one process.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench.result import CannotMeasure, Result

HOW_MANY, LIMIT, MOST_MEGABYTES, PATIENCE = 900, 30.0, 400.0, 240.0
DAY, DUE, NEW_DUE = date(2024, 11, 5), date(2024, 10, 31), date(2024, 11, 15)
AT = datetime(2024, 11, 5, 10, tzinfo=ZoneInfo("Asia/Bangkok"))
MEASURES = ("tambon_order_copies", "assessments_filed", "meetings_held")


def measure() -> Result:
    """Seconds from the look at the board until both files are there."""
    return Result(ours=_found()["seconds"], peer=LIMIT, bar=1)


def measure_peak() -> Result:
    """Megabytes at the highest, of the process that numbers or of the worker that sets."""
    return Result(ours=_found()["peak"], peer=MOST_MEGABYTES, bar=1, unit="MB")


@cache
def _found() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        variables = {"PRASAN_MODE": "local", "PRASAN_DATA": folder, "PRASAN_DEMO_DAY": f"{DAY}"}
        environment = {**os.environ, **variables}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.batches"]
        child = subprocess.run(
            command, env=environment, check=False, capture_output=True, text=True
        )
    if child.returncode:
        raise CannotMeasure(child.stderr.strip().splitlines()[-1])
    found: dict[str, float] = json.loads(child.stdout.splitlines()[-1])
    parts = ", ".join(f"{name} {value:g}" for name, value in found.items())
    print(f"letters-900: {parts}", file=sys.stderr)
    return found


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    import django  # noqa: PLC0415 - the environment comes first

    django.setup()
    from tools.worker import working  # noqa: PLC0415

    directive, signatory = _directive()
    with working() as worker:
        _warm(directive, signatory)
        found = _taken(directive, signatory)
        found["worker"] = _peak(worker.pid)
    found["site"] = _peak(os.getpid())
    found["peak"] = max(found["site"], found["worker"])
    print(json.dumps({name: round(value, 2) for name, value in found.items()}))


def _directive() -> tuple[Any, Any]:
    from django.core.management import call_command  # noqa: PLC0415

    from prasan.accounts.actions import open_office, system_user  # noqa: PLC0415
    from prasan.areas.models import Area  # noqa: PLC0415
    from prasan.directives.actions import Asked, Ordered, enter_directive  # noqa: PLC0415
    from prasan.letters.actions import name_signatory  # noqa: PLC0415

    call_command("migrate", "--no-input", verbosity=0)
    call_command("load_areas", verbosity=0, stdout=sys.stderr)
    by = system_user()
    office = open_office(
        by=by, area=Area.objects.get(code="00"), name="กรมการพัฒนาชุมชน (ตัวอย่าง)", code="มท 0402",
        hall="กรมการพัฒนาชุมชน (ตัวอย่าง)", address="กรุงเทพมหานคร 10000", section="กลุ่มงานตัวอย่าง",
        telephone="0 2000 0000",
    )  # fmt: skip
    signatory = name_signatory(
        by=by, office=office, name="นายแสงเทียน สมมุติวงศ์", post_title="รองอธิบดี",
        starts=date(2023, 10, 1), scope="all",
    )  # fmt: skip
    items = [
        Ordered(f"ดำเนินการข้อ {place}", (Asked(name, 2567, DUE),))
        for place, name in enumerate(MEASURES, start=1)
    ]
    directive = enter_directive(
        by=by, office=office, number=100, dated=date(2023, 10, 27), urgency="004",
        subject="การขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน", title="การขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน",
        fiscal_year=2567, addressees=list(Area.objects.filter(level="province")), items=items,
        at=AT,
    )  # fmt: skip
    return directive, signatory


def _numbered(directive: Any, signatory: Any, count: int, skip: int = 0) -> Any:
    from prasan.accounts.actions import system_user  # noqa: PLC0415
    from prasan.directives import own_letters  # noqa: PLC0415
    from prasan.directives.owing import Addressing  # noqa: PLC0415
    from prasan.letters.rules import Way  # noqa: PLC0415

    to = Addressing.DISTRICTS
    found = own_letters.find(directive, to, wide=False, day=DAY)
    words = own_letters.first_words(directive, found, to)
    units = tuple(one.area.code for one in found.owing)[skip : skip + count]
    if len(units) != count:
        raise CannotMeasure(f"only {len(units)} districts are late")
    wanted = own_letters.Wanted(
        to, False, Way.OWN, units, NEW_DUE, "004", words.pop("subject"), words, signatory, {}
    )
    issued = own_letters.send_reminders(
        by=system_user(), directive=directive, wanted=wanted, dated=DAY, at=AT
    )
    return issued.letter.batch


def _job(batch: Any) -> None:
    from django.utils import timezone  # noqa: PLC0415

    from prasan.accounts.actions import system_user  # noqa: PLC0415
    from prasan.jobs import actions  # noqa: PLC0415
    from prasan.jobs.models import Job  # noqa: PLC0415
    from prasan.letters.jobs import FILES  # noqa: PLC0415

    now, began = timezone.now(), time.perf_counter()
    job = actions.start(
        by=system_user(), kind=FILES, title="จัดทำไฟล์", area=batch.office.area,
        total=batch.letters.count(), at=now, now=now, arguments={"batch": batch.pk, "odd": False},
    )  # fmt: skip
    while job.is_open and time.perf_counter() - began < PATIENCE:
        time.sleep(0.1)
        job = Job.objects.get(pk=job.pk)
    if job.problem or job.is_open:
        raise CannotMeasure(job.problem or "the job did not end")


def _warm(directive: Any, signatory: Any) -> None:
    """The worker has set a letter before, as one that runs all day has."""
    _job(_numbered(directive, signatory, 1, skip=HOW_MANY))


def _taken(directive: Any, signatory: Any) -> dict[str, float]:
    began, worked = time.perf_counter(), time.process_time()
    batch = _numbered(directive, signatory, HOW_MANY)
    numbered, own = time.perf_counter() - began, time.process_time() - worked
    _job(batch)
    seconds = time.perf_counter() - began
    pages, count = batch.files.get(ending="pdf").pages, batch.letters.count()
    if count != HOW_MANY or pages < 2 * HOW_MANY:
        raise CannotMeasure(f"{count} letters on {pages} pages")
    return {"seconds": seconds, "numbering": numbered, "numbering-cpu": own, "pages": pages}


def _peak(pid: int) -> float:
    """The most memory a process has held, in megabytes."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    line = next(line for line in told if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
