"""An old order entered from its signed copy, in one sitting."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.audit import log
from prasan.committees.models import Committee
from prasan.evidence.models import Evidence
from prasan.orders.actions.checks import issuer_code, must_fit
from prasan.orders.actions.numbers import take_number
from prasan.orders.actions.refusals import NumberTaken
from prasan.orders.actions.seating import hand_over, seat_members
from prasan.orders.checking import problems_of
from prasan.orders.composition import Member
from prasan.orders.models import Order
from prasan.people.rules import matching


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
    must_fit(problems_of(committee.kind, committee.area, starts, members))
    take_number(order, typed=number)
    issue(by, order, members)
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


def issue(by: User, order: Order, members: Sequence[Member]) -> None:
    """The order with its seats; those before it end. The one way an order comes into being."""
    order.save()
    seat_members(by, order, members)
    hand_over(order)


def _is_same(holder: Order, order: Order, members: Sequence[Member]) -> bool:
    """Whether a form was sent twice: the same paper naming the same people in the same seats."""
    facts = ("committee_id", "signed", "starts", "expires", "signatory")
    if any(getattr(holder, fact) != getattr(order, fact) for fact in facts):
        return False
    lines = (
        holder.appointments.filter(amendment=None)
        .order_by("line")
        .values_list("seat", "person__given_name", "person__family_name")
    )
    held = [(seat, matching(given, family)) for seat, given, family in lines]
    return held == [(member.seat, member.key) for member in members]
