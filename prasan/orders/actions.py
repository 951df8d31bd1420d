"""Registering orders, and what becomes of the seats they grant. Nothing here deletes."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F, Q

from prasan.accounts.models import User
from prasan.areas.models import Area, Level
from prasan.audit import log
from prasan.committees.models import Committee
from prasan.evidence.models import Evidence
from prasan.orders.checking import problems_of
from prasan.orders.composition import Member, Problem
from prasan.orders.models import Appointment, AppointmentQuerySet, Order
from prasan.people.actions import Unclear, enter_people
from prasan.people.rules import matching
from prasan.thai.calendar import format_short


class Refused(Exception):
    """An order that cannot be registered, with every problem that blocks it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(problem.text for problem in problems))
        self.problems = problems


class NumberTaken(Exception):
    """The district has used the number that year; `order` is the one that has it."""

    def __init__(self, order: Order) -> None:
        committee, signed = order.committee, format_short(order.signed)
        super().__init__(
            f"เลขที่ {order.label} เป็นของคำสั่ง {committee} ลงวันที่ {signed} แล้ว ตรวจเลขที่จากคำสั่งที่ลงนาม"
        )
        self.order = order


class TooLate(Exception):
    """Something that has already ended in another way."""


@transaction.atomic
def register_order(
    *,
    by: User,
    committee: Committee,
    number: int,
    year: int,
    signed: date,
    starts: date,
    expires: date | None,
    signatory: str,
    members: Sequence[Member],
    copy: Evidence | None = None,
) -> Order:
    """The order as registered, with a seat for each of `members`.

    On the day it starts the seats of the order before it end; one entered after its successor
    lasts until that one starts. The very same order a second time returns the first. Raises
    NumberTaken when the number belongs to another order, Refused when its people do not fit.
    """
    issuer = Area.objects.select_for_update().get(pk=issuer_code(committee.area))
    order = Order(
        committee=committee,
        issuer=issuer,
        number=number,
        year=year,
        signed=signed,
        starts=starts,
        expires=expires,
        signatory=signatory,
        copy=copy,
    )
    taken = Order.objects.filter(issuer=issuer, year=year, number=number)
    if holder := taken.select_related("committee__area").first():
        if _is_same(holder, order, members):
            return holder
        raise NumberTaken(holder)
    _must_fit(committee, starts, members)
    order.save()
    _seat(by, order, members)
    _hand_over(order)
    log.record(
        by=by.username,
        verb="order.registered",
        target=order,
        area=committee.area_id,
        summary=f"ลงทะเบียน{order} {committee} กรรมการ {len(members)} คน",
        changes={
            "signed": signed,
            "starts": starts,
            "expires": expires or "",
            "signatory": signatory,
            "copy": copy.sha256 if copy else "",
            "members": [f"{member.name} {member.seat}" for member in members],
        },
    )
    return order


@transaction.atomic
def attach_copy(*, by: User, order: Order, copy: Evidence) -> None:
    """Put the signed copy to `order`, in place of an earlier one; the same copy does nothing."""
    order = _locked(order)
    if order.copy_id == copy.pk:
        return
    before, order.copy = order.copy, copy
    order.save(update_fields=["copy"])
    log.record(
        by=by.username,
        verb="order.copy_attached",
        target=order,
        area=order.committee.area_id,
        summary=f"แนบสำเนา{order} {order.committee}",
        changes={"copy": [before.sha256 if before else "", copy.sha256]},
    )


@transaction.atomic
def revoke_order(*, by: User, order: Order, revoked: date, because: str) -> None:
    """Revoke `order` from the day `revoked` on, and end its seats that day.

    The same a second time does nothing; another day or reason then raises TooLate.
    """
    order = _locked(order)
    if order.revoked:
        if (order.revoked, order.revoked_because) == (revoked, because):
            return
        raise TooLate(f"คำสั่งนี้ยกเลิกไปแล้วตั้งแต่วันที่ {format_short(order.revoked)}")
    order.revoked, order.revoked_because = revoked, because
    order.save(update_fields=["revoked", "revoked_because"])
    _end(order.appointments.all(), revoked, f"ยกเลิกคำสั่งที่ {order.label}")
    log.record(
        by=by.username,
        verb="order.revoked",
        target=order,
        area=order.committee.area_id,
        summary=f"ยกเลิก{order} {order.committee} เพราะ{because}",
        changes={"revoked": revoked, "because": because},
    )


@transaction.atomic
def end_appointment(*, by: User, appointment: Appointment, ends: date, because: str) -> None:
    """End one seat: `ends` is the first day without it.

    A seat that would have ended later, with its order, ends now. Raises TooLate when it ended
    earlier, or the same day for another reason; the same a second time does nothing.
    """
    seats = Appointment.objects.select_for_update(of=("self",)).for_register()
    seat = seats.get(pk=appointment.pk)
    if (seat.ends, seat.ended_because) == (ends, because):
        return
    if seat.ends and seat.ends <= ends:
        raise TooLate(f"{seat.person} พ้นตำแหน่งไปแล้วเมื่อ {format_short(seat.ends)}")
    before = seat.ends
    seat.ends, seat.ended_because = ends, because
    seat.save(update_fields=["ends", "ended_because"])
    log.record(
        by=by.username,
        verb="seat.ended",
        target=seat,
        area=seat.order.committee.area_id,
        summary=f"{seat.person} พ้นจากตำแหน่งใน {seat.order.committee} เพราะ{because}",
        changes={"ends": [before or "", ends], "because": because},
    )


@transaction.atomic
def note_origin(*, by: User, appointment: Appointment, represents: str) -> None:
    """Note whom a seat represents, or where its holder comes from; no change, no event."""
    seat = Appointment.objects.select_for_update(of=("self",)).for_register().get(pk=appointment.pk)
    if seat.represents == represents:
        return
    before, seat.represents = seat.represents, represents
    seat.save(update_fields=["represents"])
    log.record(
        by=by.username,
        verb="seat.corrected",
        target=seat,
        area=seat.order.committee.area_id,
        summary=f"แก้ที่มาของ {seat.person} {seat.order.committee}",
        changes={"represents": [before, represents]},
    )


def issuer_code(area: Area) -> str:
    """The code of the district that issues the orders of `area`, itself or the one around it."""
    return area.code if area.level == Level.DISTRICT else str(area.parent_id)


def _locked(order: Order) -> Order:
    orders = Order.objects.select_for_update(of=("self",))
    return orders.select_related("committee__area").get(pk=order.pk)


def _must_fit(committee: Committee, starts: date, members: Sequence[Member]) -> None:
    blocking = [
        one for one in problems_of(committee.kind, committee.area, starts, members) if one.blocks
    ]
    if blocking:
        raise Refused(blocking)


def _seat(by: User, order: Order, members: Sequence[Member]) -> None:
    try:
        people = enter_people(by=by, area=order.committee.area, entered=members)
    except Unclear as unclear:
        raise Refused([Problem(str(unclear))]) from None
    if twice := [one.name for one, number in Counter(people).items() if number > 1]:
        raise Refused([Problem(f"{' และ '.join(twice)} มีชื่อ 2 แถว", "นั่งได้ที่เดียว เหลือไว้แถวเดียว")])
    Appointment.objects.bulk_create(
        Appointment(
            order=order,
            line=line,
            person=person,
            seat=member.seat,
            represents=member.represents,
            starts=order.starts,
        )
        for line, (member, person) in enumerate(zip(members, people, strict=True), start=1)
    )


def _hand_over(order: Order) -> None:
    """End the seats of the orders before this one, and its own where a later one is known."""
    others = Order.objects.filter(committee=order.committee_id).exclude(pk=order.pk)
    before = Appointment.objects.filter(order__in=others.filter(starts__lte=order.starts))
    _end(before, order.starts, f"แทนด้วยคำสั่งที่ {order.label}")
    later = others.filter(starts__gt=order.starts).order_by("starts", "pk").first()
    if later:
        _end(order.appointments.all(), later.starts, f"แทนด้วยคำสั่งที่ {later.label}")


def _end(seats: AppointmentQuerySet, day: date, because: str) -> None:
    """End those of `seats` that would go on past `day`; one not yet begun ends as it begins."""
    going_on = seats.filter(Q(ends=None) | Q(ends__gt=day))
    begun = going_on.filter(starts__lte=day)
    going_on.filter(starts__gt=day).update(ends=F("starts"), ended_because=because)
    begun.update(ends=day, ended_because=because)


def _is_same(holder: Order, order: Order, members: Sequence[Member]) -> bool:
    """Whether a form was sent twice: the same paper naming the same people in the same seats."""
    facts = ("committee_id", "signed", "starts", "expires", "signatory")
    if any(getattr(holder, fact) != getattr(order, fact) for fact in facts):
        return False
    lines = holder.appointments.order_by("line").values_list(
        "seat", "person__given_name", "person__family_name"
    )
    held = [(seat, matching(given, family)) for seat, given, family in lines]
    return held == [(member.seat, member.key) for member in members]
