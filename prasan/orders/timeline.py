"""How a committee changed over the years: what began and ended on each day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.orders.models import Appointment, Order


@dataclass(frozen=True)
class Turn:
    """A day on which a committee changed. Who only went on in the same seat is in `staying`."""

    day: date
    orders: Sequence[Order]
    revoked: Sequence[Order]
    begun: Sequence[Appointment]
    ended: Sequence[Appointment]
    staying: int


def turns(orders: Iterable[Order], seats: Iterable[Appointment]) -> list[Turn]:
    """Every day on which something began or ended, the newest first; no query.

    A seat that ended on the day it began was never held and is left out.
    """
    orders = list(orders)
    held = [seat for seat in seats if seat.ends != seat.starts]
    days = {order.starts for order in orders} | {seat.starts for seat in held}
    days |= {order.revoked for order in orders if order.revoked}
    days |= {seat.ends for seat in held if seat.ends}
    return [_turn(day, orders, held) for day in sorted(days, reverse=True)]


def _turn(day: date, orders: Sequence[Order], held: Sequence[Appointment]) -> Turn:
    begun = [seat for seat in held if seat.starts == day]
    ended = [seat for seat in held if seat.ends == day]
    before = {(seat.person_id, seat.seat) for seat in ended}
    staying = {key for seat in begun if (key := (seat.person_id, seat.seat)) in before}
    return Turn(
        day=day,
        orders=[order for order in orders if order.starts == day],
        revoked=[order for order in orders if order.revoked == day],
        begun=[seat for seat in begun if (seat.person_id, seat.seat) not in staying],
        ended=[seat for seat in ended if (seat.person_id, seat.seat) not in staying],
        staying=len(staying),
    )
