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


# Of quite another shape: three categories, eleven indicators of 0 to 100, weights, gates, cases
# that need not be scored, English.
OTHER = """
key: other-shape
version: 1
name: แบบประเมินความเข้มแข็งแบบถ่วงน้ำหนัก
name_en: Weighted strength form
source: เขียนขึ้นเพื่อทดสอบแบบรูปร่างอื่น
is_example: false
published: 1 ต.ค. 2566
first_year: 2567
sums: weighted
declares: {categories: 3, indicators: 11}
levels:
  - name: ระดับ ๔
    name_en: Level 4
    from_percent: 85
    gates:
      - {level: ระดับ ๓}
      - {category: 2, least_percent: 70, reason: การเงินต้องมั่นคง}
  - name: ระดับ ๓
    name_en: Level 3
    from_percent: 70
    gates:
      - {indicator: "1.2", least: 60, reason: ต้องประชุมสม่ำเสมอ, reason_en: Must meet regularly}
  - {name: ระดับ ๒, name_en: Level 2, from_percent: 50.5}
  - {name: ระดับ ๑, name_en: Level 1, from_percent: 0}
categories:
  - number: 1
    name: คนและองค์กร
    name_en: People
    weight: 40
    indicators:
      - {number: "1.1", name: ทะเบียนครบ, weight: 10, scale: 0-100, fact: register_complete}
      - number: "1.2"
        name: ประชุมสม่ำเสมอ
        name_en: Meets regularly
        weight: 10
        scale: 0-100
        fact: meetings_held
        points: {0: ไม่ประชุม, 50: ครั้งเดียว, 100: {text: สองครั้ง, text_en: Twice}}
        thresholds: {50: 1, 100: 2}
      - {number: "1.3", name: ผู้นำรุ่นใหม่, weight: 7.5, scale: 0-100}
      - {number: "1.4", name: อาสาสมัคร, weight: 12.5, scale: 0-100}
  - number: 2
    name: การเงิน
    name_en: Money
    weight: 35
    indicators:
      - {number: "2.1", name: กองทุน, weight: 10, scale: 0-100, not_applicable: ตำบลที่ไม่มีกองทุน}
      - {number: "2.2", name: บัญชี, weight: 10, scale: 0-100, not_applicable: ตำบลที่ไม่มีกองทุน}
      - {number: "2.3", name: สวัสดิการ, weight: 10, scale: 0-100, evidence: ภาพ, evidence_from: 50}
      - {number: "2.4", name: รายได้, weight: 5, points: {0: ไม่มี, 1: น้อย, 3: พอ, 5: ดี}}
  - number: 3
    name: ผลงาน
    name_en: Results
    weight: 25
    indicators:
      - {number: "3.1", name: โครงการ, weight: 10, scale: 0-100}
      - {number: "3.2", name: เครือข่าย, weight: 10, scale: 0-100}
      - {number: "3.3", name: นวัตกรรม, weight: 5, scale: 0-100}
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
