"""Single seats of an order changed: who leaves, who comes instead, who comes besides."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.committees.models import Seat
from prasan.orders.composition import Member
from prasan.orders.forms import seats_of
from prasan.orders.models import Appointment, Change, DraftLine
from prasan.orders.persons import Known
from prasan.orders.succession import SeatChange
from prasan.people.rules import NEW, split_name
from prasan.thai.text import tidy
from prasan.ui.fields import ThaiDateField

NEW_ROWS = 3
# No order adds more at once: a committee has twenty-five at most.
_MOST_ROWS = 30
KEEP, LEAVES, REPLACED = "", "remove", "replace"


@dataclass(frozen=True)
class AmendRow:
    """A seat that may change, or an empty row for someone more; with its typed fields' names.

    `known` are those the name may mean, where one of them or a new person has to be chosen.
    """

    key: str
    seat: Appointment | None
    change: str
    name: str
    office: str
    origin: str
    error: str
    known: Sequence[Known] = ()
    who: str = ""


class AmendForm(forms.Form):
    """Which seats of an order end, who comes in their place, and who comes besides.

    `lines` are those of a draft that is written on; `look` finds whom a name may mean.
    """

    planned = ThaiDateField(
        label=_("จะมีผลวันที่"), required=False, help_text=_("เว้นว่างไว้ ถ้ามีผลตั้งแต่วันที่ลงนาม")
    )
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        kind: str,
        seats: Sequence[Appointment],
        look: Callable[[str], Sequence[Known]],
        lines: Sequence[DraftLine] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.seats, self.look = kind, seats, look
        self.kept = dict(_by_key(lines))
        self.wrong: dict[str, str] = {}
        self.known: dict[str, Sequence[Known]] = {}

    @property
    def offices(self) -> list[tuple[str, str]]:
        return seats_of(self.kind)

    def rows(self) -> Iterator[AmendRow]:
        """Every seat of the order, then the empty rows, each as typed."""
        for key, seat in self._keys():
            yield AmendRow(
                key,
                seat,
                self._typed(key, "change"),
                self._typed(key, "name"),
                self._typed(key, "office") or (seat.seat if seat else Seat.MEMBER.value),
                self._typed(key, "origin"),
                self.wrong.get(key, ""),
                self.known.get(key, ()),
                self._typed(key, "who"),
            )

    def clean(self) -> None:
        self.changes: list[SeatChange] = []
        for key, seat in self._keys():
            try:
                change = self._change(key, seat)
            except ValueError as error:
                self.wrong[key] = str(error)
                place = f"แถวของ {seat.person}" if seat else f"แถวเพิ่มที่ {key[3:]}"
                self.add_error(None, f"{place}: {error}")
            else:
                if change:
                    self.changes.append(change)
        if not self.errors and not self.changes:
            self.add_error(None, "ยังไม่มีการเปลี่ยนแปลง เลือกให้พ้น แทน หรือพิมพ์ชื่อผู้ที่จะเพิ่ม")

    def _keys(self) -> Iterator[tuple[str, Appointment | None]]:
        yield from ((f"s{seat.pk}", seat) for seat in self.seats)
        yield from ((f"new{place}", None) for place in range(1, self._new_rows + 1))

    @property
    def _new_rows(self) -> int:
        """Room for those that come besides, and for one more."""
        names = (name for name in self.data if name.startswith("new") and name.endswith("-name"))
        sent = [int(place) for name in names if (place := name[3:-5]).isdecimal()]
        kept = sum(key.startswith("new") for key in self.kept)
        return min(max(NEW_ROWS, kept + 1, *sent), _MOST_ROWS)

    def _typed(self, key: str, name: str) -> str:
        """As sent; while nothing was, as the draft has it."""
        if self.is_bound:
            return str(self.data.get(f"{key}-{name}", "")).strip()
        line = self.kept.get(key)
        return _said(line)[name] if line else ""

    def _change(self, key: str, seat: Appointment | None) -> SeatChange | None:
        """The change of one row; raises ValueError with a Thai sentence where it is unclear."""
        name, change = self._typed(key, "name"), self._typed(key, "change")
        if seat and change == KEEP and not name:
            return None
        if seat and change == KEEP:
            raise ValueError("พิมพ์ชื่อไว้ แต่ยังไม่ได้เลือกว่าแทน เลือก “แทนด้วย”")
        if seat and change == LEAVES:
            return SeatChange(ending=seat.pk)
        if not name and seat is None:
            return None
        if not name:
            raise ValueError("เลือกแทนไว้ แต่ยังไม่มีชื่อ พิมพ์ชื่อผู้ที่จะแทน")
        return SeatChange(seat.pk if seat else None, self._member(key, seat, name))

    def _member(self, key: str, seat: Appointment | None, name: str) -> Member:
        office = self._typed(key, "office") or (seat.seat if seat else "")
        if office not in dict(self.offices):
            raise ValueError("เลือกตำแหน่งจากรายการ")
        parts = split_name(name)
        before = self.kept.get(key)
        is_same = before is not None and tidy(before.name) == tidy(name)
        return Member(
            parts.title,
            parts.given,
            parts.family,
            office,
            self._typed(key, "origin")[:150],
            before.phone if before and is_same else "",
            self._who(key, name),
        )

    def _who(self, key: str, name: str) -> str:
        """Who is meant: asked where somebody bears the very name, else told by the name."""
        known = [one for one in self.look(name) if one.match.is_same_name]
        if not known:
            return ""
        # A choice made for another name is none for this one.
        is_for_it = tidy(self._typed(key, "whose")) == tidy(name)
        chosen = self._typed(key, "who") if is_for_it else ""
        self.known[key] = known
        if chosen == NEW or chosen in {str(one.person.pk) for one in known}:
            return chosen
        raise ValueError("มีผู้ชื่อนี้ในทะเบียนแล้ว เลือกว่าหมายถึงคนใด หรือเป็นคนใหม่")


def _by_key(lines: Sequence[DraftLine]) -> Iterator[tuple[str, DraftLine]]:
    """The lines of a draft by the row of the form that shows them."""
    place = count(1)
    for line in lines:
        yield (f"s{line.ending_id}" if line.ending_id else f"new{next(place)}"), line


def _said(line: DraftLine) -> dict[str, str]:
    """A line as its row was typed."""
    return {
        "change": line.change if line.change != Change.ADD else KEEP,
        "name": line.name if line.given_name else "",
        "office": line.seat,
        "origin": line.represents,
        "who": NEW if line.is_new else str(line.person_id or ""),
        "whose": line.name,
    }
