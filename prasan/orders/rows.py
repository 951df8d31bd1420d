"""The rows of people in a form: a formset whose empty rows count for nothing."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from prasan.orders.forms import MOST_ROWS, ROWS, SPARE_ROWS, TYPED, MemberForm
from prasan.orders.models import Seat

PREFIX = "row"
Typed = dict[str, str]
# Any of these makes a row count.
FILLED = ("name", "represents", "phone")
EMPTY: Typed = dict.fromkeys((*TYPED, "who", "whose", "post"), "") | {"seat": Seat.MEMBER.value}


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


def row_set(data: QueryDict, *, kind: str) -> Rows:
    """The rows as sent."""
    return _RowSet(data, prefix=PREFIX, form_kwargs={"kind": kind})


def sized(initial: Sequence[Typed], *, kind: str) -> Rows:
    """Rows that hold `initial`, and some to spare."""
    rows = _RowSet(prefix=PREFIX, initial=list(initial), form_kwargs={"kind": kind})
    rows.extra = min(max(ROWS, len(initial) + SPARE_ROWS), MOST_ROWS)
    return rows


def as_typed(data: QueryDict, *, with_gaps: bool = False) -> Iterator[Typed]:
    """The rows of a sent form that hold anything, as typed; with the empty ones between them."""
    gap: list[Typed] = []
    for number in range(MOST_ROWS):
        row = {name: data.get(f"{PREFIX}-{number}-{name}", "") for name in EMPTY}
        if any(row[name] for name in FILLED):
            yield from gap if with_gaps else ()
            yield row
            gap = []
        else:
            gap.append(row)


def renumbered(data: QueryDict, rows: Sequence[Typed], spare: int) -> QueryDict:
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
