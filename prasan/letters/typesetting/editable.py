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

from prasan.letters.typesetting import press
from prasan.letters.typesetting.blocks import (
    BESIDE_SIZE,
    CREST_SIDE,
    CREST_TOP,
    PITCH,
    URGENCY_SIZE,
    Laid,
    Mark,
    Page,
    Placed,
    Print,
    Sheet,
    cm,
    pitch,
)
from prasan.letters.typesetting.lines import Row
from prasan.letters.typesetting.wordml import (
    PALE,
    RED,
    add_run,
    add_table,
    dress_paragraph,
    frame,
    never_cut,
    prepare,
    repeat_as_head,
    saved,
    span,
)

# Word stands a picture on its row's line; without this much more height it would cut the foot.
_CREST_EXTRA = cm(0.1)
_SMALL = 12.0
_LINE = 0.5


def docx(laid: Laid, folder: Path) -> bytes:
    """`laid` as DOCX; the same document always gives the same bytes."""
    return _Copy(laid, folder).saved()


class _Copy:
    """One editable copy being written."""

    def __init__(self, laid: Laid, folder: Path) -> None:
        self.laid, self.folder = laid, folder
        self.document: Docx = Document()
        # Above the text of every page, so that the first may begin with the crest.
        self.top = CREST_TOP if laid.has_crest else laid.form.number_top

    def saved(self) -> bytes:
        prepare(self.document, self.laid.title, self.laid.form, top=self.top)
        self._edges()
        y = self.top
        if self.laid.has_crest:
            crest = press.crest_png(self.laid.crest, self.folder) if self.laid.crest else None
            self._crest(crest)
            y += self.laid.crest_side + _CREST_EXTRA
        for place, page in enumerate(self.laid.pages):
            begins = self._page(page, y)
            begins.paragraph_format.page_break_before = place > 0
            y = self.top
        if isinstance(_last(self.laid.pages[-1]), Sheet):
            # A document may not end with a table.
            dress_paragraph(self.document.add_paragraph(), pitch=1)
        return saved(self.document)

    def _edges(self) -> None:
        """What stands above and below every page."""
        section = self.document.sections[0]
        if self.laid.corner:
            paragraph = dress_paragraph(section.header.paragraphs[0], "right")
            add_run(paragraph, self.laid.corner, size=14.0, colour=PALE)
        if self.laid.foot:
            paragraph = dress_paragraph(section.footer.paragraphs[0])
            add_run(paragraph, self.laid.foot, size=_SMALL, colour=PALE)

    def _crest(self, crest: bytes | None) -> None:
        """The crest in the middle, and how urgent a letter is at the foot of its left."""
        # A picture gets air at its sides, or LibreOffice cuts it; the frame is the cell itself.
        high = self.laid.crest_side
        width = high * (1.5 if crest else 1)
        table = add_table(self.document, self._crest_columns(width), rows=1, has_lines=False)
        row = table.rows[0]
        row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
        row.height = Pt(high + _CREST_EXTRA)
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
            dress_paragraph(cell.paragraphs[0])
        if self.laid.beside:
            middle, left, centre, _ = row.cells
            words = dress_paragraph(centre.paragraphs[0], "center", pitch=pitch(BESIDE_SIZE))
            add_run(words, self.laid.beside, size=BESIDE_SIZE, is_bold=True)
        else:
            left, middle, _ = row.cells
        said = dress_paragraph(left.paragraphs[0], pitch=pitch(URGENCY_SIZE))
        add_run(said, self.laid.urgency, size=URGENCY_SIZE, is_bold=True, colour=RED)
        inside = dress_paragraph(middle.paragraphs[0], "center")
        if crest:
            inside.paragraph_format.line_spacing = 1.0
            inside.add_run().add_picture(io.BytesIO(crest), height=Pt(high))
        else:
            frame(middle)
            middle.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            add_run(inside, "ตราครุฑ", size=14.0 if high == CREST_SIDE else 10.0, colour=PALE)

    def _crest_columns(self, width: float) -> tuple[float, ...]:
        """The crest between two equal parts; with words beside it: crest, urgency, words, rest."""
        room = self.laid.form.room
        if not self.laid.beside:
            return (room - width) / 2, width, (room - width) / 2
        words = cm(5)
        return width, (room - words) / 2 - width, words, (room - words) / 2

    def _page(self, page: Page, y: float) -> Paragraph:
        """What stands on one page, each part as far below the one before as in the PDF.

        Returns the page's first paragraph, before which the page turns.
        """
        added: list[Paragraph] = []
        form = self.laid.form
        if page.head:
            added.append(self._line(page.head, self.laid.head_align, before=form.number_top - y))
            y = form.number_top + PITCH
        for one in page.prints:
            if isinstance(one, Mark):
                if one.block.role in ("urgency", "beside"):
                    continue
                before = one.y - y - self._relief(one, page)
                added.extend(self._paragraphs(one, before=before))
            elif isinstance(one, Sheet):
                added.append(self._space(one.y - y))
                self._table(one)
            else:
                added.append(self._picture(one, before=one.y - y))
            y = one.foot
        if page.catch:
            # Nearer than in the PDF: room for paragraphs that Word sets a line or two longer.
            added.append(self._line(page.catch, "right", before=form.turn_bottom - y))
        return added[0] if added else self._space(1)

    def _relief(self, mark: Mark, page: Page) -> float:
        """On a full last page the signature comes one line nearer, for the same reason."""
        is_tight = not page.catch and page.prints[-1].foot > self.laid.form.bottom - PITCH
        return PITCH if is_tight and mark.block.role == "signature" else 0.0

    def _space(self, height: float) -> Paragraph:
        return dress_paragraph(self.document.add_paragraph(), pitch=max(height, 1))

    def _line(self, text: str, kind: str, *, before: float) -> Paragraph:
        paragraph = dress_paragraph(self.document.add_paragraph(), kind, before=before)
        add_run(paragraph, text)
        return paragraph

    def _paragraphs(self, mark: Mark, *, before: float) -> Iterator[Paragraph]:
        """One paragraph for a flowing mark; one for each row of lines kept as they were typed."""
        block = mark.block
        rows: Sequence[tuple[Row, ...]] = (
            [(row,) for row in mark.rows] if block.is_lines else [mark.rows]
        )
        for place, some in enumerate(rows):
            kind = "spread" if block.is_spread else block.align
            begins = mark.first == 0 and place == 0
            paragraph = dress_paragraph(
                self.document.add_paragraph(), kind, pitch=pitch(block.size),
                before=0.0 if place else before,
            )  # fmt: skip
            form = paragraph.paragraph_format
            form.left_indent = Pt(block.x)
            form.right_indent = Pt(self.laid.form.room - block.x - block.room)
            form.first_line_indent = Pt(block.indent if begins else 0)
            if begins and block.label:
                _add_label(paragraph, mark)
            add_run(paragraph, _flowing(some), size=block.size, is_bold=block.is_bold)
            yield paragraph

    def _table(self, sheet: Sheet) -> None:
        """The part of a table on this page; columns of names have no lines, but the same widths."""
        grid, printed = sheet.grid, sheet.printed
        has_lines = grid.has_lines
        widths = grid.widths if has_lines or not grid.x else (grid.x, *grid.widths)
        table = add_table(self.document, widths, rows=len(printed), has_lines=has_lines)
        if grid.heads:
            repeat_as_head(table)
        never_cut(table)
        for place, (row, said) in enumerate(zip(table.rows, printed, strict=True)):
            # Word adds the line between two rows to their height; in the PDF it stands in it.
            line = _LINE if has_lines else 0.0
            row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Pt(said.height - line)
            cells = [span(table, place)] if said.is_band else list(row.cells)
            aligns = ("left",) if said.is_band else grid.aligns
            for cell, rows, align in zip(
                cells[-len(said.cells) :], said.cells, aligns, strict=True
            ):
                kind = "center" if place < len(grid.heads) else align
                paragraph = dress_paragraph(cell.paragraphs[0], kind, pitch=pitch(grid.size))
                add_run(paragraph, _flowing(rows), size=grid.size, is_bold=said.is_bold)
                if grid.is_middled:
                    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            if len(cells) > len(said.cells):
                dress_paragraph(cells[0].paragraphs[0], pitch=pitch(grid.size))

    def _picture(self, placed: Placed, *, before: float) -> Paragraph:
        picture = placed.picture
        if not picture.svg:
            return self._space(before + picture.tall)
        paragraph = self.document.add_paragraph()
        dress_paragraph(paragraph, before=before)
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.paragraph_format.left_indent = Pt(picture.x)
        png = io.BytesIO(press.picture_png(picture, self.folder))
        paragraph.add_run().add_picture(png, width=Pt(picture.wide), height=Pt(picture.tall))
        return paragraph


def _last(page: Page) -> Print | None:
    return page.prints[-1] if page.prints else None


def _add_label(paragraph: Paragraph, mark: Mark) -> None:
    """The label at the margin; the text hangs from the tab after it."""
    block = mark.block
    paragraph.paragraph_format.first_line_indent = Pt(-block.x)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(block.x))
    add_run(paragraph, block.label, size=block.size)
    add_run(paragraph, "\t", size=block.size)


def _flowing(rows: Sequence[Row]) -> str:
    """The text of `rows` with the spaces between them, which the rows as printed have not."""
    return "".join(piece for row in rows for piece in row).rstrip()
