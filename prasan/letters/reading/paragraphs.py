"""Lines into paragraphs: page numbers and page-turn words taken out, wrapped lines joined."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prasan.thai.digits import arabic
from prasan.thai.text import tidy

LABELS = ("เรื่อง", "เรียน", "อ้างถึง", "สิ่งที่ส่งมาด้วย")
# What only a new paragraph begins with; the rest is told by how full the line before is.
_OPENERS = re.compile(
    "ตามที่|ด้วย(?=จังหวัด|กรม|กระทรวง|อำเภอ|สำนัก|ใน|มี|ได้)|บัดนี้|ในการนี้|ดังนั้น|ทั้งนี้|อนึ่ง|พร้อมนี้|จึงเรียน|จึงแจ้ง|จึงขอ"
    "|ขอแสดงความนับถือ"
)
PAGE = "\f"
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,2}\s*[-–]|[-–]\s*\d{1,2}")
_TURN = re.compile(r"/\s*(?P<said>\S.*?)\s*(?:\.{2,}|…|\.\s\.|$)")
_TURN_END = re.compile(r"(?:\.{2,}|…)\s*$")
# ๑. ๑) (๑) ข้อ ๑ ๑.๑ ๑.๑.๑ ก. ก) (ก)
MARKER = re.compile(
    r"(?:ข้อ\s*(?P<clause>\d{1,2})\s*[.)]?\s"
    r"|\(?(?P<number>\d{1,2}(?:\.\d{1,2})*)(?:[.)]+(?!\d)\s*|(?<=\.\d)\s+|(?<=\.\d\d)\s+)"
    r"|\(?(?P<letter>[ก-ฮ])[.)](?=\s))\s*"
)
_INLINE = re.compile(r"(?<!\S)(\d{1,2})[.)](?!\d)\s?")
_LISTS = re.compile(r"(?:ดังนี้|ต่อไปนี้|ได้แก่|ดังต่อไปนี้)\s*:?\s*$")
_SHORT_TURN = 45
# A pasted paragraph is one long line; a printed line has at most so many letters.
_PRINTED = 140
_FULL = 0.7


@dataclass(frozen=True)
class Turn:
    """A page-turn word (คำต่อ): what it says comes next, and the place of what does."""

    said: str
    next_line: int


def lines_of(text: str) -> tuple[list[str], list[Turn]]:
    """Tidy lines, with PAGE where a page number or page-turn words stood; and those words."""
    kept: list[str] = []
    turns: list[Turn] = []
    for raw in text.replace("\f", "\n").splitlines():
        line = tidy(raw)
        plain = arabic(line)
        turn = _TURN.fullmatch(line) if line.startswith("/") else None
        if turn and (_TURN_END.search(line) or len(line) < _SHORT_TURN):
            turns.append(Turn(turn["said"], len(kept)))
            kept.append(PAGE)
        else:
            kept.append(PAGE if _PAGE_NUMBER.fullmatch(plain) else line)
    return kept, turns


def wrong_turns(lines: list[str], turns: Iterable[Turn]) -> Iterator[tuple[Turn, str]]:
    """The page-turn words that are not what the next page begins with, and what does begin it."""
    for turn in turns:
        following = next((line for line in lines[turn.next_line :] if line.strip()), "")
        if following and not _bare(following).startswith(_bare(turn.said)):
            yield turn, " ".join(following.split()[:3])


def paragraphs_of(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a body; a wrapped line goes on with the one before it.

    An item's number, or words that only a paragraph begins with, start a new one; so does an empty
    line, and in printed text a line that was not full. Nothing ends at the turn of a page alone.
    """
    longest = max((len(line) for line in lines), default=0)
    is_printed = longest <= _PRINTED
    found: list[str] = []
    is_open = False
    for line in _closed_up(lines):
        if not line:
            is_open = False
        elif line != PAGE:
            starts = MARKER.match(arabic(line)) or _OPENERS.match(line)
            if found and is_open and not starts:
                found[-1] = _joined(found[-1], line)
            else:
                found.append(line)
            is_open = is_printed and len(line) >= _FULL * longest
    return list(_split_inline(found))


def _closed_up(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the empty ones around a page's turn."""
    for place, line in enumerate(lines):
        around = [one for one in (_next(lines[:place][::-1]), _next(lines[place + 1 :])) if one]
        if line or PAGE not in around:
            yield line


def _next(lines: Sequence[str]) -> str:
    return next((line for line in lines if line), "")


def _joined(before: str, after: str) -> str:
    """Thai wraps between words without a space; digits and Latin words do not."""
    between = "" if _is_thai(before[-1]) and _is_thai(after[0]) else " "
    return f"{before}{between}{after}"


def _is_thai(letter: str) -> bool:
    return "ก" <= letter <= "\u0e4e"


def _split_inline(paragraphs: Iterable[str]) -> Iterator[str]:
    """ดังนี้ ๑. … ๒. … ๓. … typed as one paragraph: each number in turn starts its own."""
    expected = 0
    for paragraph in paragraphs:
        plain, cut = arabic(paragraph), 0
        for match in _INLINE.finditer(plain):
            is_first = match[1] == "1" and bool(_LISTS.search(plain, 0, match.start()))
            if is_first or (expected and int(match[1]) == expected):
                if part := paragraph[cut : match.start()].strip():
                    yield part
                cut, expected = match.start(), int(match[1]) + 1
        yield paragraph[cut:].strip()


def _bare(text: str) -> str:
    return re.sub(r"[\s.…/]", "", arabic(text))
