"""An order being typed: its head, its rows, what is wrong with them, and what would change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.committees.models import Kind
from prasan.committees.rulebooks import wants_on
from prasan.committees.rules import Line, Wants
from prasan.orders.checking import problems_of
from prasan.orders.composition import Member, Problem, Severity, vacancies
from prasan.orders.forms import MOST_ROWS, SPARE_ROWS, MemberForm, OrderForm
from prasan.orders.models import Appointment, Seat
from prasan.orders.pasting import Block, read_block
from prasan.orders.rows import EMPTY, Typed, as_typed, renumbered, row_set, sized
from prasan.people.rules import matching

# Buttons that ask for something else than registering the order.
LOOK, ADD, FILL, PASTE = "look", "add", "fill", "paste"


@dataclass(frozen=True)
class Row:
    """One row as the page shows it, and what it is against the order in force.

    `vacant` is the seat nobody holds, for a row still empty.
    """

    form: MemberForm
    is_new: bool
    is_same: bool
    is_wrong: bool
    is_doubtful: bool
    vacant: Line | None = None

    @property
    def is_open(self) -> bool:
        """Whether a phone shows all of the row at once: something in it asks for a look."""
        return self.is_wrong or self.is_doubtful


class Draft:
    """What stands in the form: as sent, or at first the members who sit now."""

    def __init__(
        self,
        *,
        kind: str,
        area: Area,
        today: date,
        user: User,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, Any] | None" = None,
    ) -> None:
        self.kind, self.area, self.today = kind, area, today
        self.sent = data or QueryDict()
        self.is_draft = any(button in self.sent for button in (LOOK, ADD, FILL, PASTE))
        self.form = OrderForm(
            data, files, kind=kind, today=today, user=user, is_draft=self.is_draft
        )
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
            return [(n, _member(seat)) for n, seat in enumerate(self.seats, start=1)]
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
        return problems_of(self.kind, self.area, self.form.starts_on, self.members, rows, apart=())

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
        doubtful = {
            one.line for one in self.problems if one.severity is Severity.WARNING and one.line
        }
        typed, vacant = dict(self.numbered), iter(self.vacant)
        for form in self.rows:
            key = typed[form.row].key if form.row in typed else ""
            form.fields["phone"].widget.attrs["placeholder"] = phones.get(key, "")
            is_empty = not key and not (form.is_bound and form.has_changed())
            yield Row(
                form,
                is_new=bool(key and phones and key not in phones),
                is_same=key in phones,
                is_wrong=form.row in wrong or bool(form.is_bound and form.errors),
                is_doubtful=form.row in doubtful,
                vacant=_seated(form, next(vacant, None)) if is_empty else None,
            )

    def _row_set(self, data: QueryDict | None) -> Any:
        if data is None:
            return sized([_typed(seat) for seat in self.seats], kind=self.kind)
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


def _seated(form: MemberForm, line: Line | None) -> Line | None:
    """The empty row made ready for the vacant seat."""
    if line and not form.is_bound:
        form.initial.update(seat=line.seat, post=line.post)
    return line


def _key(seat: Appointment) -> str:
    return matching(seat.person.given_name, seat.person.family_name)


def _member(seat: Appointment) -> Member:
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
