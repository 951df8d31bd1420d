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
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from prasan.letters.typesetting.parts import PITCH, SIZE

FACE = "TH SarabunPSK"
RED, GREY = "C00000", "767676"
_JUSTIFICATIONS = {
    "left": "left", "center": "center", "right": "right", "spread": "thaiDistribute",
}  # fmt: skip
# The parts of a DOCX carry a time; a fixed one keeps the bytes the same.
_STAMP = (2000, 1, 1, 0, 0, 0)


def prepare(document: Docx, title: str, *, top: float) -> None:
    """A4 with the official margins; `top` is where the first line of each page may stand."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Pt(top), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)
    _dress(document.styles["Normal"].element.get_or_add_rPr(), SIZE, is_bold=False, colour="")
    properties = document.core_properties
    properties.title, properties.language = title, "th-TH"
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
) -> Run:
    run = paragraph.add_run(text)
    _dress(run._r.get_or_add_rPr(), size, is_bold=is_bold, colour=colour)
    return run


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


def frame(cell: _Cell) -> None:
    """A grey dashed line around one cell."""
    properties: Any = cell._tc.get_or_add_tcPr()
    properties.append(_lines("w:tcBorders", "dashed", GREY, inside=False))


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
