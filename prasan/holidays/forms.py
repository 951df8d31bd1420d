"""What an office types about a day on which offices are closed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area
from prasan.holidays.models import Holiday
from prasan.ui.fields import ThaiDateField

_SOURCE_HINT = _("เช่น มติคณะรัฐมนตรีวันที่ใด ประกาศจังหวัดฉบับใด")


class _DayForm(forms.Form):
    """What is told of a day, new or known."""

    name = forms.CharField(label=_("ชื่อวันหยุด"), max_length=150)
    source = forms.CharField(label=_("ที่มา"), max_length=300, help_text=_SOURCE_HINT)
    is_confirmed = forms.BooleanField(
        label=_("ตรวจกับประกาศแล้ว"),
        required=False,
        help_text=_("ถ้ายังไม่ได้ตรวจ ทุกหน้าที่ใช้วันนี้จะบอกว่ายังไม่ยืนยัน"),
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_source(self) -> str:
        return " ".join(self.cleaned_data["source"].split())

    def told(self, today: date) -> dict[str, Any]:
        """What the actions take."""
        confirmed = today if self.cleaned_data["is_confirmed"] else None
        return {
            "name": self.cleaned_data["name"],
            "source": self.cleaned_data["source"],
            "confirmed": confirmed,
        }


class HolidayForm(_DayForm):
    """One more day, of an area one keeps the list for."""

    day = ThaiDateField(label=_("วันที่"))
    area = forms.ModelChoiceField(Area.objects.none(), label=_("พื้นที่"), empty_label=None)

    field_order = ["day", "name", "area", "source", "is_confirmed"]

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = areas
        self.initial.setdefault("area", areas.first())


class CorrectionForm(_DayForm):
    """A day that is known, put right."""

    def __init__(self, *args: Any, holiday: Holiday, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "name": holiday.name,
            "source": holiday.source,
            "is_confirmed": holiday.confirmed is not None,
        }
        super().__init__(*args, **kwargs)
        self.holiday = holiday

    def told(self, today: date) -> dict[str, Any]:
        """As above; a day that was confirmed stays so since the day it was."""
        told = super().told(today)
        return told | {"confirmed": told["confirmed"] and (self.holiday.confirmed or today)}


class WithdrawalForm(forms.Form):
    """Why a day is none."""

    why = forms.CharField(
        label=_("เหตุที่ถอน"),
        max_length=300,
        help_text=_("เช่น คณะรัฐมนตรียกเลิก หรือบันทึกผิดวัน"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_why(self) -> str:
        return " ".join(self.cleaned_data["why"].split())
