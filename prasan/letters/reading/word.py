"""The words of a Word file in the order they are seen: headers, text, tables, boxes, footers.

Numbers that Word counts by itself stand nowhere in the text; they are counted again here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from prasan.letters.reading.numbers import spelled
from prasan.thai.digits import thai

_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BULLET = "•"
_LEVELS = 9


def words_of(document: Document) -> str:
    """Every line of `document`; paragraphs stand apart, the cells of a row on one line."""
    counted = _Counted(document)
    section = document.sections[0]
    headers, footers = ([section.header, section.first_page_header], [section.footer])
    lines = [
        *(line for part in headers for line in _fixed(part, counted)),
        *_lines(document.element.body, counted),
        *(line for part in footers for line in _fixed(part, counted)),
    ]
    return "\n".join(lines)


def _fixed(part: Any, counted: "_Counted") -> Iterator[str]:
    """A header or footer, unless it is only there by the one before it."""
    if not part.is_linked_to_previous:
        yield from _lines(part._element, counted)  # noqa: SLF001 - python-docx shows no boxes


def _lines(block: Any, counted: "_Counted") -> Iterator[str]:
    for child in block.iterchildren():
        if child.tag == qn("w:p"):
            yield from _paragraph(child, counted)
            yield ""
        elif child.tag == qn("w:tbl"):
            yield from _table(child, counted)
            yield ""
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag")):
            yield from _lines(child, counted)


def _paragraph(paragraph: Any, counted: "_Counted") -> Iterator[str]:
    boxes: list[Any] = []
    said = "".join(_run(paragraph, boxes))
    number = counted.number(paragraph) if said.strip() else ""
    yield f"{number} {said}".strip() if number else said
    for box in boxes:
        yield from _lines(box, counted)


def _run(node: Any, boxes: list[Any]) -> Iterator[str]:
    """The text of a paragraph; boxes on it are set aside, what was deleted is not read."""
    for child in node.iterchildren():
        tag = child.tag
        if tag == qn("w:t"):
            yield child.text or ""
        elif tag == qn("w:tab"):
            yield "\t" if child.getparent().tag == qn("w:r") else ""
        elif tag == qn("w:br"):
            yield "\f" if child.get(qn("w:type")) == "page" else "\n"
        elif tag == qn("w:cr"):
            yield "\n"
        elif tag == qn("w:noBreakHyphen"):
            yield "-"
        elif tag == qn("w:txbxContent"):
            boxes.append(child)
        elif tag not in (qn("w:del"), qn("w:moveFrom"), _FALLBACK):
            yield from _run(child, boxes)


# Word writes a box a second time for programs that cannot draw it.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _table(table: Any, counted: "_Counted") -> Iterator[str]:
    for row in table.iterchildren(qn("w:tr")):
        cells = [
            " ".join(line.strip() for line in _lines(cell, counted) if line.strip())
            for cell in row.iterchildren(qn("w:tc"))
        ]
        yield "  ".join(cell for cell in cells if cell)


@dataclass
class _Counted:
    """Word's own numbers: how each list writes them, and how far each has come."""

    document: Document
    _seen: dict[str, list[int]] = field(default_factory=dict)

    def number(self, paragraph: Any) -> str:
        """The number Word shows before `paragraph`; "" where it shows none."""
        list_, level = self._list_of(paragraph)
        abstract = self._abstract(list_)
        if abstract is None:
            return ""
        counts = self._seen.setdefault(list_, [0] * _LEVELS)
        kinds = [self._level(abstract, one) for one in range(_LEVELS)]
        kind, text, start = kinds[level]
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        if kind == "bullet":
            return _BULLET
        for place in range(level + 1):
            shown = _shown(counts[place] or kinds[place][2], kinds[place][0])
            text = text.replace(f"%{place + 1}", shown)
        return text

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        """The list a paragraph is of and how deep, by itself or by its style."""
        properties = paragraph.find(qn("w:pPr"))
        style = None if properties is None else properties.find(qn("w:pStyle"))
        found = None if properties is None else properties.find(qn("w:numPr"))
        if found is None and style is not None:
            found = self._of_style(style.get(qn("w:val")))
        if found is None:
            return "", 0
        id_, depth = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        level = int(depth.get(qn("w:val"))) if depth is not None else 0
        return ("" if id_ is None else id_.get(qn("w:val"))), min(max(level, 0), _LEVELS - 1)

    def _of_style(self, name: str) -> Any:
        styles = self.document.styles.element
        for _depth in range(_LEVELS):
            style = next(
                (
                    one
                    for one in styles.iterchildren(qn("w:style"))
                    if one.get(qn("w:styleId")) == name
                ),
                None,
            )
            if style is None:
                return None
            if (found := style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")) is not None:
                return found
            based = style.find(qn("w:basedOn"))
            name = based.get(qn("w:val")) if based is not None else ""
        return None

    def _abstract(self, list_: str) -> Any:
        """The definition of a list; None for list 0, which means no number."""
        if list_ in ("", "0"):
            return None
        try:
            numbering = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return None
        by_id = {one.get(qn("w:numId")): one for one in numbering.iterchildren(qn("w:num"))}
        if list_ not in by_id:
            return None
        wanted = by_id[list_].find(qn("w:abstractNumId")).get(qn("w:val"))
        return next(
            (
                one
                for one in numbering.iterchildren(qn("w:abstractNum"))
                if one.get(qn("w:abstractNumId")) == wanted
            ),
            None,
        )

    def _level(self, abstract: Any, level: int) -> tuple[str, str, int]:
        """How a level writes its number: the kind of figures, the text around them, the first."""
        for one in abstract.iterchildren(qn("w:lvl")):
            if one.get(qn("w:ilvl")) == str(level):
                return (
                    _value(one, "w:numFmt", "decimal"),
                    _value(one, "w:lvlText", f"%{level + 1}."),
                    int(_value(one, "w:start", "1")),
                )
        return "decimal", f"%{level + 1}.", 1


def _value(node: Any, name: str, without: str) -> str:
    found = node.find(qn(name))
    return without if found is None else str(found.get(qn("w:val"), without))


def _shown(count: int, kind: str) -> str:
    """A number as Word writes it in a list of that kind."""
    if kind == "thaiNumbers":
        return thai(count)
    if kind == "thaiLetters":
        return _LETTERS[(count - 1) % len(_LETTERS)]
    if kind == "thaiCounting":
        return spelled(count)
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if kind == "upperRoman" else _roman(count)
    return "" if kind == "none" else str(count)


def _roman(count: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        while count >= value:
            said, count = said + letters, count - value
    return said
