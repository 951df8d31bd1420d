"""What the clerk's page shows of a sitting that is on, as of one moment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from prasan.meetings import rules
from prasan.meetings.models import Meeting
from prasan.meetings.papers import gap_words
from prasan.meetings.presenting import Agenda, Shown
from prasan.meetings.room import Place, Room, rooms_of
from prasan.meetings.rules import Stage
from prasan.meetings.sittings import office_words, short_name, whole_of


@dataclass(frozen=True)
class Row:
    """One person on the clerk's page, with every seat they hold in the sitting."""

    meeting: Meeting
    places: tuple[Place, ...]
    office: str

    @property
    def place(self) -> Place:
        """The seat by which the person is told of."""
        return self.places[0]

    @property
    def key(self) -> str:
        """The same as a form sends it."""
        return f"{self.place.seat.pk}"

    @property
    def since(self) -> datetime | None:
        """From when they are in the room, for every seat they hold."""
        here = [
            next((stay.arrived_at for stay in place.stays if stay.left_at is None), None)
            for place in self.places
        ]
        known = [at for at in here if at is not None]
        return min(known) if len(known) == len(here) else None

    @property
    def left(self) -> datetime | None:
        stays = self.place.stays
        return stays[-1].left_at if stays and not self.since else None

    @property
    def by_phone(self) -> bool:
        return bool(self.place.stays) and self.place.stays[-1].told != "clerk"


class Live:
    """One meeting of a sitting at one moment."""

    def __init__(self, room: Room, at: datetime, name: str) -> None:
        self.meeting, self.room, self.at, self.name = room.meeting, room, at, name
        # The seats of the meeting's day; of the stretch that is on, or is to come, once it opened.
        is_called = self.is_before or self.is_over
        self.day: date = self.meeting.planned if is_called else room.day_at(at)

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

    @cached_property
    def agenda(self) -> list[Shown]:
        items = (item for item in self.room.items if not item.is_dropped)
        return Agenda(self.meeting, self.room, items).shown

    @property
    def gone_at_adjournment(self) -> set[int]:
        """Who was in the room when the meeting broke off today: most likely to come back."""
        last = self.room.spans[-1][1].ends if self.room.spans else None
        if last is None or timezone.localtime(last).date() != timezone.localtime(self.at).date():
            return set()
        return {
            place.seat.pk
            for place in self.room.places_on(self.day)
            if any(stay.left_at == last for stay in place.stays)
        }


class Sitting:
    """All meetings of a sitting at one moment, most often one: loaded in a fixed number of
    queries, however many committees and members there are."""

    def __init__(self, meeting: Meeting, at: datetime, whole: Sequence[Meeting] = ()) -> None:
        self.meeting, self.at = meeting, at
        self.whole = list(whole) or whole_of(meeting)
        rooms = rooms_of(self.whole, timezone.localtime(at).date())
        self.lives = [Live(room, at, short_name(room.meeting, self.whole)) for room in rooms]

    @property
    def is_joint(self) -> bool:
        return len(self.lives) > 1

    @cached_property
    def rows(self) -> list[Row]:
        """Everyone once; those of a meeting that is over only where no other is on."""
        going_on = [live for live in self.lives if not live.is_over] or self.lives
        found: dict[int, list[tuple[Live, Place]]] = {}
        for live in going_on:
            for place in live.room.places_on(live.day):
                found.setdefault(place.seat.person_id, []).append((live, place))
        return [self._row(held) for held in found.values()]

    def _row(self, held: list[tuple[Live, Place]]) -> Row:
        places = tuple(place for _live, place in held)
        office = office_words([place.seat for place in places], self.whole)
        return Row(held[0][0].meeting, places, office)

    @property
    def is_sitting(self) -> bool:
        return any(live.is_sitting for live in self.lives)

    @property
    def is_adjourned(self) -> bool:
        return any(live.is_adjourned for live in self.lives)

    @property
    def is_before(self) -> bool:
        return any(live.is_before for live in self.lives)

    @property
    def is_over(self) -> bool:
        return all(live.is_over for live in self.lives)

    @property
    def sitting(self) -> list[Live]:
        """Those that are on now."""
        return [live for live in self.lives if live.is_sitting]

    @property
    def agendas(self) -> list[Live]:
        """Those that were opened and have an agenda."""
        return [live for live in self.lives if live.agenda and not live.is_before]

    @property
    def is_quorate(self) -> bool:
        return all(live.is_quorate for live in self._on(self.lives))

    @property
    def is_today(self) -> bool:
        return timezone.localtime(self.at).date() == self.meeting.planned

    @property
    def hour(self) -> str:
        return f"{timezone.localtime(self.at):%H.%M}"

    @property
    def gone_at_adjournment(self) -> set[int]:
        return set().union(*(live.gone_at_adjournment for live in self.lives))

    def _on(self, lives: Iterable[Live]) -> list[Live]:
        return [live for live in lives if live.is_sitting]
