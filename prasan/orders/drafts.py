"""An order being typed: its head, its rows, what is wrong with them, and what would change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict

from prasan.areas.models import Area
from prasan.committees.models import Kind
from prasan.committees.rulebooks import wants_on
from prasan.committees.rules import Line, Wants
from prasan.orders.checking import problems_of
from prasan.orders.composition import Member, Problem, Severity, vacancies
from prasan.orders.forms import MOST_ROWS, SPARE_ROWS, MemberForm, OrderForm, PlanForm
from prasan.orders.models import Appointment, Seat
from prasan.orders.pasting import Block, read_block
from prasan.orders.rows import EMPTY, FILLED, Typed, as_typed, renumbered, row_set, sized
from prasan.people.rules import matching

# Buttons that ask for something else than registering the order.
LOOK, ADD, FILL, PASTE = "look", "add", "fill", "paste"


@dataclass(frozen=True)
class Row:
    """One row as the page shows it, and what it is against the order in force.

    `typed` is what stands in its cells, `phone` the known number, masked; `vacant` is the seat
    nobody holds, for a row still empty.
    """

    form: MemberForm
    typed: Typed
    phone: str
    is_new: bool
    is_same: bool
    is_wrong: bool
    is_doubtful: bool
    is_empty: bool
    vacant: Line | None = None

    @property
    def is_open(self) -> bool:
        """Whether a phone shows all of the row at once: something in it asks for a look."""
        return self.is_wrong or self.is_doubtful


def is_asking(data: QueryDict | None) -> bool:
    """Whether the form was sent by a button that only looks, adds, fills or pastes."""
    return any(button in (data or {}) for button in (LOOK, ADD, FILL, PASTE))


class Draft:
    """What stands in the form: as sent, or at first `rows`, else the members who sit now."""

    def __init__(
        self,
        *,
        kind: str,
        area: Area,
        today: date,
        form: OrderForm | PlanForm,
        data: QueryDict | None = None,
        rows: Sequence[Typed] | None = None,
        apart: Sequence[int] = (),
    ) -> None:
        self.kind, self.area, self.today, self.form = kind, area, today, form
        self.sent, self.given, self.apart = data or QueryDict(), rows, apart
        self.is_draft = is_asking(data)
        self.pasted = Block()
        self.rows = self._row_set(data)

    def is_valid(self) -> bool:
        """Whether the order may be registered; all that blocks it is said at its place, at once."""
        are_read = self.rows.is_valid()
        # While a row cannot be read, that nobody is the chair may only seem so.
        blocking = [one for one in self.problems if one.blocks and (are_read or one.line)]
        is_well = self.form.is_valid() and are_read and not blocking
        for problem in blocking:
            self.refuse(problem)
        if not is_well:
            self.form.hold_uploads()
        return is_well

    @property
    def has_errors(self) -> bool:
        """Whether something typed cannot be read or is refused."""
        return self.rows.is_bound and bool(self.form.errors or any(self.rows.errors))

    def refuse(self, problem: Problem) -> None:
        """Say `problem` at its row, or above the form."""
        said = f"{problem.text} {problem.why}".strip()
        if problem.line is None:
            self.form.add_error(None, said)
        else:
            self.rows.forms[problem.line - 1].add_error("name", said)

    @cached_property
    def seats(self) -> list[Appointment]:
        """Who sits on the committee now."""
        return seats_on(self.area, self.kind, self.today)

    @cached_property
    def numbered(self) -> list[tuple[int, Member]]:
        """The rows that can be read, with their row numbers."""
        if not self.rows.is_bound:
            return [(n, member_sitting(seat)) for n, seat in enumerate(self.seats, start=1)]
        self.rows.is_valid()
        return [(row.row, row.member) for row in self.rows if row.member]

    @property
    def members(self) -> list[Member]:
        return [member for _row, member in self.numbered]

    @cached_property
    def wants(self) -> Wants:
        """The rulebook of the day the order starts."""
        return wants_on(self.kind, self.form.starts_on, self.area.code)

    @cached_property
    def problems(self) -> list[Problem]:
        rows = [row for row, _member in self.numbered]
        return problems_of(
            self.kind, self.area, self.form.starts_on, self.members, rows, apart=self.apart
        )

    @property
    def blocking(self) -> int:
        return sum(problem.blocks for problem in self.problems)

    @cached_property
    def joining(self) -> list[Member]:
        sitting = {_key(seat) for seat in self.seats}
        return [member for member in self.members if member.key not in sitting]

    @cached_property
    def leaving(self) -> list[Appointment]:
        typed = {member.key for member in self.members}
        return [seat for seat in self.seats if _key(seat) not in typed]

    @property
    def staying(self) -> int:
        return len(self.seats) - len(self.leaving)

    @cached_property
    def candidates(self) -> list[Appointment]:
        """For a ก.บ.ต., who sits on the คอช.ต. and is not in the rows yet."""
        if self.kind != Kind.INTEGRATED:
            return []
        typed = {member.key for member in self.members}
        sitting = seats_on(self.area, Kind.TAMBON, self.today)
        return [seat for seat in sitting if _key(seat) not in typed]

    @cached_property
    def vacant(self) -> list[Line]:
        """The seats the rulebook wants that nobody in the rows holds."""
        return vacancies(self.members, self.wants)

    def lines(self) -> Iterator[Row]:
        """Every row with its mark and whether something is wrong; vacant seats lead empty rows."""
        phones = {_key(seat): seat.person.masked_phone for seat in self.seats}
        wrong = {problem.line for problem in self.problems if problem.blocks}
        doubtful = {one.line for one in self.problems if one.severity is Severity.WARNING}
        members, vacant = dict(self.numbered), iter(self.vacant)
        for form in self.rows:
            typed = {**EMPTY, **{name: str(form[name].value() or "") for name in EMPTY}}
            key = members[form.row].key if form.row in members else ""
            is_empty = not any(typed[name].strip() for name in FILLED)
            seat = next(vacant, None) if is_empty else None
            if seat:
                typed |= {"seat": seat.seat, "post": seat.post}
            yield Row(
                form,
                typed,
                phones.get(key, ""),
                is_new=bool(key and phones and key not in phones),
                is_same=key in phones,
                is_wrong=form.row in wrong or bool(form.is_bound and form.errors),
                is_doubtful=form.row in doubtful,
                is_empty=is_empty,
                vacant=seat,
            )

    def _row_set(self, data: QueryDict | None) -> Any:
        if data is None:
            given = [_typed(seat) for seat in self.seats] if self.given is None else self.given
            return sized(given, kind=self.kind)
        if any(button in self.sent for button in (ADD, FILL, PASTE)):
            typed = list(as_typed(data, with_gaps=PASTE in self.sent))
            data = renumbered(data, self._changed(typed), self._spare)
        return row_set(data, kind=self.kind)

    @property
    def _spare(self) -> int:
        return SPARE_ROWS if ADD in self.sent else 0

    def _changed(self, typed: list[Typed]) -> list[Typed]:
        """The typed rows with what a button adds to them."""
        if PASTE in self.sent:
            return self._pasted(typed)
        return [*typed, *self._filled(typed)] if FILL in self.sent else typed

    def _filled(self, typed: list[Typed]) -> list[Typed]:
        """The ticked members of the คอช.ต. as rows of experts; all of them by one button."""
        if self.kind != Kind.INTEGRATED:
            return []
        sitting = seats_on(self.area, Kind.TAMBON, self.today)
        ticked = set(self.sent.getlist("expert"))
        takes_all = self.sent.get(FILL) == "all"
        names = {row["name"] for row in typed}
        return [
            {**row, "seat": Seat.EXPERT.value, "represents": "คอช.ต."}
            for seat in sitting
            if takes_all or str(seat.person_id) in ticked
            if (row := _typed(seat))["name"] not in names
        ]

    def _pasted(self, typed: list[Typed]) -> list[Typed]:
        """The pasted block in the rows from the one it was pasted into, over what stood there."""
        at = self.sent.get("paste_at", "")
        row = int(at) if at.isdecimal() else len(typed)
        self.pasted = read_block(
            self.sent.get("paste_text", ""),
            first=self.sent.get("paste_field", "name"),
            room=max(MOST_ROWS - row, 0),
        )
        wanted = row + len(self.pasted.rows)
        rows = [*typed, *(dict(EMPTY) for _ in range(wanted - len(typed)))]
        for place, one in enumerate(self.pasted.rows, start=row):
            rows[place] = {**rows[place], **_said(one)}
        return rows


def seats_on(area: Area, kind: str, day: date) -> list[Appointment]:
    """Who sits on a committee of `area` on `day`, in the order of its papers; one query."""
    seats = Appointment.objects.held_on(day).for_register()
    return list(seats.filter(order__committee__area=area, order__committee__kind=kind))


def _said(row: Typed) -> Typed:
    """What a pasted row says; an empty cell leaves what stands there."""
    return {name: value for name, value in row.items() if value}


def _key(seat: Appointment) -> str:
    return matching(seat.person.given_name, seat.person.family_name)


def member_sitting(seat: Appointment) -> Member:
    """Who sits as a line of a new order."""
    person = seat.person
    return Member(
        person.title,
        person.given_name,
        person.family_name,
        seat.seat,
        seat.represents,
        who=str(person.pk),
    )


def _typed(seat: Appointment) -> Typed:
    """A sitting member as a row. The telephone stays where it is: an empty one keeps it."""
    return {
        "name": seat.person.name,
        "seat": seat.seat,
        "represents": seat.represents,
        "phone": "",
        "who": str(seat.person_id),
        "whose": seat.person.name,
    }
