"""What is typed about one piece of evidence."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.evidence import rules
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.evidence.inspection import Upload
from prasan.evidence.models import Evidence, Finding
from prasan.ui.fields import ThaiDateField

REASON_LIMIT = 300


def _dated(**more: Any) -> ThaiDateField:
    hint = gettext_lazy("วันที่เกิดขึ้นจริงตามที่เขียนในไฟล์ ไม่ใช่วันที่ส่ง เช่น 12 ต.ค. 2567")
    return ThaiDateField(label=gettext_lazy("วันที่ของหลักฐาน"), help_text=hint, **more)


class ReplaceForm(HoldsUploads):
    """A newer file for an older one, and why."""

    file = UploadField(label=gettext_lazy("ไฟล์ฉบับใหม่"))
    reason = forms.CharField(
        label=gettext_lazy("แทนที่เพราะอะไร"),
        max_length=REASON_LIMIT,
        help_text=gettext_lazy("เช่น ฉบับเดิมขาดหน้าลงนาม"),
    )
    dated = _dated(required=False)

    def __init__(self, *args: Any, evidence: Evidence, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.evidence, self.today = evidence, today

    def clean_file(self) -> Upload:
        file: Upload = self.cleaned_data["file"]
        if file.sha256 == self.evidence.sha256:
            raise ValidationError(_("ไฟล์นี้เหมือนฉบับที่มีอยู่ทุกตัวอักษร เลือกไฟล์ที่แก้แล้ว"), code="same")
        return file

    def clean_dated(self) -> date | None:
        return _possible(self.cleaned_data["dated"], self.today)


class DateForm(forms.Form):
    """Of which day a file is; a correction says why."""

    dated = _dated()
    reason = forms.CharField(label=gettext_lazy("แก้วันที่เพราะอะไร"), max_length=REASON_LIMIT)

    def __init__(self, *args: Any, evidence: Evidence, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial["dated"] = evidence.dated
        if evidence.dated is None:
            del self.fields["reason"]

    def clean_dated(self) -> date | None:
        return _possible(self.cleaned_data["dated"], self.today)


class VerifyForm(forms.Form):
    """What someone who looked at a file found."""

    finding = forms.ChoiceField(
        label=gettext_lazy("ผลการตรวจ"), choices=Finding.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("ข้อสังเกต"),
        max_length=REASON_LIMIT,
        required=False,
        help_text=gettext_lazy("ถ้ายังใช้ไม่ได้ บอกว่าขาดอะไรและต้องทำอย่างไร"),
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("finding") == Finding.DOUBTED and not self.cleaned_data.get(
            "note", "-"
        ):
            self.add_error("note", _("เขียนสั้น ๆ ว่าขาดอะไร ผู้ส่งจะได้แก้ถูก"))
        return self.cleaned_data


def _possible(dated: date | None, today: date) -> date | None:
    if dated and (problem := rules.day_problem(dated, today)):
        raise ValidationError(problem, code="future")
    return dated
