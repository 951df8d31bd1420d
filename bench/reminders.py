"""A sweep of reminders over the whole nation: what is owed, who hears, the ledger, the messages.

A letter of the department to every province asks eight dated things of each of 7,256 tambons, and
nothing was sent: 58,000 debts, each looked up in the records, written into the ledger, and
told to the officers of 878 districts. It may take twenty seconds, and a
second sweep at once, which finds everything said, no longer than the first. All of it happens in
a transaction that is taken back.
"""

import os
import subprocess
import sys
import time
from datetime import date, datetime
from datetime import time as hour
from pathlib import Path
from zoneinfo import ZoneInfo

import django

from bench.result import CannotMeasure, Result

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "var" / "nation"
LIMIT = 20.0
MEASURES = ("tambon_order_copies", "integrated_order_copies", "assessments_filed", "registers")


def measure() -> Result:
    """Against the limit."""
    command = [sys.executable, "-m", "bench.nation", str(DATA)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    child = subprocess.run(
        [sys.executable, "-m", "bench.reminders"], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    return Result(ours=float(child.stdout.split()[0]), peer=LIMIT, bar=1)


def _swept() -> tuple[float, float, int, int]:
    """Seconds of the first sweep and of the second, lines and messages; in its own process."""
    os.environ.update(PRASAN_MODE="local", PRASAN_DATA=str(DATA), PRASAN_DEMO_DAY="2024-11-05")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.settings")
    django.setup()
    # The apps can be imported only now.
    from django.db import transaction  # noqa: PLC0415

    from prasan.reminders.actions import sweep  # noqa: PLC0415
    from prasan.reminders.models import Dispatch, Message  # noqa: PLC0415

    with transaction.atomic():
        at = _asked()
        began = time.perf_counter()
        sweep(at=at)
        between = time.perf_counter()
        if sweep(at=at):
            raise CannotMeasure("a second sweep told something again")
        seconds = between - began, time.perf_counter() - between
        counts = Dispatch.objects.count(), Message.objects.count()
        transaction.set_rollback(True)
    return *seconds, *counts


def _asked() -> datetime:
    """The letter to every province, and an officer in every district."""
    from prasan.accounts.actions import open_office, system_user  # noqa: PLC0415
    from prasan.accounts.models import Assignment, User  # noqa: PLC0415
    from prasan.accounts.rights import Role  # noqa: PLC0415
    from prasan.areas.models import Area, Level  # noqa: PLC0415
    from prasan.directives.actions import Asked, Ordered, enter_directive  # noqa: PLC0415
    from prasan.letters.models import Urgency  # noqa: PLC0415

    by, due = system_user(), date(2024, 10, 31)
    districts = list(Area.objects.filter(level=Level.DISTRICT))
    users = User.objects.bulk_create(
        User(username=f"bench-{area.code}", full_name=f"ผู้รับของ{area.name}") for area in districts
    )
    Assignment.objects.bulk_create(
        Assignment(user=user, role=Role.DISTRICT, area=area, starts=date(2023, 1, 1))
        for user, area in zip(users, districts, strict=True)
    )
    office = open_office(
        by=by,
        area=Area.objects.get(code="00"),
        name="กรมตัวอย่าง",
        code="มท 0000",
        hall="กรมตัวอย่าง",
        address="กรุงเทพฯ 10000",
        section="",
        telephone="",
        fax="",
        motto="",
    )
    dated = date(2024, 9, 2)
    at = datetime.combine(dated, hour(10), ZoneInfo("Asia/Bangkok"))
    enter_directive(
        by=by,
        office=office,
        number=1,
        dated=dated,
        urgency=Urgency.URGENT,
        subject="ข้อสั่งการสำหรับวัดเวลา",
        title="ข้อสั่งการสำหรับวัดเวลา",
        fiscal_year=2567,
        addressees=list(Area.objects.filter(level=Level.PROVINCE)),
        items=[
            Ordered(f"ข้อ {number}", tuple(Asked(name, 2567, due) for name in MEASURES))
            for number in (1, 2)
        ],
        at=at,
    )
    return at.replace(month=11, day=5)


if __name__ == "__main__":
    print(*_swept())
