"""Seating an order's people, and ending the seats of the orders around it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q

from prasan.accounts.models import User
from prasan.orders.actions.refusals import Refused
from prasan.orders.composition import Member, Problem
from prasan.orders.models import Appointment, AppointmentQuerySet, Order
from prasan.people.actions import Unclear, enter_people
from prasan.people.models import Person


def locked(order: Order) -> Order:
    orders = Order.objects.select_for_update(of=("self",))
    return orders.select_related("committee__area", "issuer").get(pk=order.pk)


def people_of(by: User, order: Order, members: Sequence[Member]) -> list[Person]:
    """The persons `members` name, entered where they are new; Refused where one is unclear."""
    try:
        people = enter_people(by=by, area=order.committee.area, entered=members)
    except Unclear as unclear:
        raise Refused([Problem(str(unclear))]) from None
    if twice := [one.name for one, number in Counter(people).items() if number > 1]:
        raise Refused([Problem(f"{' และ '.join(twice)} มีชื่อ 2 แถว", "นั่งได้ที่เดียว เหลือไว้แถวเดียว")])
    return people


def seat_members(by: User, order: Order, members: Sequence[Member]) -> None:
    """A seat for each of `members`, from the day the order starts."""
    people = people_of(by, order, members)
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


def hand_over(order: Order) -> None:
    """End the seats of the orders before this one, and its own where a later one is known."""
    others = Order.objects.seating().filter(committee=order.committee_id).exclude(pk=order.pk)
    before = Appointment.objects.filter(order__in=others.filter(starts__lte=order.starts))
    end_seats(before, order.starts, f"แทนด้วยคำสั่งที่ {order.label}", by=order)
    if later := next_order(order):
        end_seats(order.appointments.all(), later.starts, f"แทนด้วยคำสั่งที่ {later.label}", by=later)


def next_order(order: Order) -> Order | None:
    """The order of the same committee that replaces this one, if it is known."""
    later = Order.objects.seating().filter(committee=order.committee_id, starts__gt=order.starts)
    return later.order_by("starts", "pk").first()


def end_seats(
    seats: AppointmentQuerySet, day: date, because: str, *, by: Order | None = None
) -> None:
    """End those of `seats` that would go on past `day`; one not yet begun ends as it begins."""
    going_on = seats.filter(Q(ends=None) | Q(ends__gt=day))
    begun = going_on.filter(starts__lte=day)
    going_on.filter(starts__gt=day).update(ends=F("starts"), ended_because=because, ended_by=by)
    begun.update(ends=day, ended_because=because, ended_by=by)
