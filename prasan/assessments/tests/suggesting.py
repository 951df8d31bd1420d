"""What tests of computed scores share."""

from datetime import date

from prasan.assessments.computing import computed
from prasan.assessments.models import Indicator
from prasan.meetings.actions import record_meeting
from prasan.meetings.models import Presence
from prasan.meetings.seats import seats_on
from prasan.orders.composition import Member
from prasan.orders.models import Seat
from prasan.thai.calendar import FiscalYear

YEAR = FiscalYear(2568)
DAY = date(2024, 11, 5)


def people(*seats: Seat, phone: str = "0812345678") -> list[Member]:
    return [
        Member("นาย", f"ทดสอบ{place}", f"ตัวอย่าง{place}", seat, f"หมู่ {place}", phone)
        for place, seat in enumerate(seats, start=1)
    ]


LED = (Seat.CHAIR, Seat.VICE_CHAIR, Seat.TREASURER, Seat.SECRETARY, *[Seat.MEMBER] * 6)


def suggested(example, code="520505", day=DAY, year=YEAR) -> dict[str, object]:
    """By the number of the indicator."""
    numbers = dict(Indicator.objects.of_framework(example.pk).values_list("pk", "number"))
    return {numbers[pk]: each for pk, each in computed([code], example, year, day)[code].items()}


def points(example, *numbers: str, **more) -> list[int | None]:
    found = suggested(example, **more)
    return [found[number].points for number in numbers]


def meet(by, committee, held, *, minutes=None, absent=0):
    seats = list(seats_on(committee, held))
    presences = {
        seat.pk: Presence.ABSENT if place < absent else Presence.PRESENT
        for place, seat in enumerate(seats)
    }
    return record_meeting(
        by=by,
        committee=committee,
        held=held,
        place="ศาลา",
        presences=presences,
        today=held,
        minutes=minutes,
    )
