"""One person as their page shows them: seats over time, meetings attended, who else it may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from prasan.accounts.reach import Reach
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.meetings.models import COUNTED_PRESENT, Attendance
from prasan.orders.models import Appointment
from prasan.orders.persons import seats_of
from prasan.people.duplicates import Pair, beside
from prasan.people.models import Person


@dataclass(frozen=True)
class Sat:
    """One seat: whether it is held on the day, and the meetings of its time it came to."""

    seat: Appointment
    is_now: bool
    came: int
    meetings: int


def sat(people: Sequence[Person], day: date) -> dict[int, list[Sat]]:
    """The seats of each of `people`, the newest first; two queries."""
    seats = seats_of([person.pk for person in people])
    roll = Attendance.objects.filter(seat__person__in=people).values("seat").order_by("seat")
    counted = roll.annotate(
        all=Count("meeting", distinct=True),
        came=Count("meeting", Q(presence__in=COUNTED_PRESENT), distinct=True),
    )
    attended = {line["seat"]: line for line in counted}
    return {
        person.pk: [
            Sat(
                seat,
                seat.starts <= day and (seat.ends is None or seat.ends > day),
                attended[seat.pk]["came"] if seat.pk in attended else 0,
                attended[seat.pk]["all"] if seat.pk in attended else 0,
            )
            for seat in seats.get(person.pk, [])
        ]
        for person in people
    }


def others(person: Person, reach: Reach) -> list[Pair]:
    """Who in sight may be the same person, of the district."""
    return beside(person, codes=around(reach, person.area_id))


def around(reach: Reach, code: str) -> list[str]:
    """The district of `code`, or as much of it as is in sight."""
    district = code[:DISTRICT_DIGITS]
    if reach.sees(district):
        return [district]
    return [mine for mine in reach.codes if mine.startswith(district)]
