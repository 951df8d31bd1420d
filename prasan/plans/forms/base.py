"""What every form of plans shares: values for an action, and its refusal back at the fields."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area
from prasan.plans import rules
from prasan.plans.rules import Problem
from prasan.plans.saving import Refused, Stale
from prasan.thai.calendar import format_short

Row = TypeVar("Row")


class FactForm(forms.Form):
    """A form that hands its values to an action and takes a refusal back to its fields."""

    # Days of facts that have happened, where a later one is a slip; and Buddhist years.
    past: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> None:
        for name in self.past:
            day = self.cleaned_data.get(name)
            if day and day > self.today:
                text = f"{self.fields[name].label} อยู่หลังวันนี้ ({format_short(self.today)})"
                self.add_error(name, f"{text} ใส่วันที่เกิดขึ้นแล้ว")
        for name in self.years:
            year = self.cleaned_data.get(name)
            self._add(rules.year_problem(name, year) if year is not None else [])

    def do(self, action: Callable[..., Row]) -> Row | None:
        """What `action` made of the values; None when they, or the action, say it cannot be."""
        if not self.is_valid():
            return None
        try:
            return action(**self.values)
        except Refused as refused:
            self._heed(refused)
            return None

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes, by its names."""
        return self.cleaned_data

    def _add(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.text)

    def _heed(self, refused: Refused) -> None:
        self._add(refused.problems)
        if isinstance(refused, Stale):
            # What was typed stays, and the next press builds on what stands now.
            self.data = {**dict(self.data.items()), "edition": str(refused.edition)}


class Chosen(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A record to choose; none is chosen by itself. Left out of its form where there is none."""

    def __init__(self, label: Any, *, empty: Any, hint: Any = "") -> None:
        super().__init__(
            Area.objects.none(), label=label, required=False, empty_label=empty, help_text=hint
        )


def offer(form: forms.BaseForm, name: str, found: "QuerySet[Any, Any]", label: Any = None) -> None:
    """Let `form` choose among `found` in its field `name`; without any, the field goes."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = found
    if label is not None:
        field.label_from_instance = label  # type: ignore[method-assign]
    if not found.exists():
        del form.fields[name]


class WhyForm(FactForm):
    """Why a fact was told by mistake."""

    why = forms.CharField(label=_("เหตุผล"), max_length=300)
