"""The memo and the order of an office as paper: heads, margins, pages; the Word copy the same."""

import io
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.shared import Cm, Pt

from prasan.letters import official_papers, typesetting
from prasan.letters.documents import ExternalLetter, Paragraph, Signature
from prasan.letters.papers import Heading, Numbering, Paper, Table
from prasan.letters.tests.typesetting.reading import docx_pages, pdf_pages
from prasan.letters.typesetting.blocks import CREST_TOP, SMALL_SIDE, URGENCY_SIZE, Mark

LONG = "ด้วยจังหวัดลำปางขอให้อำเภอดำเนินการขับเคลื่อนงานศูนย์ประสานงานองค์การชุมชน " * 4
NAME = "นางสาวพิชญ์สินีนาฏกาญจนาภรณ์ สมมุติวัฒนาสกุลไพศาลรุ่งเรือง"


def letter(paragraphs: int = 2, **change: object) -> ExternalLetter:
    made = ExternalLetter(
        subject="ขออนุมัติจัดประชุม",
        to=("พัฒนาการจังหวัดลำปาง",),
        body=tuple(Paragraph(LONG) for _ in range(paragraphs)),
        number="ลป 0019.3/12",
        written=date(2024, 11, 5),
        urgency="ด่วนที่สุด",
        issuing=("สำนักงานพัฒนาชุมชนจังหวัดลำปาง", "โทร. 0 5426 5010"),
        signature=Signature(NAME, ("พัฒนาการจังหวัดลำปาง ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดลำปาง")),
    )
    return replace(made, **change)  # type: ignore[arg-type]


def marks(paper: Paper) -> dict[str, Mark]:
    first = typesetting.laid_out(paper).pages[0]
    return {mark.block.role: mark for mark in reversed(first.marks)}


def test_the_words_of_a_memo_stand_beside_its_small_crest_at_the_top():
    paper = official_papers.memo(letter())
    said = marks(paper)

    foot = CREST_TOP + SMALL_SIDE
    assert said["beside"].foot == pytest.approx(foot)
    assert said["beside"].block.align == "center"
    assert said["labelled"].y == pytest.approx(foot + 6)
    assert "บันทึกข้อความ" in pdf_pages(typesetting.pdf(paper))[0]


def test_the_urgency_of_a_memo_is_large_red_and_on_its_first_page_only():
    paper = official_papers.memo(letter(12))
    said = marks(paper)["urgency"]

    assert said.block.size == URGENCY_SIZE
    assert said.block.x + 100 < typesetting.laid_out(paper).form.room / 2  # left of the words
    pages = pdf_pages(typesetting.pdf(paper))
    assert ["ด่วนที่สุด" in page for page in pages] == [True, *[False] * (len(pages) - 1)]
    assert paper.corner == ""


def test_the_word_copy_of_a_memo_has_its_head_in_one_row():
    copy = Document(io.BytesIO(typesetting.docx(official_papers.memo(letter()))))

    crest, urgency, words, rest = copy.tables[0].rows[0].cells
    assert (crest.text, urgency.text) == ("ตราครุฑ", "ด่วนที่สุด")
    assert (words.text, rest.text) == ("บันทึกข้อความ", "")
    assert copy.tables[0].rows[0].height < Cm(1.7)


@pytest.mark.parametrize("make", [official_papers.memo, None])
@pytest.mark.parametrize("paragraphs", [1, 5, 9, 14])
def test_pages_of_memo_and_order_are_those_of_their_word_copy(make, paragraphs):
    content = letter(paragraphs)
    paper = make(content) if make else official_papers.order(content, issuer="สำนักงาน")

    pages = typesetting.laid_out(paper).pages
    assert len(docx_pages(typesetting.docx(paper))) == len(pages)
    for place, page in enumerate(pages, start=1):
        assert page.head == ("" if place == 1 else f"- {'๐๑๒๓๔๕๖๗๘๙'[place]} -")
        assert bool(page.catch) == (place < len(pages))


@pytest.mark.parametrize("make", [official_papers.memo, None])
@pytest.mark.parametrize("paragraphs", range(1, 14))
def test_who_signs_stands_whole_under_two_lines_of_text(make, paragraphs):
    content = letter(paragraphs)
    paper = make(content) if make else official_papers.order(content, issuer="สำนักงาน")

    last = typesetting.laid_out(paper).pages[-1]
    signed = last.prints[-1]
    assert signed.grid.role == "signature"
    assert "".join(signed.rows[0].cells[0][0]).strip().startswith("(นางสาวพิชญ์")
    text = sum(mark.last - mark.first for mark in last.marks)
    assert text >= 2


def test_a_name_too_long_for_its_column_goes_on_between_name_and_surname():
    paper = official_papers.memo(letter())
    cell = typesetting.laid_out(paper).pages[-1].prints[-1].rows[0].cells[0]

    rows = ["".join(row).strip() for row in cell]
    assert rows[0].removeprefix("(") in NAME
    assert rows[1].removesuffix(")") in NAME
    assert f"({NAME})".split() == [rows[0], rows[1]]


def test_word_may_fill_a_page_a_little_further_than_we_do():
    """A sheet of rows filled to the last point was turned once more by Word, a page too many."""
    paper = Paper(
        title="ใบลงชื่อ",
        numbering=Numbering.PAGES,
        blocks=(
            Heading("ผู้มาประชุม"),
            Table(("ที่", "ชื่อ"), tuple((str(n), "") for n in range(40)), row_cm=1.0),
        ),
    )
    form = typesetting.laid_out(paper).form

    copy = Document(io.BytesIO(typesetting.docx(paper)))

    free = Pt(form.height - form.bottom) - copy.sections[0].bottom_margin
    assert Pt(10) < free < Pt(14)
    row = copy.tables[0].rows[1]
    assert row.height < Cm(1)  # the line around it is added
