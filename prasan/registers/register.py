"""The register of an area on a day, as plain values for paper and for spreadsheets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.areas.models import Area, within
from prasan.committees.models import FULL_NAMES, Kind, Seat
from prasan.orders.models import Appointment
from prasan.thai.calendar import format_long
from prasan.thai.phones import format_phone


@dataclass(frozen=True)
class Entry:
    """One member as the register lists them; `phone` is "" for readers who may not call."""

    name: str
    office: str
    origin: str
    order: str
    starts: date
    ends: date | None
    phone: str


@dataclass(frozen=True)
class Body:
    """One committee of the register, its members in the order of their order."""

    title: str
    tambon: str
    district: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Register:
    """The register of `area` on `day` (ทะเบียนคณะกรรมการ); `kind` where it is of one kind only."""

    area: str
    day: date
    bodies: Sequence[Body]
    kind: str = ""
    has_phones: bool = False

    @property
    def title(self) -> str:
        return f"ทะเบียน{self.kind or 'คณะกรรมการ'} {self.area}"

    @property
    def as_of(self) -> str:
        return f"ข้อมูล ณ วันที่ {format_long(self.day)}"

    @property
    def members(self) -> int:
        return sum(len(body.entries) for body in self.bodies)

    @property
    def summary(self) -> str:
        return f"คณะกรรมการ {len(self.bodies)} คณะ กรรมการ {self.members} คน"


def register_of(area: Area, day: date, *, kind: str = "", with_phones: bool) -> Register:
    """The register of `area` and all inside it on `day`; one query whatever its size."""
    seats = Appointment.objects.held_on(day).filter(
        within([area.code], field="order__committee__area")
    )
    if kind:
        seats = seats.filter(order__committee__kind=kind)
    if not with_phones:
        # What is not shown is not opened either.
        seats = seats.defer("person__phone")
    told = seats.select_related("person", "order__committee__area__parent").order_by(
        "order__committee__area", "order__committee__kind", "order", "line"
    )
    label = Kind(kind).label if kind else ""
    bodies = tuple(_bodies(told, with_phones))
    return Register(area.title, day, bodies, label, with_phones)


def _bodies(seats: Iterable[Appointment], with_phones: bool) -> Iterator[Body]:
    together: dict[int, list[Appointment]] = {}
    for seat in seats:
        together.setdefault(seat.order.committee_id, []).append(seat)
    for held in sorted(together.values(), key=_place):
        committee = held[0].order.committee
        area = committee.area
        is_district = committee.kind == Kind.DISTRICT
        yield Body(
            title=f"{committee} ({FULL_NAMES[Kind(committee.kind)]})",
            tambon="" if is_district else area.name,
            district=area.name if is_district else area.parent.name if area.parent else "",
            entries=[_entry(seat, with_phones) for seat in held],
        )


def _place(held: Sequence[Appointment]) -> tuple[str, int]:
    """By area, each with its คอช. before its ก.บ.ต."""
    committee = held[0].order.committee
    return committee.area_id, [kind.value for kind in Kind].index(committee.kind)


def _entry(seat: Appointment, with_phones: bool) -> Entry:
    order = seat.order
    return Entry(
        name=seat.person.name,
        office=Seat(seat.seat).label,
        origin=seat.represents,
        order=order.label,
        starts=seat.starts,
        ends=order.last_day,
        phone=format_phone(seat.person.phone) if with_phones else "",
    )
