import zipfile
from datetime import date
from io import BytesIO

import pytest

from prasan.workbooks.reading import read
from prasan.workbooks.tables import Table
from prasan.workbooks.writing import Column, Kind, Sheet, sheet_named, write

TEXT = Column("ข้อความ", width=30)


def part(content, name="xl/worksheets/sheet1.xml"):
    return zipfile.ZipFile(BytesIO(content)).read(name).decode()


def written(*columns, rows, **more):
    return write([Sheet("แผ่น", list(columns), rows, **more)], title="ทดสอบ")


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.org","กด")',
        "+66812345678",
        "-1",
        "@SUM(A1)",
        "\t=1+1",
        "http://example.org",
        "mailto:a@example.org",
        "0812345678",
        "1.0",
        "#REF!",
    ],
)
def test_text_is_never_a_formula_a_link_or_a_number(text):
    content = written(TEXT, rows=[[text]])

    assert "<f>" not in part(content)
    assert "hyperlink" not in part(content)
    assert 't="s"' in part(content).split('r="A2"')[1][:20]
    assert read("a.xlsx", content).shown[0].rows[1] == (text.strip(),)


def test_titles_headings_and_remarks_are_never_formulas_either():
    evil = "=1+1"
    sheet = Sheet(evil, [Column(evil, choices=[evil], tip=evil)], [[evil]], [evil], [evil])

    content = write([sheet], title=evil)

    assert "<f>" not in part(content)
    # The list lies on a sheet of its own; the rule only points there.
    assert "<formula1>'รายการเลือก'!$A$1:$A$1</formula1>" in part(content)


def test_what_goes_out_comes_back():
    columns = [Column("ที่", kind=Kind.WHOLE), TEXT, Column("วันที่", kind=Kind.DAY)]
    rows = [[1, "นางสมใจ", date(2024, 11, 5)], [2, "นายดี", None]]

    (table,) = read("a.xlsx", written(*columns, rows=rows, title=["ทะเบียน"])).shown

    assert table.rows[0] == ("ทะเบียน",) * 3
    assert table.rows[2:] == (
        *(("ที่", "ข้อความ", "วันที่"), ("1", "นางสมใจ", "5/11/2567")),
        ("2", "นายดี", ""),
    )


def test_a_day_is_a_real_date_shown_in_the_buddhist_era():
    day = Column("วันที่", kind=Kind.DAY)
    for in_thai_digits, form in ((False, "[$-107041E]d mmm yyyy"), (True, "[$-D07041E]d mmm yyyy")):
        content = written(day, rows=[[date(2024, 11, 5)]], in_thai_digits=in_thai_digits)

        assert "<v>45601</v>" in part(content)
        assert form in part(content, "xl/styles.xml")


def test_thai_digits_are_a_format_of_numbers_and_letters_of_text():
    number = Column("จำนวน", kind=Kind.WHOLE)

    content = written(number, TEXT, rows=[[12, "เลขที่ 12/2567"]], in_thai_digits=True)

    assert "<v>12</v>" in part(content)
    assert "[$-D00041E]#,##0" in part(content, "xl/styles.xml")
    assert "เลขที่ ๑๒/๒๕๖๗" in part(content, "xl/sharedStrings.xml")


def test_a_day_no_spreadsheet_knows_is_written_as_text():
    content = written(Column("วันที่", kind=Kind.DAY), rows=[[date(1890, 1, 1)]])

    assert read("a.xlsx", content).shown[0].rows[1] == ("1890-01-01",)


def test_it_prints_on_a4_with_its_headings_on_every_page():
    sheet = part(written(TEXT, rows=[["ก"]], title=["ทะเบียน"]))
    names = part(written(TEXT, rows=[["ก"]], title=["ทะเบียน"]), "xl/workbook.xml")

    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "_xlnm.Print_Titles" in names
    assert "$3:$3" in names


def test_hidden_and_locked_columns_keep_a_row_known():
    number = Column("เลขแถว", is_hidden=True, is_locked=True)

    sheet = part(written(number, TEXT, rows=[["7", "ก"]], free_rows=2))

    assert 'hidden="1"' in sheet
    assert "<sheetProtection" in sheet
    assert "<sheetProtection" not in part(written(TEXT, rows=[["ก"]]))


def test_lists_reach_the_free_rows_and_are_written_once():
    post = Column("ตำแหน่ง", choices=["ประธาน", "กรรมการ"], is_strict=True)
    other = Column("อีก", choices=["ประธาน", "กรรมการ"])

    content = written(post, other, rows=[["ประธาน", ""]], free_rows=3)

    assert 'sqref="A2:A5"' in part(content)
    assert part(content).count("$A$1:$A$2") == 2
    hidden = [table for table in read("a.xlsx", content).tables if table.is_hidden]
    assert hidden == [Table("รายการเลือก", (("ประธาน",), ("กรรมการ",)), is_hidden=True)]


def test_a_marked_cell_carries_its_remark():
    content = written(TEXT, rows=[["ก"], ["ข"]], marks={(1, 0): "ชื่อซ้ำกับแถว 2"})

    assert "ชื่อซ้ำกับแถว 2" in part(content, "xl/comments1.xml")
    assert 'ref="A3"' in part(content, "xl/comments1.xml")


def test_equal_sheets_give_equal_bytes():
    assert written(TEXT, rows=[["ก"]]) == written(TEXT, rows=[["ก"]])


def test_a_name_is_made_fit_for_a_sheet():
    assert sheet_named("ก.บ.ต. 1/2567 [ปงเตา]") == "ก.บ.ต. 1 2567  ปงเตา"
    assert len(sheet_named("ก" * 40)) == 31
    assert sheet_named("''") == "แผ่น"
