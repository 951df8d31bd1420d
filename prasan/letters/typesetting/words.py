"""Where a line of Thai may end: text cut into pieces that are never broken inside.

Thai is written without spaces between words, so words are found in a dictionary: the general one,
every place of the nation, the abbreviations of this work, and whatever words the caller adds.
Then what belongs together is joined again: dates, numbers with their units, names, brackets.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

import geothai
from pythainlp.corpus.common import thai_words
from pythainlp.tokenize.newmm import segment
from pythainlp.util import Trie

from prasan.letters.blanks import BOX, DOTS, GREY, TICKED
from prasan.thai.calendar import MONTHS, MONTHS_SHORT

ABBREVIATIONS = (
    "ศอช.", "ศอช.ต.", "ศอช.อ.", "ศอช.จ.", "คอช.", "คอช.ต.", "คอช.อ.", "คอช.จ.", "ก.บ.ต.", "ก.บ.อ.",
    "ก.บ.จ.", "กบอ.", "กบจ.", "กม.", "มท.", "พช.", "ปค.", "สพจ.", "สพอ.", "อปท.", "อบต.", "อบจ.",
    "พ.ศ.", "ค.ศ.", "พ.ร.บ.", "โทร.", "ฯลฯ", "อช.", "กพสม.", "กพสต.", "กพสอ.", "กพสจ.",
)  # fmt: skip
WORK_WORDS = (
    "องค์การชุมชน", "ศูนย์ประสานงาน", "คณะกรรมการ", "พัฒนาการจังหวัด", "พัฒนาการอำเภอ", "พัฒนากร",
    "ผู้ว่าราชการ", "รองผู้ว่าราชการ", "นายอำเภอ", "ปลัดอำเภอ", "ปฏิบัติราชการแทน", "รักษาราชการแทน",
    "ผู้ทรงคุณวุฒิ", "เศรษฐกิจพอเพียง", "แบบบูรณาการ", "ตัวชี้วัด", "ปีงบประมาณ", "อ้างถึง", "ด่วนที่สุด", "ขับเคลื่อน",
    "แต่งตั้ง", "คำสั่ง", "ล่วงเลย", "แผนพัฒนา", "ให้เป็นปัจจุบัน", "ดังกล่าว", "ดังนี้", "ข้างต้น",
)  # fmt: skip
_PLACE_WORDS = ("จังหวัด", "นายอำเภอ", "อำเภอ", "ตำบล")

_NUMBER = r"[๐-๙0-9]+(?:[.,:/\-][๐-๙0-9]+)*"
_MONTH = "|".join(re.escape(name) for name in MONTHS + MONTHS_SHORT)
_TITLES = "นางสาว|นาง|นาย|ว่าที่ร้อยตรี|ว่าที่ร้อยโท|ว่าที่ร้อยเอก"
# Offices that begin like a title, so that นายอำเภอ is not taken for a Mr Amphoe.
_NOT_NAMES = "อำเภอ|ทะเบียน|ก|ช่าง|แพทย์|ทหาร|ตำรวจ|หน้า|จ้าง|ประกัน|แบบ|งาน|ใน|ร้อย|ว่า"
_WHOLE = re.compile(
    rf"""
    {_NUMBER}\ (?:{_MONTH})\ (?:พ\.ศ\.\ )?[๐-๙0-9]{{4}}        # a date
  | (?:พ\.ศ\.|ค\.ศ\.)\ ?[๐-๙0-9]{{4}}
  | (?<![ก-๙])[ก-ฮ]{{1,3}}\ [๐-๙0-9.]+/(?:ว\ ?)?[๐-๙0-9]+       # the number of a letter
  | (?<![ก-๙])(?:ว|ข้อ|ที่|ครั้งที่|ฉบับที่|เลขที่|หมู่ที่|มาตรา|หน้า|ห้อง)\ {_NUMBER}
  | (?<!ท)(?<!เจ้า)(?<!ขุน)(?<!พ)(?:{_TITLES})(?!{_NOT_NAMES})       # a person
    [ก-์]{{2,20}}\ [ก-์]{{2,20}}(?![ก-๙])
  | [๐-๙0-9]+(?:\ [๐-๙0-9]{{3,4}})+                            # a telephone number
  | {_NUMBER}
  | {GREY}+ | {DOTS}+ | {BOX} | {TICKED}                       # an open place
  | [A-Za-z@][A-Za-z0-9๐-๙@._:/\-]*
  | (?<![ก-๙])(?:[ก-ฮ]{{1,5}}\.){{1,4}}(?:[ก-ฮ]{{1,2}}(?![ก-๙]))?  # an abbreviation
    """,
    re.VERBOSE,
)
_IS_NUMBER = re.compile(rf"(?:{_NUMBER})\.?")
_ONE_SPACE = re.compile(r"( +)")
_BRACKETED = re.compile(r"[(“‘][^()“”‘’]{1,28}[)”’]")
_NEVER_FIRST = tuple("/)]}ๆฯ.,;:!?%”’")
_NEVER_LAST = tuple("([{“‘")
_NEVER_LAST_WORDS = ("การ", "ความ", "ผู้")
_LONGEST_JOIN = 30
_SHORT_NAME = 5


def pieces(text: str, words: Collection[str] = ()) -> tuple[str, ...]:
    """`text` cut where a line may end; spaces are pieces of their own, and joined they give `text`.

    `words` are kept whole wherever the dictionary walk meets them.
    """
    return _pieces(text, tuple(sorted(set(words))))


@lru_cache(maxsize=4096)
def _pieces(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    joined = _joined_marks(_joined_units(list(_cut(text, words))))
    return tuple(_joined_brackets(joined))


def _cut(text: str, words: tuple[str, ...]) -> Iterator[str]:
    """Wholes as they are; what lies between them word by word; spaces alone."""
    end = 0
    for match in _whole(words).finditer(text):
        yield from _words(text[end : match.start()], words)
        yield match[0]
        end = match.end()
    yield from _words(text[end:], words)


@lru_cache(maxsize=256)
def _whole(words: tuple[str, ...]) -> re.Pattern[str]:
    """Those extra words that hold a space or a sign: the dictionary walk would never meet them."""
    longest_first = sorted(words, key=len, reverse=True)
    phrases = [re.escape(word) for word in longest_first if not _is_thai_word(word)]
    return re.compile("|".join([*phrases, _WHOLE.pattern]), re.VERBOSE) if phrases else _WHOLE


def _is_thai_word(word: str) -> bool:
    return all("ก" <= character <= "๎" for character in word)


def _words(text: str, words: tuple[str, ...]) -> Iterator[str]:
    for part in _ONE_SPACE.split(text):
        if part.startswith(" "):
            yield part
        elif part:
            yield from _dictionary_words(part, words)


@lru_cache(maxsize=16384)
def _dictionary_words(part: str, words: tuple[str, ...]) -> tuple[str, ...]:
    trie = _trie(words)
    found: list[str] = []
    is_open = False
    for word in segment(part, trie, safe_mode=True):
        known = not _is_thai_word(word) or (len(word) > 1 and word in trie)
        if found and not known and len(found[-1]) + len(word) <= _LONGEST_JOIN:
            # A scrap the dictionary does not know, or a lone letter, is part of some name.
            found[-1] += word
            is_open = len(word) > 1
        elif found and is_open and len(found[-1]) + len(word) <= _LONGEST_JOIN:
            found[-1] += word
            is_open = False
        else:
            found.extend(_place(word))
            is_open = not known
    return tuple(found)


def _place(word: str) -> Iterable[str]:
    """อำเภอเมืองปาน was found as one, so that the name is safe; a line may end after อำเภอ.

    Short names stay with their kind: งาว alone on a line looks lost.
    """
    for kind in _PLACE_WORDS:
        name = word.removeprefix(kind)
        if name != word and len(name) > _SHORT_NAME and word in place_names():
            return (kind, name)
    return (word,)


@cache
def place_names() -> frozenset[str]:
    """Every province, district and tambon of the nation, with and without the kind before it."""
    provinces = geothai.provinces()
    districts = [d for province in provinces for d in geothai.districts(province.code)]
    tambons = [t for district in districts for t in geothai.subdistricts(district.code)]
    names = {
        "จังหวัด": {province.name_th for province in provinces},
        "นายอำเภอ": {district.name_th for district in districts},
        "อำเภอ": {district.name_th for district in districts},
        "ตำบล": {tambon.name_th for tambon in tambons},
    }
    with_kind = {kind + name for kind in _PLACE_WORDS for name in names[kind]}
    return frozenset(with_kind.union(*names.values()))


@cache
def dictionary() -> Trie:
    """The general word list with the nation's places and the words of this work."""
    return Trie([*thai_words(), *place_names(), *ABBREVIATIONS, *WORK_WORDS, *MONTHS])


@lru_cache(maxsize=64)
def _trie(words: tuple[str, ...]) -> Any:
    extra = [word for word in words if _is_thai_word(word)]
    return _Overlay(extra) if extra else dictionary()


class _Overlay:
    """The dictionary and a few more words, without building it anew; walked like a Trie."""

    def __init__(self, words: Iterable[str]) -> None:
        self._extra = Trie(words)

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        found = {*dictionary().prefixes(text, start), *self._extra.prefixes(text, start)}
        return sorted(found, key=len)

    def __contains__(self, key: str) -> bool:
        return key in dictionary() or key in self._extra


def _joined_units(parts: list[str]) -> list[str]:
    """A number and the word it counts: ๕ หมวด, ๒ ครั้ง."""
    joined: list[str] = []
    for part in parts:
        after_number = len(joined) > 1 and joined[-1] == " " and _IS_NUMBER.fullmatch(joined[-2])
        if after_number and part[0] not in "([“" and len(part) <= 14:
            joined.pop()
            joined[-1] += " " + part
        else:
            joined.append(part)
    return joined


def _joined_marks(parts: list[str]) -> list[str]:
    """Marks that may not begin a line go to the piece before, openers to the piece after."""
    joined: list[str] = []
    for part in parts:
        over_space = len(joined) > 1 and joined[-1] == " "
        if over_space and (part.startswith("ๆ") or joined[-2] == "ณ"):
            joined.pop()
            joined[-1] += " " + part
        elif joined and not part.isspace() and _holds_on(joined[-1], part):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _holds_on(before: str, part: str) -> bool:
    if before.isspace():
        return False
    is_mark = unicodedata.category(part[0]) == "Mn"
    is_rate = before[0].isdigit() and before.endswith("/")  # ๒ ครั้ง/ปี
    return (
        is_mark
        or is_rate
        or part.startswith(_NEVER_FIRST)
        or before.endswith(_NEVER_LAST)
        or before in _NEVER_LAST_WORDS
    )


def _joined_brackets(parts: list[str]) -> Iterator[str]:
    """Short brackets stay whole, whatever words are in them: (ก.บ.ต. ปงเตา)."""
    text = "".join(parts)
    inside = {
        place
        for match in _BRACKETED.finditer(text)
        for place in range(match.start() + 1, match.end())
    }
    place, piece = 0, ""
    for part in parts:
        if piece and place not in inside:
            yield piece
            piece = ""
        piece += part
        place += len(part)
    if piece:
        yield piece
