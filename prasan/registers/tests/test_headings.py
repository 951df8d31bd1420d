import pytest

from prasan.registers.rules.headings import Meaning, head_row, headings_at, meaning_of, meanings_of


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("ชื่อ - สกุล", Meaning.NAME),
        ("ชื่อ–นามสกุล", Meaning.NAME),
        ("ชื่อ", Meaning.GIVEN),
        ("นามสกุล", Meaning.FAMILY),
        ("เบอร์โทรศัพท์ (มือถือ)", Meaning.PHONE),
        ("เบอร์โทรศพท์", Meaning.PHONE),  # A slip of the finger.
        ("ตำแหน่ง ใน คอช.", Meaning.SEAT),
        ("ต.", Meaning.TAMBON),
        ("หมู่ที่", Meaning.MOO),
        ("ลำดับที่", Meaning.NUMBER),
        ("วันที่แต่งตั้ง", Meaning.STARTS),
        ("เลขประจำตัวประชาชน", Meaning.PASSED),
        ("สถานะทางเศรษฐกิจ", None),
        ("", None),
    ],
)
def test_a_heading_tells_what_stands_below(heading, meaning):
    assert meaning_of(heading) == meaning


def test_a_name_alone_is_the_whole_name():
    assert meanings_of(["ที่", "ชื่อ", "ตำแหน่ง"])[1] == Meaning.NAME
    assert meanings_of(["ที่", "ชื่อ", "สกุล"])[1] == Meaning.GIVEN


def test_the_headings_stand_below_titles_and_empty_rows():
    rows = [["ทะเบียนชื่อ"] * 3, ["", "", ""], ["ที่", "ชื่อ-สกุล", "ตำแหน่ง"], ["1", "นายดี ใจ", ""]]

    assert head_row(rows) == 2
    assert head_row([["ก", "ข"], ["ค", "ง"]]) is None
    assert head_row([]) is None


def test_two_rows_of_headings_are_one():
    rows = [
        ["ที่", "ชื่อ-สกุล", "ชื่อ-สกุล", "ที่อยู่", "ที่อยู่"],
        ["ที่", "ชื่อ", "สกุล", "หมู่ที่", "ตำบล"],
        ["1", "นายดี", "ใจงาม", "3", "ปงเตา"],
    ]

    headings, first = headings_at(rows, 0)

    assert headings == ["ที่", "ชื่อ", "สกุล", "หมู่ที่", "ตำบล"]
    assert first == 2
    assert headings_at(rows[:1], 0) == (rows[0], 1)
