"""Who is in the room of a meeting, moment by moment, and whether they are a quorum."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from django.db.models import F, Prefetch, QuerySet
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
    roll that was called. A meeting that goes on on a later day has a roll of that day, too.
    """

    def __init__(self, meeting: Meeting, loaded: "Loaded | None" = None) -> None:
        self.meeting = meeting
        self._loaded = loaded

    @cached_property
    def terms(self) -> Terms:
        committee = self.meeting.committee
        books = self._loaded.books if self._loaded else Rulebooks()
        return books.on(committee.kind, self.meeting.planned, committee.area_id)

    @cached_property
    def stretches(self) -> list[Stretch]:
        if self._loaded:
            return self._loaded.stretches[self.meeting.pk]
        return list(self.meeting.stretches.all())

    @cached_property
    def roll(self) -> list[Attendance]:
        """What is told of each seat, day after day, in the order of the register."""
        told = Attendance.objects.filter(meeting=self.meeting)
        roll = self._loaded.roll[self.meeting.pk] if self._loaded else list(_in_order(told))
        for line in roll:
            line.meeting = self.meeting
        return roll

    @cached_property
    def places(self) -> list[Place]:
        """Those of the first day."""
        return self.places_on(self.meeting.planned)

    def places_on(self, day: date) -> list[Place]:
        """The roll of the day; where none was called yet, the seats filled on it."""
        return self._rolls.get(day) or self._called_on(day)

    @cached_property
    def _rolls(self) -> dict[date, list[Place]]:
        rolls: dict[date, list[Place]] = {}
        for line in self.roll if self._is_called else ():
            rolls.setdefault(line.resumed or self.meeting.planned, []).append(
                _place(line.seat, line)
            )
        return rolls

    def _called_on(self, day: date) -> list[Place]:
        told = {} if self._is_called else {line.seat_id: line for line in self.roll}
        return [_place(seat, told.get(seat.pk)) for seat in self._seats_on(day)]

    def _seats_on(self, day: date) -> Iterable[Appointment]:
        if self._loaded and day in self._loaded.seats:
            return self._loaded.seats[day][self.meeting.committee_id]
        return seats_on(self.meeting.committee, day)

    @property
    def later_days(self) -> list[date]:
        """The days it went on after the first."""
        return sorted({one.day for one in self.stretches} - {self.meeting.planned})

    def day_at(self, at: datetime) -> date:
        """The day whose roll a moment belongs to: of the stretch that is on, or to come."""
        last = self.stretches[-1].day if self.stretches else self.meeting.planned
        return last if self.is_sitting else max(last, timezone.localtime(at).date())

    @property
    def _is_called(self) -> bool:
        return self.meeting.opened_at is not None or self.meeting.held is not None

    @cached_property
    def stays(self) -> list[Span]:
        places = self.places if not self._is_called else sum(self._rolls.values(), [])
        return [span for place in places for span in place.spans]

    @property
    def has_hours(self) -> bool:
        """Whether it is known who was there when."""
        return bool(self.stays)

    def seats_on(self, day: date) -> int:
        """How many seats were filled on a day: one that ended since its roll does not count."""
        return sum(_is_filled(place.seat, day) for place in self.places_on(day))

    def quorum_on(self, day: date) -> int:
        return rules.quorum(self.seats_on(day), self.terms.quorum_percent)

    def present_at(self, at: datetime) -> int:
        return rules.in_room(self.stays, at)

    def is_quorate_at(self, at: datetime) -> bool:
        day = self.day_at(at)
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
    def items(self) -> list[AgendaItem]:
        """All items, those that were dropped, too."""
        return (
            self._loaded.items[self.meeting.pk] if self._loaded else list(self.meeting.items.all())
        )

    @cached_property
    def _taken(self) -> dict[int, Span]:
        """When each item was considered: from its own moment to that of the next."""
        taken = sorted(
            ((item.pk, item.taken_at) for item in self.items if item.taken_at),
            key=lambda one: (one[1], one[0]),
        )
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


@dataclass(frozen=True)
class Loaded:
    """What the rooms of a sitting are made of, loaded for all its meetings at once."""

    roll: Mapping[int, list[Attendance]]
    stretches: Mapping[int, list[Stretch]]
    items: Mapping[int, list[AgendaItem]]
    # By day, then committee; only the days that have no roll yet.
    seats: Mapping[date, Mapping[int, list[Appointment]]]
    books: Rulebooks


def rooms_of(meetings: Sequence[Meeting], *days: date) -> list[Room]:
    """The rooms of one sitting in as many queries as one has; `days` are asked of besides its
    own, for seats that no roll was called of yet."""
    roll, stretches = defaultdict(list), defaultdict(list)
    items: dict[int, list[AgendaItem]] = defaultdict(list)
    for line in _in_order(Attendance.objects.filter(meeting__in=meetings)):
        roll[line.meeting_id].append(line)
    for stretch in Stretch.objects.filter(meeting__in=meetings):
        stretches[stretch.meeting_id].append(stretch)
    agenda = AgendaItem.objects.filter(meeting__in=meetings)
    for item in agenda.select_related("carried_from__meeting", "adopts"):
        items[item.meeting_id].append(item)
    seats: dict[date, dict[int, list[Appointment]]] = {}
    committees = [meeting.committee_id for meeting in meetings]
    for day in {meeting.planned for meeting in meetings} | set(days):
        filled = Appointment.objects.filter(order__committee__in=committees).held_on(day)
        seats[day] = defaultdict(list)
        for seat in filled.for_register():
            seats[day][seat.order.committee_id].append(seat)
    loaded = Loaded(roll, stretches, items, seats, Rulebooks())
    return [Room(meeting, loaded) for meeting in meetings]


def _in_order(told: QuerySet[Attendance]) -> QuerySet[Attendance]:
    stays = Prefetch("stays", queryset=Stay.objects.order_by("arrived_at"))
    day = F("resumed").asc(nulls_first=True)
    lines = told.select_related("seat__person", "seat__order").prefetch_related(stays)
    return lines.order_by(day, "seat__order", "seat__line")


def _is_filled(seat: Appointment, day: date) -> bool:
    return seat.starts <= day and (seat.ends is None or seat.ends > day)


def _span(stretch: Stretch, began: time) -> Span:
    ends = moment(stretch.day, stretch.ended) if stretch.ended else None
    return Span(moment(stretch.day, began), ends)


def _place(seat: Appointment, line: Attendance | None) -> Place:
    return Place(seat, line, tuple(line.stays.all()) if line else ())
