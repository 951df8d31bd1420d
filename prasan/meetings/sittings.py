"""A sitting: one meeting, or those that several committees hold as one, and who is called to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from prasan.committees.models import Kind
from prasan.meetings.models import AgendaItem, Meeting
from prasan.orders.models import Appointment, AppointmentQuerySet
from prasan.people.models import Person

_ORDER = {kind: place for place, kind in enumerate(Kind.values)}


def whole_of(meeting: Meeting) -> list[Meeting]:
    """The meetings of the sitting, in the order papers name them, whichever was asked for.

    The meeting itself is the object that was given; one that was called off sits with no one.
    """
    if meeting.gathering_id is None or meeting.cancelled is not None:
        return [meeting]
    tied = Meeting.objects.standing().filter(gathering=meeting.gathering_id).exclude(pk=meeting.pk)
    others = tied.select_related("committee__area__parent__parent")
    return sorted([meeting, *others], key=_place)


def _place(meeting: Meeting) -> tuple[int, str, int]:
    """The district first, then tambon by tambon, the คอช.ต. before the ก.บ.ต."""
    code = meeting.committee.area_id
    return len(code), code, _ORDER[meeting.committee.kind]


def beside(meeting: Meeting, whole: Sequence[Meeting]) -> list[Meeting]:
    """The others of a sitting."""
    return [one for one in whole if one.pk != meeting.pk]


def short_name(meeting: Meeting, whole: Sequence[Meeting]) -> str:
    """How one of a sitting is told from the others: by its kind, or with its place."""
    kinds = [one.committee.kind for one in whole]
    if len(set(kinds)) == len(kinds):
        return meeting.committee.get_kind_display()
    return f"{meeting.committee}"


@dataclass(frozen=True)
class Member:
    """A person called to a sitting, once, with every seat they hold in it."""

    person: Person
    seats: tuple[Appointment, ...]
    office: str

    @property
    def addressed(self) -> str:
        return f"{self.person} {self.office}"

    @property
    def pk(self) -> int:
        """The seat by which addresses name the member."""
        return self.seats[0].pk


def members_of(whole: Sequence[Meeting]) -> list[Member]:
    """Everyone who sits on the day, once, in the order of the committees and their registers."""
    day = whole[0].planned
    committees = {meeting.committee_id: meeting for meeting in whole}
    seats: AppointmentQuerySet = Appointment.objects.filter(order__committee__in=committees)
    found: dict[int, list[Appointment]] = {}
    in_order = sorted(
        seats.held_on(day).for_register(),
        key=lambda seat: list(committees).index(seat.order.committee_id),
    )
    for seat in in_order:
        found.setdefault(seat.person_id, []).append(seat)
    return [
        Member(held[0].person, tuple(held), office_words(held, whole)) for held in found.values()
    ]


def office_words(held: Sequence[Appointment], whole: Sequence[Meeting]) -> str:
    """The offices of one person: alone as it is, of several committees each with its name."""
    if len(whole) == 1:
        return held[0].get_seat_display()
    names = {meeting.committee_id: short_name(meeting, whole) for meeting in whole}
    return ", ".join(f"{seat.get_seat_display()} {names[seat.order.committee_id]}" for seat in held)


def common_agenda(whole: Sequence[Meeting]) -> list[AgendaItem]:
    """The items of a sitting in order, what stands on several agendas once.

    What is not on all says on whose it is. Of several these are copies, to be read only.
    """
    if len(whole) == 1:
        return list(whole[0].items.on_agenda())
    items = AgendaItem.objects.on_agenda().filter(meeting__in=whole)
    found: dict[tuple[int, str], set[int]] = {}
    for item in items.order_by("section", "place", "pk"):
        found.setdefault((item.section, item.title), set()).add(item.meeting_id)
    told = []
    for (section, title), on in found.items():
        names = [short_name(meeting, whole) for meeting in whole if meeting.pk in on]
        whose = "" if len(names) == len(whole) else f" ({' '.join(names)})"
        told.append(AgendaItem(section=section, title=f"{title}{whose}"))
    return told
