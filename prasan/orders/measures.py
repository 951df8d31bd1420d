"""How far areas have come with their orders, registers and experts: a few queries for a nation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import Length
from django.utils import timezone

from prasan.areas.models import within
from prasan.areas.progress import Progress, address
from prasan.centres.database import last_reviews
from prasan.committees.models import Kind
from prasan.orders.experts import Crossing, crossings
from prasan.orders.models import Appointment, AppointmentQuerySet, Order
from prasan.orders.rules import Standing, gaps, order_standing
from prasan.thai.calendar import FiscalYear, format_short


@dataclass(frozen=True)
class Ruling:
    """The order that rules in an area on a day, and how it stands."""

    order: Order
    standing: Standing

    @property
    def page(self) -> str:
        return address("orders:detail", self.order.pk)

    def lacking(self, note: str, link: str) -> Progress:
        return Progress(0, 1, None, note, link)

    def met(self, note: str, proofs: tuple[int, ...] = ()) -> Progress:
        return Progress(1, 1, self.order.signed, note, self.page, proofs)


def district_order_copies(
    *, codes: Sequence[str], period: FiscalYear, day: date
) -> dict[str, Progress]:
    """For each district: a คอช.อ. order in force, within its term, with its signed copy. One query.

    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 1.
    """
    return _copies(codes, Kind.DISTRICT, day)


def tambon_order_copies(
    *, codes: Sequence[str], period: FiscalYear, day: date
) -> dict[str, Progress]:
    """For each tambon: a คอช.ต. order in force, within its term, with its signed copy. One query.

    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 1.
    """
    return _copies(codes, Kind.TAMBON, day)


def integrated_order_copies(
    *, codes: Sequence[str], period: FiscalYear, day: date
) -> dict[str, Progress]:
    """For each tambon: a ก.บ.ต. order in force with its signed copy. One query.

    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 4.
    """
    return _copies(codes, Kind.INTEGRATED, day)


def registers(*, codes: Sequence[str], period: FiscalYear, day: date) -> dict[str, Progress]:
    """For each district and tambon: its คอช. order is current and every line complete. Three.

    A line is complete with whom the member represents and a telephone number. When the database
    of the centre was last reviewed is told with it and decides nothing: the letter sets no day.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 1.
    """
    rulings = _rulings(codes, (Kind.DISTRICT, Kind.TAMBON), day)
    seats = _seats(codes, day, ~Q(order__committee__kind=Kind.INTEGRATED))
    lacks = {
        row["order"]: (row["people"], row["origins"], row["phones"])
        for row in seats.annotate(sealed=Length("person__phone"))
        .values("order")
        .annotate(
            people=Count("pk"),
            origins=Count("pk", filter=Q(represents="")),
            phones=Count("pk", filter=Q(sealed=0)),
        )
        .order_by("order")
    }
    reviewed = last_reviews(codes, day)
    return {
        code: _register(found, reviewed.get(code), *lacks.get(found.order.pk, (0, 0, 0)))
        for code, found in rulings.items()
    }


def experts(*, codes: Sequence[str], period: FiscalYear, day: date) -> dict[str, Progress]:
    """For each tambon: its ก.บ.ต. order is current and its experts need no review. Six queries.

    They need one when an expert does not sit on the คอช.ต., or its order is newer, until a new
    order or a review settles it. An expert sits as long as the seat lasts, also after the term.
    Source: Lampang letter 0019.3/ว 2598 (5 Nov 2567), item 4.
    """
    return {code: _experts(found, day) for code, found in crossings(codes, day).items()}


def _copies(codes: Sequence[str], kind: Kind, day: date) -> dict[str, Progress]:
    rulings = _rulings(codes, (kind,), day, with_copy=True)
    return {code: _copy(found, day) for code, found in rulings.items()}


def _copy(ruling: Ruling, day: date) -> Progress:
    if not ruling.standing.is_current:
        return ruling.lacking(ruling.standing.label, _place(ruling.order))
    copy = ruling.order.copy
    if copy is None or timezone.localdate(copy.received_at) > day:
        return ruling.lacking("มีคำสั่งแล้ว ยังไม่แนบสำเนา", ruling.page)
    return ruling.met(f"คำสั่งที่ {ruling.order.label}", (copy.pk,))


def _register(
    ruling: Ruling, reviewed: date | None, people: int, origins: int, phones: int
) -> Progress:
    if not ruling.standing.is_current:
        return ruling.lacking(ruling.standing.label, _place(ruling.order))
    if not people:
        return ruling.lacking("ไม่มีกรรมการในทะเบียน", _place(ruling.order))
    if missing := gaps(represents=origins, phones=phones):
        return ruling.lacking(missing, _place(ruling.order))
    when = f" ทบทวนล่าสุด {format_short(reviewed)}" if reviewed else ""
    return ruling.met(f"ครบ {people} คน{when}")


def _experts(found: Crossing, day: date) -> Progress:
    ruling = Ruling(found.integrated, order_standing(found.integrated, day))
    people, members = len(found.experts), found.sitting
    if not ruling.standing.is_current:
        return ruling.lacking(ruling.standing.label, _place(ruling.order))
    if not people:
        return ruling.lacking("ยังไม่มีผู้ทรงคุณวุฒิ", ruling.page)
    note = f"ผู้ทรงคุณวุฒิ {members} จาก {people} คน เป็น คอช.ต."
    if not found.causes:
        return ruling.met(note if members == people else "ทบทวนแล้ว ไม่เปลี่ยน")
    if members < people:
        return ruling.lacking(note, _place(ruling.order))
    return ruling.lacking(found.causes[0].text, _place(ruling.order))


def _rulings(
    codes: Sequence[str], kinds: Iterable[Kind], day: date, *, with_copy: bool = False
) -> dict[str, Ruling]:
    """The ruling order of each area by its code, with its copy if asked; one query.

    Of each committee the newest begun order is kept, revoked or not: `orders.rules.ruling`.
    """
    orders = (
        Order.objects.seating()
        .filter(within(codes, field="committee__area"), starts__lte=day)
        .filter(committee__kind__in=kinds)
        .select_related("committee", *(["copy"] if with_copy else []))
        .order_by("starts", "pk")
    )
    newest = {order.committee.area_id: order for order in orders}
    return {code: Ruling(order, order_standing(order, day)) for code, order in newest.items()}


def _seats(codes: Sequence[str], day: date, which: Q) -> AppointmentQuerySet:
    return Appointment.objects.filter(within(codes, field="order__committee__area"), which).held_on(
        day
    )


def _place(order: Order) -> str:
    """The page where what is missing is entered."""
    return address("committees:detail", order.committee.kind, order.committee.area_id)
