"""Lines into paragraphs: page numbers and page-turn words taken out, wrapped lines joined."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prasan.letters.reading.labels import relined
from prasan.letters.reading.numbers import NUMBER
from prasan.letters.reading.outline import BARE, BULLET, MARKER, Outline, marker_of
from prasan.thai.digits import arabic
from prasan.thai.text import tidy

# What only a new paragraph begins with; the rest is told by how full the line before is.
_OPENERS = re.compile(
    "ตามที่(?!แนบ|ส่ง|กำหนด|ได้รับ|ระบุ)|ด้วย(?=จังหวัด|กรม|กระทรวง|อำเภอ|สำนัก|ใน|มี|ได้)|บัดนี้|ในการนี้|ดังนั้น|ทั้งนี้|อนึ่ง|พร้อมนี้|จึงเรียน|จึงแจ้ง|จึงขอ"
    r"|ขอแสดงความนับถือ|สั่ง\s*ณ\s*วันที่|ประกาศ\s*ณ\s*วันที่|\((?:นาย|นาง|นางสาว|ว่าที่)\s?[ก-ฮเ-ไ]"
    r"|(?:จังหวัด|กรม|สำนักงาน|อำเภอ)\S{0,40}(?:จึงขอ|หวัง|ขอขอบคุณ|ขอเรียนว่า)"
)
# What goes on with an item even after an empty line: no paragraph begins so.
_GOES_ON = re.compile(
    "และ|แล้ว|หรือ|ซึ่ง|ภายใน|ก่อนวันที่|ให้แล้วเสร็จ|พร้อมทั้ง|พร้อมด้วย|พร้อมแนบ|โดย(?=ส่ง|ให้|จัด|ราย)|เพื่อ(?!ให้|การ)"
)
PAGE = "\f"
_PAGE_NUMBER = re.compile(
    r"[-–—]?\s*\d{1,2}\s*[-–—]|[-–—]\s*\d{1,2}|(?:หน้า(?:ที่)?\s*)\d{1,2}(?:\s*/\s*\d{1,2})?"
)
_TURN = re.compile(r"/\s*(?P<said>\S.*?)\s*(?:\.{2,}|…|\.\s\.|$)")
_TURN_END = re.compile(r"(?:\.{2,}|…)\s*$")
_RULE = re.compile(r"[-_=*.–—\s]{5,}")
_LISTS = re.compile(
    rf"(?:(?:ดังนี้|ต่อไปนี้|ได้แก่|ประกอบด้วย|(?:{NUMBER})\s*(?:ประการ|ข้อ|เรื่อง|ประเด็น))\s*:?\s*(?:คือ)?|ขอให้\S{{0,40}}|(?:ตาม|ดัง)ตาราง|ลำดับ(?:ที่)?\s.{{3,80}})\s*:?\s*$"
)
_SHORT_TURN = 45
# A pasted paragraph is one long line; a printed line has at most so many letters.
_PRINTED = 140
_FULL = 0.7
# So many empty lines between lines of text: paragraphs stand apart by them.
_SPACED = 3


@dataclass(frozen=True)
class Turn:
    """A page-turn word (คำต่อ): what it says comes next, and the place of what does."""

    said: str
    next_line: int


def lines_of(text: str) -> tuple[list[str], list[Turn]]:
    """Tidy lines, with PAGE where a page number or page-turn words stood; and those words."""
    kept: list[str] = []
    turns: list[Turn] = []
    for raw in relined(text).replace("\f", "\n").split("\n"):
        line = tidy(raw)
        plain = arabic(line)
        turn = _TURN.fullmatch(line) if line.startswith("/") else None
        if turn and (_TURN_END.search(line) or len(line) < _SHORT_TURN):
            turns.append(Turn(turn["said"], len(kept)))
            kept.append(PAGE)
        elif _PAGE_NUMBER.fullmatch(plain):
            kept.append(PAGE)
        else:
            kept.append("" if _RULE.fullmatch(line) else line)
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
    line, and in printed text a line that was not full. An item goes on until one of these comes:
    nothing ends at the turn of a page alone.
    """
    body = list(_closed_up(lines))
    longest = max((len(line) for line in lines), default=0)
    is_printed = longest <= _PRINTED
    is_spaced = _gaps(body) >= _SPACED
    found: list[str] = []
    is_open = False
    for line in body:
        if not line:
            is_open = False
        elif line != PAGE:
            starts = MARKER.match(arabic(line)) or _OPENERS.match(line)
            goes_on = is_open or (found and marker_of(found[-1]) and _GOES_ON.match(line))
            if found and goes_on and not starts:
                found[-1] = joined(found[-1], line)
            else:
                found.append(line)
            is_full = is_printed and len(line) >= _FULL * longest
            is_open = is_spaced or is_full or bool(marker_of(found[-1]))
    return list(_split_inline(found))


def _gaps(body: Sequence[str]) -> int:
    """How often an empty line stands between two lines of text."""
    return sum(
        not line and bool(body[place - 1]) for place, line in enumerate(body[:-1]) if place > 0
    )


def _closed_up(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the empty ones around a page's turn."""
    for place, line in enumerate(lines):
        around = [one for one in (_next(lines[:place][::-1]), _next(lines[place + 1 :])) if one]
        if line or PAGE not in around:
            yield line


def _next(lines: Sequence[str]) -> str:
    return next((line for line in lines if line), "")


def joined(before: str, after: str) -> str:
    """Thai wraps between words without a space; digits and Latin words do not."""
    between = "" if _is_thai(before[-1]) and _is_thai(after[0]) else " "
    return f"{before}{between}{after}"


def announces(paragraph: str) -> bool:
    """Whether a list follows: … ดังนี้, … สามประการ."""
    return bool(_LISTS.search(arabic(paragraph)))


def _is_thai(letter: str) -> bool:
    return "ก" <= letter <= "\u0e4e"


def _split_inline(paragraphs: Iterable[str]) -> Iterator[str]:
    """ดังนี้ ๑. … ๒. … ๓. … typed as one paragraph: each number in turn starts its own."""
    outline = Outline()
    for paragraph in paragraphs:
        cut = 0
        if own := marker_of(paragraph):
            outline.place(own, is_introduced=True)
        for match in re.finditer(r"(?<=\s)(?=[(\dก-ฮเ])", paragraph):
            marker = marker_of(paragraph[match.start() :])
            if marker is None or marker.style in (BARE, BULLET):
                continue
            is_introduced = announces(paragraph[cut : match.start()])
            if outline.is_empty and not is_introduced:
                continue
            if outline.place(marker, is_introduced=is_introduced, is_inline=True):
                if part := paragraph[cut : match.start()].strip():
                    yield part
                cut = match.start()
        yield paragraph[cut:].strip()


def _bare(text: str) -> str:
    return re.sub(r"[\s.…/]", "", arabic(text))
