"""Papers that are not letters: orders, registers, forms."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT

from prasan.letters import papers as blocks
from prasan.letters import typesetting
from prasan.letters.blanks import DOTS, GREY
from prasan.letters.papers import Band, LetterProblem, Paper, Signatures, Signer, Table, Text
from prasan.letters.tests.typesetting import papers
from prasan.letters.tests.typesetting.reading import docx_pages, pdf_pages, poppler_text, squeezed
from prasan.letters.typesetting.blocks import Mark, Sheet
from prasan.letters.typesetting.lines import text_of
from prasan.thai.digits import thai

ALL = {
    "draft order": papers.order(9),
    "order of 25": papers.order(25, number="312"),
    "order of 60": papers.order(60, number="312"),
    "wide register": papers.register(90),
    "upright register": papers.register(90, is_landscape=False),
    "form": papers.form(),
}


@pytest.fixture(params=ALL.values(), ids=ALL)
def paper(request):
    return request.param


def everything(paper):
    """All that a reader finds on the paper, page by page."""
    return [squeezed(page) for page in pdf_pages(typesetting.pdf(paper))]


def test_the_same_paper_gives_the_same_bytes(paper):
    assert typesetting.pdf(paper) == typesetting.pdf(paper)
    assert typesetting.docx(paper) == typesetting.docx(paper)


def test_pdf_docx_and_pictures_have_the_same_pages(paper):
    count = typesetting.pages(paper)

    assert len(everything(paper)) == count
    assert len(docx_pages(typesetting.docx(paper))) == count
    assert len(typesetting.page_images(paper, width_px=200)) == count


def test_nothing_stands_below_the_foot_or_over_another(paper):
    laid = typesetting.laid_out(paper)

    for page in laid.pages:
        for one, following in zip(page.prints, page.prints[1:], strict=False):
            assert one.foot <= following.y + 0.01
        last = laid.form.turn_bottom if page.catch else laid.form.bottom
        assert page.prints[-1].foot <= last + 0.01


def test_rows_stay_within_their_columns(paper):
    gauge = typesetting._gauge(typesetting._faces())

    for page in typesetting.laid_out(paper).pages:
        for one in page.prints:
            if isinstance(one, Mark):
                widths = [gauge.width(text_of(row), one.block.size) for row in one.rows]
                assert max(widths, default=0) <= one.block.room + 0.01
            elif isinstance(one, Sheet):
                for row in one.rows:
                    room = [sum(one.grid.widths)] if row.is_band else one.grid.widths
                    for cell, width in zip(row.cells, room, strict=True):
                        for line in cell:
                            taken = gauge.width(text_of(line), one.grid.size, bold=row.is_bold)
                            assert taken <= width - 2 * one.grid.side


@pytest.mark.parametrize("members", [1, 9, 25, 60])
def test_every_member_is_read_back_in_order(members):
    for data in (pdf_pages(typesetting.pdf(papers.order(members))), None):
        text = data or [poppler_text(typesetting.pdf(papers.order(members))) or ""]
        found = re.findall("ที่([๑-๙][๐-๙]?)(?:ประธาน|รองประธาน|กรรมการ)", squeezed("".join(text)))
        assert found == [thai(n) for n in range(1, members + 1)] or text == [""]


def test_an_order_stands_in_the_order_of_the_form():
    text = "".join(everything(papers.order(9, number="312")))

    place = 0
    for part in ("ตราครุฑ", "คำสั่งอำเภองาว", "ที่๓๑๒/๒๕๖๗", "เรื่องแต่งตั้ง", "อาศัยอำนาจ", "๑.นางสาวคำแปง",
                 "๙.", "มีหน้าที่", "ทั้งนี้ตั้งแต่วันที่", "สั่งณวันที่๑๕พฤศจิกายนพ.ศ.๒๕๖๗", "(นายธนากร"):  # fmt: skip
        assert part in text[place:], part
        place = text.index(part, place)


def test_a_draft_has_blanks_and_says_so_on_every_page():
    pages = everything(papers.order(30))

    assert len(pages) > 1
    assert all("ร่าง" in page for page in pages)
    assert GREY not in "".join(pages)
    assert "ที่/๒๕๖๗" in pages[0]
    assert "()" in pages[-1]
    assert "ร่าง" not in "".join(everything(papers.order(30, number="312")))


def test_names_turn_the_page_with_a_catch_word_of_the_next_name():
    first, second, *_ = typesetting.laid_out(papers.order(60)).pages

    row = second.prints[0].rows[0]
    assert first.catch == f"/{text_of(row.cells[0][0])} {text_of(row.cells[1][0])}..."


@pytest.mark.parametrize("members", range(1, 40))
def test_the_signature_never_stands_without_two_rows_above(members):
    last = typesetting.laid_out(papers.order(members)).pages[-1]

    assert getattr(last.prints[-1], "grid", None) is not None
    assert sum(len(mark.rows) for mark in last.marks) >= 2


def test_a_register_repeats_its_head_and_counts_its_pages(paper):
    pages = everything(papers.register(90))

    assert len(pages) > 3
    assert all("ชื่อ–สกุล" in page for page in pages)
    for place, page in enumerate(pages, start=1):
        assert f"หน้า{thai(place)}/{thai(len(pages))}" in page
        assert "ข้อมูลณวันที่๕พฤศจิกายน๒๕๖๗" in page
    assert "รวม๙๐คน" in pages[-1]


@pytest.mark.parametrize("rows", range(20, 60))
def test_a_band_is_never_the_last_row_and_the_last_row_never_alone(rows):
    for page in typesetting.laid_out(papers.register(rows)).pages:
        (sheet,) = [one for one in page.prints if isinstance(one, Sheet)]
        assert not sheet.rows[-1].is_band
        assert len(sheet.rows) >= 2


def test_a_wide_paper_lies_on_its_side():
    paper = papers.register(3)

    section = Document(io.BytesIO(typesetting.docx(paper))).sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert round(section.page_width.cm, 1) == 29.7
    (image,) = typesetting.page_images(paper, width_px=594)
    assert abs(int.from_bytes(image[20:24], "big") - 420) <= 1


def test_digits_are_thai_only_where_the_paper_asks():
    arabic = "".join(everything(papers.form()))
    thai_text = "".join(everything(replace(papers.form(), has_thai_digits=True)))

    assert "1/2568" in arabic
    assert not re.search("[๐-๙]", arabic)
    assert "๑/๒๕๖๘" in thai_text


def test_a_turn_begins_a_page_even_before_a_signature():
    first, second = everything(papers.form())

    assert "ลายมือชื่อ" in first
    assert "มติที่ประชุม" not in first
    assert second.index("มติที่ประชุม") < second.index("ลงชื่อ")


def test_signers_stand_side_by_side_and_an_unknown_one_on_dots():
    (sheet,) = typesetting.laid_out(papers.form()).pages[-1].prints[-1:]

    (row,) = sheet.rows
    assert len(row.cells) == 2
    assert DOTS in "".join(row.cells[0][1])
    assert "นางสาวคำแปง" in "".join(row.cells[1][1])


def test_a_row_to_be_written_on_is_as_tall_as_asked():
    (sheet,) = [
        one
        for one in typesetting.laid_out(papers.form()).pages[0].prints
        if isinstance(one, Sheet) and one.grid.has_lines
    ]

    assert {round(row.height, 1) for row in sheet.rows} == {28.3}


def test_a_figure_is_drawn_and_goes_into_the_editable_copy():
    with_figure = papers.form()
    bare = replace(
        with_figure,
        blocks=tuple(b for b in with_figure.blocks if not isinstance(b, blocks.Figure)),
    )

    assert typesetting.page_images(with_figure) != typesetting.page_images(bare)
    assert len(Document(io.BytesIO(typesetting.docx(with_figure))).inline_shapes) == 1
    assert len(Document(io.BytesIO(typesetting.docx(bare))).inline_shapes) == 0


def test_a_cell_taller_than_a_page_goes_on_over_pages():
    table = Table(("ที่", "รายการ"), (("1", "ขอให้ดำเนินการ " * 600), Band("ท้าย"), ("2", "จบ")))
    paper = Paper(title="บัญชี", blocks=(table,))

    text = "".join(everything(paper))

    assert re.sub("(-[๒-๙]-)?ที่รายการ", "", text).count("ขอให้ดำเนินการ") == 600
    assert text.endswith("ท้าย๒จบ")


def test_characters_the_face_lacks_are_named_with_their_block():
    paper = Paper(
        title="บัญชี",
        blocks=(
            Text("ดี"),
            Table(("ก",), (("ข",), ("漢",))),
            Signatures((Signer("🎉"),)),
        ),
    )

    with pytest.raises(LetterProblem) as problem:
        typesetting.pdf(paper)

    row, signer = problem.value.problems
    assert row.startswith("blocks[2].rows[2]: ")
    assert signer.startswith("blocks[3].signers[1]: ")


@pytest.mark.parametrize("typed", ["#pagebreak()", "*หนา* $x$", '") #panic("', "@data@", r"\u{41}"])
def test_what_looks_like_markup_is_printed_as_typed(typed):
    paper = Paper(
        title=typed,
        has_thai_digits=False,
        foot=typed,
        blocks=(Text(typed), Table((typed,), ((typed,), Band(typed)))),
    )

    (text,) = everything(paper)

    assert text.count(squeezed(typed)) == 5


def test_an_empty_paper_and_an_empty_table_are_still_a_page():
    assert typesetting.pages(Paper(title="ว่าง", blocks=())) == 1
    (text,) = everything(Paper(title="ว่าง", blocks=(Table(("ที่", "ชื่อ"), ()),)))
    assert "ชื่อ" in text
    assert len(docx_pages(typesetting.docx(Paper(title="ว่าง", blocks=())))) == 1


def test_the_example_of_the_documentation_is_a_paper():
    page = (Path(__file__).parents[4] / "docs" / "papers.md").read_text(encoding="utf-8")
    (example,) = re.findall("```python\n(.*?)```", page, re.DOTALL)
    known: dict[str, object] = {}

    exec(example, known)  # noqa: S102  our own documentation, run to see that it is true

    text = "".join(pdf_pages(typesetting.pdf(known["paper"])))
    assert "ลายมือชื่อ" in squeezed(text)
