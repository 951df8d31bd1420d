"""Putting right what was copied wrongly from a signed order, always with a reason.

The paper is as it was signed; only the register of it changes. Days move with the seats that hang
on them, and nothing is corrected into a day on which one seat has two holders.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Replace

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.committees.models import Seat
from prasan.orders.actions.checks import sitting_of
from prasan.orders.actions.refusals import NumberTaken, Refused
from prasan.orders.actions.seating import end_seats, locked, next_order, people_of
from prasan.orders.composition import Member, Problem
from prasan.orders.models import Appointment, AppointmentQuerySet, Correction, Order
from prasan.orders.succession import first_clash
from prasan.thai.calendar import buddhist_year, format_short

_TOLD = {
    "number": "เลขที่คำสั่ง", "signed": "ลงวันที่", "starts": "มีผลตั้งแต่วันที่", "expires": "ครบวาระ",
    "signatory": "ผู้ลงนาม", "signatory_post": "ตำแหน่งผู้ลงนาม",
}  # fmt: skip


@transaction.atomic
def correct_order(
    *,
    by: User,
    order: Order,
    because: str,
    at: datetime,
    number: int,
    signed: date,
    starts: date,
    expires: date | None,
    signatory: str,
    signatory_post: str = "",
) -> list[Correction]:
    """Put right the number, the days or the signatory of `order`; nothing changed does nothing.

    Seats that began or ended with the order move with its day. Raises NumberTaken, or Refused
    when the new days do not fit the orders before and after it.
    """
    order = locked(order)
    Area.objects.select_for_update().get(pk=order.issuer_id)
    new = {
        "number": number, "signed": signed, "starts": starts,
        "expires": None if order.is_amendment else expires,
        "signatory": signatory, "signatory_post": signatory_post,
    }  # fmt: skip
    before = {name: getattr(order, name) for name in new}
    if new == before:
        return []
    old_label, old_starts = order.label, order.starts
    for name, value in new.items():
        setattr(order, name, value)
    order.year = buddhist_year(signed)
    _must_hold(order, old_starts)
    order.save(update_fields=[*new, "year"])
    if old_starts != starts:
        _move(order, old_starts)
    if old_label != order.label:
        _rename(order, old_label)
    _must_not_clash(order)
    changed = [name for name in new if new[name] != before[name]]
    return _corrected(
        by, order, at, because, [(_TOLD[name], before[name], new[name]) for name in changed]
    )


@transaction.atomic
def correct_seat(
    *,
    by: User,
    appointment: Appointment,
    because: str,
    at: datetime,
    seat: str | None = None,
    member: Member | None = None,
) -> list[Correction]:
    """Put right which office a line of a signed order carries, or whose it is.

    `member` is who stands on the paper where another person was entered; a name that is only
    misspelt is corrected with the person. Raises Refused when it would seat someone twice.
    """
    seats = Appointment.objects.select_for_update(of=("self",))
    line = seats.select_related("person", "order").get(pk=appointment.pk)
    order = locked(line.amendment or line.order)
    facts: list[tuple[str, object, object]] = []
    if seat and seat != line.seat:
        facts.append((f"ตำแหน่งแถว {line.line}", line.get_seat_display(), Seat(seat).label))
        line.seat = seat
    if member:
        (person,) = people_of(by, order, [member])
        if person.pk != line.person_id:
            facts.append((f"ผู้ดำรงตำแหน่งแถว {line.line}", line.person.name, person.name))
            line.person = person
    if not facts:
        return []
    _must_not_clash(order, instead=line)
    line.save(update_fields=["seat", "person"])
    return _corrected(by, order, at, because, facts)


def _must_hold(order: Order, old_starts: date) -> None:
    """Raise unless the corrected facts fit each other, and the orders around."""
    taken = Order.objects.filter(issuer=order.issuer_id, year=order.year, number=order.number)
    holder = taken.select_related("committee__area", "issuer").exclude(pk=order.pk).first()
    if holder:
        raise NumberTaken(holder)
    starts, said = order.starts, format_short(order.starts)
    if starts < order.signed:
        why = f"วันลงนาม {format_short(order.signed)} แก้วันใดวันหนึ่ง"
        raise Refused([Problem(f"วันมีผล {said} อยู่ก่อนวันลงนาม", why)])
    if order.expires and order.expires <= starts:
        raise Refused([Problem(f"วันมีผล {said} อยู่หลังวันครบวาระ", "แก้วันใดวันหนึ่ง")])
    if starts == old_starts:
        return
    low, high = _between(order, old_starts)
    if low and starts <= low[1]:
        why = f"{low[0]} มีผล {format_short(low[1])} วันมีผลต้องอยู่หลังวันนั้น"
        raise Refused([Problem(f"วันมีผล {said} ผิดลำดับคำสั่ง", why)])
    if high and starts >= high[1]:
        why = f"{high[0]} {format_short(high[1])} วันมีผลต้องอยู่ก่อนวันนั้น"
        raise Refused([Problem(f"วันมีผล {said} ผิดลำดับคำสั่ง", why)])


def _between(order: Order, old: date) -> tuple[tuple[str, date] | None, tuple[str, date] | None]:
    """What the day must stay after and before: the orders around it, and ends that are known."""
    base = order.follows if order.is_amendment and order.follows else order
    others = Order.objects.seating().filter(committee=base.committee_id).exclude(pk=order.pk)
    before = others.filter(starts__lt=old).order_by("starts").last()
    low = (f"คำสั่งที่ {before.label}", before.starts) if before else None
    if order.is_amendment:
        low = (f"คำสั่งที่ {base.label}", base.starts)
    later = others.filter(starts__gt=old).order_by("starts").first()
    bounds = [(f"คำสั่งที่ {later.label} มีผล", later.starts)] if later else []
    if order.revoked:
        bounds.append(("คำสั่งนี้ยกเลิกตั้งแต่", order.revoked))
    if not order.is_amendment:
        changed = order.followed_by.filter(purpose="amend").order_by("starts").first()
        if changed:
            bounds.append((f"คำสั่งแก้ไขที่ {changed.label} มีผล", changed.starts))
    left = _own(order, old).filter(ended_by=None, ends__gt=old).order_by("ends").first()
    if left and left.ends:
        bounds.append((f"{left.person} พ้นตำแหน่งเมื่อ", left.ends))
    return low, min(bounds, key=lambda one: one[1], default=None)


def _own(order: Order, day: date) -> AppointmentQuerySet:
    """The seats that began with the order."""
    if order.is_amendment:
        return order.seats_added.select_related("person")
    return order.appointments.filter(amendment=None).select_related("person")


def _move(order: Order, old: date) -> None:
    """Move what began and what ended with the order from its `old` day to its new one."""
    new = order.starts
    own = _own(order, old)
    own.filter(ends=F("starts")).update(starts=new, ends=new)
    own.filter(starts=old).update(starts=new)
    ended = order.seats_ended.exclude(order=order) if not order.is_amendment else order.seats_ended
    ended.filter(ends=old, starts__lte=new).update(ends=new)
    # Who was to begin after the old day, and never did, has begun if the new day is later.
    ended.filter(ends=F("starts"), starts__gt=old, starts__lt=new).update(ends=new)
    if new < old and not order.is_amendment:
        others = Order.objects.seating().filter(committee=order.committee_id, starts__lte=new)
        before = Appointment.objects.filter(order__in=others.exclude(pk=order.pk))
        end_seats(before, new, f"แทนด้วยคำสั่งที่ {order.label}", by=order)
    if later := next_order(order):
        end_seats(own, later.starts, f"แทนด้วยคำสั่งที่ {later.label}", by=later)


def _rename(order: Order, old: str) -> None:
    """The order under its new number, where seats say that it ended them."""
    order.seats_ended.update(
        ended_because=Replace(F("ended_because"), Value(old), Value(order.label))
    )


def _must_not_clash(order: Order, instead: Appointment | None = None) -> None:
    """Raise Refused when some day would have two holders of what exists once."""
    seats = Appointment.objects.filter(order__committee=order.committee_id)
    found = [
        instead if instead and seat.pk == instead.pk else seat
        for seat in seats.select_related("person")
    ]
    clash = first_clash(sitting_of(seat, ends=seat.ends) for seat in found)
    if clash:
        text = f"ตั้งแต่ {format_short(clash.day)} จะ{clash.what}"
        raise Refused([Problem(text, "ตรวจวันและตำแหน่งของกรรมการเหล่านี้ก่อน")])


def _corrected(
    by: User,
    order: Order,
    at: datetime,
    because: str,
    facts: list[tuple[str, object, object]],
) -> list[Correction]:
    """The corrections kept with the order, and one event."""
    kept = Correction.objects.bulk_create(
        Correction(
            order=order, what=what, before=_said(before), after=_said(after), because=because,
            at=at, by=by,
        )
        for what, before, after in facts
    )  # fmt: skip
    log.record(
        by=by.username,
        verb="order.corrected",
        target=order,
        area=order.committee.area_id,
        summary=f"แก้ทะเบียน{order} {order.committee} เพราะ{because}",
        changes={one.what: [one.before, one.after] for one in kept} | {"because": because},
    )
    return kept


def _said(value: object) -> str:
    if isinstance(value, date):
        return format_short(value)
    return "" if value is None else str(value)
