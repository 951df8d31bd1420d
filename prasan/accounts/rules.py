"""Who acts for whom on which days. Pure: plain values in, answers and Thai sentences out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prasan.areas.rules import DISTRICT_DIGITS, PROVINCE_DIGITS, holds
from prasan.thai.calendar import format_short

# Longer than this is no absence but a post to be given to another. Source: ours.
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Held:
    """A post as rights see it: the rights it carries over an area, and for whom it is held.

    `holder` is empty for a post of one's own, else the user name of the one who is away.
    """

    rights: frozenset[str]
    code: str
    holder: str = ""

    def carries(self, rights: Collection[str], code: str) -> bool:
        """Whether it carries one of `rights` over `code`; without an area, anywhere."""
        return bool(self.rights & set(rights)) and (not code or holds(self.code, code))


@dataclass(frozen=True)
class Span:
    """Days from `starts` until the day before `ends`, of `who`."""

    starts: date
    ends: date
    who: str = ""

    def meets(self, starts: date, ends: date) -> bool:
        """Whether a day from `starts` until before `ends` is among them; without a day, never."""
        return max(self.starts, starts) < min(self.ends, ends)

    @property
    def words(self) -> str:
        """The days as people say them, the last one included: 6 พ.ย. 2567 ถึง 8 พ.ย. 2567."""
        last = self.ends - timedelta(days=1)
        first = format_short(self.starts)
        return first if last <= self.starts else f"{first} ถึง {format_short(last)}"


def acted_for(posts: Iterable[Held], asked: Collection[str], code: str) -> str:
    """The user name of the one for whom something in the area `code` was done; "" for oneself.

    `asked` are the rights that were asked for on the way. What one's own posts allow one does
    oneself; only what none of them allows is done for another. Where nothing was asked, being
    able to see the area decides.
    Source: ours, see decision 0037.
    """
    own = [post for post in posts if not post.holder]
    lent = [post for post in posts if post.holder]
    for right in sorted(asked):
        if not any(post.carries((right,), code) for post in own):
            found = next((post.holder for post in lent if post.carries((right,), code)), "")
            if found:
                return found
    if asked or not code or any(holds(post.code, code) for post in own):
        return ""
    return next((post.holder for post in lent if holds(post.code, code)), "")


def office(code: str) -> str:
    """The office that works for the area `code`: a district's for its tambons.

    Source: usage: tambon officers sit in the district office.
    """
    return code[:DISTRICT_DIGITS] if len(code) >= DISTRICT_DIGITS else code


def is_colleague(code: str, own: Iterable[str]) -> bool:
    """Whether someone with posts in the areas `own` works in the office of the area `code`.

    Source: ours, see decision 0037.
    """
    return any(office(mine) == office(code) for mine in own)


def is_of_province(code: str, own: Iterable[str]) -> bool:
    """Whether one of the areas `own` lies in the province of `code`: further off nobody stands in.

    Source: ours, see decision 0037.
    """
    return any(mine[:PROVINCE_DIGITS] == code[:PROVINCE_DIGITS] for mine in own)


def days_problem(starts: date, last: date, *, today: date) -> str:
    """What is wrong with the days one is away, `last` included; nothing when they can be.

    Source: ours, see decision 0037.
    """
    if last < starts:
        return f"วันสุดท้าย {format_short(last)} อยู่ก่อนวันแรก {format_short(starts)} สลับกันหรือพิมพ์ปีผิด"
    if last < today:
        return f"ช่วงนี้ผ่านไปแล้ว วันนี้วันที่ {format_short(today)} ใส่วันที่ยังมาไม่ถึงหรือวันนี้"
    if last - starts >= LONGEST:
        return "ไม่อยู่เกินหนึ่งปี ให้ผู้ดูแลมอบหน้าที่นี้แก่ผู้อื่นแทนการตั้งผู้ทำแทน"
    return ""


def post_problem(
    post: str, *, starts: date, ends: date, held: tuple[date, date | None], away: Sequence[Span]
) -> str:
    """Why nobody can be away from `post` from `starts` until before `ends`; nothing when one can.

    `held` is when the post began and the first day without it; `away` are the days known already.
    Source: ours, see decision 0037.
    """
    began, over = held
    if starts < began:
        return f"{post} เริ่มวันที่ {format_short(began)} วันแรกที่ไม่อยู่ต้องไม่ก่อนวันนั้น"
    if over is not None and ends > over:
        last = format_short(over - timedelta(days=1))
        return f"{post} สิ้นสุดแล้วหลังวันที่ {last} ใส่วันสุดท้ายไม่เกินวันนั้น ผู้รับหน้าที่ต่อดูแลหลังจากนั้น"
    for other in away:
        if other.meets(starts, ends):
            by = f" โดยมี{other.who}ทำแทน" if other.who else ""
            return f"{post} บันทึกว่าไม่อยู่แล้ว {other.words}{by} ให้สิ้นสุดช่วงนั้นก่อน หรือเลือกวันที่ไม่ซ้อนกัน"
    return ""


def stand_in_problem(
    name: str,
    holder: str,
    *,
    starts: date,
    ends: date,
    away: Sequence[Span],
    stands_in: Sequence[Span],
) -> str:
    """Why `name` cannot stand in for `holder` on these days; nothing when they can.

    `away` are the days `name` is away; `stands_in` those on which `holder` stands in for others.
    Nobody is away and standing in on one day, so there is neither a chain nor a circle.
    Source: ours, see decision 0037.
    """
    for other in away:
        if other.meets(starts, ends):
            return f"{name}ไม่อยู่ {other.words} เลือกผู้อื่น หรือแบ่งเป็นสองช่วง"
    for other in stands_in:
        if other.meets(starts, ends):
            return (
                f"{holder}ทำแทน{other.who} {other.words} คืนหน้าที่นั้นก่อน แล้วจึงตั้งผู้ทำแทนของตน"
                " เพื่อไม่ให้แทนกันเป็นทอด"
            )
    return ""
