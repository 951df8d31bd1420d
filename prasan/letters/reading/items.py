"""The numbered items of a letter, nested or not, each as what it asks for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.letters.reading import asking
from prasan.letters.reading.days import Due, dues_in
from prasan.letters.reading.paragraphs import MARKER
from prasan.letters.reading.values import Doubt, Item, Kind, Quota
from prasan.thai.digits import arabic

_CLOSING = re.compile(r"จึงเรียนมา|จึงแจ้งมา|จึงเรียน|จึงเสนอมา|ขอแสดงความนับถือ|ด้วยความเคารพ")
_ASKS = re.compile(
    r"ขอให้|ขอความร่วมมือ|ขอความอนุเคราะห์|โปรด|ให้ดำเนินการ|ดำเนินการ\s*ดังนี้|ให้อำเภอ|ให้จังหวัด|มอบหมาย|สั่งการ|กำชับ|ให้ท่าน"
)
_BACKGROUND = ("ตามที่", "ตามหนังสือ", "ด้วย", "เนื่องจาก", "เนื่องด้วย", "สืบเนื่อง")
_SO_ASKS = re.compile(r"จึงขอ|จึงให้|จึงมอบ|ในการนี้.*ขอ|นั้น.*ขอให้")
_INTRODUCES = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ต่อไปนี้|ประกอบด้วย|คือ)\s*:?$")


@dataclass(frozen=True)
class Numbered:
    """A paragraph with its number as a path: ๑.๒ is (1, 2); () for one without."""

    path: tuple[int, ...]
    text: str

    @property
    def no(self) -> str:
        return ".".join(map(str, self.path))


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


def said_in(text: str, written: date | None) -> Said:
    """How `text` reads, for showing beside it; nothing is borrowed from other items."""
    due, quota = _first_due(text, written), asking.quota_in(text)
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
    them, serves those that are to be sent and name none.
    """
    body = list(_until_closing(paragraphs))
    numbered, doubts = _numbered(body)
    if not any(one.path for one in numbered):
        asked = [one for one in numbered if _asks(one.text)] or [
            # Printed lines may run the background and the request into one.
            one
            for one in numbered
            if _ASKS.search(one.text) and dues_in(one.text, written)
        ]
        return [_found(one, written, addressed, None) for one in asked], doubts
    first = next(place for place, one in enumerate(numbered) if one.path)
    for_all = _due_for_all(numbered, first, written)
    inherited = for_all[1] if for_all else None
    # “ให้ส่ง … ดังนี้” makes a thing to send of everything listed below it.
    is_list = bool(
        for_all and for_all[0] is numbered[first - 1] and asking.is_to_be_sent(for_all[0].text)
    )
    found: list[Found] = []
    above: dict[tuple[int, ...], Due | None] = {}
    for one in numbered[first:]:
        if one.path:
            own = _first_due(one.text, written)
            above[one.path] = own or _nearest(above, one.path)
            found.append(
                _found(one, written, addressed, above[one.path] or inherited, is_listed=is_list)
            )
        elif for_all and one is for_all[0]:
            continue
        elif _asks(one.text) and dues_in(one.text, written) and asking.is_to_be_sent(one.text):
            found.append(_found(one, written, addressed, None))
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


def _numbered(body: Sequence[str]) -> tuple[list[Numbered], list[Doubt]]:
    """Each paragraph with its number. A number out of its turn goes on with the text before it."""
    found: list[Numbered] = []
    doubts: list[Doubt] = []
    last: tuple[int, ...] = ()
    for paragraph in body:
        match = MARKER.match(arabic(paragraph))
        path = _path(match, last) if match else ()
        if match and path and _follows(path, last):
            if last and path[:-1] == last[: len(path) - 1] and len(path) <= len(last):
                expected = last[len(path) - 1] + 1
                if path[-1] != expected:
                    doubts.append(_gap(path, expected))
            found.append(Numbered(path, paragraph[match.end() :].strip()))
            last = path
        elif match and found and found[-1].path:
            found[-1] = Numbered(found[-1].path, f"{found[-1].text} {paragraph}")
        else:
            found.append(Numbered((), paragraph))
    return found, doubts


def _path(match: "re.Match[str]", last: tuple[int, ...]) -> tuple[int, ...]:
    if match["clause"]:
        return (int(match["clause"]),)
    if match["letter"]:
        # ก. ข. ค. below the number they follow.
        place = "กขคงจฉชซ".find(match["letter"]) + 1
        parent = last if place == 1 else last[:-1]
        return (*parent, place) if place and parent else ()
    parts = tuple(int(part) for part in match["number"].split("."))
    if len(parts) == 1 and match[0].lstrip().startswith("(") and last:
        # (๑) (๒) below ๑.
        parent = last if parts[0] == 1 else last[:-1]
        return (*parent, *parts) if parent else parts
    return parts


def _follows(path: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether `path` may come after `last`: the next, the first below, or a little further."""
    if not last:
        return path[-1] == 1
    if len(path) > len(last):
        return path[: len(last)] == last and path[len(last) :] == (1,) * (len(path) - len(last))
    same = last[: len(path)]
    return path[:-1] == same[:-1] and same[-1] <= path[-1] <= same[-1] + 3 and path != last


def _gap(path: tuple[int, ...], expected: int) -> Doubt:
    said = ".".join(map(str, path))
    return Doubt(
        "item_number_gap", f"ข้อ {said} ควรเป็นข้อ {'.'.join(map(str, (*path[:-1], expected)))}"
    )


def _due_for_all(
    numbered: Sequence[Numbered], first: int, written: date | None
) -> tuple[Numbered, Due] | None:
    """A day said for all items and where: before the first of them, or after the last."""
    places = [place for place, one in enumerate(numbered) if one.path]
    before = numbered[first - 1] if first else None
    if before and _INTRODUCES.search(before.text) and (due := _first_due(before.text, written)):
        return before, due
    for one in numbered[places[-1] + 1 :]:
        if re.search("ทั้งนี้|ข้างต้น|ดังกล่าว|ตามข้อ", one.text) and (due := _first_due(one.text, written)):
            return one, due
    return None


def _first_due(text: str, written: date | None) -> Due | None:
    return next(iter(dues_in(text, written)), None)


def _nearest(above: dict[tuple[int, ...], Due | None], path: tuple[int, ...]) -> Due | None:
    return next((above[path[:n]] for n in range(len(path) - 1, 0, -1) if above.get(path[:n])), None)


def _found(
    one: Numbered,
    written: date | None,
    addressed: tuple[str, ...],
    inherited: Due | None,
    *,
    is_listed: bool = False,
) -> Found:
    own = dues_in(one.text, written)
    quota = asking.quota_in(one.text)
    if quota is None and own and own[0].is_monthly:
        quota = Quota(1, "month")
    kind = asking.kind_of(one.text, has_due=bool(own), quota=quota)
    if inherited and not quota and (is_listed or len(one.path) > 1):
        kind = Kind.DELIVER
    due = own[0] if own else inherited if kind is Kind.DELIVER else None
    doubts = list(_doubts(one, kind, due, own, is_borrowed=bool(due and not own)))
    item = Item(
        no=one.no,
        text=one.text,
        kind=kind,
        levels=asking.levels_in(one.text) or addressed,
        due=due.day if due else None,
        quota=quota,
        evidence=asking.evidence_in(one.text) if kind is Kind.DELIVER else (),
    )
    return Found(item, tuple(doubts))


def _doubts(
    one: Numbered, kind: Kind, due: Due | None, own: Sequence[Due], *, is_borrowed: bool
) -> Iterator[Doubt]:
    place = f"ข้อ {one.no}" if one.no else "เรื่องที่ขอ"
    for each in own:
        yield from (Doubt(doubt.code, f"{place}: {doubt.text}", one.no) for doubt in each.doubts)
    if len({each.day for each in own if each.day}) > 1:
        said = " และ ".join(f"“{each.said}”" for each in own)
        yield Doubt("several_deadlines", f"{place} มีกำหนดมากกว่าหนึ่ง {said} ใช้กำหนดแรก", one.no)
    if is_borrowed and due:
        said = f"{place} ไม่มีกำหนดของตน ใช้ “{due.said}” ที่บอกไว้สำหรับทุกข้อ"
        yield Doubt("deadline_borrowed", said, one.no)
    if kind is Kind.DELIVER and due is None:
        yield Doubt("no_deadline", f"{place} ให้ส่งหรือรายงาน แต่ไม่บอกวันกำหนด", one.no)
