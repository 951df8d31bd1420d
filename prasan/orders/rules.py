"""Orders in time. What must be true of the people an order names: see `composition`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from prasan.orders.composition import CHAIR as CHAIR
from prasan.orders.composition import EXPERT as EXPERT
from prasan.orders.composition import SECRETARY as SECRETARY
from prasan.orders.composition import Member as Member
from prasan.orders.composition import Problem as Problem
from prasan.orders.composition import composition as composition
from prasan.thai.calendar import ERA, format_short
from prasan.thai.digits import arabic

ENDING_DAYS = 90


class Timed(Protocol):
    """An order as time sees it."""

    @property
    def pk(self) -> int: ...
    @property
    def starts(self) -> date: ...
    @property
    def expires(self) -> date | None: ...
    @property
    def revoked(self) -> date | None: ...


T = TypeVar("T", bound=Timed)


class Stage(StrEnum):
    """Where an order stands: the sign and colour each is shown with follow in `Standing`."""

    NONE = "none"
    COMING = "coming"
    IN_FORCE = "in_force"
    ENDING = "ending"
    OVER = "over"
    REPLACED = "replaced"
    REVOKED = "revoked"


_SHOWN = {
    Stage.NONE: ("late", "late"),
    Stage.COMING: ("wait", "wait"),
    Stage.IN_FORCE: ("met", "met"),
    Stage.ENDING: ("part", "soon"),
    Stage.OVER: ("late", "late"),
    Stage.REPLACED: ("wait", "none"),
    Stage.REVOKED: ("late", "late"),
}


@dataclass(frozen=True)
class Standing:
    """An order on a day: `days` left while it ends soon, days over after its term."""

    stage: Stage
    label: str
    days: int = 0

    @property
    def is_current(self) -> bool:
        """In force and within its term."""
        return self.stage in (Stage.IN_FORCE, Stage.ENDING)

    @property
    def css(self) -> str:
        return _SHOWN[self.stage][0]

    @property
    def sign(self) -> str:
        return _SHOWN[self.stage][1]


def ruling(orders: Iterable[T], day: date) -> T | None:
    """The order that rules on `day`: of those begun by then, the newest, were it revoked or not.

    A revoked order rules still, so that the one before it does not come back to life.
    Source: ours; the regulation's clause was not read.
    """
    begun = [order for order in orders if order.starts <= day]
    return max(begun, key=lambda order: (order.starts, order.pk), default=None)


def standing(orders: Iterable[T], day: date) -> Standing:
    """How a committee with `orders` stands on `day`."""
    orders = list(orders)
    rules = ruling(orders, day)
    if rules:
        return order_standing(rules, day)
    if orders:
        first = min(order.starts for order in orders)
        return Standing(Stage.COMING, f"จะมีผล {format_short(first)}")
    return Standing(Stage.NONE, "ยังไม่มีคำสั่ง")


def standing_among(order: T, orders: Iterable[T], day: date) -> Standing:
    """How one order of a committee stands on `day`, which a newer one may have replaced."""
    alone = order_standing(order, day)
    rules = ruling(orders, day)
    if rules is None or rules.pk == order.pk or alone.stage in (Stage.COMING, Stage.REVOKED):
        return alone
    return Standing(Stage.REPLACED, "มีคำสั่งใหม่แทนแล้ว")


def order_standing(order: Timed, day: date) -> Standing:
    """How one order stands on `day`, as if no other had followed.

    After its term the members carry on, but it is no longer current. The day after the last of
    the term is the first day over.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 1, wants orders kept current; the 90
    days of warning are ours.
    """
    if order.revoked and order.revoked <= day:
        return Standing(Stage.REVOKED, f"ยกเลิก {format_short(order.revoked)}")
    if order.starts > day:
        return Standing(Stage.COMING, f"จะมีผล {format_short(order.starts)}")
    if order.expires is None:
        return Standing(Stage.IN_FORCE, "มีผล")
    left = (order.expires - day).days - 1
    if left < 0:
        return Standing(Stage.OVER, f"ครบวาระ {-left} วัน", -left)
    if left > ENDING_DAYS:
        return Standing(Stage.IN_FORCE, "มีผล", left)
    return Standing(Stage.ENDING, f"อีก {left} วันครบวาระ" if left else "ครบวาระวันนี้", left)


def term_end(starts: date, years: int) -> date:
    """The first day after a term of `years`; a term from 29 February ends with a February."""
    try:
        return starts.replace(year=starts.year + years)
    except ValueError:
        return date(starts.year + years, 3, 1)


def last_day(expires: date | None) -> date | None:
    """The last day of a term, as orders write it."""
    return expires - timedelta(days=1) if expires else None


def read_number(text: str) -> tuple[int, int]:
    """Number and Buddhist year of an order cited as 312/2563, in either digits.

    Raises ValueError with a Thai sentence.
    """
    number, slash, year = arabic(text).replace(" ", "").removeprefix("ที่").partition("/")
    if not (slash and number.isdecimal() and year.isdecimal()):
        raise ValueError(f"อ่านเลขที่คำสั่ง “{text.strip()}” ไม่ได้ พิมพ์แบบ 312/2567")
    if not 0 < int(number) < 100_000:
        raise ValueError(f"เลขที่คำสั่ง {number} ต้องอยู่ระหว่าง 1 ถึง 99999")
    if 1900 <= int(year) < 2200:
        raise ValueError(f"ปี {year} เป็นปี ค.ศ. พิมพ์ปี พ.ศ. เช่น {number}/{int(year) + ERA}")
    if not 2500 <= int(year) <= 2699:
        raise ValueError(f"ปี {year} ไม่น่าใช่ปี พ.ศ. ของคำสั่ง พิมพ์แบบ 312/2567")
    return int(number), int(year)


def gaps(*, represents: int, phones: int) -> str:
    """What a register lacks, in a few words: ขาดที่มา 1 คน โทรศัพท์ 2 คน; "" when complete."""
    lacks = (("ที่มา", represents), ("โทรศัพท์", phones))
    said = [f"{what} {count} คน" for what, count in lacks if count]
    return f"ขาด{' '.join(said)}" if said else ""
