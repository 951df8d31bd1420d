"""Paragraphs, runs and tables of a DOCX, dressed for Thai: the few pieces the editable copy needs.

Word takes face, size and boldness of Thai from its own "complex script" settings; each run says
both, or Thai falls back to a Latin size. Children stand in the order the format demands.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from prasan.letters.blanks import BOX, DOTS, GREY, TICKED, is_open, segments
from prasan.letters.typesetting.blocks import PITCH, SIZE, Form

FACE = "TH SarabunPSK"
RED, PALE = "C00000", "767676"
_JUSTIFICATIONS = {
    "left": "left", "center": "center", "right": "right", "spread": "thaiDistribute",
}  # fmt: skip
# A step of an open place, half a centimetre, is four dots wide.
_OPEN = {GREY: "....", DOTS: "....", BOX: "☐", TICKED: "☑"}
# Pages are turned by us; a page filled to its last point must not be turned by Word as well.
_SLACK = 12.0
# The parts of a DOCX carry a time; a fixed one keeps the bytes the same.
_STAMP = (2000, 1, 1, 0, 0, 0)


def prepare(document: Docx, title: str, form: Form, *, top: float) -> None:
    """The sheet and its margins; `top` is where the first line of each page may stand."""
    section = document.sections[0]
    if form.width > form.height:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Pt(form.width), Pt(form.height)
    section.left_margin, section.right_margin = Pt(form.left), Pt(form.right)
    section.top_margin, section.bottom_margin = Pt(top), Pt(form.height - form.bottom - _SLACK)
    section.header_distance = section.footer_distance = Cm(0.8)
    _dress(document.styles["Normal"].element.get_or_add_rPr(), SIZE, is_bold=False, colour="")
    properties = document.core_properties
    # Word's own limit for a property, which a long subject passes.
    properties.title, properties.language = title[:255], "th-TH"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = datetime(*_STAMP[:3])  # noqa: DTZ001


def dress_paragraph(
    paragraph: Paragraph, kind: str = "left", *, pitch: float = PITCH, before: float = 0.0
) -> Paragraph:
    """Rows exactly `pitch` apart, `before` points below what is above; `kind` is the alignment."""
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(max(before, 0)), Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    form.widow_control = False
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.get_or_add_jc().set(qn("w:val"), _JUSTIFICATIONS[kind])
    return paragraph


def add_run(
    paragraph: Paragraph, text: str, *, size: float = SIZE, is_bold: bool = False, colour: str = ""
) -> None:
    """`text` in the page face; places left open become dots, grey where a draft lacks a fact."""
    for part in segments(text) if is_open(text) else [text]:
        run = paragraph.add_run(_OPEN[part[0]] * len(part) if part[:1] in _OPEN else part)
        pale = PALE if part.startswith(GREY) else colour
        _dress(run._r.get_or_add_rPr(), size, is_bold=is_bold, colour=pale)


def _dress(properties: Any, size: float, *, is_bold: bool, colour: str) -> None:
    face = {f"w:{script}": FACE for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    half_points = {"w:val": str(round(size * 2))}
    children = [("w:rFonts", face)]
    if is_bold:
        children += [("w:b", {}), ("w:bCs", {})]
    if colour:
        children.append(("w:color", {"w:val": colour}))
    children += [("w:sz", half_points), ("w:szCs", half_points)]
    children.append(("w:lang", {"w:val": "en-US", "w:bidi": "th-TH"}))
    for child in list(properties):
        properties.remove(child)
    for tag, attributes in children:
        properties.append(_element(tag, attributes))


def add_table(document: Docx, widths: Sequence[float], *, rows: int, has_lines: bool) -> Table:
    """A table whose columns have just these widths, in points, from the left margin on."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    side = "80" if has_lines else "0"
    properties: Any = table._tbl.tblPr
    # Old Word sets the text, not the line, on the margin; the indent brings the line there.
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(_element("w:tblInd", {"w:w": side, "w:type": "dxa"}))
    if has_lines:
        layout.addprevious(_lines("w:tblBorders", "single", "000000", inside=True))
    margins = _element("w:tblCellMar", {})
    for edge in ("w:left", "w:right"):
        margins.append(_element(edge, {"w:w": side, "w:type": "dxa"}))
    layout.addnext(margins)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    return table


def repeat_as_head(table: Table) -> None:
    """The first row comes again where the table goes on."""
    properties: Any = table.rows[0]._tr.get_or_add_trPr()
    properties.append(_element("w:tblHeader", {}))


def span(table: Table, row: int) -> _Cell:
    """The cells of one row made into one, shaded."""
    cells = table.rows[row].cells
    cell: _Cell = cells[0].merge(cells[-1])
    properties: Any = cell._tc.get_or_add_tcPr()
    properties.append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": "F2F2F2"}))
    return cell


def never_cut(table: Table) -> None:
    """No row is cut by Word where a page ends."""
    for row in table.rows:
        properties: Any = row._tr.get_or_add_trPr()
        properties.insert(0, _element("w:cantSplit", {}))


def frame(cell: _Cell) -> None:
    """A grey dashed line around one cell."""
    properties: Any = cell._tc.get_or_add_tcPr()
    properties.append(_lines("w:tcBorders", "dashed", PALE, inside=False))


def _lines(tag: str, kind: str, colour: str, *, inside: bool) -> Any:
    edges = ["top", "left", "bottom", "right", *(("insideH", "insideV") if inside else ())]
    borders = _element(tag, {})
    for edge in edges:
        look = {"w:val": kind, "w:sz": "4", "w:space": "0", "w:color": colour}
        borders.append(_element(f"w:{edge}", look))
    return borders


def _element(tag: str, attributes: Mapping[str, str]) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element


def saved(document: Docx) -> bytes:
    """The document as a file, the same bytes for the same content."""
    made, fixed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(fixed, "w") as new:
        for item in old.infolist():
            entry = zipfile.ZipInfo(item.filename, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(item))
    return fixed.getvalue()
