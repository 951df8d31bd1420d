"""The numbers of a letter's items, in any of the ways they are written, put in their places."""

import re
from dataclasses import dataclass

from prasan.letters.reading.numbers import NUMBER, number
from prasan.thai.digits import arabic

_LETTERS = "กขคงจฉชซฌญ"
# What follows a number that counts something rather than numbering an item.
_COUNTED = (
    r"ครั้ง|วัน|คน|ราย(?!งาน|ชื่อ)|ชุด|ฉบับ|แผ่น|เล่ม|เดือน|ปี|อำเภอ|ตำบล|หมู่|ชุมชน|แห่ง|โครงการ(?=\s|$)|กิจกรรม(?=\s|$)|บาท|หมวด|ตัวชี้วัด|กลุ่ม(?=\s|$)|ด้าน(?=\s|$)|ประการ"
    r"|ข้อ|เรื่อง(?=\s|$)|แผน(?=\s|$)|ระดับ|รุ่น|หน้า|น\.|นาฬิกา|สัปดาห์|ไตรมาส|รอบ|ใน|และ|ถึง|ม\.|ก\.|มี\.|เม\.|พ\.|มิ\.|ส\.|ต\.|ธ\."
    r"|มกรา|กุมภา|มีนา|เมษา|พฤษ|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา"
)
_NAMED = r"(?:ข้อ|ประการ|ประเด็น|เรื่อง|กิจกรรม)"
MARKER = re.compile(
    rf"(?:{_NAMED}\s*(?:ที่\s*)?(?P<named>\d{{1,2}}|แรก|สุดท้าย|(?<=ที่)(?:{NUMBER}))\s*[.):]?(?=\s)"
    r"|(?P<open>\()?(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<close>\s?[.)]+(?!\d)|(?<=\.\d)(?=\s)|(?<=\.\d\d)(?=\s))"
    rf"|(?P<bare>\d{{1,2}})\s+(?=[ก-ฮเ-ไ])(?!{_COUNTED})"
    rf"|(?P<paren>\()?(?P<letter>[{_LETTERS}])(?P<after>[.)])(?=\s)"
    r"|(?P<bullet>[-–—•●▪◦·*o\uf0b7\uf0a7\uf0d8])(?=\s))\s*"
)
BULLET = "bullet"
BARE = "bare"
_DOTTED = "dotted"
# A number may be skipped, with a doubt; further on it is some other number.
_SKIPPED = 3


@dataclass(frozen=True)
class Marker:
    """A number as written: its way of being written, what it says, and where the text begins.

    `value` of the last of ประการแรก … ประการสุดท้าย is 0: whatever comes next.
    """

    style: str
    value: tuple[int, ...]
    label: str
    end: int


def marker_of(paragraph: str) -> Marker | None:
    """The number a paragraph begins with, if it begins with one."""
    match = MARKER.match(arabic(paragraph))
    if match is None:
        return None
    if named := match["named"]:
        value = {"แรก": 1, "สุดท้าย": 0}.get(named, number(named))
        return Marker("named", (value,), str(value), match.end())
    if match["bullet"]:
        return Marker(BULLET, (1,), "", match.end())
    if match["bare"]:
        return Marker(BARE, (int(match["bare"]),), match["bare"], match.end())
    if letter := match["letter"]:
        style = f"{match['paren'] or ''}ก{match['after']}"
        return Marker(style, (_LETTERS.index(letter) + 1,), letter, match.end())
    value_ = tuple(int(part) for part in match["number"].split("."))
    style = f"{match['open'] or ''}1{match['close'].strip()[:1]}"
    return Marker(style if len(value_) == 1 else _DOTTED, value_, str(value_[-1]), match.end())


@dataclass(frozen=True)
class _Level:
    style: str
    number: int
    label: str


@dataclass(frozen=True)
class Place:
    """Where a number stands: its path from the top, and the number that should have stood there."""

    path: tuple[str, ...]
    expected: int
    is_again: bool = False

    @property
    def is_skipping(self) -> bool:
        return self.expected != 0


class Outline:
    """The numbers so far; the next is placed by how it is written and by what it says."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    @property
    def is_empty(self) -> bool:
        return not self._levels

    def place(
        self, marker: Marker, *, is_introduced: bool, is_inline: bool = False
    ) -> Place | None:
        """Where `marker` stands, None when it numbers nothing here.

        `is_introduced` says that the paragraph before announced a list. Inside a line only the
        list already begun goes on, as what is listed within one item is still that item.
        """
        if marker.style == BULLET:
            return None
        if len(marker.value) > 1:
            return self._dotted(marker)
        value = marker.value[0]
        for depth in reversed(range(len(self._levels))):
            level = self._levels[depth]
            wanted = value or level.number + 1
            if level.style == marker.style and level.number < wanted <= level.number + _SKIPPED:
                return self._set(depth, marker, wanted)
        if value == 1 and (self.is_empty or not is_inline):
            return self._first(marker, is_introduced=is_introduced)
        if marker.style == BARE or is_inline:
            return None
        for depth in reversed(range(len(self._levels))):
            if self._levels[depth].number + 1 == value:
                return self._set(depth, marker, value)
        if self.is_empty and is_introduced and 1 < value <= _SKIPPED:
            return self._set(0, marker, value)
        return None

    def _first(self, marker: Marker, *, is_introduced: bool) -> Place | None:
        is_known = any(level.style == marker.style for level in self._levels)
        if (marker.style == BARE or is_known) and not is_introduced:
            return None
        depth = 0 if is_known else len(self._levels)
        placed = self._set(depth, marker, 1)
        return Place(placed.path, placed.expected, is_again=is_known)

    def _dotted(self, marker: Marker) -> Place | None:
        value, numbers = marker.value, tuple(level.number for level in self._levels)
        depth = len(value) - 1
        above, last = value[:-1], numbers[depth] if depth < len(numbers) else 0
        if numbers[:depth] == above and last < value[-1] <= last + _SKIPPED:
            return self._set(depth, marker, value[-1])
        # ๒.๑ may come without a ๒. of its own, and ๑.๑ as the first of all.
        before = numbers[depth - 1] if depth - 1 < len(numbers) else 0
        if value[-1] == 1 and value[:-2] == numbers[: depth - 1] and above[-1] == before + 1:
            self._levels = self._levels[: depth - 1]
            self._levels.append(_Level(_DOTTED, above[-1], str(above[-1])))
            return self._set(depth, marker, 1)
        return None

    def _set(self, depth: int, marker: Marker, value: int) -> Place:
        last = self._levels[depth].number if depth < len(self._levels) else 0
        label = marker.label if marker.value[0] else str(value)
        self._levels = [*self._levels[:depth], _Level(marker.style, value, label)]
        path = tuple(level.label for level in self._levels)
        return Place(path, last + 1 if value != last + 1 else 0)
