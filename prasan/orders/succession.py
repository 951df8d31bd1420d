"""How one order follows another: who may sign, which number comes next, which seats clash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.orders.composition import CHAIR, SECRETARY, Member, Problem, Running
from prasan.thai.calendar import format_short

_ONCE = {CHAIR: "ประธานกรรมการ", SECRETARY: "เลขานุการ"}


@dataclass(frozen=True)
class SeatChange:
    """One line of an amendment: the key of the seat that ends, who joins, or both for another."""

    ending: int | None = None
    member: Member | None = None


@dataclass(frozen=True)
class Sitting:
    """A seat as time sees it: which office, whose, from when until before when."""

    seat: str
    who: str
    name: str
    starts: date
    ends: date | None = None

    def on(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or self.ends > day)


@dataclass(frozen=True)
class Clash:
    """The first day on which what exists once is held twice."""

    day: date
    what: str


def first_clash(sittings: Iterable[Sitting]) -> Clash | None:
    """The first day on which an office that exists once, or a person, has two seats; None if none.

    Source: how an order is written: one chair, one secretary, one seat a person (ours).
    """
    sittings = list(sittings)
    for day in sorted({one.starts for one in sittings}):
        held = [one for one in sittings if one.on(day)]
        for seat, name in _ONCE.items():
            holders = [one.name for one in held if one.seat == seat]
            if len(holders) > 1:
                return Clash(day, f"มี{name} {len(holders)} คน คือ {' และ '.join(holders)}")
        for one in held:
            if sum(other.who == one.who for other in held) > 1:
                return Clash(day, f"{one.name} นั่งสองตำแหน่ง")
    return None


def may_sign(posts: Sequence[str], appointer: str) -> bool:
    """Whether one of `posts`, own or the one signed for, is that of who appoints.

    Everyone may where the rulebook does not say who appoints. Source: the rulebook's line on who
    appoints; acting and signing for another stand below the name, as orders are written.
    """
    if not appointer:
        return True
    return any(post.startswith(appointer) or f"แทน{appointer}" in _bare(post) for post in posts)


def _bare(text: str) -> str:
    return text.replace(" ", "")


def next_number(last: int, typed: int | None) -> int:
    """The number an order takes where the office lets Prasan number: no gap, none taken back.

    A number typed from an earlier paper stays; one further ahead than the next raises ValueError
    with a Thai sentence. Source: ours, after the register of numbers of an office.
    """
    if typed is None:
        return last + 1
    if typed > last + 1:
        raise ValueError(
            f"สำนักงานนี้ให้ประสานออกเลข เลขถัดไปคือ {last + 1} ใช้เลข {typed} จะเว้นเลขว่าง "
            "ถ้าออกเลขนอกระบบไปแล้ว ตั้งเลขล่าสุดก่อน"
        )
    return typed


def begins_before(starts: date, newest: Running | None) -> list[Problem]:
    """What keeps a new order from beginning on `starts`: that the one it replaces began no earlier.

    Source: ours; an older order is entered from its paper, not signed anew.
    """
    if newest is None or newest.starts < starts:
        return []
    why = (
        f"คำสั่งที่ {newest.label} ของคณะนี้มีผลตั้งแต่ {format_short(newest.starts)} แล้ว "
        "ใส่วันมีผลหลังวันนั้น หรือลงทะเบียนเป็นคำสั่งเก่า"
    )
    return [Problem(f"วันมีผล {format_short(starts)} ซ้อนกับคำสั่งที่ {newest.label}", why)]
