"""Forms as files: every problem at once, both layouts alike, there and back."""

from io import BytesIO

import pytest
import xlsxwriter

from prasan.assessments import actions, intake
from prasan.assessments.intake import workbook
from prasan.assessments.intake.writing import as_workbook, as_yaml, form_of
from prasan.assessments.management.commands.load_framework import EXAMPLE
from prasan.assessments.rules import Sums
from prasan.assessments.tests import make
from prasan.workbooks.reading import read as read_spreadsheet

TEXTS = {
    "small": make.SMALL,
    "other": make.OTHER,
    "example": EXAMPLE.read_text(encoding="utf-8"),
}


def changed(old: str, new: str, text: str = make.OTHER) -> str:
    assert old in text
    return text.replace(old, new, 1)


def told(text: str) -> list[str]:
    form, problems = intake.read(text)
    assert form is None
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_form_goes_out_as_yaml_and_comes_back(system, text):
    framework = make.framework(system, text)
    form, problems = intake.read(as_yaml(form_of(framework)))

    assert problems == []
    assert form.digest == framework.digest == make.form(text).digest


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_form_goes_out_as_a_workbook_and_comes_back(system, text):
    framework = make.framework(system, text)
    form, problems = intake.read_file("แบบ.xlsx", as_workbook(form_of(framework)))

    assert problems == []
    assert form.digest == framework.digest


def test_a_form_of_quite_another_shape_is_read():
    form = make.form(make.OTHER)

    assert (form.sums, len(form.categories), len(form.indicators)) == (Sums.WEIGHTED, 3, 11)
    assert [gate.level or gate.indicator or gate.category for gate in form.levels[0].gates] == [
        "ระดับ ๓",
        2,
    ]
    assert (form.indicators[0].most, form.indicators[0].is_range) == (100, True)
    assert [point.points for point in form.indicators[7].points] == [0, 1, 3, 5]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            changed('      - {number: "3.3", name: นวัตกรรม, weight: 5, scale: 0-100}\n', ""),
            "หัวแบบ: บอกว่ามี 11 ตัวชี้วัด แต่ในแฟ้มมี 10 ตัวชี้วัด (หมวด 1 มี 4 หมวด 2 มี 4 หมวด 3 มี 2)",
        ),
        (changed("categories: 3, ind", "categories: 4, ind"), "หัวแบบ: บอกว่ามี 4 หมวด แต่ในแฟ้มมี 3"),
        (
            changed("weight: 12.5", "weight: 12"),
            "หมวด 1: น้ำหนักของตัวชี้วัดรวมได้ 39.5 ต้องเท่ากับน้ำหนักหมวด 40",
        ),
        (changed(", weight: 7.5", ""), "ข้อ 1.3: ยังไม่มี weight"),
        (changed("sums: weighted", "sums: points"), "หมวด 1: มีน้ำหนัก แต่ sums เป็น points"),
        (changed("sums: weighted", "sums: ช่าง"), "หัวแบบ: sums ต้องเป็นอย่างใดอย่างหนึ่งใน points"),
        (
            changed("{level: ระดับ ๓}", "{level: ระดับ ๔}"),
            "เงื่อนไขของระดับ ๔: ระดับ ๔ อ้างตัวเอง",
        ),
        (changed("{level: ระดับ ๓}", "{level: ระดับ ๙}"), "เงื่อนไขของระดับ ๔: อ้างระดับ ๙ ซึ่งไม่มี"),
        (
            changed('{indicator: "1.2", least: 60,', '{indicator: "9.9", least: 60,'),
            "เงื่อนไขของระดับ ๓: อ้างข้อ 9.9 ซึ่งไม่มีในแบบ",
        ),
        (
            changed('{indicator: "1.2", least: 60,', '{indicator: "1.2", least: 101,'),
            "เงื่อนไขของระดับ ๓: ข้อ 1.2 ให้ได้ไม่เกิน 100 คะแนน แต่เงื่อนไขต้องการ 101",
        ),
        (
            changed("{category: 2, least_percent: 70,", "{category: 7, least_percent: 70,"),
            "เงื่อนไขของระดับ ๔: อ้างหมวด 7 ซึ่งไม่มีในแบบ",
        ),
        (
            changed("{level: ระดับ ๓}", '{level: ระดับ ๓, indicator: "1.1"}'),
            "ระดับที่ 1 เงื่อนไขที่ 1: ต้องชี้อย่างใดอย่างหนึ่ง",
        ),
        (changed("register_complete", "moon_phase"), "ข้อ 1.1: ไม่รู้จัก fact moon_phase"),
        (
            changed("        thresholds: {50: 1, 100: 2}\n", ""),
            "ข้อ 1.2: meetings_held นับเป็นครั้ง ต้องมี thresholds",
        ),
        (changed("{50: 1, 100: 2}", "{50: 2, 100: 1}"), "ข้อ 1.2: thresholds ต้องเพิ่มขึ้น"),
        (changed("{50: 1, 100: 2}", "{60: 1, 100: 2}"), "ข้อ 1.2: thresholds มีคะแนน 60"),
        (changed('"3.2"', '"3.1"'), "ตัวชี้วัด: เลขข้อ 3.1 ซ้ำกัน มีแล้วที่บรรทัด"),
        (changed("number: 3\n", "number: 2\n"), "หมวด: เลขหมวด 2 ซ้ำกัน"),
        (changed("scale: 0-100", "scale: มาก"), "ข้อ 1.1: scale ต้องเป็นช่วงของจำนวนเต็ม"),
        (changed("50: ครั้งเดียว", "150: ครั้งเดียว"), "ข้อ 1.2: คะแนน 150 อยู่นอกช่วง 0-100"),
        (changed("evidence_from: 50", "evidence_from: 101"), "ข้อ 2.3: evidence_from ต้องเป็น"),
        (changed("50.5", "50.555"), "ระดับที่ 3: from_percent ต้องเป็นจำนวนตั้งแต่ 0 ถึง 100 ทศนิยม"),
        (
            changed("name: กองทุน", "name: กองทุน, name: อื่น"),
            "หมวดลำดับที่ 2 ตัวชี้วัดลำดับที่ 1: หัวข้อ name มีสองครั้ง",
        ),
        (
            changed("published: 1 ต.ค. 2566\n", ""),
            "หัวแบบ: first_year ใช้คู่กับ published เท่านั้น",
        ),
        ("a: " + "[" * 40 + "]" * 40, "ทั้งแฟ้ม: ย่อหน้าซ้อนกันลึกเกินไป"),
        ("a: &a [*a]", "ทั้งแฟ้ม: ย่อหน้าซ้อนกันลึกเกินไป"),
    ],
)
def test_each_problem_is_told_with_its_place(text, problem):
    found = told(text)

    assert found[0].startswith(problem) or any(each.startswith(problem) for each in found)


def test_a_gate_in_a_circle_is_told_with_both_levels():
    text = changed('{indicator: "1.2", least: 60, reason', "{level: ระดับ ๔, reason")

    assert told(text) == [
        "เงื่อนไขของระดับ ๓: เงื่อนไขวนเป็นวง: ระดับ ๓ ต้องผ่าน ระดับ ๔ ก่อน แต่ ระดับ ๔ อยู่สูงกว่า"
        "และต้องผ่าน ระดับ ๓ ก่อน อ้างได้เฉพาะระดับที่ต่ำกว่า (บรรทัด 23)"
    ]


def test_everything_wrong_is_told_at_once():
    text = changed('      - {number: "3.3", name: นวัตกรรม, weight: 5, scale: 0-100}\n', "")
    text = changed("weight: 12.5", "weight: 12", text)
    text = changed('{indicator: "1.2", least: 60, reason', "{level: ระดับ ๔, reason", text)
    text = changed("register_complete", "moon_phase", text)
    text = changed('"2.2"', '"2.1"', text)

    found = told(text)

    assert len(found) == 6
    for part in ("เลขข้อ 2.1 ซ้ำกัน", "บอกว่ามี 11", "39.5", "รวมได้ 20", "วนเป็นวง", "moon_phase"):
        assert sum(part in each for each in found) == 1, part


def test_a_problem_names_its_line():
    assert told(changed("register_complete", "moon_phase"))[0].endswith("(บรรทัด 32)")


# --- workbooks ---------------------------------------------------------------------------------


def sheets_of(text: str = make.OTHER) -> dict[str, list[list[str]]]:
    """What the workbook of a form holds, to be spoilt."""
    book = read_spreadsheet("แบบ.xlsx", as_workbook(make.form(text)))
    return {table.name: [list(row) for row in table.rows] for table in book.shown}


def workbook_of(sheets: dict[str, list[list[str]]]) -> bytes:
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for at, row in enumerate(rows):
            page.write_row(at, 0, row)
    book.close()
    return made.getvalue()


def told_of(sheets: dict[str, list[list[str]]]) -> list[str]:
    form, problems = intake.read_file("แบบ.xlsx", workbook_of(sheets))
    assert form is None
    return [str(problem) for problem in problems]


def test_a_workbook_names_the_cell_and_its_own_heading():
    sheets = sheets_of()
    sheets[workbook.INDICATORS][1][2] = ""
    sheets[workbook.LEVELS][1][2] = "มาก"

    assert told_of(sheets) == [
        "ข้อ 1.1: ยังไม่มี ชื่อ (แผ่น ตัวชี้วัด แถว 2)",
        "ระดับที่ 1: ตั้งแต่ร้อยละ ต้องเป็นจำนวนตั้งแต่ 0 ถึง 100 ทศนิยมไม่เกิน 2 ตำแหน่ง (แผ่น ระดับ ช่อง C2)",
    ]


def test_rows_that_belong_to_nothing_are_told():
    sheets = sheets_of()
    sheets[workbook.INDICATORS][1][0] = "9"
    sheets[workbook.POINTS][1][0] = "8.8"

    found = told_of(sheets)

    assert "แผ่น ตัวชี้วัด: อ้างหมวด 9 ซึ่งไม่มีในแผ่น หมวด (แผ่น ตัวชี้วัด ช่อง A2)" in found
    assert "แผ่น คะแนน: อ้างข้อ 8.8 ซึ่งไม่มีในแผ่น ตัวชี้วัด (แผ่น คะแนน ช่อง A2)" in found


def test_a_score_told_twice_is_pointed_out():
    sheets = sheets_of()
    sheets[workbook.POINTS][2][1] = sheets[workbook.POINTS][1][1]

    assert any("คะแนน 0 ซ้ำกัน" in each for each in told_of(sheets))


def test_sheets_and_headings_that_are_missing_are_told_at_once():
    sheets = sheets_of()
    del sheets[workbook.POINTS]
    sheets[workbook.LEVELS][0][2] = "ร้อยละ"

    assert told_of(sheets) == [
        "แผ่น ระดับ: ไม่มีหัวตาราง ตั้งแต่ร้อยละ (แผ่น ระดับ)",
        "ทั้งไฟล์: ไม่มีแผ่น คะแนน เริ่มจากไฟล์ที่ดาวน์โหลดได้จากแบบที่มีอยู่ (แผ่น คะแนน)",
    ]


def test_a_form_without_gates_needs_no_sheet_of_them():
    sheets = sheets_of(make.SMALL)
    del sheets[workbook.GATES]

    form, problems = intake.read_file("แบบ.xlsx", workbook_of(sheets))

    assert problems == []
    assert form.digest == make.form(make.SMALL).digest


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("แบบ.yaml", "ก".encode("cp874"), "ทั้งแฟ้ม: อ่านตัวอักษรไม่ได้"),
        ("แบบ.xlsx", b"%PDF-1.7", "ทั้งไฟล์: "),
        ("แบบ.xlsx", b"", "ทั้งไฟล์: "),
    ],
)
def test_a_file_that_is_no_form_is_refused_kindly(name, content, problem):
    form, problems = intake.read_file(name, content)

    assert form is None
    assert str(problems[0]).startswith(problem)


def test_a_refused_file_changes_nothing(system):
    make.framework(system, make.OTHER)
    spoilt = make.form(changed("ทะเบียนครบ", "ทะเบียนอื่น"))

    with pytest.raises(actions.Published, match="ให้เพิ่ม version เป็น 2"):
        actions.load_framework(by=system, form=spoilt)
