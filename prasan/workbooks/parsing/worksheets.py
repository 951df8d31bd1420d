"""What must be known of an .xlsx before its cells are read, and what its reader does not tell.

How far it reaches (a single cell at the far corner makes a reader ask for hundreds of gigabytes),
which cells failed to calculate, and which were calculated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from prasan.workbooks.parsing.archives import Archive
from prasan.workbooks.parsing.limits import MOST_COLUMNS, MOST_ROWS, CannotRead

# Patterns that begin with the same letters each time are looked for fast; the exact ones, which do
# not, are tried only where those found something.
_LONG_ROW = re.compile(rb'r="\d{5,}"')
_LONG_COLUMN = re.compile(rb'r="(?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])\d+"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
# Column IW is the 257th.
_FAR = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="((?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])\d+)"(?:[^>]*[^/>])?>')
_FAILED = re.compile(rb'\bt="e"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is)>")
_LOOK_BACK = 400
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_TARGET = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")


@dataclass
class Known:
    """Of one sheet: cells that failed and cells that were calculated, as (row, column)."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: list[tuple[int, int]] = field(default_factory=list)


def known(archive: Archive) -> dict[str, Known]:
    """By the sheets' names; refuses a sheet that reaches too far."""
    return {name: _of_sheet(archive.part(part)) for name, part in _sheets(archive)}


def _sheets(archive: Archive) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part it is written in."""
    workbook = archive.part("xl/workbook.xml")
    targets = {
        _attribute(link, b"Id"): _attribute(link, b"Target")
        for link in _TARGET.findall(archive.part("xl/_rels/workbook.xml.rels"))
    }
    for sheet in _SHEET.findall(workbook):
        target = targets.get(_attribute(sheet, rb"\w+:id"), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.names:
            yield _attribute(sheet, b"name"), part


def _attribute(tag: bytes, name: bytes) -> str:
    match = re.search(rb"\s" + name + rb'\s*=\s*["\']([^"\']*)["\']', tag)
    return unescape(match[1].decode("utf-8", "replace")) if match else ""


def _of_sheet(xml: bytes) -> Known:
    _refuse_far(xml)
    found = Known()
    for match in _FAILED.finditer(xml) if b't="e"' in xml else ():
        cell, place = _cell_around(xml, match.start())
        value = _VALUE.search(cell)
        if place and value:
            found.errors[place] = value[1].decode("ascii", "replace")
    for match in _FORMULA.finditer(xml) if b"<f" in xml or b":f" in xml else ():
        _, place = _cell_around(xml, match.start())
        if place:
            found.formulas.append(place)
    return found


def _refuse_far(xml: bytes) -> None:
    long = _LONG_ROW.search(xml)
    begins = xml.rfind(b"<", 0, long.start()) if long else len(xml)
    rows = [row for row in _ROW.finditer(xml, begins) if int(row[1]) > MOST_ROWS]
    # Rows that only have a colour are common, and harmless.
    if rows and (filled := _FILLED.search(xml, rows[0].start())):
        _, place = _cell_around(xml, filled.start())
        row = place[0] + 1 if place else int(rows[0][1])
        raise CannotRead("rows", row=row, most=MOST_ROWS)
    if _LONG_COLUMN.search(xml) and (match := _FAR.search(xml)):
        raise CannotRead("far", place=match[1].decode(), most=MOST_COLUMNS)


def _cell_around(xml: bytes, position: int) -> tuple[bytes, tuple[int, int] | None]:
    """The cell that `position` lies in, and where it is. What comes before it there is short."""
    before = max(position - _LOOK_BACK, 0)
    begins = max(xml.rfind(b"<c ", before, position), xml.rfind(b":c ", before, position))
    end = xml.find(b"c>", position, position + 10 * _LOOK_BACK)
    cell = xml[max(begins, before) : end if end > 0 else position + _LOOK_BACK]
    place = _PLACE.search(cell)
    return cell, (int(place[2]) - 1, _column(place[1])) if place else None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
