"""A draft order in the grid: kept as it is typed, rows that cannot be read yet too."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from django.http import QueryDict

from prasan.committees.models import Kind
from prasan.orders.composition import Member
from prasan.orders.drafts import Draft
from prasan.orders.forms import MemberForm, PlanForm, seats_of
from prasan.orders.models import DraftLine, DraftOrder, Seat
from prasan.orders.rows import FILLED, Typed
from prasan.people.rules import NEW, split_name
from prasan.thai.text import tidy

# Stands for the name of a row that has none yet.
NAMELESS = "–"
_GIVEN, _FAMILY, _REPRESENTS = 80, 80, 150


class Editor(Draft):
    """The grid of one draft. Its checks see every row, for the draft keeps every row."""

    def __init__(
        self, *, draft: DraftOrder, form: PlanForm, today: date, data: QueryDict | None = None
    ) -> None:
        committee = draft.committee
        self.order, self.plan = draft, form
        lines = list(draft.lines.for_paper()) if data is None else []
        super().__init__(
            kind=Kind(committee.kind),
            area=committee.area,
            today=today,
            form=form,
            data=data,
            rows=[as_row(line) for line in lines],
            apart=[draft.follows_id] if draft.follows_id else [],
        )
        self._kept = [(n, member_as_kept(line)) for n, line in enumerate(lines, start=1)]

    @cached_property
    def numbered(self) -> list[tuple[int, Member]]:
        if not self.rows.is_bound:
            return self._kept
        self.rows.is_valid()
        return [(form.row, one) for form in self.rows if (one := _as_typed(form))]

    @property
    def expires(self) -> date | None:
        """The first day after the term, where one was typed."""
        last: date | None = self.plan.cleaned_data.get("last_day")
        return last + timedelta(days=1) if last else None

    @cached_property
    def unread_phones(self) -> Sequence[int]:
        """Rows whose telephone cannot be read: it is kept as typed, and asks to be put right."""
        return [form.row for form in self.rows if form.is_bound and "phone" in form.errors]


def head_of(draft: DraftOrder) -> dict[str, object]:
    """The head of a draft as its form shows it."""
    last = draft.expires - timedelta(days=1) if draft.expires else None
    return {
        "planned": draft.planned,
        "last_day": last,
        "signatory": draft.signatory,
        "signatory_post": draft.signatory_post,
        "edition": draft.edition,
    }


def as_row(line: DraftLine) -> Typed:
    """A line of a draft as a row of the grid."""
    who = NEW if line.is_new else str(line.person_id or "")
    name = "" if line.given_name == NAMELESS else line.name.strip()
    return {
        "name": name,
        "seat": line.seat,
        "represents": line.represents,
        "phone": line.phone,
        "who": who,
        "whose": name if who else "",
    }


def member_as_kept(line: DraftLine) -> Member:
    who = NEW if line.is_new else str(line.person_id or "")
    return Member(
        line.title, line.given_name, line.family_name, line.seat, line.represents, line.phone, who
    )


def _as_typed(form: MemberForm) -> Member | None:
    """A row as a draft keeps it: read where it can be, else in the letters that were typed."""
    typed = {name: str(form[name].value() or "").strip() for name in (*FILLED, "seat")}
    if form.member and "represents" not in form.errors:
        return replace(form.member, phone=typed["phone"]) if "phone" in form.errors else form.member
    if not any(typed[name] for name in FILLED):
        return None
    title, given, family = _parts(typed["name"])
    offices = dict(seats_of(form.kind))
    seat = typed["seat"] if typed["seat"] in offices else Seat.MEMBER.value
    return Member(title, given, family, seat, typed["represents"][:_REPRESENTS], typed["phone"])


def _parts(name: str) -> tuple[str, str, str]:
    try:
        read = split_name(name)
    except ValueError:
        text = tidy(name) or NAMELESS
        return "", text[:_GIVEN], text[_GIVEN : _GIVEN + _FAMILY]
    return read.title, read.given, read.family
