"""Every district's and tambon's committees with an order each: some 300,000 seats.

Written in bulk: the actions that officers use leave an event for each order, which no page here
reads. What the tables refuse, they refuse here too.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from typing import TypeVar

from django.db.models import Model

from bench.nation.names import name
from prasan.areas.models import Area, Level
from prasan.committees.models import Committee, Kind, Seat
from prasan.orders.models import Appointment, Order
from prasan.people.models import Person

# The four inner-city tambons and the like have centres here too; only Bangkok has none.
_BANGKOK = "10"
_BATCH = 2_000
_CENTRE = (Seat.CHAIR, Seat.VICE_CHAIR, Seat.SECRETARY, Seat.TREASURER, Seat.ASSISTANT)
_BY_OFFICE = (
    (Seat.CHAIR, "ปลัดอำเภอผู้รับผิดชอบตำบล"),
    (Seat.EX_OFFICIO, "กำนัน"),
    (Seat.EX_OFFICIO, "ปลัดองค์กรปกครองส่วนท้องถิ่น"),
    *((Seat.EX_OFFICIO, f"ผู้ใหญ่บ้าน หมู่ {number}") for number in range(1, 8)),
    (Seat.SECRETARY, "พัฒนากรผู้รับผิดชอบตำบล"),
)
_EXPERTS = 5
M = TypeVar("M", bound=Model)
DAY = date(2024, 11, 5)
STARTS = (date(2020, 10, 1), date(2023, 11, 6), date(2024, 2, 1))


def build() -> dict[str, int]:
    """Make them all; how many there are of each kind of row."""
    areas = list(
        Area.objects.on(DAY)
        .filter(level__in=[Level.DISTRICT, Level.TAMBON])
        .exclude(code__startswith=_BANGKOK)
        .order_by("code")
    )
    committees = _made(Committee, _committees(areas))
    orders = _made(Order, _orders(committees))
    people = _made(Person, _people(committees))
    of_area: dict[str, list[Person]] = {}
    for person in people:
        of_area.setdefault(person.area_id, []).append(person)
    seats = _made(Appointment, _seats(orders, of_area))
    return {
        "districts": sum(area.level == Level.DISTRICT for area in areas),
        "tambons": sum(area.level == Level.TAMBON for area in areas),
        "orders": len(orders),
        "people": len(people),
        "seats": len(seats),
    }


def size(kind: str, code: str) -> int:
    """How many sit on a committee: 21 to 25 on a คอช., the posts and the experts on a ก.บ.ต."""
    return len(_BY_OFFICE) + _EXPERTS if kind == Kind.INTEGRATED else 21 + int(code) % 5


def _committees(areas: list[Area]) -> Iterator[Committee]:
    for area in areas:
        if area.level == Level.DISTRICT:
            yield Committee(area=area, kind=Kind.DISTRICT)
        else:
            yield Committee(area=area, kind=Kind.TAMBON)
            yield Committee(area=area, kind=Kind.INTEGRATED)


def _orders(committees: list[Committee]) -> Iterator[Order]:
    numbers: dict[str, Iterator[int]] = {}
    for place, committee in enumerate(committees):
        issuer, starts = committee.area_id[:4], STARTS[place % len(STARTS)]
        yield Order(
            committee=committee,
            issuer_id=issuer,
            number=next(numbers.setdefault(issuer, count(1))),
            year=starts.year + 543,
            signed=starts,
            starts=starts,
            expires=starts.replace(year=starts.year + 4),
            signatory="นายอำเภอสมมุติ",
        )


def _people(committees: list[Committee]) -> Iterator[Person]:
    """The members of each คอช., and of each ก.บ.ต. those who sit by office."""
    numbers = count()
    for committee in committees:
        drawn = _EXPERTS if committee.kind == Kind.INTEGRATED else 0
        for number in islice(numbers, size(committee.kind, committee.area_id) - drawn):
            one = name(number)
            yield Person(
                area_id=committee.area_id,
                title=one.title,
                given_name=one.given,
                family_name=one.family,
            )


def _seats(orders: list[Order], people: dict[str, list[Person]]) -> Iterator[Appointment]:
    for order in orders:
        code, kind = order.committee.area_id, order.committee.kind
        here = people[code]
        centre = size(Kind.TAMBON, code)
        if kind != Kind.INTEGRATED:
            offices = [*_CENTRE, *[Seat.MEMBER] * (size(kind, code) - len(_CENTRE))]
            sitting = [(seat, f"หมู่ {n}", here[n - 1]) for n, seat in enumerate(offices, start=1)]
        else:
            sitting = [
                *((seat, post, here[centre + n]) for n, (seat, post) in enumerate(_BY_OFFICE)),
                *((Seat.EXPERT, "คอช.ต.", here[n]) for n in range(_EXPERTS)),
            ]
        for line, (seat, represents, person) in enumerate(sitting, start=1):
            yield Appointment(
                order=order,
                line=line,
                person=person,
                seat=seat,
                represents=represents,
                starts=order.starts,
            )


def _made(model: type[M], rows: Iterator[M]) -> list[M]:
    made: list[M] = []
    while some := list(islice(rows, _BATCH)):
        made += model._default_manager.bulk_create(some)
    return made
