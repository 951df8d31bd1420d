"""What a letter asks for, item by item: numbered, nested, or in its prose."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from prasan.letters.reading import asking
from prasan.letters.reading.deadlines import Due, dues_in, first_due
from prasan.letters.reading.outline import BULLET, Marker, Outline, Place, marker_of
from prasan.letters.reading.paragraphs import announces
from prasan.letters.reading.values import Doubt, Item, Kind, Quota
from prasan.thai.digits import arabic

_CLOSING = re.compile(
    r"จึงเรียนมา|จึงแจ้งมา|จึงเรียน|จึงเสนอมา|ขอแสดงความนับถือ|ด้วยความเคารพ|(?:สั่ง|ประกาศ)\s*ณ\s*วันที่"
    r"|\((?:นาย|นาง|นางสาว|ว่าที่)\s?[ก-ฮเ-ไ]"
)
_ASKS = re.compile(
    r"ขอให้|ขอความร่วมมือ|ขอความอนุเคราะห์|โปรด|ให้ดำเนินการ|ดำเนินการ\s*ดังนี้|ให้อำเภอ|ให้จังหวัด|มอบหมาย|สั่งการ|กำชับ|ให้ท่าน"
)
_BACKGROUND = ("ตามที่", "ตามหนังสือ", "ด้วย", "เนื่องจาก", "เนื่องด้วย", "สืบเนื่อง")
_SO_ASKS = re.compile(r"จึงขอ(?!เชิญ)|จึงให้|จึงมอบ|ในการนี้.*ขอ|นั้น.*ขอให้")
_THEREFORE = re.compile(r"จึงขอ(?!เชิญ)|จึงให้|จึงมอบ")
# Where one request of a sentence ends and the next begins.
_NEXT_REQUEST = re.compile(
    r"\s+(?=(?:และ|พร้อมทั้ง|รวมทั้ง|นอกจากนี้|ทั้งนี้|อนึ่ง|สำหรับ|แล้ว)?\s*(?:ขอ|ให้|โปรด|ส่ง|จัดส่ง|รายงาน|แจ้ง)|สำหรับ)"
)
_ITEM_NUMBERS = re.compile(r"(?:ตาม|ใน)?ข้อ\s*(\d{1,2}(?:\s*(?:-|–|ถึง|,|และ)\s*(?:ข้อ\s*)?\d{1,2})*)")
_T = TypeVar("_T")
_HEADING = 120
_BULLETS = 2


@dataclass(frozen=True)
class Numbered:
    """A paragraph with its number as a path: ๑.๒ is ("1", "2"), ๑. ก. ("1", "ก"); () without."""

    path: tuple[str, ...]
    text: str
    is_bullet: bool = False

    @property
    def no(self) -> str:
        return ".".join(self.path)


@dataclass(frozen=True)
class Found:
    """An item and what is doubtful about it."""

    item: Item
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class Said:
    """How a text reads as one item: its kind, and the words that say by when and how often."""

    kind: Kind
    due: str
    quota: str


@dataclass(frozen=True)
class ForAll:
    """A day said for several items: where, and for which of the top ones; none named is all."""

    where: Numbered
    due: Due
    named: frozenset[str]
    is_sending: bool
    is_after: bool

    @property
    def asks_itself(self) -> bool:
        return self.is_after and self.is_sending and not self.named

    def serves(self, path: tuple[str, ...]) -> bool:
        return not self.named or path[0] in self.named


def said_in(text: str, written: date | None) -> Said:
    """How `text` reads, for showing beside it; nothing is borrowed from other items."""
    due, quota = first_due(text, written), asking.quota_in(text)
    return Said(
        kind=asking.kind_of(text, has_due=due is not None, quota=quota),
        due=due.said if due else "",
        quota=asking.quota_words(text),
    )


def items_of(
    paragraphs: Sequence[str], written: date | None, addressed: tuple[str, ...]
) -> tuple[list[Found], list[Doubt]]:
    """What the text asks for, in its order, and what is doubtful about the numbering.

    `addressed` are the levels the letter goes to: they act where an item names no level. A letter
    without numbers asks in the paragraphs that say so. A day said after the items, for all of
    them, serves those that are to be sent and name none; a heading serves what stands below it.
    """
    numbered, doubts = _numbered(list(_until_closing(paragraphs)))
    if not any(one.path or one.is_bullet for one in numbered):
        return [_found(one, written, addressed) for one in _in_prose(numbered, written)], doubts
    first = next(place for place, one in enumerate(numbered) if one.path or one.is_bullet)
    for_all = _for_all(numbered, first, written)
    # “ให้ส่ง … ดังนี้” makes a thing to send of everything listed below it.
    is_list = bool(
        for_all and first and for_all.where is numbered[first - 1] and for_all.is_sending
    )
    found: list[Found] = []
    dues: dict[tuple[str, ...], Due | None] = {}
    levels: dict[tuple[str, ...], tuple[str, ...]] = {}
    for one in numbered[first:]:
        if one.path or one.is_bullet:
            own = first_due(one.text, written)
            dues[one.path] = own or _nearest(dues, one.path)
            acting = _nearest(levels, one.path) or addressed
            if _is_heading(one, numbered, written):
                levels[one.path] = asking.levels_in(one.text) or acting
                continue
            late = for_all if for_all and one.path and for_all.serves(one.path) else None
            due = dues[one.path] or (late.due if late else None)
            is_listed = is_list or bool(late and late.named and late.is_sending)
            found.append(_found(one, written, acting, due, is_listed=is_listed))
        elif for_all and one is for_all.where:
            continue
        elif _asks(one.text) and dues_in(one.text, written) and asking.is_to_be_sent(one.text):
            found.append(_found(one, written, addressed))
    if (
        for_all
        and for_all.asks_itself
        and not any(one.item.due == for_all.due.day for one in found)
    ):
        # No item took its day: it asks for something of its own.
        found.append(_found(for_all.where, written, addressed))
    return found, doubts


def _until_closing(paragraphs: Sequence[str]) -> Iterator[str]:
    for paragraph in paragraphs:
        if _CLOSING.match(paragraph):
            return
        yield paragraph


def _asks(text: str) -> bool:
    """Whether a paragraph asks for something; what was asked of the writer is only told."""
    if text.startswith(_BACKGROUND):
        return bool(_SO_ASKS.search(text))
    return bool(_ASKS.search(text))


def _in_prose(paragraphs: Sequence[Numbered], written: date | None) -> list[Numbered]:
    """The requests of a letter without numbers; one paragraph may hold several, each by its day."""
    asked = [one for one in paragraphs if _asks(one.text)] or [
        # Printed lines may run the background and the request into one.
        one
        for one in paragraphs
        if _ASKS.search(one.text) and dues_in(one.text, written)
    ]
    return [
        replace(one, text=text)
        for one in asked
        for text in _requests(_without_background(one.text), written)
    ]


def _without_background(text: str) -> str:
    """จึงขอให้… of a paragraph that begins with why."""
    match = _THEREFORE.search(text) if text.startswith(_BACKGROUND) else None
    return text[match.start() :] if match else text


def _requests(text: str, written: date | None) -> Iterator[str]:
    """`text` cut after each day but the last, where the next request begins."""
    cut = 0
    dues = dues_in(text, written)
    for due, following in zip(dues, dues[1:], strict=False):
        end = due.start + len(due.said)
        if match := _NEXT_REQUEST.search(text, end, following.start):
            yield text[cut : match.start()].strip()
            cut = match.end()
    yield text[cut:].strip()


def _numbered(body: Sequence[str]) -> tuple[list[Numbered], list[Doubt]]:
    """Each paragraph with its number. A number out of its turn goes on with the text before it."""
    found: list[Numbered] = []
    doubts: list[Doubt] = []
    outline = Outline()
    has_bullets = not any(_is_number(marker_of(one)) for one in body) and (
        sum(bool(marker_of(one)) for one in body) >= _BULLETS
    )
    for place_, paragraph in enumerate(body):
        marker = marker_of(paragraph)
        if marker and marker.style == BULLET and has_bullets:
            found.append(Numbered((), paragraph[marker.end :].strip(), is_bullet=True))
            continue
        is_introduced = bool(place_) and announces(body[place_ - 1])
        placed = outline.place(marker, is_introduced=is_introduced) if marker else None
        if marker and placed:
            doubts.extend(_misnumbered(placed))
            found.append(Numbered(placed.path, paragraph[marker.end :].strip()))
        elif marker and found and found[-1].path:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {paragraph}")
        else:
            found.append(Numbered((), paragraph))
    return found, doubts


def _is_number(marker: Marker | None) -> bool:
    return marker is not None and marker.style != BULLET


def _misnumbered(place: Place) -> Iterator[Doubt]:
    said = ".".join(place.path)
    if place.is_again:
        yield Doubt(
            "item_number_again",
            f"มีข้อ {said} สองครั้ง หนังสือมีมากกว่าหนึ่งรายการ ตรวจว่าเป็นข้อของเรื่องใด",
            said,
        )
    elif place.is_skipping:
        wanted = ".".join([*place.path[:-1], str(place.expected)])
        yield Doubt("item_number_gap", f"ข้อ {said} ควรเป็นข้อ {wanted} ตรวจว่าข้อใดหายไป", said)


def _is_heading(one: Numbered, numbered: Sequence[Numbered], written: date | None) -> bool:
    """Whether a numbered line only names what stands below it and asks nothing itself."""
    depth = len(one.path)
    has_below = any(len(it.path) > depth and it.path[:depth] == one.path for it in numbered)
    if not has_below or len(one.text) > _HEADING:
        return False
    return announces(one.text) or not asking.asks_anything(one.text)


def _for_all(numbered: Sequence[Numbered], first: int, written: date | None) -> ForAll | None:
    """A day said for all items and where: before the first of them, or after the last."""
    places = [place for place, one in enumerate(numbered) if one.path or one.is_bullet]
    before = numbered[first - 1] if first else None
    if before and announces(before.text) and (due := first_due(before.text, written)):
        return ForAll(before, due, frozenset(), asking.is_to_be_sent(before.text), is_after=False)
    for one in numbered[places[-1] + 1 :]:
        if re.search("ทั้งนี้|ข้างต้น|ดังกล่าว|ตามข้อ|ทุกข้อ|ข้อ", one.text) and (
            due := first_due(one.text, written)
        ):
            named = frozenset(_named_items(one.text))
            return ForAll(one, due, named, asking.is_to_be_sent(one.text), is_after=True)
    return None


def _named_items(text: str) -> Iterator[str]:
    """ข้อ ๑ - ๓ names 1, 2 and 3; ข้อ ๑ และ ๔ names the two."""
    for match in _ITEM_NUMBERS.finditer(arabic(text)):
        numbers = [int(one) for one in re.findall(r"\d+", match[1])]
        if re.search("-|–|ถึง", match[1]) and len(numbers) > 1:
            numbers = list(range(numbers[0], numbers[-1] + 1))
        yield from map(str, numbers)


def _nearest(above: Mapping[tuple[str, ...], _T], path: tuple[str, ...]) -> _T | None:
    return next((above[path[:n]] for n in range(len(path) - 1, 0, -1) if above.get(path[:n])), None)


def _found(
    one: Numbered,
    written: date | None,
    acting: tuple[str, ...],
    inherited: Due | None = None,
    *,
    is_listed: bool = False,
) -> Found:
    own, dues = first_due(one.text, written), dues_in(one.text, written)
    quota = asking.quota_in(one.text)
    if quota is None and own and own.is_monthly:
        quota = Quota(1, "month")
    kind = asking.kind_of(one.text, has_due=bool(own), quota=quota)
    if inherited and not quota and (is_listed or len(one.path) > 1):
        kind = Kind.DELIVER
    due = own or (inherited if kind is Kind.DELIVER else None)
    is_sent = kind is Kind.DELIVER or asking.is_to_be_sent(one.text)
    item = Item(
        no=one.no,
        text=one.text,
        kind=kind,
        levels=asking.levels_in(one.text) or acting,
        due=due.day if due else None,
        quota=quota,
        evidence=asking.evidence_in(one.text) if is_sent else (),
    )
    return Found(item, tuple(_doubts(one, kind, due, dues)))


def _doubts(one: Numbered, kind: Kind, due: Due | None, own: Sequence[Due]) -> Iterator[Doubt]:
    place = f"ข้อ {one.no}" if one.no else "เรื่องที่ขอ"
    for each in own:
        yield from (Doubt(doubt.code, f"{place}: {doubt.text}", one.no) for doubt in each.doubts)
    if len({each.day for each in own if each.day}) > 1:
        said = " และ ".join(f"“{each.said}”" for each in own)
        yield Doubt(
            "several_deadlines",
            f"{place} มีกำหนดมากกว่าหนึ่ง {said} ใส่วันที่มาถึงก่อนไว้ให้ ตรวจว่าวันใดของเรื่องใด",
            one.no,
        )
    if due and due not in own:
        said = f"{place} ไม่มีกำหนดของตน ใช้ “{due.said}” ที่บอกไว้สำหรับหลายข้อ ตรวจว่ารวมข้อนี้"
        yield Doubt("deadline_borrowed", said, one.no)
    if kind is Kind.DELIVER and due is None:
        yield Doubt("no_deadline", _no_deadline(place, one.text), one.no)
    if unclear := asking.unclear_times(one.text):
        yield Doubt(
            "quota_unclear", f"{place} “{unclear}” นับเป็นครั้งต่อช่วงเวลาไม่ได้ ตกลงกับผู้ส่งแล้วใส่เอง", one.no
        )


def _no_deadline(place: str, text: str) -> str:
    if hurry := asking.hurry_in(text):
        return f"{place} บอกเพียง “{hurry}” ไม่บอกวันกำหนด ถามผู้ส่งหรือกำหนดวันเอง"
    return f"{place} ให้ส่งหรือรายงาน แต่ไม่บอกวันกำหนด ถามผู้ส่งหรือกำหนดวันเอง"
