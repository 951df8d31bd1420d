"""Hours of a day as offices write them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from prasan.meetings.hours import Hours, hours_told, read_hours
from prasan.ui.fields import ThaiNumberInput, ThaiTimeField

__all__ = ["ThaiHoursField", "ThaiTimeField"]


class ThaiHoursField(forms.Field):
    """Hours from when to when, several with commas: 9.00-12.00, 13.00-15.30."""

    widget = ThaiNumberInput

    def prepare_value(self, value: Any) -> Any:
        return hours_told(value) if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> Hours:
        try:
            return read_hours(str(value or ""))
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from None
