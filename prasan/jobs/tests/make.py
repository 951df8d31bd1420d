"""Jobs for tests: kinds of their own, done at once unless a worker is wanted."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.jobs import actions
from prasan.jobs.kinds import Made, kind
from prasan.jobs.models import Job
from prasan.jobs.work import Work

AT = datetime(2024, 11, 5, 10, 42, tzinfo=ZoneInfo("Asia/Bangkok"))


class Broken(Exception):
    """What nobody foresaw."""


@kind("tests.names")
def names(work: Work) -> Made:
    """Renames areas by the names asked for: facts one can count afterwards."""

    def rename(code: str) -> None:
        if code == work.arguments.get("breaks_at"):
            raise Broken
        area = Area.objects.get(code=code)
        area.name_en += "+"
        area.save(update_fields=["name_en"])

    work.each(work.arguments["codes"], rename)
    return Made(url="/meetings/")


@kind("tests.file")
def file(work: Work) -> Made:
    work.told(1)
    return Made(name="รายชื่อ.txt", content="ปงเตา".encode())


@kind("tests.refused")
def refused(work: Work) -> None:
    raise ValidationError("ไม่มีคณะกรรมการในอำเภอนี้ บันทึกคำสั่งแต่งตั้งก่อน")


def a_job(by: User, area: Area, kind: str = "tests.file", total: int = 2, **arguments) -> Job:
    return actions.start(
        by=by,
        kind=kind,
        title="ทำหนังสือ 96 ฉบับ",
        area=area,
        total=total,
        at=AT,
        now=timezone.now(),
        arguments=arguments,
    )
