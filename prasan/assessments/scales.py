"""How the score of one indicator is asked for, on whatever scale it has."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.assessments import rules
from prasan.assessments.models import Indicator
from prasan.thai import digits

NOT_APPLICABLE = "na"


@dataclass(frozen=True)
class Given:
    """Points, or that the indicator does not apply here; neither while nothing is said."""

    points: int | None = None
    is_not_applicable: bool = False

    @property
    def value(self) -> str:
        """As the browser sends it."""
        if self.is_not_applicable:
            return NOT_APPLICABLE
        return "" if self.points is None else str(self.points)


def read(indicator: Indicator, typed: str) -> Given:
    """What was chosen, typed or found in a cell; in Thai digits too.

    Raises ValueError in the words of the rules when the scale does not have it.
    """
    text = digits.arabic(typed).strip()
    if text in ("", "-"):
        return Given()
    if text in (NOT_APPLICABLE, str(NOT_APPLICABLE_LABEL)):
        rules.Mark(indicator.asked, None, applies=False)
        return Given(is_not_applicable=True)
    if not text.isdecimal() or len(text) > 5:
        scale = indicator.asked.scale.replace("-", " ถึง ")
        raise ValueError(f"ข้อ {indicator.number} ให้ได้ {scale} คะแนน")
    return Given(rules.Mark(indicator.asked, int(text)).points)


NOT_APPLICABLE_LABEL = _("ไม่เข้าข่าย")


class ScoreField(forms.CharField):
    """The score of one indicator: a few to choose from, or a number to type on a long scale."""

    def __init__(self, *, indicator: Indicator) -> None:
        self.indicator = indicator
        super().__init__(label=_("คะแนน"), required=False, widget=_widget(indicator))

    def clean(self, value: Any) -> Given:
        try:
            return read(self.indicator, str(value or ""))
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="scale") from None


def _widget(indicator: Indicator) -> forms.Widget:
    if indicator.is_range:
        return forms.TextInput(
            attrs={"inputmode": "numeric", "class": "input input-score", "autocomplete": "off"}
        )
    choices: list[tuple[str, Any]] = [
        (str(each.points), each.text) for each in indicator.points.all()
    ]
    if indicator.not_applicable:
        choices.append((NOT_APPLICABLE, NOT_APPLICABLE_LABEL))
    return forms.RadioSelect(choices=choices)
