"""Filling lines: pieces of text into rows no wider than their column."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from prasan.letters.blanks import BOX, DOTS, GREY, STEP_CM, TICKED, is_open, segments
from prasan.letters.typesetting.faces import STYLES
from prasan.thai.digits import arabic, thai

# What one row holds: pieces that, joined and stripped of the space at the end, are printed.
Row = tuple[str, ...]

# Typst rounds a little differently; a row this close to full might break a second time.
_SLACK = 0.3
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
)
_SPACES = re.compile(r"\s")
_THREE_SPACES = re.compile(" {3,}")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")
_CLUSTER = re.compile("[เ-ไ]?.[ะ-ฺ็-๎]*", re.DOTALL)


# An open place is measured in points; a box to tick grows with the text.
_STEP = STEP_CM * 72 / 2.54
BOX_EM = 0.8
_OPEN = frozenset((GREY, DOTS, BOX, TICKED))


@lru_cache(maxsize=8192)
def tidy(text: str, *, has_thai_digits: bool = True) -> str:
    """`text` as it is printed: Thai digits, plain spaces, no invisible characters, true ำ and แ.

    Two spaces between topics are kept, more are not. Addresses of mail and web keep their digits.
    """
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()
    text = _THREE_SPACES.sub("  ", text).replace("เเ", "แ")
    # A nikhahit and an aa typed apart look like ำ but are not found by a search for it.
    text = re.sub("\u0e4d([่-๋]?)า", "\\1ำ", text)
    return "".join(_thai_outside_addresses(text)) if has_thai_digits else arabic(text)


def _thai_outside_addresses(text: str) -> Iterator[str]:
    end = 0
    for match in _ADDRESS.finditer(text):
        yield thai(text[end : match.start()])
        yield match[0]
        end = match.end()
    yield thai(text[end:])


class Gauge:
    """Measures text in the page face: widths in points, and which characters it can print."""

    def __init__(self, folder: Path) -> None:
        faces = [hb.Face(hb.Blob.from_file_path(str(folder / f"{style}.ttf"))) for style in STYLES]
        self._fonts = [(hb.Font(face), face.upem) for face in faces]
        self._printable = set.intersection(*(set(face.unicodes) for face in faces)) | {
            ord(one) for one in _OPEN
        }
        self._em = lru_cache(maxsize=65536)(self._measure)
        self.missing = lru_cache(maxsize=8192)(self._missing)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        if not is_open(text):
            return self._em(text, bold) * size
        return sum(
            open_width(part, size) if part[0] in _OPEN else self._em(part, bold) * size
            for part in segments(text)
        )

    def _missing(self, text: str) -> frozenset[str]:
        """Characters of `text` the face has no shape for."""
        return frozenset(letter for letter in text if ord(letter) not in self._printable)

    def _measure(self, text: str, bold: bool) -> float:
        font, upem = self._fonts[bold]
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        positions = buffer.glyph_positions or ()
        return float(sum(position.x_advance for position in positions) / upem)


def open_width(part: str, size: float) -> float:
    """The width in points of an open place, as `segments` gives it."""
    return BOX_EM * size if part in (BOX, TICKED) else len(part) * _STEP


def fill(
    pieces: Iterable[str], width: Callable[[str], float], room: float, *, indent: float = 0.0
) -> list[Row]:
    """`pieces` in rows of at most `room` points, the first `indent` shorter.

    Rows end only between pieces; a piece wider than a whole row is cut between letters.
    """
    rows: list[Row] = []
    row: list[str] = []
    left = room - indent
    for piece in _cut_to(pieces, width, room - indent):
        if piece.isspace() and not row:
            continue
        taken = width(piece)
        if row and not piece.isspace() and taken > left - _SLACK:
            rows.append(tuple(row))
            row, left = [], room
        row.append(piece)
        left -= taken
    return [*rows, tuple(row)] if row else rows


def _cut_to(pieces: Iterable[str], width: Callable[[str], float], room: float) -> Iterator[str]:
    for piece in pieces:
        if width(piece) <= room - _SLACK:
            yield piece
        else:
            yield from _cut(piece, width, room - _SLACK)


def _cut(piece: str, width: Callable[[str], float], room: float) -> Iterator[str]:
    """`piece` in parts that fit: at its spaces if that is enough, else between letters."""
    finer = re.findall(r" +|[^ ]+", piece)
    for part in finer if len(finer) > 1 else ():
        yield from [part] if width(part) <= room else _cut(part, width, room)
    if len(finer) > 1:
        return
    held = ""
    for cluster in _CLUSTER.findall(piece):
        if held and width(held + cluster) > room:
            yield held
            held = ""
        held += cluster
    yield held


def text_of(row: Row) -> str:
    """A row as printed."""
    return "".join(row).rstrip()
