"""Loading a form from a file, and publishing it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.assessments.views.opened import FIRST_YEAR
from prasan.thai.calendar import FiscalYear
from prasan.ui.fields import ThaiDateField, ThaiIntegerField

MOST_BYTES = 2_000_000
_YEARS_AHEAD = 2


class FileForm(forms.Form):
    """The file of a form: YAML or a workbook."""

    file = forms.FileField(
        label=_("ไฟล์แบบประเมิน"),
        help_text=_("Excel (.xlsx) หรือ YAML (.yaml) ไม่เกิน 2 MB เริ่มจากไฟล์ของแบบที่มีอยู่จะง่ายที่สุด"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.yaml,.yml"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("ไฟล์ใหญ่เกิน 2 MB ตรวจว่าเลือกไฟล์แบบประเมินถูกต้อง"), code="large")
        return file


class PublishForm(forms.Form):
    """From which day a version is in use, and for which fiscal years."""

    day = ThaiDateField(label=_("ประกาศใช้วันที่"), help_text=_("เช่น 1 ต.ค. 2567"))
    first_year = ThaiIntegerField(
        label=_("ใช้กับการประเมินตั้งแต่ปีงบประมาณ"),
        help_text=_("ผลของปีก่อนหน้านั้นยังอยู่บนแบบเดิม"),
        min_value=FIRST_YEAR,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        kwargs["initial"] = {"day": today, "first_year": FiscalYear.of(today).number}
        super().__init__(*args, **kwargs)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise ValidationError(
                _("วันประกาศใช้อยู่หลังวันนี้ ใส่วันที่ประกาศแล้วจริง หรือรอถึงวันนั้น"), code="future"
            )
        return day

    def clean_first_year(self) -> int:
        year: int = self.cleaned_data["first_year"]
        last = FiscalYear.of(self.today).number + _YEARS_AHEAD
        if year > last:
            raise ValidationError(
                _("ปี %(year)s ไกลเกินไป ใส่ปีงบประมาณไม่เกิน %(last)s"),
                params={"year": year, "last": last},
                code="far",
            )
        return year
