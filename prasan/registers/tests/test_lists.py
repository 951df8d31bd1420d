from prasan.registers.rules.answers import Answers
from prasan.registers.rules.headings import repeats
from prasan.registers.rules.lists import read_lists
from prasan.registers.rules.places import Place, Places
from prasan.registers.tests.make import HEAD, row, rows
from prasan.workbooks.tables import Table

PLACES = Places([Place("5205", "งาว"), Place("520504", "บ้านร้อง"), Place("520505", "ปงเตา")])


def read(*lines, name="Sheet1", **answers):
    width = max(map(len, lines))
    table = Table(name, tuple((*line, *[""] * (width - len(line))) for line in lines))
    (sheet,) = read_lists([table], Answers(**answers), PLACES)
    return sheet


def test_titles_and_ranks_glued_to_names_are_taken_off():
    sheet = read(HEAD, row(1, "จ.ส.อ.อินสม คำภีระ"), row(2, "ว่าที่ ร.ต.หญิงอรุณ ใจดี"), name="คอช.ต.")

    assert [(one.member.title, one.member.given_name) for one in sheet.lines] == [
        ("จ.ส.อ.", "อินสม"),
        ("ว่าที่ ร.ต.หญิง", "อรุณ"),
    ]


def test_a_name_may_stand_in_one_column_or_in_several():
    apart = read(
        ["คำนำหน้า", "ชื่อ", "สกุล", "ตำแหน่ง"],
        ["นาย", "ดี", "ใจงาม", "ประธาน"],
        ["", "นางสม", "ณ ลำปาง", "กรรมการ"],
        name="คอช.ต. ปงเตา",
    )

    assert [one.member.name for one in apart.lines] == ["นายดี ใจงาม", "นางสม ณ ลำปาง"]
    assert {one.area for one in apart.lines} == {"520505"}


def test_a_place_above_the_rows_holds_for_them():
    sheet = read(
        ["ทะเบียน คอช.ต. อำเภองาว"],
        ["ชื่อ-สกุล", "ตำแหน่ง"],
        ["ตำบลปงเตา", ""],
        ["นายดี ใจงาม", "ประธาน"],
        ["ก.บ.ต. บ้านร้อง ต.บ้านร้อง", ""],
        ["นางสม ใจงาม", "ประธาน"],
    )

    assert [(one.kind, one.area) for one in sheet.lines] == [
        ("tambon", "520505"),
        ("integrated", "520504"),
    ]


def test_headings_that_come_again_are_passed_over():
    sheet = read(HEAD, *rows(2), HEAD, *rows(2, first=10), name="คอช.ต.")

    assert len(sheet.lines) == 4
    assert not sheet.passed
    assert repeats(["ชื่อ - สกุล", "ตำบล", "x"], ["ชื่อ-สกุล", "ตำบล", "y"]) is False


def test_rows_that_name_nobody_are_passed_over():
    sheet = read(
        HEAD,
        *rows(2),
        ["3", "", "", "", "", ""],
        ["", "", "", "", "", ""],
        ["", "", "รวม 2 คน", "", "", ""],
        ["", "", "", "", "ลงชื่อ", "ผู้รับรอง"],
        name="คอช.ต.",
    )

    assert len(sheet.lines) == 2
    assert sheet.blank == 2
    assert sheet.passed == [5, 6]


def test_thai_digits_and_a_lost_zero_are_read():
    sheet = read(
        HEAD,
        row(1, day="๑ ต.ค. ๒๕๖๓", phone="๐๘๑-๒๓๔-๕๖๗๘"),
        row(2, phone="812345678"),
        name="คอช.ต.",
    )

    first, second = sheet.lines
    assert first.member.phone == second.member.phone == "0812345678"
    assert not first.problems
    assert [problem.code for problem in second.problems] == ["no_zero"]


def test_where_a_member_comes_from_is_put_together():
    sheet = read(
        ["ชื่อ-สกุล", "กลุ่ม", "หมู่ที่", "บ้าน", "ตำบล"],
        ["นายดี ใจงาม", "กลุ่มออมทรัพย์", "3", "ปงเหนือ", "ปงเตา"],
        ["นายดี ใจดี", "", "ม.4", "", "ปงเตา"],
        name="คอช.ต.",
    )

    assert [one.member.represents for one in sheet.lines] == [
        "กลุ่มออมทรัพย์ หมู่ 3 บ้านปงเหนือ",
        "หมู่ 4",
    ]


def test_a_row_with_an_office_and_no_name_is_not_lost():
    (line,) = read(HEAD, ["1", "", "ปงเตา", "ประธาน", "", ""], name="คอช.ต.").lines

    assert [problem.code for problem in line.problems] == ["no_name"]


def test_a_sheet_may_be_left_out():
    table = Table("คอช.ต.", (tuple(HEAD), tuple(row(1))))

    assert read_lists([table, table], Answers(left_out=frozenset({0})), PLACES)[0].number == 1


def test_a_sum_below_the_rows_is_nobody():
    sheet = read(
        HEAD, *rows(2), ["รวม", "2", "", "", "", ""], ["", "๒ คน", "รวมทั้งสิ้น"], name="คอช.ต."
    )

    # "2 คน" has letters, and might be a slip for a name.
    assert (len(sheet.lines), len(sheet.passed)) == (3, 1)
