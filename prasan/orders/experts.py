"""The experts of many ก.บ.ต. beside the คอช.ต. of their tambons: what is to be reviewed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, Subquery

from prasan.areas.models import Area, within
from prasan.committees.models import Kind
from prasan.committees.rulebooks import Rulebooks
from prasan.orders.crossing import Cause, Expert, Left, causes, standing_causes
from prasan.orders.models import Appointment, ExpertsReview, Order, Seat


@dataclass(frozen=True)
class Crossing:
    """The two orders of a tambon on a day, its experts, and why they are to be looked at."""

    integrated: Order
    tambon: Order | None
    experts: Sequence[Expert]
    causes: Sequence[Cause]
    review: ExpertsReview | None = None

    @property
    def sitting(self) -> int:
        return sum(one.sits for one in self.experts)


@dataclass
class _Found:
    """What is known of one tambon so far."""

    orders: dict[str, Order] = field(default_factory=dict)
    experts: list[Expert] = field(default_factory=list)
    left_out: list[Left] = field(default_factory=list)
    reviews: list[ExpertsReview] = field(default_factory=list)


def crossings(codes: Sequence[str], day: date) -> dict[str, Crossing]:
    """For each tambon inside `codes` with a ก.บ.ต. order on `day`; five queries, six at most."""
    known: dict[str, _Found] = defaultdict(_Found)
    for order in _orders(codes, day):
        known[order.committee.area_id].orders[order.committee.kind] = order
    for seat in _experts(codes, day):
        known[seat.order.committee.area_id].experts.append(
            Expert(seat.person.name, seat.starts, seat.sits, seat.left)  # type: ignore[attr-defined]
        )
    _add_left_out(known, codes, day)
    reviews = ExpertsReview.objects.filter(
        within(codes, field="integrated_order__committee__area"), day__lte=day
    )
    for review in reviews.select_related("integrated_order__committee", "by"):
        known[review.integrated_order.committee.area_id].reviews.append(review)
    return {
        code: _crossing(found) for code, found in known.items() if Kind.INTEGRATED in found.orders
    }


def crossing_of(area: Area, day: date) -> Crossing | None:
    """The one of a tambon; None where it has no ก.บ.ต. order."""
    return crossings([area.code], day).get(area.code)


def _crossing(found: _Found) -> Crossing:
    integrated, tambon = found.orders[Kind.INTEGRATED], found.orders.get(Kind.TAMBON)
    all_of_them = causes(
        found.experts, tambon=tambon, integrated=integrated, left_out=found.left_out
    )
    review = found.reviews[0] if found.reviews else None
    standing = standing_causes(all_of_them, review, tambon=tambon, integrated=integrated)
    return Crossing(integrated, tambon, found.experts, standing, review)


def _orders(codes: Sequence[str], day: date) -> Iterable[Order]:
    """Those that rule come last of their committee."""
    seating = Order.objects.seating().filter(
        within(codes, field="committee__area"),
        starts__lte=day,
        committee__kind__in=[Kind.TAMBON, Kind.INTEGRATED],
    )
    return seating.select_related("committee").order_by("starts", "pk")


def _experts(codes: Sequence[str], day: date) -> Iterable[Appointment]:
    on_tambon = Appointment.objects.filter(
        order__committee__kind=Kind.TAMBON,
        order__committee__area=OuterRef("order__committee__area"),
        person=OuterRef("person"),
    )
    ended = on_tambon.filter(ends__lte=day).values("person").annotate(last=Max("ends"))
    seats = Appointment.objects.held_on(day).filter(
        within(codes, field="order__committee__area"),
        order__committee__kind=Kind.INTEGRATED,
        seat=Seat.EXPERT,
    )
    return (
        seats.annotate(sits=Exists(on_tambon.held_on(day)), left=Subquery(ended.values("last")))
        .select_related("person", "order__committee")
        .order_by("order", "line")
    )


def _add_left_out(known: dict[str, _Found], codes: Sequence[str], day: date) -> None:
    """Members of the คอช.ต. who are no experts, where the rulebook wants every one of them."""
    books = Rulebooks(Kind.INTEGRATED)
    every = [code for code in known if books.wants(Kind.INTEGRATED, day, code).takes_all]
    if not every:
        return
    integrated = Appointment.objects.held_on(day).filter(
        order__committee__kind=Kind.INTEGRATED,
        order__committee__area=OuterRef("order__committee__area"),
        person=OuterRef("person"),
    )
    members = Appointment.objects.held_on(day).filter(
        ~Q(Exists(integrated)),
        within(codes, field="order__committee__area"),
        order__committee__kind=Kind.TAMBON,
    )
    wanted = set(every)
    for seat in members.select_related("person", "order__committee").order_by("order", "line"):
        code = seat.order.committee.area_id
        if code in wanted:
            known[code].left_out.append(Left(seat.person.name, seat.starts))
