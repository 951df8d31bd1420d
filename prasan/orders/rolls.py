"""Who sat on a committee on a day, and by which orders."""

from datetime import date
from functools import cached_property

from prasan.areas.models import Area
from prasan.committees.models import Kind
from prasan.orders import rules
from prasan.orders.models import Appointment, Order, Seat
from prasan.orders.termclock import TermClock
from prasan.thai.calendar import parse_date


def asked_day(typed: str, today: date) -> tuple[date, str]:
    """The day someone asked for, and what is wrong with it; today while none can be read."""
    if not typed.strip():
        return today, ""
    try:
        return parse_date(typed), ""
    except ValueError as error:
        return today, str(error)


class Roll:
    """A committee on a day. Three queries, one more for experts, whatever its size."""

    def __init__(self, area: Area, kind: str, day: date) -> None:
        self.area, self.kind, self.day = area, kind, day

    @cached_property
    def orders(self) -> list[Order]:
        """Every order that seated the committee, the newest first."""
        orders = Order.objects.seating().filter(
            committee__area=self.area, committee__kind=self.kind
        )
        return list(orders.select_related("issuer", "copy"))

    @cached_property
    def ruling(self) -> Order | None:
        return rules.ruling(self.orders, self.day)

    @property
    def standing(self) -> rules.Standing:
        return rules.standing(self.orders, self.day)

    @property
    def history(self) -> list[tuple[Order, rules.Standing]]:
        """Every order with what it is to the committee on the day."""
        return [
            (order, rules.standing_among(order, self.orders, self.day)) for order in self.orders
        ]

    @property
    def clock(self) -> TermClock | None:
        order = self.ruling
        if order is None or order.expires is None or order.revoked:
            return None
        return TermClock.of(order.starts, order.expires, self.day)

    @cached_property
    def seats(self) -> list[Appointment]:
        return self._seats(self.kind)

    @property
    def vacated(self) -> list[Appointment]:
        """Seats of the ruling order that ended before the day."""
        if self.ruling is None:
            return []
        held = {seat.pk for seat in self.seats}
        seats = self.ruling.appointments.filter(ends__lte=self.day).for_register()
        return [seat for seat in seats if seat.pk not in held]

    @property
    def gaps(self) -> str:
        """What the register lacks, in a few words."""
        return rules.gaps(
            represents=sum(not seat.represents for seat in self.seats),
            phones=sum(not seat.person.phone for seat in self.seats),
        )

    @cached_property
    def experts(self) -> list[Appointment]:
        """The experts of the tambon's ก.บ.ต., whichever of the two committees this is."""
        if self.kind == Kind.DISTRICT:
            return []
        seats = self.seats if self.kind == Kind.INTEGRATED else self._seats(Kind.INTEGRATED)
        return [seat for seat in seats if seat.seat == Seat.EXPERT]

    @cached_property
    def outsiders(self) -> set[int]:
        """The experts who do not sit on the คอช.ต., by the key of the person."""
        if not self.experts:
            return set()
        seats = self.seats if self.kind == Kind.TAMBON else self._seats(Kind.TAMBON)
        return {seat.person_id for seat in self.experts} - {seat.person_id for seat in seats}

    @property
    def experts_sitting(self) -> int:
        return len(self.experts) - len(self.outsiders)

    def _seats(self, kind: str) -> list[Appointment]:
        seats = Appointment.objects.held_on(self.day).for_register()
        return list(seats.filter(order__committee__area=self.area, order__committee__kind=kind))
