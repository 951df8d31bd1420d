import pytest
import yaml

from prasan.assessments import intake
from prasan.assessments.intake.fields import LIMITS
from prasan.assessments.management.commands.load_framework import EXAMPLE
from prasan.assessments.models import Category, Framework, Indicator, Level, Point
from prasan.assessments.tests import make


def without(line: str) -> str:
    return "\n".join(each for each in make.SMALL.splitlines() if not each.startswith(line))


def changed(old: str, new: str) -> str:
    assert old in make.SMALL
    return make.SMALL.replace(old, new)


def test_the_example_is_read_without_a_problem():
    form, problems = intake.read(EXAMPLE.read_text(encoding="utf-8"))

    assert problems == []
    assert form.is_example
    assert form.source.thai.endswith("ยังไม่ใช่แบบทางการของกรม")
    numbers = [line.number for part in form.categories for line in part.indicators]
    assert (len(numbers), numbers[0], numbers[-1]) == (23, "1.1", "5.4")
    assert {line.most for part in form.categories for line in part.indicators} == {2}


def test_a_number_stays_as_it_is_written():
    """As a YAML number, 1.10 would be 1.1."""
    form = make.form(changed('"1.1"', "1.10"))

    assert form.categories[0].indicators[0].number == "1.10"


def test_thai_digits_and_dates_are_read():
    form = make.form(changed("version: 1", "version: ๑").replace("1 ต.ค. 2566", "๑ ต.ค. ๒๕๖๖"))

    assert (form.version, str(form.published)) == (1, "2023-10-01")


def test_the_digest_follows_the_content_and_not_the_layout():
    same = make.form("# หมายเหตุ\n" + make.SMALL)
    other = make.form(changed("ข้อแรก", "ข้ออื่น"))

    assert same.digest == make.form().digest != other.digest


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "ทั้งแฟ้ม: ไม่มีหัวข้อใดเลย"),
        ("- ก", "ทั้งแฟ้ม: ไม่มีหัวข้อใดเลย"),
        ("key: [", "บรรทัด 1 ช่องที่ 7: อ่านไม่ได้"),
        (without("name"), "หัวแบบ: ยังไม่มี name"),
        (without("is_example"), "หัวแบบ: is_example ต้องเป็น true หรือ false"),
        (changed("key: small", "key: แบบ ก"), "หัวแบบ: key ใช้ได้เฉพาะอักษรอังกฤษ"),
        (changed("version: 1", "version: 0"), "หัวแบบ: version ต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง 32767"),
        (changed("1 ต.ค. 2566", "31/02/2566"), "หัวแบบ: published 31/02/2566 ไม่มีในปฏิทิน"),
        (make.SMALL + "colour: แดง", "หัวแบบ: ไม่รู้จักหัวข้อ colour"),
        (changed("80", "101"), "ระดับที่ 1: from_percent ต้องเป็นจำนวนตั้งแต่ 0 ถึง 100"),
        (changed("80", "50"), "ระดับ: ร้อยละ 50 ซ้ำกัน"),
        (changed("ระดับ ก", "ก" * 21), "ระดับที่ 1: name ยาว 21 อักษร ย่อให้ไม่เกิน 20"),
        (changed("number: 2\n", "number: 1\n"), "หมวด: เลขหมวด 1 ซ้ำกัน"),
        (changed('"2.1"', '"1.1"'), "ตัวชี้วัด: เลขข้อ 1.1 ซ้ำกัน"),
        (changed("name: ข้อสาม, ", ""), "ข้อ 2.1: ยังไม่มี name"),
        (changed('number: "2.1", ', ""), "หมวดลำดับที่ 2 ตัวชี้วัดลำดับที่ 1: ยังไม่มี number"),
        (changed("[ไม่มี, มี]", "[ไม่มี]"), "ข้อ 1.1: points ต้องมีความหมายของคะแนนอย่างน้อย 2 บรรทัด"),
        (changed("[ไม่มี, มี]", "[ไม่มี, [ข]]"), "ข้อ 1.1 คะแนน 1: points ต้องเป็นข้อความ"),
    ],
)
def test_each_problem_is_told_with_its_place(text, problem):
    form, problems = intake.read(text)

    assert form is None
    assert len(problems) == 1
    assert str(problems[0]).startswith(problem)


def test_parts_that_are_not_lists_are_told():
    text = make.SMALL[: make.SMALL.index("levels:")] + "levels: ไม่มี\ncategories: [หมวด]"

    form, problems = intake.read(text)

    assert form is None
    assert [problem.line for problem in problems] == [
        "หมวด: categories ลำดับที่ 1 ต้องมีหัวข้อย่อย เช่น name",
        "ระดับ: levels ต้องเป็นรายการอย่างน้อย 1 รายการ",
    ]


def test_all_problems_are_told_at_once():
    text = changed("version: 1", "version: หนึ่ง").replace("ข้อสาม", "").replace("80", "-1")

    assert len(intake.read(text)[1]) == 3


def test_any_number_of_categories_and_points_will_do():
    raw = yaml.safe_load(make.SMALL)
    raw["categories"] = [
        {
            "number": number,
            "name": "หมวด",
            "indicators": [{"number": f"{number}.1", "name": "ข้อ", "points": ["ก"] * 6}],
        }
        for number in range(1, 13)
    ]

    form = make.form(yaml.safe_dump(raw, allow_unicode=True))

    assert len(form.categories) == 12
    assert form.categories[0].indicators[0].most == 5


@pytest.mark.parametrize(
    ("limit", "model", "field"),
    [
        ("key", Framework, "key"),
        ("name", Framework, "name"),
        ("source", Framework, "source"),
        ("level", Level, "name"),
        ("category", Category, "name"),
        ("number", Indicator, "number"),
        ("indicator", Indicator, "name"),
        ("evidence", Indicator, "evidence"),
        ("meaning", Point, "meaning"),
    ],
)
def test_what_passes_fits_its_column(limit, model, field):
    assert LIMITS[limit] <= model._meta.get_field(field).max_length
