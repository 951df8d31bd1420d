"""Hours of a day as offices write them."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from prasan.meetings.hours import Hours, hours_told, read_hours
from prasan.thai.digits import arabic
from prasan.ui.fields import ThaiNumberInput

_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?:\s*น\.?)?")


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
