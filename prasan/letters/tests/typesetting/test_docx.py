import io
import zipfile

import pytest
from docx import Document

from prasan.letters import typesetting
from prasan.letters.tests.typesetting import make
from prasan.letters.tests.typesetting.reading import docx_pages, squeezed
from prasan.letters.typesetting.lines import text_of


def document_xml(letter):
    with zipfile.ZipFile(io.BytesIO(typesetting.docx(letter))) as archive:
        return archive.read("word/document.xml").decode()


def test_every_paragraph_is_there_in_full():
    paragraphs = [text for page in docx_pages(typesetting.docx(make.letter())) for text in page]
    text = squeezed("".join(paragraphs))

    for paragraph in make.letter().body:
        assert squeezed(paragraph.number + paragraph.text) in text


@pytest.mark.parametrize("seed", range(40))
def test_pages_turn_at_the_same_word_as_in_the_pdf(seed):
    letter = make.random_letter(seed)
    laid_out = typesetting.laid_out(letter).pages

    turned = docx_pages(typesetting.docx(letter))

    assert len(turned) == len(laid_out)
    for paragraphs, page in zip(turned, laid_out, strict=True):
        last = page.marks[-1]
        assert (paragraphs[-1] == page.catch) if page.catch else last.block.role != "paragraph"
        if page.head:
            first = page.marks[0]
            assert paragraphs[0].startswith("- ")
            assert squeezed(text_of(first.rows[0])) in squeezed(paragraphs[1])


def test_spaces_at_the_ends_of_lines_are_kept_in_flowing_text():
    letter = make.letter()
    paragraphs = [text for page in docx_pages(typesetting.docx(letter)) for text in page]

    whole = [p for p in letter.body if f"{p.number} {p.text}".strip() in paragraphs]
    assert len(whole) >= len(letter.body) - 1


def test_thai_has_its_face_size_and_boldness():
    xml = document_xml(make.letter())

    assert 'w:cs="TH SarabunPSK"' in xml
    assert '<w:szCs w:val="32"/>' in xml
    assert '<w:szCs w:val="64"/>' in xml
    assert "<w:bCs/>" in xml
    assert 'w:bidi="th-TH"' in xml
    assert 'w:jc w:val="thaiDistribute"' in xml


def test_the_paper_is_a4_with_the_official_margins():
    section = Document(io.BytesIO(typesetting.docx(make.letter()))).sections[0]

    sizes = (section.page_width.cm, section.page_height.cm)
    assert [round(size, 1) for size in sizes] == [21.0, 29.7]
    assert [round(m.cm, 1) for m in (section.left_margin, section.right_margin)] == [3.0, 2.0]


def test_the_same_letter_gives_the_same_bytes():
    assert typesetting.docx(make.letter()) == typesetting.docx(make.letter())


def test_the_annex_is_a_table_with_a_repeated_head():
    document = Document(io.BytesIO(typesetting.docx(make.letter())))
    table = document.tables[-1]

    assert [cell.text for cell in table.rows[0].cells] == ["ที่", "อำเภอ", "รายการ", "จำนวนตำบล"]
    assert [cell.text for cell in table.rows[5].cells][1] == "งาว"
    assert "w:tblHeader" in document_xml(make.letter())


def test_what_looks_like_markup_stays_text():
    letter = make.short_letter(subject="<b>&amp;</b> {{ x }}")

    assert any("<b>&amp;</b> {{ x }}" in text for text in docx_pages(typesetting.docx(letter))[0])
