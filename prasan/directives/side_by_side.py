"""The items of the form a letter fills: its words on one side, what they were read as on the other.

Worked out from the text that stands in the form, so that it is the same after a mistake.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from prasan.directives.issue_forms import BaseItemFormSet, ItemForm
from prasan.directives.models import Kind
from prasan.directives.proposing import Proposal, words_for
from prasan.letters.reading import Doubt, said_in
from prasan.ui.words import told


@dataclass(frozen=True)
class Duty:
    """A duty to tick, and the words of the letter that ask for it, "" where none do."""

    tick: SafeString
    id: str
    label: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Part:
    """One item. `kind` is how its text was read, `due` and `quota` the words that say when and
    how often."""

    form: ItemForm
    duties: tuple[Duty, ...]
    doubts: tuple[Doubt, ...]
    kind: str
    due: str
    quota: str

    @property
    def shows_due(self) -> bool:
        """Whether a day matters here; a mission or a number of times has none."""
        due = self.form["due"]
        return bool(due.value() or due.errors or self.due) or self.kind in ("", Kind.DELIVER.label)

    @property
    def chosen(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.is_chosen]

    @property
    def others(self) -> list[Duty]:
        return [duty for duty in self.duties if not duty.is_chosen]


def parts(items: BaseItemFormSet, found: Proposal | None, written: date | None) -> list[Part]:
    """Each item of the form with what its text says; `written` is the letter's day."""
    return [
        _part(form, found.of_item(place) if found else [], written)
        for place, form in enumerate(items.forms)
    ]


def _part(form: ItemForm, doubts: list[Doubt], written: date | None) -> Part:
    text = str(form["text"].value() or "")
    said = said_in(text, written)
    return Part(
        form=form,
        duties=tuple(_duties(form, text)),
        doubts=tuple(doubts),
        kind=Kind(said.kind).label if text else "",
        due=said.due,
        quota=said.quota,
    )


def _duties(form: ItemForm, text: str) -> Iterator[Duty]:
    for option in form["duties"]:
        key, is_chosen = str(option.data["value"]), bool(option.data["selected"])
        words = words_for(key, text) if is_chosen else ""
        yield Duty(option.tag(), option.id_for_label, told(option.choice_label), words, is_chosen)
