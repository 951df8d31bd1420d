"""The minutes of a meeting as they lie on the writer's desk: every item with its last version."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from django import forms

from prasan.meetings.forms.minutes import AdoptForm, ItemMinutesForm, ResolutionForm
from prasan.meetings.models import AgendaItem, Meeting, Revision, Section
from prasan.meetings.presenting import Agenda, Shown
from prasan.meetings.room import Room
from prasan.meetings.rules import Stage


@dataclass(frozen=True)
class Sheet:
    """One item to write on: its number, its form, and who saved it last."""

    shown: Shown
    form: ItemMinutesForm
    resolve: ResolutionForm
    adopt: AdoptForm
    last: Revision | None
    conflict: bool = False

    @property
    def item(self) -> AgendaItem:
        return self.shown.item

    @property
    def section_label(self) -> str:
        return Section(self.item.section).label


class Desk:
    """All sheets of one meeting in a fixed number of queries.

    `typed` keeps what was typed into a form that could not be saved, by item; `is_from_last`
    fills empty items with the words of the meeting before, `source` with those of that one.
    """

    def __init__(
        self,
        meeting: Meeting,
        *,
        typed: Mapping[int, forms.Form] | None = None,
        is_from_last: bool = False,
        source: Meeting | None = None,
    ) -> None:
        self.meeting = meeting
        self.room = Room(meeting)
        self._typed = typed or {}
        self._is_from_last = is_from_last or source is not None
        self._source = source
        self._agenda = Agenda(meeting, self.room)

    @property
    def may_write(self) -> bool:
        return self.meeting.stage in (Stage.OPEN, Stage.HELD, Stage.MINUTED)

    @cached_property
    def sheets(self) -> list[Sheet]:
        return [self._sheet(shown) for shown in self._agenda.shown]

    @property
    def members(self) -> list[str]:
        return [f"{place.seat.person}" for place in self.room.places]

    @cached_property
    def before(self) -> dict[tuple[int, str], AgendaItem]:
        """The items of the last meeting, or of the one held with it, by heading and title."""
        held = Meeting.objects.filter(
            committee=self.meeting.committee_id, held__lt=self.meeting.planned
        )
        last = self._source or held.order_by("-held").first()
        items = last.items.on_agenda() if last else AgendaItem.objects.none()
        return {(item.section, item.title): item for item in items}

    def _sheet(self, shown: Shown) -> Sheet:
        item = shown.item
        typed = self._typed.get(item.pk)
        form = typed if isinstance(typed, ItemMinutesForm) else self._blank(item)
        resolve = typed if isinstance(typed, ResolutionForm) else ResolutionForm(item=item)
        last = self._revisions.get(item.pk)
        adopt = AdoptForm(auto_id=f"id_adopt_{item.pk}_%s")
        return Sheet(shown, form, resolve, adopt, last, conflict=form is typed and form.is_valid())

    def _blank(self, item: AgendaItem) -> ItemMinutesForm:
        told = {name: getattr(item, name) for name in ("edition", "text", "resolution", "outcome")}
        if self._is_from_last and not item.edition:
            old = self.before.get((item.section, item.title))
            if old is not None:
                told |= {"text": old.text, "resolution": old.resolution, "outcome": old.outcome}
        return ItemMinutesForm(initial=told, item=item)

    @cached_property
    def _revisions(self) -> dict[int, Revision]:
        """The newest version of each item."""
        found = Revision.objects.filter(item__in=[one.item for one in self._agenda.shown])
        told = found.select_related("saved_by").order_by("edition")
        return {revision.item_id: revision for revision in told.defer("text", "resolution")}


@dataclass(frozen=True)
class Piece:
    """Some words of a version: kept, added, or taken out."""

    css: str
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """What changed from one version to the next, in pieces of words and spaces."""
    a, b = _pieces(old), _pieces(new)
    found: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(a[i:j])))
            continue
        if i < j:
            found.append(Piece("gone", "".join(a[i:j])))
        if k < m:
            found.append(Piece("new", "".join(b[k:m])))
    return found


def _pieces(text: str) -> list[str]:
    """Characters with the marks above and below them: what a Thai reader sees as one."""
    found: list[str] = []
    for sign in text:
        if found and _is_mark(sign):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _is_mark(sign: str) -> bool:
    return sign == "\u0e31" or "\u0e34" <= sign <= "\u0e3a" or "\u0e47" <= sign <= "\u0e4e"
