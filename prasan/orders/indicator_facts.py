"""For indicators: how the tambon's committees stand by their orders and registers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from prasan.areas.facts import Basis, Fact, Reading, Readings, Source
from prasan.areas.models import Area, Level, within
from prasan.areas.progress import address
from prasan.centres.models import Review
from prasan.committees.models import Kind
from prasan.committees.rulebooks import Rulebooks
from prasan.committees.rules import Wants, span
from prasan.orders.models import Appointment, ExpertsReview, Order, Seat
from prasan.orders.rules import order_standing
from prasan.thai.calendar import FiscalYear, format_short
from prasan.thai.digits import arabic

NO_ORDER = _("ยังไม่มีคำสั่งแต่งตั้ง")
NEEDED = (Seat.CHAIR, Seat.SECRETARY)
OFFICES = (Seat.CHAIR, Seat.VICE_CHAIR, Seat.TREASURER, Seat.SECRETARY)
VILLAGE_WORD = "หมู่"

ORDER = Fact("tambon_order", _("คำสั่ง คอช.ต. เป็นปัจจุบัน (0 ถึง 2)"), _("ขั้น"), NO_ORDER)
INTEGRATED = Fact("integrated_order", _("คำสั่ง ก.บ.ต. เป็นปัจจุบัน (0 ถึง 2)"), _("ขั้น"), NO_ORDER)
SIZE = Fact("committee_size", _("จำนวนกรรมการอยู่ในเกณฑ์ (0 ถึง 2)"), _("ขั้น"), NO_ORDER)
POSTS = Fact("offices_filled", _("ตำแหน่งสำคัญมีผู้ดำรง (0 ถึง 2)"), _("ขั้น"), NO_ORDER)
REGISTER = Fact("register_complete", _("ทะเบียนกรอกครบ"), "%", NO_ORDER, is_percent=True)
VILLAGES = Fact("villages_on_committee", _("หมู่บ้านที่มีกรรมการ"), "%", NO_ORDER, is_percent=True)
EXPERTS = Fact("experts_on_committee", _("ผู้ทรงคุณวุฒิที่เป็น คอช.ต."), "%", NO_ORDER, is_percent=True)


@dataclass(frozen=True)
class Sitting:
    """One seat filled on the day, as far as indicators look at it."""

    order: int
    seat: str
    represents: str
    has_phone: bool
    is_on_tambon: bool


@dataclass(frozen=True)
class Known:
    """The order that rules a committee, who sits on it, and what its rulebook wants."""

    order: Order
    sitting: Sequence[Sitting]
    wants: Wants
    # The last day in the year on which it was looked at and left as it is.
    reviewed: date | None

    @property
    def basis(self) -> Basis:
        return Basis(f"คำสั่งที่ {self.order.label}", address("orders:detail", self.order.pk))

    @property
    def review(self) -> tuple[Basis, ...]:
        """The page the review of a centre is on; that of experts is on the order's own."""
        if self.order.committee.kind == Kind.INTEGRATED or self.reviewed is None:
            return ()
        link = address("centres:database", self.order.committee.area_id)
        return (Basis(f"การทบทวน {format_short(self.reviewed)}", link),)

    @property
    def register(self) -> Basis:
        kind, code = self.order.committee.kind, self.order.committee.area_id
        return Basis("ทะเบียนกรรมการ", address("committees:detail", kind, code))

    def has(self, seat: str) -> bool:
        return any(each.seat == seat for each in self.sitting)


def read(*, codes: Sequence[str], period: FiscalYear, day: date) -> Readings:
    """By tambon, what its คอช.ต. and ก.บ.ต. come to on `day`; eight queries."""
    known = _known(codes, period, day)
    villages = _villages(codes, day)
    found: dict[str, dict[str, Reading]] = defaultdict(dict)
    for (kind, code), one in known.items():
        if kind == Kind.INTEGRATED:
            found[code][INTEGRATED.key] = _current(one, period, day)
            found[code][EXPERTS.key] = _experts(one)
        else:
            found[code] |= {
                ORDER.key: _current(one, period, day),
                SIZE.key: _size(one),
                POSTS.key: _posts(one),
                REGISTER.key: _register(one),
                VILLAGES.key: _represented(one, villages.get(code, 0)),
            }
    return found


SOURCES = [Source((ORDER, INTEGRATED, SIZE, POSTS, REGISTER, VILLAGES, EXPERTS), read)]


def _known(codes: Sequence[str], period: FiscalYear, day: date) -> dict[tuple[str, str], Known]:
    kinds = (Kind.TAMBON, Kind.INTEGRATED)
    orders = (
        Order.objects.seating()
        .filter(within(codes, field="committee__area"), starts__lte=day)
        .filter(committee__kind__in=kinds)
        .select_related("committee")
        .order_by("starts", "pk")
    )
    # Of each committee the newest begun order rules: orders.rules.ruling.
    newest = {(one.committee.kind, one.committee.area_id): one for one in orders}
    sitting = _sitting(codes, day)
    books = Rulebooks(*kinds)
    reviewed = _reviewed(codes, period, day)
    return {
        (kind, code): Known(
            one, sitting[kind, code], books.wants(kind, day, code), reviewed.get(_key(one))
        )
        for (kind, code), one in newest.items()
    }


def _key(order: Order) -> str | int:
    """What its review names: the centre's area, or the order of a ก.บ.ต. itself."""
    committee = order.committee
    return order.pk if committee.kind == Kind.INTEGRATED else committee.area_id


def _reviewed(codes: Sequence[str], period: FiscalYear, day: date) -> dict[str | int, date]:
    """The last review in the year, by the area of a centre and by the order of a ก.บ.ต.

    The yearly review of a centre looks at its order, that of the experts at the ก.บ.ต.'s.
    """
    last = min(day, period.last)
    found: dict[str | int, date] = {}
    centres = Review.objects.filter(
        within(codes, field="centre__area"), held__gte=period.first, held__lte=last
    )
    for area, held in centres.order_by("held").values_list("centre__area", "held"):
        found[area] = held
    experts = ExpertsReview.objects.filter(
        within(codes, field="integrated_order__committee__area"),
        day__gte=period.first,
        day__lte=last,
    )
    for order, held in experts.order_by("day").values_list("integrated_order", "day"):
        found[order] = held
    return found


def _sitting(codes: Sequence[str], day: date) -> dict[tuple[str, str], list[Sitting]]:
    on_tambon = Appointment.objects.held_on(day).filter(
        order__committee__kind=Kind.TAMBON,
        order__committee__area=OuterRef("order__committee__area"),
        person=OuterRef("person"),
    )
    seats = Appointment.objects.filter(
        within(codes, field="order__committee__area"),
        order__committee__kind__in=(Kind.TAMBON, Kind.INTEGRATED),
    ).held_on(day)
    # In no order: sorting by the order's own lines would begin at all the seats there are.
    seats = seats.order_by()
    expert = Q(order__committee__kind=Kind.INTEGRATED, seat=Seat.EXPERT)
    columns = ("order__committee__kind", "order__committee__area", "order", "seat", "represents")
    rows = seats.annotate(sealed=Length("person__phone"))
    found: dict[tuple[str, str], list[Sitting]] = defaultdict(list)
    for kind, code, order, seat, represents, sealed in rows.values_list(*columns, "sealed"):
        found[kind, code].append(Sitting(order, seat, represents, bool(sealed), False))
    # Asked of the experts alone: of every seat it takes a nation minutes.
    members = seats.filter(expert, Exists(on_tambon)).values_list("order__committee__area", "order")
    for code, order in members:
        mine = found[Kind.INTEGRATED, code]
        place = next(
            at
            for at, one in enumerate(mine)
            if one.order == order and one.seat == Seat.EXPERT and not one.is_on_tambon
        )
        mine[place] = Sitting(order, Seat.EXPERT, "", mine[place].has_phone, True)
    return found


def _villages(codes: Sequence[str], day: date) -> dict[str, int]:
    """How many villages each tambon has, where they are in the register of areas."""
    rows = Area.objects.within(codes).on(day).filter(level=Level.VILLAGE)
    counted: dict[str, int] = defaultdict(int)
    for parent in rows.values_list("parent", flat=True):
        if parent:
            counted[parent] += 1
    return counted


def _current(one: Known, period: FiscalYear, day: date) -> Reading:
    """2 with an order made, renewed or reviewed in the fiscal year, 1 with one in force, 0 without.

    A review that left it as it is counts like a new order.
    """
    standing = order_standing(one.order, day)
    if not standing.is_current:
        return Reading(0, standing.label, (one.basis,))
    signed = format_short(one.order.signed)
    if period.first <= one.order.signed <= period.last:
        return Reading(2, f"มีผล ลงวันที่ {signed} ในปีงบประมาณ {period}", (one.basis,))
    if one.reviewed:
        words = f"มีผล ลงวันที่ {signed} ทบทวน {format_short(one.reviewed)} แล้วไม่เปลี่ยน"
        return Reading(2, words, (one.basis, *one.review))
    return Reading(1, f"มีผล ลงวันที่ {signed} ยังไม่ทบทวนในปีงบประมาณ {period}", (one.basis,))


def _size(one: Known) -> Reading:
    """2 within the rulebook's numbers, 0 outside; nothing where nobody knows the numbers."""
    line, people = one.wants.members, len(one.sitting)
    if not line.is_known:
        return Reading(None, "ยังไม่มีเกณฑ์จำนวนกรรมการ จึงคิดให้ไม่ได้", (one.register,))
    fits = (line.low or 0) <= people <= (line.high or people)
    words = f"{people} คน เกณฑ์ {span(line.low, line.high)}{line.doubt}"
    return Reading(2 if fits else 0, words, (one.register,))


def _posts(one: Known) -> Reading:
    """2 with every office filled, 1 with chair and secretary, 0 without either of them."""
    vacant = [seat for seat in _offices(one.wants) if not one.has(seat)]
    if not vacant:
        return Reading(2, "ทุกตำแหน่งสำคัญมีผู้ดำรง", (one.register,))
    named = " ".join(Seat(seat).label for seat in vacant)
    is_led = not set(vacant) & set(NEEDED)
    return Reading(int(is_led), f"ยังว่าง {named}", (one.register,))


def _offices(wants: Wants) -> Iterable[Seat]:
    """What the rulebook wants filled; where it is silent, the usual four."""
    wanted = [Seat(line.seat) for line in wants.seats if line.low and line.seat in OFFICES]
    return wanted or OFFICES


def _register(one: Known) -> Reading:
    """How much of what a register line needs is there: origin and telephone of each member."""
    needed = 2 * len(one.sitting)
    if not needed:
        return Reading(0, "ไม่มีกรรมการในทะเบียน", (one.register,))
    given = sum(bool(each.represents) + each.has_phone for each in one.sitting)
    return Reading(given * 100 // needed, f"กรอกแล้ว {given} จาก {needed} ช่อง", (one.register,))


def _experts(one: Known) -> Reading:
    experts = [each for each in one.sitting if each.seat == Seat.EXPERT]
    if not experts:
        return Reading(0, "ก.บ.ต. ยังไม่มีผู้ทรงคุณวุฒิ", (one.basis,))
    members = sum(each.is_on_tambon for each in experts)
    words = f"เป็น คอช.ต. {members} จาก {len(experts)} คน"
    return Reading(members * 100 // len(experts), words, (one.basis,))


def _represented(one: Known, villages: int) -> Reading:
    named = {number for each in one.sitting if (number := _village(each.represents))}
    if not villages:
        words = f"มีกรรมการจาก {len(named)} หมู่ แต่ยังไม่มีทะเบียนหมู่บ้าน จึงคิดสัดส่วนไม่ได้"
        return Reading(None, words, (one.register,))
    share = min(100, len(named) * 100 // villages)
    words = f"มีกรรมการจาก {len(named)} จาก {villages} หมู่"
    return Reading(share, words, (one.register,))


def _village(represents: str) -> str:
    """The number of the village a member comes from: หมู่ 5, ม.5, หมู่ที่ ๕; "" when none is told."""
    words = arabic(represents).replace("ม.", f"{VILLAGE_WORD} ")
    if VILLAGE_WORD not in words:
        return ""
    after = words.split(VILLAGE_WORD, 1)[1].removeprefix("ที่").strip()
    digits = after.split(" ", 1)[0] if after else ""
    return digits if digits.isdecimal() else ""
