"""What the clerk's page shows of a meeting that is on, as of one moment."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from prasan.meetings import rules
from prasan.meetings.models import Meeting
from prasan.meetings.papers import gap_words, seat_words
from prasan.meetings.presenting import Agenda, Shown
from prasan.meetings.room import Place, Room
from prasan.meetings.rules import Stage


@dataclass(frozen=True)
class Row:
    """One seat on the clerk's page."""

    place: Place
    office: str

    @property
    def since(self) -> datetime | None:
        """From when they are in the room."""
        return next((stay.arrived_at for stay in self.place.stays if stay.left_at is None), None)

    @property
    def left(self) -> datetime | None:
        stays = self.place.stays
        return stays[-1].left_at if stays and not self.since else None

    @property
    def by_phone(self) -> bool:
        return bool(self.place.stays) and self.place.stays[-1].told != "clerk"


class Live:
    """One meeting at one moment: loaded in a fixed number of queries."""

    def __init__(self, meeting: Meeting, at: datetime) -> None:
        self.meeting, self.at = meeting, at
        self.room = Room(meeting)
        # The seats of the meeting's day; of the stretch that is on, or is to come, once it opened.
        self.day = meeting.planned if self.is_before or self.is_over else self.room.day_at(at)
        self.rows = [Row(place, seat_words(place.seat)) for place in self.room.places_on(self.day)]

    @property
    def is_sitting(self) -> bool:
        return self.room.is_sitting

    @property
    def is_adjourned(self) -> bool:
        return self.meeting.stage is Stage.OPEN and not self.is_sitting

    @property
    def is_before(self) -> bool:
        return self.meeting.stage in (Stage.DRAFT, Stage.CONVENED)

    @property
    def is_over(self) -> bool:
        return self.meeting.stage not in (Stage.DRAFT, Stage.CONVENED, Stage.OPEN)

    @property
    def is_today(self) -> bool:
        return timezone.localtime(self.at).date() == self.meeting.planned

    @property
    def present(self) -> int:
        return self.room.present_at(self.at)

    @property
    def seats(self) -> int:
        return self.room.seats_on(self.day)

    @property
    def quorum(self) -> int:
        return self.room.quorum_on(self.day)

    @property
    def is_quorate(self) -> bool:
        return rules.quorate(self.present, self.seats, self.room.terms.quorum_percent)

    @property
    def short(self) -> int:
        return max(0, self.quorum - self.present)

    @property
    def gaps(self) -> list[str]:
        return [gap_words(gap) for gap in self.room.gaps]

    @property
    def agenda(self) -> list[Shown]:
        return Agenda(self.meeting, self.room).shown

    @property
    def hour(self) -> str:
        return f"{timezone.localtime(self.at):%H.%M}"

    @property
    def gone_at_adjournment(self) -> set[int]:
        """Who was in the room when the meeting broke off today: most likely to come back."""
        last = self.room.spans[-1][1].ends if self.room.spans else None
        if last is None or timezone.localtime(last).date() != timezone.localtime(self.at).date():
            return set()
        return {
            row.place.seat.pk
            for row in self.rows
            if any(stay.left_at == last for stay in row.place.stays)
        }
