"""Word files: Word's own numbers, tables, boxes, headers, what was deleted."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from prasan.letters.reading import read, text_of

W = nsdecls("w")
BOX = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><w:r><mc:AlternateContent>'
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{said}</w:txbxContent></w:drawing>'
    "</mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{said}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def numbering(document, *levels):
    """A list whose levels write their numbers so: (kind, text)."""
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate(levels)
    )
    part = document.part.numbering_part.element
    part.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{written}</w:abstractNum>'))
    part.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def add(document, text, level=None):
    paragraph = document.add_paragraph(text)
    if level is not None:
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )
    return paragraph


def packed(document):
    content = io.BytesIO()
    document.save(content)
    return text_of("หนังสือ.docx", content.getvalue())


def head(document):
    for line in (
        "ที่ ตย ๐๐๑๙.๓/ว ๑๒",
        "๕ พฤศจิกายน ๒๕๖๗",
        "เรื่อง การทบทวนคำสั่ง",
        "เรียน นายอำเภอทุกอำเภอ",
        "ด้วยจังหวัดจะรวบรวมผลงาน จึงขอให้อำเภอดำเนินการ ดังนี้",
    ):
        document.add_paragraph(line)


@pytest.mark.parametrize(
    ("levels", "numbers"),
    [
        ([("thaiNumbers", "%1."), ("thaiNumbers", "%1.%2")], ["1", "2", "2.1", "2.2", "3"]),
        ([("decimal", "%1)"), ("thaiLetters", "%2.")], ["1", "2", "2.ก", "2.ข", "3"]),
        ([("decimal", "(%1)"), ("decimal", "(%1.%2)")], ["1", "2", "2.1", "2.2", "3"]),
        ([("thaiLetters", "%1."), ("bullet", "-")], ["ก", "ข", "ค"]),
    ],
)
def test_the_numbers_word_counts_are_read(levels, numbers):
    document = Document()
    numbering(document, *levels)
    head(document)
    for text, level in (
        ("ส่งสำเนาคำสั่งแต่งตั้ง ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗", 0),
        ("ดำเนินการด้านแผน ดังนี้", 0),
        ("ทบทวนแผนพัฒนาตำบลให้เป็นปัจจุบัน", 1),
        ("ประชุมปีละ ๒ ครั้ง", 1),
        ("ส่งเสริมกลุ่ม", 0),
    ):
        add(document, text, level)
    document.add_paragraph("จึงเรียนมาเพื่อดำเนินการ")

    said = [item.no for item in read(packed(document)).items]

    # A line that only announces what stands below it is no item.
    assert said == [
        no for no in numbers if no != "2" or "2.1" not in numbers and "2.ก" not in numbers
    ]


def test_a_list_by_style_is_numbered():
    document = Document()
    head(document)
    for text in ("ส่งแผน ภายในวันที่ ๑๕ พ.ย. ๒๕๖๗", "ประชุมปีละ ๒ ครั้ง"):
        document.add_paragraph(text, style="List Number")

    assert [item.no for item in read(packed(document)).items] == ["1", "2"]


def test_boxes_headers_and_footers_are_read_once():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "ด่วนที่สุด"
    document.sections[0].footer.paragraphs[0].text = "โทร. ๐ ๐๐๐๐ ๐๐๐๐"
    said = "<w:p><w:r><w:t>ที่ ตย ๐๐๑๙.๓/ว ๗๗</w:t></w:r></w:p>"
    document.element.body.insert(0, parse_xml(BOX.format(said=said)))
    head(document)

    text = packed(document)

    assert text.count("๗๗") == 1
    assert text.count("ด่วนที่สุด") == 1
    assert "โทร." in text
    assert read(text).urgency == "ด่วนที่สุด"


def test_a_table_is_read_row_by_row():
    document = Document()
    table = document.add_table(rows=2, cols=2)
    for place, text in enumerate(("อำเภอ", "กำหนด", "งาว", "๑๕ พ.ย. ๒๕๖๗")):
        table.cell(place // 2, place % 2).text = text
    head(document)

    assert "งาว  ๑๕ พ.ย. ๒๕๖๗" in packed(document).splitlines()


def test_what_was_deleted_with_track_changes_is_not_read():
    document = Document()
    head(document)
    paragraph = add(document, "ส่งแผน ภายในวันที่ ")
    for change in (
        f"<w:del {W}><w:r><w:delText>๑๐</w:delText></w:r></w:del>",
        f"<w:ins {W}><w:r><w:t>๑๕</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(change))

    assert "ภายในวันที่ ๑๕" in packed(document)


def test_a_page_break_is_no_end_of_an_item():
    document = Document()
    head(document)
    paragraph = document.add_paragraph("๑. ส่งสำเนาคำสั่งแต่งตั้ง")
    paragraph.add_run().add_break()
    paragraph.add_run("ภายในวันที่ ๑๕ พฤศจิกายน ๒๕๖๗")

    (item,) = read(packed(document)).items

    assert item.due is not None
