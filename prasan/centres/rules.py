"""Where a centre is expected, and what its database lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from prasan.thai.digits import arabic

Told = TypeVar("Told")


def holding(told: Iterable[tuple[date, Told]], day: date) -> Told | None:
    """Of what was told, pairs of a first day and anything, that which holds on `day`.

    The one with the latest first day up to `day`; of two with the same, the later told. None
    when nothing was told, or all of it begins after `day`.
    """
    begun = [pair for pair in told if pair[0] <= day]
    # Sorting keeps those of one day in the order in which they were told.
    return sorted(begun, key=lambda pair: pair[0])[-1][1] if begun else None


def is_expected(told: Iterable[tuple[date, bool]], day: date) -> bool:
    """Whether a centre is expected on `day`; where nothing was told, one is.

    Source: Ministry of Interior regulation on the centres B.E. 2551 (a centre in each district and
    tambon); that an office may name exceptions is ours.
    """
    return holding(told, day) is not False


# The kinds people put before a name, longest first.
_KINDS = ("อำเภอ", "ตำบล", "แขวง", "เขต", "อ.", "ต.")
# Tone marks and silencers, the first thing a finger leaves out or puts wrong.
_SLIPS = "็่้๊๋์ฺ"


def loose(name: str) -> str:
    """`name` as it is compared in a search: without its kind, spaces, tone marks and capitals.

    Sara am and sara ae typed as two characters are the same as one; Thai digits as Arabic ones.
    """
    plain = "".join(arabic(name).lower().split()).replace("เเ", "แ").replace("ํา", "ำ")
    for kind in _KINDS:
        # "เขต" alone is still a word to look for.
        if plain.startswith(kind) and plain != kind:
            plain = plain.removeprefix(kind)
            break
    return "".join(character for character in plain if character not in _SLIPS)


class Where(StrEnum):
    """The page on which something missing is entered."""

    CENTRE = "centre"
    ORGANISATIONS = "organisations"
    ACTIVITY = "activity"
    REVIEW = "review"


@dataclass(frozen=True)
class Known:
    """What the database of one centre holds on a day, as far as completeness looks at it."""

    founded: bool = False
    founded_by: bool = False
    place: bool = False
    contact: bool = False
    organisations: int = 0
    unsized: int = 0
    unfunded: int = 0
    leaderless: int = 0
    activities: int = 0
    unproved: int = 0
    reviewed: date | None = None


class Part(StrEnum):
    """One of the things the database of a centre is looked at for; its page says it in words."""

    FOUNDED = "founded"
    FOUNDED_BY = "founded_by"
    PLACE = "place"
    CONTACT = "contact"
    SIZE = "size"
    FUNDS = "funds"
    LEADER = "leader"
    ACTIVITY = "activity"
    REVIEW = "review"


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, in words, and where it is entered."""

    part: Part
    text: str
    where: Where


# So many things are looked at: what is missing of them is told one by one.
PARTS = len(Part)


def gaps(known: Known) -> list[Gap]:
    """What the database of a centre lacks, in the order in which its pages ask for it.

    Without any organisation their sizes, funds and leaders are missing too.
    Source: ours, after Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 1, which wants the database
    made and kept up to date and does not say what belongs in it.
    """
    return [gap for gap in _all(known) if gap]


def complete(known: Known) -> int:
    """How many of the PARTS are there.

    Source: ours; what counts is the list in `gaps`.
    """
    return PARTS - len(gaps(known))


def _all(known: Known) -> Iterator[Gap | None]:
    """Each of the PARTS: what is missing of it, or None."""
    yield _gap(known.founded, Part.FOUNDED, "ยังไม่มีวันก่อตั้ง", Where.CENTRE)
    yield _gap(known.founded_by, Part.FOUNDED_BY, "ยังไม่ระบุคำสั่งหรือมติที่ตั้ง", Where.CENTRE)
    yield _gap(known.place, Part.PLACE, "ยังไม่มีที่ตั้ง", Where.CENTRE)
    yield _gap(known.contact, Part.CONTACT, "ยังไม่มีผู้ประสานงานหรือโทรศัพท์", Where.CENTRE)
    yield _of_members(known, known.unsized, Part.SIZE, "จำนวนสมาชิก")
    yield _of_members(known, known.unfunded, Part.FUNDS, "เงินทุน")
    yield _of_members(known, known.leaderless, Part.LEADER, "ผู้นำ")
    yield _activity(known)
    is_reviewed = known.reviewed is not None
    yield _gap(is_reviewed, Part.REVIEW, "ยังไม่ทบทวนในปีงบประมาณนี้", Where.REVIEW)


def _gap(is_there: bool, part: Part, text: str, where: Where) -> Gap | None:
    return None if is_there else Gap(part, text, where)


def _of_members(known: Known, lacking: int, part: Part, what: str) -> Gap | None:
    if not known.organisations:
        return Gap(part, f"ยังไม่มีองค์การสมาชิก จึงไม่มี{what}", Where.ORGANISATIONS)
    if not lacking:
        return None
    return Gap(part, f"ขาด{what} {lacking} องค์การ", Where.ORGANISATIONS)


def _activity(known: Known) -> Gap | None:
    if not known.activities:
        return Gap(Part.ACTIVITY, "ยังไม่มีกิจกรรมในปีงบประมาณนี้", Where.ACTIVITY)
    if known.unproved == known.activities:
        return Gap(Part.ACTIVITY, "กิจกรรมในปีนี้ยังไม่มีหลักฐาน", Where.ACTIVITY)
    return None


def organisation_problems(
    *, since: date | None, funds_is_negative: bool, today: date
) -> Iterator[tuple[str, str]]:
    """Each field of an organisation that cannot be, with what to do.

    Source: ours.
    """
    if since and since > today:
        yield "since", "วันที่เข้าเป็นสมาชิกอยู่หลังวันนี้ ใส่วันที่เข้าแล้วจริง หรือเว้นว่าง"
    if funds_is_negative:
        yield "funds", "เงินทุนติดลบไม่ได้ ใส่จำนวนเงินทุนที่มี ถ้าเป็นหนี้ ใส่ 0"


def position_problem(latitude: object, longitude: object) -> str:
    """What is wrong with a position in Thailand; "" for a good one, or none.

    Source: ours; the nation lies between 5 and 21 degrees north, 97 and 106 east.
    """
    if latitude is None and longitude is None:
        return ""
    if latitude is None or longitude is None:
        return "ใส่ทั้งละติจูดและลองจิจูด หรือเว้นว่างทั้งสองช่อง"
    if not (5 <= float(str(latitude)) <= 21 and 97 <= float(str(longitude)) <= 106):
        return "ตำแหน่งนี้อยู่นอกประเทศไทย ละติจูดอยู่ระหว่าง 5 ถึง 21 ลองจิจูดระหว่าง 97 ถึง 106"
    return ""
