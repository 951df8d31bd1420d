"""Persons with the seats they hold or have held: who is meant by a name."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from prasan.orders.models import Appointment
from prasan.people.models import Person
from prasan.people.search import Match


@dataclass(frozen=True)
class Known:
    """Someone a name may mean, told apart from namesakes by where they sit."""

    match: Match
    seats: Sequence[Appointment]
    last: Appointment | None = None

    @property
    def person(self) -> Person:
        return self.match.person


def known(matches: Sequence[Match], day: date) -> list[Known]:
    """Each of `matches` with the seats of `day`, or else the last one held; one query."""
    seats = seats_of([match.person.pk for match in matches])
    return [_known(match, seats.get(match.person.pk, []), day) for match in matches]


def seats_of(people: Collection[int]) -> dict[int, list[Appointment]]:
    """Every seat of each of `people`, by the key of the person, the newest first; one query."""
    held: dict[int, list[Appointment]] = defaultdict(list)
    seats = Appointment.objects.filter(person__in=people).for_register()
    for seat in seats.order_by("-starts", "-pk"):
        held[seat.person_id].append(seat)
    return held


def _known(match: Match, seats: Sequence[Appointment], day: date) -> Known:
    now = [seat for seat in seats if seat.starts <= day and (not seat.ends or seat.ends > day)]
    past = [seat for seat in seats if seat.starts <= day]
    return Known(match, now, past[0] if past and not now else None)
