"""Which committees may sit together, and which seats a word about one person reaches. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from prasan.areas.rules import DISTRICT_DIGITS


@dataclass(frozen=True)
class Called:
    """The meeting of one committee, as it is called for."""

    committee: str
    code: str
    planned: date
    starts: time | None
    ends: time | None
    place: str

    @property
    def when_and_where(self) -> tuple[date, time | None, time | None, str]:
        return self.planned, self.starts, self.ends, self.place


def may_join(code: str, other: str) -> bool:
    """Whether committees of two areas may sit together: both lie in one district.

    Source: ours; the ก.บ.ต. beside the คอช.ต. of its tambon, a คอช.อ. with those of its tambons.
    """
    return len(code) >= DISTRICT_DIGITS and code[:DISTRICT_DIGITS] == other[:DISTRICT_DIGITS]


def joining_problem(called: Sequence[Called]) -> str:
    """Why these meetings cannot be one sitting; "" when they can.

    Each committee once, of one district, at the same place, on the same day, at the same hours.
    Source: ours.
    """
    if not called:
        return ""
    first, *others = called
    names = [one.committee for one in called]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        return f"{twice} อยู่ในการประชุมร่วมนี้สองครั้ง เลือกคณะละครั้ง"
    for other in others:
        if not may_join(first.code, other.code):
            return f"{other.committee} อยู่คนละอำเภอกับ {first.committee} ประชุมร่วมกันได้ในอำเภอเดียวกัน"
        if other.when_and_where != first.when_and_where:
            return f"{other.committee} นัดคนละวัน เวลา หรือสถานที่กับ {first.committee} ใส่ให้ตรงกันก่อน"
    return ""


@dataclass(frozen=True)
class Chair:
    """A seat of one of the committees that sit together, and whose it is."""

    seat: int
    person: int


def reached(seats: Iterable[Chair], told: int) -> list[int]:
    """The seats that whoever holds the seat `told` holds at this sitting, that one included.

    What is told of a person, that they came, left, or are excused, is told of all of these.
    Source: ours: one is in a room or is not, in whatever seats.
    """
    known = list(seats)
    people = {one.person for one in known if one.seat == told}
    return [one.seat for one in known if one.person in people]
