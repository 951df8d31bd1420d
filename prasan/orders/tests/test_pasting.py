import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.orders.pasting import is_formula, read_block


def row(name, seat="", represents="", phone=""):
    return {"name": name, "seat": seat, "represents": represents, "phone": phone}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # in the form's own order, without headings
        (
            "นายบุญส่ง แก้วปันดา\tประธาน\tหมู่ 1\t081-234-5678",
            [row("นายบุญส่ง แก้วปันดา", "chair", "หมู่ 1", "081-234-5678")],
        ),
        # a number before, columns in another order
        (
            "1\tหมู่ 1\tนายบุญส่ง แก้วปันดา\tประธาน\n2\tหมู่ 2\tน.ส.อรุณี ใจดี\tเลขาฯ",
            [
                row("นายบุญส่ง แก้วปันดา", "chair", "หมู่ 1"),
                row("น.ส.อรุณี ใจดี", "secretary", "หมู่ 2"),
            ],
        ),
        # headings, the name in three columns
        (
            "ที่\tคำนำหน้า\tชื่อ\tสกุล\tตำแหน่ง\tหมู่บ้าน\tเบอร์โทร\n"
            "๑\tนาย\tบุญส่ง\tแก้วปันดา\tประธานฯ\tบ้านปงเตา\t๐๘๑๒๓๔๕๖๗๘",
            [row("นายบุญส่ง แก้วปันดา", "chair", "บ้านปงเตา", "๐๘๑๒๓๔๕๖๗๘")],
        ),
        # title apart, no headings
        (
            "นาย\tบุญส่ง\tแก้วปันดา\tประธาน\nนาง\tศรีวรรณ\tอินต๊ะขัน\tกรรมการ",
            [row("นายบุญส่ง แก้วปันดา", "chair"), row("นางศรีวรรณ อินต๊ะขัน", "member")],
        ),
        # one column of names, blank lines between
        ("นายก ข\n\n\r\nนางค ง\n", [row("นายก ข"), row("นางค ง")]),
        # an office nobody knows is kept where it can be seen
        (
            "ชื่อ-สกุล\tตำแหน่ง\tผู้แทน\nนายก ข\tประชาสัมพันธ์\tหมู่ 1",
            [row("นายก ข", "member", "หมู่ 1 (ประชาสัมพันธ์)")],
        ),
        # and so is one that is only near to a known one
        (
            "ชื่อ-สกุล\tตำแหน่ง\tผู้แทน\nนายก ข\tกรรมการฝ่ายเสียง\tหมู่ 1",
            [row("นายก ข", "member", "หมู่ 1 (กรรมการฝ่ายเสียง)")],
        ),
        # nobody can be told: in the order of the form
        ("บุญส่ง\tประธาน\tหมู่ 1", [row("บุญส่ง", "chair", "หมู่ 1")]),
    ],
)
def test_a_block_from_a_spreadsheet_is_understood(text, rows):
    block = read_block(text)

    assert block.rows == rows
    assert block.told == []


def test_a_block_pasted_into_a_later_column_begins_there():
    assert read_block("บ้านปงเตา\t0812345678", first="represents").rows == [
        row("", "", "บ้านปงเตา", "0812345678")
    ]


def test_headings_that_match_nothing_are_named_and_the_rows_read():
    block = read_block("Alpha\tBeta\nนายก ข\tหมู่ 1\nนางค ง\tหมู่ 2")

    assert block.rows == [row("นายก ข", represents="หมู่ 1"), row("นางค ง", represents="หมู่ 2")]
    assert block.told == ["ไม่รู้จักหัวตาราง “Alpha” “Beta” จึงดูจากข้อมูลในแต่ละคอลัมน์ ตรวจก่อนบันทึก"]


def test_two_hundred_rows_fill_the_room_and_the_rest_is_kept():
    block = read_block("\n".join(f"นายก ข{n}" for n in range(200)), room=100)

    assert len(block.rows) == 100
    assert block.told == ["ที่วางมามี 200 แถว ใส่ได้ 100 แถว อีก 100 แถวยังอยู่ในช่องวาง"]
    assert block.rest.splitlines()[0] == "นายก ข100"
    assert len(block.rest.splitlines()) == 100


def test_a_citizen_number_is_left_out_and_that_is_said():
    block = read_block("นายก ข\t1-5299-00012-34-5\tประธาน")

    assert block.rows == [row("นายก ข", "chair")]
    assert block.told == ["ไม่ได้เก็บเลขประจำตัวประชาชนที่วางมา"]


def test_what_has_no_place_is_named():
    block = read_block("นายก ข\tประธาน\tหมู่ 1\tศิลปิน")

    assert block.told == ["ไม่ได้ใส่ 1 คอลัมน์ที่ไม่รู้ว่าเป็นอะไร เช่น “ศิลปิน”"]


def test_nothing_pasted_is_said():
    assert read_block(" \n\t\n").told == ["ที่วางมาไม่มีข้อความ คัดลอกช่องจาก Excel แล้ววางอีกครั้ง"]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ('=HYPERLINK("http://x")', True),
        ("@SUM(A1)", True),
        ("+A1", True),
        ("-(1)", True),
        ("-", False),
        ("+66812345678", False),
        ("หมู่ 1 = บ้านปงเตา", False),
    ],
)
def test_a_formula_is_known(text, formula):
    assert is_formula(text) == formula


def test_a_formula_comes_in_as_the_text_it_is():
    assert read_block("=HYPERLINK(1)\tประธาน").rows[0]["name"] == "=HYPERLINK(1)"


@given(st.text(alphabet="กขคนายง 0๑\t\n\r=\"'.", max_size=200))
def test_no_block_is_lost_or_breaks(text):
    block = read_block(text)

    assert block.rows or block.told
    assert all(set(one) == {"name", "seat", "represents", "phone"} for one in block.rows)


@given(st.lists(st.sampled_from(["นายก ข", "นางค ง", "นายจ ฉ"]), min_size=1, max_size=150))
def test_every_pasted_person_is_in_a_row_or_left_in_the_box(names):
    block = read_block("\n".join(names))

    assert [one["name"] for one in block.rows] + block.rest.splitlines() == names
