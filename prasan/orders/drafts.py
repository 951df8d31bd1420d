"""An order being typed: its head, its rows, what is wrong with them, and what would change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.committees.models import Kind
from prasan.orders.checking import problems_of
from prasan.orders.composition import Member, Problem, Severity
from prasan.orders.forms import MOST_ROWS, ROWS, SPARE_ROWS, MemberForm, OrderForm
from prasan.orders.models import Appointment, Seat
from prasan.people.rules import matching

# Buttons that ask for something else than registering the order.
LOOK, ADD, FILL = "look", "add", "fill"
PREFIX = "row"


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """The rows of people; an empty one anywhere is passed over."""

    def initial_form_count(self) -> int:
        # None is required: whoever has left is cleared from a row, not struck out.
        return 0

    def add_fields(self, form: MemberForm, index: int | None) -> None:
        """No hidden fields of formsets: rows are neither ordered nor deleted."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "row": (index or 0) + 1}


_RowSet = cast(
    "type[Rows]",
    formset_factory(MemberForm, formset=Rows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS),
)


@dataclass(frozen=True)
class Row:
    """One row as the page shows it. `is_new`: the one typed here does not sit now."""

    form: MemberForm
    is_new: bool
    is_wrong: bool
    is_doubtful: bool


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
        self.is_draft = any(button in self.sent for button in (LOOK, ADD, FILL))
        self.form = OrderForm(
            data, files, kind=kind, today=today, user=user, is_draft=self.is_draft
        )
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
        return _seats(self.area, self.kind, self.today)

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
    def problems(self) -> list[Problem]:
        rows = [row for row, _member in self.numbered]
        return problems_of(self.kind, self.area, self.form.starts_on, self.members, rows)

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
        sitting = _seats(self.area, Kind.TAMBON, self.today)
        return [seat for seat in sitting if _key(seat) not in typed]

    def lines(self) -> Iterator[Row]:
        """Every row, with what is known of its telephone and whether something is wrong with it."""
        phones = {_key(seat): seat.person.masked_phone for seat in self.seats}
        wrong = {problem.line for problem in self.problems if problem.blocks}
        doubtful = {one.line for one in self.problems if one.severity is Severity.WARNING}
        typed = dict(self.numbered)
        for form in self.rows:
            key = typed[form.row].key if form.row in typed else ""
            form.fields["phone"].widget.attrs["placeholder"] = phones.get(key, "")
            is_wrong = form.row in wrong or "name" in form.errors
            is_new = bool(key and phones and key not in phones)
            yield Row(form, is_new, is_wrong, form.row in doubtful)

    def _row_set(self, data: QueryDict | None) -> Rows:
        kwargs = {"kind": self.kind}
        if data is None:
            initial = [_typed(seat) for seat in self.seats]
            return _sized(initial, form_kwargs=kwargs)
        if ADD in self.sent or FILL in self.sent:
            typed = list(_as_typed(data))
            spare = SPARE_ROWS if ADD in self.sent else 0
            data = _renumbered(data, [*typed, *self._filled(typed)], spare)
        return _RowSet(data, prefix=PREFIX, form_kwargs=kwargs)

    def _filled(self, typed: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
        """The ticked members of the คอช.ต. as rows of experts."""
        if FILL not in self.sent or self.kind != Kind.INTEGRATED:
            return []
        ticked = set(self.sent.getlist("expert"))
        seats = _seats(self.area, Kind.TAMBON, self.today)
        chosen = [_typed(seat) for seat in seats if str(seat.person_id) in ticked]
        names = {row["name"] for row in typed}
        return [{**row, "seat": Seat.EXPERT.value} for row in chosen if row["name"] not in names]


def _seats(area: Area, kind: str, day: date) -> list[Appointment]:
    seats = Appointment.objects.held_on(day).for_register()
    return list(seats.filter(order__committee__area=area, order__committee__kind=kind))


def _key(seat: Appointment) -> str:
    return matching(seat.person.given_name, seat.person.family_name)


def _member(seat: Appointment) -> Member:
    person = seat.person
    return Member(person.title, person.given_name, person.family_name, seat.seat, seat.represents)


def _typed(seat: Appointment) -> dict[str, str]:
    """A sitting member as a row. The telephone stays where it is: an empty one keeps it."""
    return {
        "name": seat.person.name,
        "seat": seat.seat,
        "represents": seat.represents,
        "phone": "",
    }


def _sized(initial: list[dict[str, str]], **kwargs: Any) -> Rows:
    rows = _RowSet(prefix=PREFIX, initial=initial, **kwargs)
    rows.extra = min(max(ROWS, len(initial) + SPARE_ROWS), MOST_ROWS)
    return rows


def _as_typed(data: QueryDict) -> Iterator[dict[str, str]]:
    """The rows of a sent form that hold anything, as typed."""
    for number in range(MOST_ROWS):
        row = {
            name: data.get(f"{PREFIX}-{number}-{name}", "")
            for name in ("name", "seat", "represents", "phone")
        }
        if row["name"] or row["represents"] or row["phone"]:
            yield row


def _renumbered(data: QueryDict, rows: Sequence[Mapping[str, str]], spare: int) -> QueryDict:
    """`data` with `rows` from the top, and at least `spare` empty ones below."""
    data = data.copy()
    for name in [name for name in data if name.startswith(f"{PREFIX}-")]:
        del data[name]
    for number, row in enumerate(rows[:MOST_ROWS]):
        for name, value in row.items():
            data[f"{PREFIX}-{number}-{name}"] = value
    total = min(max(ROWS, len(rows) + spare), MOST_ROWS)
    for number in range(len(rows), total):
        data[f"{PREFIX}-{number}-seat"] = Seat.MEMBER.value
    data[f"{PREFIX}-TOTAL_FORMS"] = str(total)
    data[f"{PREFIX}-INITIAL_FORMS"] = "0"
    return data
