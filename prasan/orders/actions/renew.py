"""Drafts that renew the orders of a district whose terms end, all in one go."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from prasan.accounts.models import User
from prasan.areas.models import Area, within
from prasan.audit import log
from prasan.orders.actions.checks import issuer_code
from prasan.orders.actions.refusals import TooLate
from prasan.orders.models import Appointment, DraftLine, DraftOrder, Order, Purpose
from prasan.orders.rules import ruling


@dataclass
class Renewals:
    """What was drafted, and which orders were left with the reason why."""

    made: list[DraftOrder] = field(default_factory=list)
    left: list[tuple[Order, str]] = field(default_factory=list)


@transaction.atomic
def draft_renewals(
    *, by: User, district: Area, within_days: int, today: date, at: datetime
) -> Renewals:
    """A draft for every order of `district` whose term ends within so many days, or has ended.

    Each takes over who sits on `today`. What has a draft already is left, so that a second time
    drafts nothing. A fixed number of queries, however many orders there are.
    """
    Area.objects.select_for_update().get(pk=district.pk)
    last = today + timedelta(days=within_days)
    orders = Order.objects.seating().filter(within([district.code], field="committee__area"))
    by_committee: dict[int, list[Order]] = defaultdict(list)
    for order in orders.select_related("committee__area", "issuer").order_by("committee__area"):
        by_committee[order.committee_id].append(order)
    ending = [
        (found, orders)
        for orders in by_committee.values()
        if (found := ruling(orders, today)) and found.expires and found.expires <= last
    ]
    return _drafted(by, district, ending, today, at)


@transaction.atomic
def draft_renewal(*, by: User, order: Order, today: date, at: datetime) -> DraftOrder:
    """One draft that renews `order`; the one there is already, if there is one.

    Raises TooLate where another order has followed, or nobody sits any more.
    """
    area = order.committee.area
    Area.objects.select_for_update().get(pk=issuer_code(area))
    known = DraftOrder.objects.open().filter(follows=order, purpose=Purpose.RENEW).first()
    if known:
        return known
    orders = list(order.committee.orders.seating().select_related("committee__area", "issuer"))
    mine = next(one for one in orders if one.pk == order.pk)
    done = _drafted(by, area, [(mine, orders)], today, at)
    if not done.made:
        raise TooLate(done.left[0][1])
    return done.made[0]


def _drafted(
    by: User,
    area: Area,
    ending: list[tuple[Order, list[Order]]],
    today: date,
    at: datetime,
) -> Renewals:
    done = Renewals()
    committees = [order.committee_id for order, _ in ending]
    drafts: dict[int, DraftOrder] = {
        one.committee_id: one
        for one in DraftOrder.objects.open().filter(committee__in=committees)
        if not one.is_amendment
    }
    held: dict[int, list[Appointment]] = defaultdict(list)
    seats = Appointment.objects.filter(order__in=[order for order, _ in ending]).held_on(today)
    for seat in seats.select_related("person").order_by("order", "line"):
        held[seat.order_id].append(seat)
    lines: list[DraftLine] = []
    for order, orders in ending:
        if why := _left(order, orders, drafts.get(order.committee_id), held[order.pk]):
            done.left.append((order, why))
            continue
        draft = DraftOrder(
            committee=order.committee,
            issuer=order.issuer,
            purpose=Purpose.RENEW,
            follows=order,
            planned=order.expires if order.expires and order.expires > today else None,
            drafted_at=at,
            drafted_by=by,
        )
        done.made.append(draft)
        lines += [_line(draft, place, seat) for place, seat in enumerate(held[order.pk], start=1)]
    DraftOrder.objects.bulk_create(done.made)
    DraftLine.objects.bulk_create(lines)
    if done.made:
        log.record(
            by=by.username,
            verb="order.renewals_drafted",
            target=done.made[0],
            area=area.code,
            summary=f"ร่างคำสั่งแต่งตั้งเมื่อครบวาระ {len(done.made)} ฉบับ {area}",
            changes={"drafts": [f"{one.pk} {one.committee}" for one in done.made]},
        )
    return done


def _left(
    order: Order, orders: list[Order], draft: DraftOrder | None, seats: list[Appointment]
) -> str:
    """Why an order is not renewed; nothing when it is."""
    if draft:
        return "มีร่างอยู่แล้ว"
    if any((one.starts, one.pk) > (order.starts, order.pk) for one in orders):
        return "มีคำสั่งใหม่แล้ว"
    if order.revoked:
        return "ยกเลิกแล้ว ต้องแต่งตั้งใหม่"
    return "" if seats else "ไม่มีกรรมการที่ดำรงตำแหน่ง ต้องแต่งตั้งใหม่"


def _line(draft: DraftOrder, place: int, seat: Appointment) -> DraftLine:
    person = seat.person
    return DraftLine(
        draft=draft,
        line=place,
        person=person,
        title=person.title,
        given_name=person.given_name,
        family_name=person.family_name,
        seat=seat.seat,
        represents=seat.represents,
    )
