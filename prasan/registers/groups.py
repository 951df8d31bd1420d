"""The lines of a list by committee: what each one's draft order would hold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from prasan.areas.models import Area
from prasan.committees.models import Kind
from prasan.orders.composition import Member
from prasan.orders.models import Appointment
from prasan.people.rules import matching
from prasan.registers.rules.lines import Line


@dataclass
class Group:
    """The lines of one committee: what its draft order would hold."""

    kind: str
    area: Area
    lines: list[Line]
    seats: Sequence[Appointment]
    notes: list[str] = field(default_factory=list)
    # Who came to sit while a workbook was away; they stay.
    newcomers: list[Appointment] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{Kind(self.kind).label} {self.area.name}"

    @property
    def ready(self) -> list[Line]:
        return [line for line in self.lines if line.is_ready and line.member]

    @property
    def members(self) -> list[Member]:
        return [line.member for line in self.ready if line.member]

    @property
    def is_whole(self) -> bool:
        return len(self.ready) == len(self.lines)

    @property
    def is_known(self) -> bool:
        """Whether the very people sit already, in the very offices."""
        if not self.is_whole or not self.seats:
            return False
        held = Counter((seat.seat, self._one(seat)) for seat in self.seats)
        return held == Counter((member.seat, self._named(member)) for member in self.members)

    @property
    def joining(self) -> int:
        held = {self._one(seat) for seat in self.seats}
        return sum(self._named(member) not in held for member in self.members)

    @property
    def leaving(self) -> int:
        named = {self._named(member) for member in self.members}
        return sum(self._one(seat) not in named for seat in self.seats) if self.is_whole else 0

    @property
    def _chosen(self) -> set[str]:
        """Persons who are known by their key and not by their name."""
        return {member.who for member in self.members if member.who}

    def _one(self, seat: Appointment) -> str:
        return str(seat.person_id) if str(seat.person_id) in self._chosen else _key(seat)

    def _named(self, member: Member) -> str:
        return member.who or member.key

    @property
    def starts(self) -> date | None:
        """The day most of its lines give."""
        days = Counter(line.starts for line in self.lines if line.starts)
        return days.most_common(1)[0][0] if days else None

    @property
    def order(self) -> str:
        """The order most of its lines give: 312/2567; "" where none does."""
        given = Counter(line.order for line in self.lines if line.order)
        return given.most_common(1)[0][0] if given else ""

    @property
    def signed(self) -> date | None:
        """The day its order was signed, as most lines that give that order say."""
        days = Counter(
            line.signed for line in self.lines if line.signed and line.order == self.order
        )
        return days.most_common(1)[0][0] if days else None

    @property
    def expires(self) -> date | None:
        """The first day after the term most of its lines give."""
        days = Counter(line.ends for line in self.lines if line.ends)
        if not days:
            return None
        after = days.most_common(1)[0][0] + timedelta(days=1)
        return after if self.starts is None or after > self.starts else None


def _key(seat: Appointment) -> str:
    return matching(seat.person.given_name, seat.person.family_name)
