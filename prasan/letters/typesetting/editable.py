"""The editable copy: a DOCX that turns its pages, with the same catch-words, where the PDF does.

Paragraphs flow, so that an officer can correct a word; only page turns are fixed. The face is
named, not embedded: every office has TH SarabunPSK.
"""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from prasan.letters.documents import ExternalLetter
from prasan.letters.typesetting import layout, parts, press
from prasan.letters.typesetting.annexes import TABLE_PITCH, TABLE_SIZE, row_height
from prasan.letters.typesetting.lines import Row, tidy
from prasan.letters.typesetting.parts import PITCH, ROOM, Mark, Page, Table
from prasan.letters.typesetting.wordml import (
    GREY,
    RED,
    add_run,
    add_table,
    dress_paragraph,
    frame,
    prepare,
    repeat_as_head,
    saved,
)

_DOTS = "." * 40
# Word stands a picture on its row's line; without this much more height it would cut the foot.
_CREST_EXTRA = parts.cm(0.1)


def docx(letter: ExternalLetter, pages: Sequence[Page], folder: Path) -> bytes:
    """`pages` as DOCX; the same letter always gives the same bytes."""
    document = Document()
    prepare(document, tidy(letter.subject), top=parts.CREST_TOP)
    crest = press.crest_png(letter.crest, folder) if letter.crest else None
    _add_crest(document, crest, letter.urgency)
    y = parts.CREST_TOP + parts.CREST_SIDE + _CREST_EXTRA
    for place, page in enumerate(pages):
        turn = _add_page(document, page, y)
        turn.paragraph_format.page_break_before = place > 0
        y = parts.CREST_TOP
    if pages[-1].table:
        # A document may not end with a table.
        dress_paragraph(document.add_paragraph(), pitch=1)
    return saved(document)


def _add_crest(document: Docx, crest: bytes | None, urgency: str) -> None:
    """The crest in the middle, and how urgent the letter is at the foot of its left."""
    # A picture gets air at its sides, or LibreOffice cuts it; the frame is the cell itself.
    width = parts.CREST_SIDE * (1.5 if crest else 1)
    side = (ROOM - width) / 2
    table = add_table(document, (side, width, side), rows=1, has_lines=False)
    row = table.rows[0]
    row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    row.height = Pt(parts.CREST_SIDE + _CREST_EXTRA)
    left, middle, right = row.cells
    left.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    said = dress_paragraph(left.paragraphs[0], pitch=parts.URGENCY_SIZE / parts.SIZE * PITCH)
    add_run(said, urgency, size=parts.URGENCY_SIZE, is_bold=True, colour=RED)
    dress_paragraph(right.paragraphs[0])
    inside = dress_paragraph(middle.paragraphs[0], "center")
    if crest:
        inside.paragraph_format.line_spacing = 1.0
        inside.add_run().add_picture(io.BytesIO(crest), height=Pt(parts.CREST_SIDE))
    else:
        frame(middle)
        middle.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        add_run(inside, "ตราครุฑ", size=TABLE_SIZE, colour=GREY)


def _add_page(document: Docx, page: Page, y: float) -> Paragraph:
    """What stands on one page, each part as far below the one before as in the PDF.

    Returns the page's first paragraph, before which the page turns.
    """
    added: list[Paragraph] = []
    if page.number:
        top = layout.NUMBER_TOP
        added.append(_line(document, tidy(f"- {page.number} -"), "center", before=top - y))
        y = top + PITCH
    for mark in page.marks:
        if mark.block.role == "urgency":
            continue
        added.extend(_paragraphs(document, mark, before=mark.y - y - _relief(mark, page)))
        y = mark.y + mark.block.height(len(mark.rows))
    if page.table:
        added.append(dress_paragraph(document.add_paragraph(), pitch=max(page.table.y - y, 1)))
        _add_annex_table(document, page.table)
    if page.catch:
        # Nearer than in the PDF: room for paragraphs that Word sets a line or two longer.
        added.append(_line(document, page.catch, "right", before=layout.TURN_BOTTOM - y))
    return added[0]


def _relief(mark: Mark, page: Page) -> float:
    """On a full last page the signature comes one line nearer, for the same reason."""
    last = page.marks[-1]
    foot = last.y + last.block.height(len(last.rows))
    is_tight = not page.catch and foot > layout.BOTTOM - PITCH
    return PITCH if is_tight and mark.block.role == "signature" else 0.0


def _line(document: Docx, text: str, kind: str, *, before: float) -> Paragraph:
    paragraph = dress_paragraph(document.add_paragraph(), kind, before=before)
    add_run(paragraph, text)
    return paragraph


def _paragraphs(document: Docx, mark: Mark, *, before: float) -> Iterator[Paragraph]:
    """One paragraph for a flowing mark; one for each row of lines kept as they were typed."""
    block = mark.block
    rows: Sequence[tuple[Row, ...]] = (
        [(row,) for row in mark.rows] if block.is_lines else [mark.rows]
    )
    for place, some in enumerate(rows):
        kind = "spread" if block.is_spread else block.align
        begins = mark.first == 0 and place == 0
        paragraph = dress_paragraph(document.add_paragraph(), kind, before=0.0 if place else before)
        form = paragraph.paragraph_format
        form.left_indent, form.right_indent = Pt(block.x), Pt(ROOM - block.x - block.room)
        form.first_line_indent = Pt(block.indent if begins else 0)
        if begins and block.label:
            _add_label(paragraph, mark)
        elif begins and block.blank:
            add_run(paragraph, f"({_DOTS})" if block.role == "signature" else _DOTS, colour=GREY)
            yield paragraph
            continue
        add_run(paragraph, _flowing(some), size=block.size, is_bold=block.is_bold)
        yield paragraph


def _add_label(paragraph: Paragraph, mark: Mark) -> None:
    """The label at the margin; the text hangs from the tab after it."""
    block = mark.block
    paragraph.paragraph_format.first_line_indent = Pt(-block.x)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(block.x))
    add_run(paragraph, block.label)
    if block.blank:
        add_run(paragraph, f"  {_DOTS}", colour=GREY)
    add_run(paragraph, "\t")


def _flowing(rows: Sequence[Row]) -> str:
    """The text of `rows` with the spaces between them, which the rows as printed have not."""
    return "".join(piece for row in rows for piece in row).rstrip()


def _add_annex_table(document: Docx, part: Table) -> None:
    table = add_table(document, part.widths, rows=len(part.rows), has_lines=True)
    repeat_as_head(table)
    for row, printed in zip(table.rows, part.rows, strict=True):
        row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Pt(row_height(printed))
        for cell, rows, is_centred in zip(row.cells, printed.cells, part.centred, strict=True):
            kind = "center" if printed.is_head or is_centred else "left"
            paragraph = dress_paragraph(cell.paragraphs[0], kind, pitch=TABLE_PITCH)
            text = _flowing(rows)
            add_run(paragraph, text, size=TABLE_SIZE, is_bold=printed.is_head)
