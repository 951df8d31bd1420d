from datetime import date, datetime, time
from pathlib import Path

import pytest

from prasan.workbooks.parsing.limits import MOST_ROWS, MOST_UNPACKED
from prasan.workbooks.reading import Unreadable, read
from prasan.workbooks.tables import column_named, place_named
from prasan.workbooks.tests import make

SAMPLES = Path(__file__).parent / "samples"


def only(content, name="a.xlsx"):
    (table,) = read(name, content).shown
    return table


def refusal(content):
    with pytest.raises(Unreadable) as caught:
        read("a.xlsx", content)
    return caught.value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (3520100123456, "3520100123456"),
        ("0812345678", "0812345678"),  # Text keeps its zero.
        (" นางสมใจ\u200b\u00a0ใจดี ", "นางสมใจ ใจดี"),
        ("ก\nข", "ก\nข"),
        (True, "TRUE"),
        (date(2024, 11, 5), "5/11/2567"),
        (date(2567, 11, 5), "5/11/2567"),  # A Buddhist year typed into a Christian calendar.
        (datetime(2024, 11, 5, 9, 30), "5/11/2567 09:30"),  # noqa: DTZ001
        (time(9, 30), "09:30"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_reads_as_a_person_sees_it(value, text):
    table = only(make.xlsx([["หัว", "x"], [value, "x"]]))

    assert table.rows[1] == (text, "x")


def test_places_are_those_of_the_file():
    table = only(make.xlsx([[], [], [None, None, "ค"]]))

    assert table.rows == (("", "", ""), ("", "", ""), ("", "", "ค"))
    assert place_named(2, 2) == "C3"
    assert [column_named(number) for number in (0, 25, 26, 701, 702)] == [
        *("A", "Z", "AA", "ZZ", "AAA")
    ]


def test_a_merged_cell_fills_all_it_covers():
    def draw(book, page):
        page.merge_range("A1:C1", "ทะเบียน")
        page.merge_range("A2:A3", "บ้านโป่ง")
        page.write("B2", "หนึ่ง")
        page.write("B3", "สอง")
        page.write("C3", "x")

    assert only(make.drawn(draw)).rows == (
        ("ทะเบียน", "ทะเบียน", "ทะเบียน"),
        ("บ้านโป่ง", "หนึ่ง", ""),
        ("บ้านโป่ง", "สอง", "x"),
    )


def test_what_failed_to_calculate_is_named():
    def draw(book, page):
        page.write("A1", "ก")
        page.write_formula("B2", "=VLOOKUP(1,A1:A2,3)", None, "#REF!")
        page.write_formula("A2", '=HYPERLINK("http://example.org","กด")', None, "กด")

    table = only(make.drawn(draw))

    assert table.rows[1] == ("กด", "#REF!")
    assert table.errors == {(1, 1): "#REF!"}
    assert table.formulas == {(1, 0), (1, 1)}


def test_rows_of_colour_alone_do_not_count():
    def draw(book, page):
        page.write("A1", "ก")
        page.write_blank(200_000, 3, None, book.add_format({"bold": True}))

    assert only(make.drawn(draw)).rows == (("ก",),)


def test_hidden_sheets_are_kept_apart():
    def draw(book, page):
        page.write("A1", "ก")
        hidden = book.add_worksheet("เลขแถว")
        hidden.write("A1", "7")
        hidden.hide()

    spreadsheet = read("a.xlsx", make.drawn(draw))

    assert [table.name for table in spreadsheet.shown] == ["Sheet1"]
    assert spreadsheet.table("เลขแถว").rows == (("7",),)
    assert spreadsheet.table("ไม่มี") is None


@pytest.mark.parametrize("name", ["values.xls", "values.ods"])
def test_files_of_other_programs_read_alike(name):
    """Made by LibreOffice from one workbook."""
    table = only((SAMPLES / name).read_bytes(), name)

    assert table.rows[1] == ("", "title", "title", "title", "title", "")
    assert table.rows[3] == ("1", "1.5", "812345678", "0812", "5/11/2567", "5/11/2567 09:30")
    assert table.rows[5][1:5] == ("1234567890123", "1e+20", "a\nb", "5/11/2567")


def test_an_open_document_names_what_failed_and_what_was_calculated():
    table = only((SAMPLES / "values.ods").read_bytes())

    assert table.errors[(4, 0)] == table.rows[4][0] == "#DIV/0!"
    assert (4, 1) in table.formulas


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("ชื่อ,สกุล\r\nสมใจ,ใจดี\r\n".encode("utf-8-sig"), (("ชื่อ", "สกุล"), ("สมใจ", "ใจดี"))),
        ("ชื่อ,สกุล\nสมใจ,ใจดี".encode(), (("ชื่อ", "สกุล"), ("สมใจ", "ใจดี"))),
        ("ชื่อ,สกุล\nสมใจ,ใจดี".encode("cp874"), (("ชื่อ", "สกุล"), ("สมใจ", "ใจดี"))),
        ("ชื่อ\tสกุล\nสมใจ\tใจดี".encode("utf-16"), (("ชื่อ", "สกุล"), ("สมใจ", "ใจดี"))),
        ("ชื่อ;สกุล\nสมใจ, ชื่อเล่น;ใจดี\n".encode(), (("ชื่อ", "สกุล"), ("สมใจ, ชื่อเล่น", "ใจดี"))),
        ('ชื่อ,โทร\n"สมใจ\nใจดี",0812\n'.encode(), (("ชื่อ", "โทร"), ("สมใจ\nใจดี", "0812"))),
        ("ชื่อ\n\n\nสมใจ\n\n".encode(), (("ชื่อ",), ("",), ("",), ("สมใจ",))),
    ],
)
def test_separated_text_is_read_in_its_encoding(content, rows):
    assert only(content, "a.csv").rows == rows


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "nothing"),
        (make.xlsx([[]]), "empty"),
        (b"\n\n", "empty"),
        (b"%PDF-1.7", "unknown"),
        (b"abc\0def", "unknown"),
        (b"\xff\xd8\xff\xe0", "unknown"),
        (b"<html><table><tr><td>1", "web"),
        (bytes(range(0x80, 0x100)) * 4, "encoding"),
        (make.xlsx([["ก"]])[:-40], "damaged"),
        (make.xlsx([["ก"]])[: len(make.xlsx([["ก"]])) // 2], "damaged"),
        (make.replaced(make.xlsx([["ก"]]), "xl/worksheets/sheet1.xml", "<worksheet"), "damaged"),
        ((SAMPLES / "values.xls").read_bytes()[:3000], "damaged"),
        ((SAMPLES / "values.ods").read_bytes()[:3000], "damaged"),
        (make.closed_with_password(), "locked"),
        ((SAMPLES / "locked.xls").read_bytes(), "locked"),
        ((SAMPLES / "locked.ods").read_bytes(), "locked"),
        (make.with_cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "rows"),
        (make.with_cells('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'), "far"),
        (("ก,ข\n" * (MOST_ROWS + 1)).encode(), "rows"),
        (make.replaced(make.xlsx([["ก"]]), "xl/styles.xml", " " * (MOST_UNPACKED + 1)), "bomb"),
    ],
)
def test_what_is_not_read_is_refused_by_its_reason(content, code):
    refused = refusal(content)

    assert refused.code == code
    assert "{" not in str(refused)


def test_two_hundred_thousand_rows_are_too_many():
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 200_001))

    refused = refusal(make.with_cells(rows))

    assert refused.code == "rows"
    assert "50,000 แถว" in str(refused)


def test_a_text_told_a_million_times_ends_the_child_alone():
    """The table of contents is small, and so is the text; only together do they fill memory."""
    row = "".join(f'<c r="{column_named(n)}{{0}}" t="s"><v>0</v></c>' for n in range(200))
    rows = "".join(f'<row r="{n}">{row.format(n)}</row>' for n in range(1, 3_001))
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"x" * 30_000}</t></si></sst>'  # noqa: E501
    content = make.replaced(make.with_cells(rows), "xl/sharedStrings.xml", strings)

    assert refusal(content).code == "bomb"


def test_an_open_document_that_repeats_itself_without_end_is_refused():
    text = '<table:table-row table:number-rows-repeated="{0}"><table:table-cell table:number-columns-repeated="{1}" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'  # noqa: E501
    for rows, columns, code in ((1_048_576, 1, "rows"), (1, 16_384, "far"), (50_000, 256, "bomb")):
        xml = _ods_content(text.format(rows, columns))
        content = make.replaced((SAMPLES / "values.ods").read_bytes(), "content.xml", xml)

        assert refusal(content).code == code


def _ods_content(rows):
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    return (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="ก">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
