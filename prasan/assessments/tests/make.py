"""What the tests of this app stand on."""

from datetime import date, datetime, time
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf

from prasan.assessments import actions, intake
from prasan.assessments.management.commands.load_framework import EXAMPLE
from prasan.assessments.models import Framework, Indicator

SMALL = """
key: small
version: 1
name: แบบเล็ก
source: เขียนขึ้นเพื่อทดสอบ
is_example: false
published: 1 ต.ค. 2566
levels:
  - {name: ระดับ ก, from_percent: 80}
  - {name: ระดับ ข, from_percent: 50}
categories:
  - number: 1
    name: หมวดหนึ่ง
    indicators:
      - {number: "1.1", name: ข้อแรก, points: [ไม่มี, มี]}
      - {number: "1.2", name: ข้อสอง, points: [ไม่มี, บางส่วน, ครบ]}
  - number: 2
    name: หมวดสอง
    indicators:
      - {number: "2.1", name: ข้อสาม, points: [ไม่มี, บางส่วน, ครบ]}
"""


def form(text: str = SMALL) -> intake.Form:
    read, problems = intake.read(text)
    assert read is not None, problems
    return read


def framework(by, text: str = SMALL) -> Framework:
    return actions.load_framework(by=by, form=form(text))[0]


def example(by) -> Framework:
    return framework(by, EXAMPLE.read_text(encoding="utf-8"))


def indicators(framework: Framework) -> list[Indicator]:
    """In form order."""
    return list(Indicator.objects.of_framework(framework.pk))


def answers(framework: Framework, *points: int | None) -> dict[int, actions.Answer]:
    """One answer per indicator in form order; the last of `points` goes for all that follow."""
    mine = indicators(framework)
    given = [*points, *([points[-1]] * (len(mine) - len(points)))]
    return {each.pk: actions.Answer(value) for each, value in zip(mine, given, strict=True)}


FILED = date(2024, 11, 4)


def moment(day: date = FILED, hour: int = 10) -> datetime:
    """An hour of that day in Bangkok."""
    return datetime.combine(day, time(hour), ZoneInfo("Asia/Bangkok"))


def pdf() -> bytes:
    """A whole PDF of one empty page."""
    made = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(made, deterministic_id=True)
    return made.getvalue()
