"""Form fields that read what Thai officers type."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.thai import calendar
from prasan.thai.digits import arabic
from prasan.ui.reader import shown

_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?:\s*น\.?)?")


class ThaiDateInput(forms.DateInput):
    """A line to type a date in; shows a known one as 15 พ.ย. 2567.

    Not the browser's own date picker: that one counts Christian years.
    """

    input_type = "text"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "input-short", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return shown(calendar.format_short(value)) if isinstance(value, date) else value


class ThaiDateField(forms.DateField):
    """A date in the Buddhist era, typed in any of the ways people write one.

    Its errors are the sentences of `calendar.parse_date`, which say what is wrong and what to type.
    """

    widget = ThaiDateInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return calendar.parse_date(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from None


class ThaiNumberInput(forms.TextInput):
    """A line to type a number in. Not the browser's own, which refuses Thai digits."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "input-short", "autocomplete": "off", **(attrs or {})})


class ThaiIntegerField(forms.IntegerField):
    """A whole number in Thai or Arabic digits; commas and spaces do not matter."""

    widget = ThaiNumberInput
    default_error_messages = {"invalid": _("พิมพ์เป็นจำนวนเต็ม เช่น 15")}

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_plain(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric"}


class ThaiDecimalField(forms.DecimalField):
    """A number with decimals in Thai or Arabic digits; commas and spaces do not matter."""

    widget = ThaiNumberInput
    default_error_messages = {"invalid": _("พิมพ์เป็นตัวเลข เช่น 12,500 หรือ 12.50")}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(_plain(value))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal"}


class ThaiTimeField(forms.Field):
    """A time of day as offices write it: 9.30, 09:30, ๙.๓๐ น."""

    widget = ThaiNumberInput

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H.%M}" if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        match = _TIME.fullmatch(arabic(typed))
        if match is None:
            raise ValidationError(
                f"อ่านเวลา “{typed}” ไม่ได้ พิมพ์แบบ 9.30 หรือ 13.00", code="unreadable"
            )
        hour, minute = int(match[1]), int(match[2])
        if hour > 23 or minute > 59:
            raise ValidationError(
                f"เวลา {typed} ไม่มีในนาฬิกา ชั่วโมงมี 0 ถึง 23 นาทีมี 0 ถึง 59", code="impossible"
            )
        return time(hour, minute)


def _plain(value: Any) -> Any:
    """What was typed, as Python reads numbers; anything but text stays as it is."""
    if not isinstance(value, str):
        return value
    return "".join(arabic(value).replace(",", "").split())
