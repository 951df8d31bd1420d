"""What an officer types who changes a directive, or decides about a change above."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.directives.models import Decision
from prasan.directives.reviewing import Change
from prasan.ui.fields import ThaiDateField


class _ReasonForm(forms.Form):
    """Why it is done."""

    reason = forms.CharField(
        label=_("เหตุผล"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_reason(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())


class DueForm(_ReasonForm):
    """Another due day for everybody."""

    due = ThaiDateField(label=_("กำหนดใหม่"))

    field_order = ["due", "reason"]


class RevokeForm(_ReasonForm):
    """Why nothing is owed any more."""


class ReviewForm(_ReasonForm):
    """What is decided about one change above."""

    change = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("จะทำอย่างไร"), choices=Decision.choices, widget=forms.RadioSelect
    )
    due = ThaiDateField(label=_("กำหนดใหม่ของหน่วยในหนังสือนี้"), required=False)

    field_order = ["change", "decision", "due", "reason"]

    def __init__(
        self, *args: Any, about: Change, proposed: date | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"change": about.key, "due": proposed}
        super().__init__(*args, **kwargs)
        self.about = about
        if not about.asks_day:
            del self.fields["due"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        follows = cleaned.get("decision") == Decision.FOLLOWED
        if follows and self.about.asks_day and "due" not in self.errors and not cleaned.get("due"):
            self.add_error("due", _("ยังไม่ได้ใส่กำหนดใหม่ของหน่วยในหนังสือนี้"))
        return cleaned
