"""Who is in the room of a meeting, moment by moment, and whether they are a quorum."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone

from prasan.meetings import rules
from prasan.meetings.models import (
    COUNTED_PRESENT,
    AgendaItem,
    Attendance,
    Meeting,
    Presence,
    Stay,
    Stretch,
)
from prasan.meetings.rulebooks import Rulebooks
from prasan.meetings.rules import Span, Terms
from prasan.meetings.seats import seats_on
from prasan.orders.models import Appointment


def moment(day: date, hour: time) -> datetime:
    """An hour of a day as a moment in Bangkok."""
    return timezone.make_aware(datetime.combine(day, hour))


@dataclass(frozen=True)
class Place:
    """One seat of the day: its holder, and what is told of their coming."""

    seat: Appointment
    attendance: Attendance | None
    stays: tuple[Stay, ...]

    @property
    def presence(self) -> str:
        return self.attendance.presence if self.attendance else Presence.ABSENT

    @property
    def substitute(self) -> str:
        return self.attendance.substitute if self.attendance else ""

    @property
    def came(self) -> bool:
        """At any time, or by a substitute who did."""
        return self.presence in COUNTED_PRESENT and (bool(self.stays) or self._is_from_paper)

    @property
    def is_in(self) -> bool:
        return any(stay.left_at is None for stay in self.stays)

    @property
    def spans(self) -> list[Span]:
        return [Span(stay.arrived_at, stay.left_at) for stay in self.stays]

    @property
    def _is_from_paper(self) -> bool:
        return self.attendance is not None and self.attendance.meeting.opened_at is None


class Room:
    """The room of one meeting, loaded in four queries; the quorum is of the seats of each day.

    Before the meeting opens its places are the seats filled on its day; from then on they are the
    roll that was called.
    """

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    @cached_property
    def terms(self) -> Terms:
        committee = self.meeting.committee
        return Rulebooks().on(committee.kind, self.meeting.planned, committee.area_id)

    @cached_property
    def stretches(self) -> list[Stretch]:
        return list(self.meeting.stretches.all())

    @cached_property
    def roll(self) -> list[Attendance]:
        """What is told of each seat, with the hours, in the order of the register."""
        stays = Prefetch("stays", queryset=Stay.objects.order_by("arrived_at"))
        told = self.meeting.attendance.select_related("seat__person").prefetch_related(stays)
        roll = list(told.order_by("seat__order", "seat__line"))
        for line in roll:
            line.meeting = self.meeting
        return roll

    @cached_property
    def places(self) -> list[Place]:
        told = {line.seat_id: line for line in self.roll}
        if self._is_called:
            return [_place(line.seat, line) for line in self.roll]
        seats = seats_on(self.meeting.committee, self.meeting.planned)
        return [_place(seat, told.get(seat.pk)) for seat in seats]

    @property
    def _is_called(self) -> bool:
        return self.meeting.opened_at is not None or self.meeting.held is not None

    @cached_property
    def stays(self) -> list[Span]:
        return [span for place in self.places for span in place.spans]

    @property
    def has_hours(self) -> bool:
        """Whether it is known who was there when."""
        return bool(self.stays)

    def seats_on(self, day: date) -> int:
        """How many of the places were filled on a day: a seat that ended since does not count."""
        seats = (place.seat for place in self.places)
        return sum(seat.starts <= day and (seat.ends is None or seat.ends > day) for seat in seats)

    def quorum_on(self, day: date) -> int:
        return rules.quorum(self.seats_on(day), self.terms.quorum_percent)

    def present_at(self, at: datetime) -> int:
        return rules.in_room(self.stays, at)

    def is_quorate_at(self, at: datetime) -> bool:
        day = timezone.localtime(at).date()
        return rules.quorate(self.present_at(at), self.seats_on(day), self.terms.quorum_percent)

    @cached_property
    def spans(self) -> list[tuple[date, Span]]:
        """When the meeting was on, with the day of each stretch; none where hours are unknown."""
        return [(one.day, _span(one, one.began)) for one in self.stretches if one.began]

    @property
    def is_sitting(self) -> bool:
        """Open and not adjourned."""
        return bool(self.stretches) and self.stretches[-1].ended is None and self._is_open

    @property
    def _is_open(self) -> bool:
        return self.meeting.stage is rules.Stage.OPEN

    @cached_property
    def gaps(self) -> list[Span]:
        """When the meeting was on without a quorum. Unknown, so none, where hours are unknown."""
        if not self.has_hours:
            return []
        return [
            gap
            for day, span in self.spans
            for gap in rules.gaps(self.stays, span, self.quorum_on(day))
        ]

    @cached_property
    def _taken(self) -> dict[int, Span]:
        """When each item was considered: from its own moment to that of the next."""
        items = self.meeting.items.exclude(taken_at=None).order_by("taken_at", "pk")
        taken = [(item.pk, item.taken_at) for item in items if item.taken_at]
        until: list[datetime | None] = [at for _pk, at in taken[1:]]
        return {
            pk: Span(begins, ends)
            for (pk, begins), ends in zip(taken, [*until, self._end], strict=False)
        }

    @property
    def _end(self) -> datetime | None:
        return self.spans[-1][1].ends if self.spans else None

    def had_quorum_for(self, item: AgendaItem) -> bool:
        """Whether the quorum was there while an item was considered; yes where it is not known."""
        taken = self._taken.get(item.pk)
        return taken is None or rules.taken_with_quorum(taken, self.gaps)

    def lacking(self, items: Iterable[AgendaItem]) -> list[AgendaItem]:
        """Those of `items` that were considered without a quorum for some time."""
        return [item for item in items if not self.had_quorum_for(item)]


def _span(stretch: Stretch, began: time) -> Span:
    ends = moment(stretch.day, stretch.ended) if stretch.ended else None
    return Span(moment(stretch.day, began), ends)


def _place(seat: Appointment, line: Attendance | None) -> Place:
    return Place(seat, line, tuple(line.stays.all()) if line else ())
