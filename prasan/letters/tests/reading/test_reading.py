"""Letters read in: the labelled set, the same letter in other shapes, and what is no letter."""

import io
import json
import zipfile
from datetime import date

import pikepdf
import pypdfium2
import pytest
import yaml
from django.core.management import CommandError, call_command
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from prasan.letters.reading import Unreadable, read, text_of
from prasan.letters.reading.measuring import DEVELOPMENT, HELD_OUT, measured
from prasan.thai.digits import arabic

LETTERS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))["letter"]
    for path in sorted(DEVELOPMENT.glob("*.yaml"))
}
LAMPANG = LETTERS["26-the-letter-of-lampang"]


def wrapped(text: str, width: int = 90) -> str:
    """As a PDF gives it back: full lines, broken at a space or between two Thai letters."""
    lines = []
    for paragraph in text.splitlines():
        while len(paragraph) > width:
            cut = next(place for place in range(width, 0, -1) if _may_break(paragraph, place))
            lines.append(paragraph[:cut])
            paragraph = paragraph[cut:].lstrip()
        lines.append(paragraph)
    return "\n".join(line for line in lines if line)


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    return after == " " or ("ก" <= before <= "ะ" and "ก" <= after <= "ฮ")


def flat(text: str) -> str:
    """As some mail programs send it: every line end lost."""
    return " ".join(text.split())


def ringless(text: str) -> str:
    """As many PDFs give it back: ำ without its ring, after a space."""
    return text.replace("ำ", " า")


def quoted(text: str) -> str:
    """As forwarded by mail."""
    head = "From: someone@example.org\nSent: Monday, 2 December 2024 09:15\nSubject: FW\n\n"
    return head + "\n".join(f"> {line}" for line in text.splitlines())


def typed(text: str) -> str:
    """As pasted from a word processor: tabs, no-break spaces, and its kind of line ends."""
    return text.replace(" ", "\u00a0").replace(")\u00a0", ")\t").replace("\n", "\r\n")


def old_font(text: str) -> str:
    """With the raised tone marks of the fonts of before Unicode."""
    return text.replace("่", "\uf70a").replace("้", "\uf70b").replace("ิ", "\uf701")


def core(text: str) -> list[tuple[object, ...]]:
    return [
        (item.no, item.kind, item.levels, item.due, item.quota, item.evidence)
        for item in read(text).items
    ]


def test_there_are_letters_enough_to_measure():
    assert len(LETTERS) >= 25


def test_the_labelled_letters_are_read():
    figures = measured()

    for kind in ("number", "date", "urgency", "circular", "subject", "to", "items", "quota"):
        assert figures.recall(kind) == 1, figures.missed
        assert figures.precision(kind) == 1, figures.wrong
    for kind in figures.kinds:
        assert figures.recall(kind) >= 0.95, (kind, figures.missed)
        assert figures.precision(kind) >= 0.92, (kind, figures.wrong)


def test_letters_never_fitted_to_are_read_nearly_as_well():
    figures = measured(HELD_OUT)

    assert figures.letters >= 12
    assert figures.right.total() / figures.labelled.total() >= 0.9, figures.missed
    assert figures.right.total() / figures.read.total() >= 0.85, figures.wrong


def test_a_wrong_reading_lowers_the_figures(tmp_path):
    labelled = yaml.safe_load(
        (DEVELOPMENT / "01-province-reminder.yaml").read_text(encoding="utf-8")
    )
    labelled["says"]["items"][0]["due"] = date(2024, 11, 16)
    (tmp_path / "01.yaml").write_text(yaml.safe_dump(labelled), encoding="utf-8")

    figures = measured(tmp_path)

    assert figures.recall("due") == 0
    assert figures.precision("due") == 0
    assert figures.recall("items") == 1


def test_the_letter_of_lampang_yields_its_six_items():
    reading = read(LAMPANG)

    assert [item.no for item in reading.items] == ["1", "2", "3", "4", "5", "6"]
    assert [item.kind for item in reading.items] == (
        ["deliver", "deliver", "quota", "keep", "drive", "drive"]
    )
    assert [item.due for item in reading.items[:2]] == [date(2024, 11, 15)] * 2
    assert len(reading.items[0].evidence) == 3
    assert {doubt.code for doubt in reading.warnings} >= {
        "catchword_wrong",
        "reference_jumps_year",
        "abbreviation_undotted",
        "centre_committee_mixed",
    }


@pytest.mark.parametrize("name", LETTERS)
def test_digits_do_not_matter(name):
    assert core(arabic(LETTERS[name])) == [
        (*rest, tuple(arabic(one) for one in evidence)) for *rest, evidence in core(LETTERS[name])
    ]


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_reads_the_same_when_its_lines_are_wrapped(name):
    """Whatever wraps: the text comes back from a PDF in lines, without its empty ones."""
    plain, printed = core(LETTERS[name]), core(wrapped(LETTERS[name]))

    assert [item[:5] for item in printed] == [item[:5] for item in plain]


@pytest.mark.parametrize("shape", [ringless, quoted, typed, old_font])
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_reads_the_same_in_any_shape(name, shape):
    plain, shaped = read(LETTERS[name]).to_json(), read(shape(LETTERS[name])).to_json()

    assert shaped == plain


# What only the ends of lines told apart: lines below an item, bullets, bare numbers, a foot.
BY_LINES = {"16-letters-below", "27-bare-numbers", "28-bullets", "29-three-deep"} | {
    "31-under-the-seal",
    "32-a-table",
}


@pytest.mark.parametrize("name", sorted(LETTERS.keys() - BY_LINES))
def test_a_letter_whose_line_ends_are_lost_is_read(name):
    plain, lost = read(LETTERS[name]), read(flat(LETTERS[name]))

    assert (lost.number, lost.dated, lost.urgency) == (plain.number, plain.dated, plain.urgency)
    assert [(item.no, item.kind, item.due) for item in lost.items] == [
        (item.no, item.kind, item.due) for item in plain.items
    ]


def test_the_same_words_give_the_same_reading():
    assert read(LAMPANG) == read(LAMPANG)


@given(st.text(alphabet="กขคงน่้าีู. \n๑๒1/0-(),เรื่องที่วันพ.ศ.ภายใน", max_size=400))
def test_no_text_stops_the_reader(text):
    assert isinstance(read(text).to_json(), dict)


def test_a_deadline_on_a_holiday_is_named():
    reading = read(LAMPANG, holiday=lambda day: "วันหยุดพิเศษ")

    assert any("วันหยุดพิเศษ" in doubt.text for doubt in reading.warnings)


def test_a_word_file_is_read_with_its_tables():
    document = Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "ที่ ตย ๐๐๑๙.๓/ว ๑๒"
    table.cell(0, 1).text = "ศาลากลางจังหวัดตัวอย่าง"
    for line in LAMPANG.split("เรื่อง", 1)[1].splitlines():
        document.add_paragraph(line)
    document.paragraphs[0].text = f"เรื่อง{document.paragraphs[0].text}"
    packed = io.BytesIO()
    document.save(packed)

    reading = read(text_of("หนังสือ.docx", packed.getvalue()))

    assert reading.number == "ตย 0019.3/ว 12"
    assert len(reading.items) == 6


def blank_pdf(pages: int = 1) -> bytes:
    document, packed = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _page in range(pages):
        document.new_page(595, 842)
    document.save(packed)
    return packed.getvalue()


def locked_pdf() -> bytes:
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank_pdf())) as document:
        document.save(packed, encryption=pikepdf.Encryption(user="x", owner="y"))
    return packed.getvalue()


def archive(name: str, megabytes: int = 0) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive_:
        archive_.writestr(name, b"0" * (megabytes * 1024 * 1024))
    return packed.getvalue()


def empty_word() -> bytes:
    packed = io.BytesIO()
    Document().save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("สแกน.pdf", blank_pdf(), "no_words", "ภาพสแกน"),
        ("ตัด.pdf", b"%PDF-1.7 cut", "damaged", "เสียหาย"),
        ("รหัส.pdf", locked_pdf(), "locked", "รหัสผ่าน"),
        ("หนา.pdf", blank_pdf(pages=101), "too_long", "101 หน้า"),
        ("ตัด.docx", b"PK\x03\x04 cut", "damaged", "เสียหาย"),
        ("ตาราง.xlsx", archive("xl/workbook.xml"), "not_a_letter", "ไม่ใช่ไฟล์ Word"),
        ("ว่าง.docx", empty_word(), "no_words", "ไม่มีข้อความ"),
        ("เก่า.doc", b"\xd0\xcf\x11\xe0 old", "old_word", ".docx"),
        (
            "รหัส.docx",
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "locked",
            "ไม่มีรหัส",
        ),
        ("ภาพ.jpg", b"\xff\xd8\xff a picture", "picture", "เป็นภาพ"),
        ("แบบ.rtf", b"{\\rtf1 said", "rich_text", ".docx"),
        ("อื่น.bin", b"something else", "not_a_letter", "อ่านเป็นหนังสือไม่ได้"),
        ("แฝง.txt", b"\x00\x01\x02", "not_a_letter", "อ่านเป็นหนังสือไม่ได้"),
        ("ว่าง.txt", b"  \n ", "no_words", "ไม่มีข้อความ"),
        ("ศูนย์.pdf", b"", "empty", "0 ไบต์"),
        ("ระเบิด.docx", archive("word/document.xml", 70), "too_large", "ใหญ่เกินไป"),
        ("ใหญ่.pdf", b"%PDF" + bytes(21 * 1024 * 1024), "too_large", "20 MB"),
        ("ยาว.txt", ("ก" * 400_001).encode(), "too_long", "ยาวเกิน"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(name, content, code, said):
    with pytest.raises(Unreadable, match=said) as refusal:
        text_of(name, content)

    assert refusal.value.code == code


def test_a_text_in_the_old_thai_encoding_is_read():
    assert read(text_of("หนังสือ.txt", LAMPANG.encode("cp874", "ignore"))).circular


def test_the_command_prints_json(tmp_path, capsys):
    (tmp_path / "letter.txt").write_text(LAMPANG, encoding="utf-8")

    call_command("read_letter", str(tmp_path / "letter.txt"), "--json")

    said = json.loads(capsys.readouterr().out)
    assert (said["number"], said["date"], said["circular"]) == (
        "ลป 0019.3/ว 2598",
        "2024-11-05",
        True,
    )
    assert said["items"][2]["quota"] == {"n": 2, "per": "year"}
    assert said["references"] == [{"number": "ลป 0019.3/ว 25668", "date": "2023-10-27"}]


def test_the_command_says_what_it_cannot_read(tmp_path):
    (tmp_path / "scan.pdf").write_bytes(blank_pdf())

    with pytest.raises(CommandError, match="ภาพสแกน"):
        call_command("read_letter", str(tmp_path / "scan.pdf"))
    with pytest.raises(CommandError, match="อ่านแฟ้มไม่ได้"):
        call_command("read_letter", str(tmp_path / "none.pdf"))


def test_the_figures_can_be_printed(capsys):
    call_command("measure_reading", "--failing")

    assert "precision" in capsys.readouterr().out


def test_addressees_broken_over_lines_are_put_together():
    lines = LAMPANG.replace("อำเภอเสริมงามและอำเภองาว", "อำเภอ\nเสริมงามและอำเภองาว")

    broken = read(lines)

    assert broken.to == read(LAMPANG).to
    assert broken.references == read(LAMPANG).references


@pytest.mark.parametrize(
    ("after", "is_same"),
    [
        ("และส่งรายชื่อ ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", True),
        ("ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", True),
        ("เพื่อให้การดำเนินงานเรียบร้อย ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", False),
    ],
)
def test_an_item_goes_on_after_an_empty_line_where_no_paragraph_begins_so(after, is_same):
    head = "ที่ ตย ๐๐๑๙/ว ๑\n๕ พฤศจิกายน ๒๕๖๗\nเรื่อง ก\nเรียน นายอำเภองาว\nขอให้ดำเนินการ ดังนี้\n\n"

    (item,) = read(f"{head}๑. สำรวจผู้แทนหมู่บ้าน\n\n{after}\n\nจึงเรียนมา").items

    assert (item.due is not None) is is_same
