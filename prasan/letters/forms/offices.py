"""Offices, who signs for them, and where their numbers start."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.accounts.forms import CorrectionForm
from prasan.accounts.models import Office
from prasan.accounts.post_forms import AreaForm, EndForm
from prasan.letters.models import Scope, Series
from prasan.thai.calendar import buddhist_year, format_long
from prasan.thai.digits import arabic
from prasan.ui.fields import ThaiDateField, ThaiIntegerField
from prasan.ui.reader import shown

LETTERHEAD = ("name", "code", "hall", "address", "section", "telephone", "fax", "motto")
ACTING_FOR = ("ปฏิบัติราชการแทน", "รักษาราชการแทน")


class LetterheadForm(forms.Form):
    """All that an office's letters say of it."""

    name = forms.CharField(
        label=_("ชื่อสำนักงาน"),
        max_length=150,
        help_text=_("เช่น สำนักงานพัฒนาชุมชนจังหวัดลำปาง"),
    )
    code = forms.CharField(
        label=_("รหัสหนังสือ"),
        max_length=30,
        help_text=_("ส่วนหน้าเครื่องหมายทับของเลขที่หนังสือ เช่น ลป 0019.3"),
    )
    hall = forms.CharField(
        label=_("ส่วนราชการเจ้าของหนังสือ"),
        max_length=150,
        help_text=_("บรรทัดแรกมุมขวาบน เช่น ศาลากลางจังหวัดลำปาง"),
    )
    address = forms.CharField(
        label=_("ที่อยู่"), max_length=300, help_text=_("บรรทัดถัดมา พร้อมรหัสไปรษณีย์")
    )
    section = forms.CharField(label=_("กลุ่มงาน"), max_length=150, required=False)
    telephone = forms.CharField(label=_("โทร."), max_length=60, required=False)
    fax = forms.CharField(label=_("โทรสาร"), max_length=60, required=False)
    motto = forms.CharField(
        label=_("คำขวัญท้ายหนังสือ"), max_length=300, required=False, widget=forms.Textarea
    )

    # The office whose letterhead this is, and another that has the same code.
    office: Office | None = None
    other: Office | None = None

    def clean_code(self) -> str:
        """The code as letters write it; Thai digits are for paper only."""
        code = " ".join(arabic(self.cleaned_data["code"]).split())
        others = Office.objects.filter(code__iexact=code)
        self.other = (others.exclude(pk=self.office.pk) if self.office else others).first()
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.other and not self.is_same(self.other):
            said = gettext("รหัส %(code)s เป็นของ%(office)sแล้ว ตรวจรหัสในคำสั่งกำหนดรหัสหนังสือ")
            told = said % {"code": self.other.code, "office": self.other.name}
            self.add_error("code", ValidationError(told, code="taken"))
        return cleaned

    def is_same(self, other: Office) -> bool:
        """Whether `other` is what this very form made, its button pressed twice."""
        return False


class OfficeForm(LetterheadForm, AreaForm):
    """A new office and where it lies."""

    field_order = ["area", "which", *LETTERHEAD]

    @property
    def letterhead(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in LETTERHEAD}

    def is_same(self, other: Office) -> bool:
        typed = {name: self.cleaned_data.get(name) for name in LETTERHEAD}
        stands = {name: getattr(other, name) for name in LETTERHEAD}
        return typed == stands and self.cleaned_data.get("area") == other.area


class OfficeCorrectionForm(LetterheadForm, CorrectionForm):
    """A letterhead to be put right."""

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        stands = {name: getattr(office, name) for name in LETTERHEAD}
        super().__init__(*args, stands=stands, **kwargs)
        self.office = office


class SignatoryForm(forms.Form):
    """Someone who may sign."""

    name = forms.CharField(label=_("ชื่อ-สกุล"), max_length=150, help_text=_("พร้อมคำนำหน้า"))
    post_title = forms.CharField(label=_("ตำแหน่ง"), max_length=150)
    capacity = forms.ChoiceField(
        label=_("ฐานะ"),
        required=False,
        choices=[("", _("ลงนามในตำแหน่งของตนเอง")), *((one, one) for one in ACTING_FOR)],
    )
    principal = forms.CharField(
        label=_("ลงนามแทน"),
        max_length=150,
        required=False,
        help_text=_("ตำแหน่งของผู้ที่ลงนามแทน เช่น ผู้ว่าราชการจังหวัดลำปาง"),
    )
    authority = forms.CharField(
        label=_("คำสั่งมอบอำนาจ"),
        max_length=200,
        required=False,
        help_text=_("เช่น คำสั่งจังหวัดลำปาง ที่ 1/2566"),
    )
    scope = forms.ChoiceField(
        label=_("ลงนามได้ใน"), choices=Scope.choices, initial=Scope.ALL, required=False
    )
    limits = forms.CharField(
        label=_("ข้อจำกัดในคำสั่ง"),
        max_length=200,
        required=False,
        help_text=_("เช่น เฉพาะหนังสือถึงอำเภอ แสดงให้ผู้ร่างเห็น"),
    )
    starts = ThaiDateField(label=_("ตั้งแต่วันที่"))
    ends = ThaiDateField(
        label=_("ถึงก่อนวันที่"), required=False, help_text=_("วันแรกที่ลงนามไม่ได้แล้ว ไม่กำหนดให้เว้นว่าง")
    )

    def clean_scope(self) -> str:
        return self.cleaned_data["scope"] or Scope.ALL

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("capacity"):
            for name, said in (
                ("principal", _("ลงนามแทนต้องบอกว่าแทนตำแหน่งใด")),
                ("authority", _("ลงนามแทนต้องบอกคำสั่งที่มอบอำนาจ")),
            ):
                if name in cleaned and not cleaned[name]:
                    self.add_error(name, said)
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            since = shown(format_long(starts))
            self.add_error("ends", gettext("วันสิ้นสุดต้องอยู่หลังวันเริ่ม %s") % since)
        return cleaned


class EndSignatoryForm(EndForm):
    """The first day someone does not sign any more, and why."""

    because = forms.CharField(
        label=_("เหตุที่สิ้นสุด"), max_length=200, help_text=_("เช่น ย้าย เกษียณ หรือคำสั่งมอบอำนาจถูกยกเลิก")
    )


class SeriesForm(forms.Form):
    """The number an office used last before its letters were numbered here."""

    series = forms.ChoiceField(label=_("ชุดเลข"), choices=Series.choices)
    year = ThaiIntegerField(label=_("ปี พ.ศ."), help_text=_("เลขเริ่มใหม่ทุกวันที่ 1 มกราคม"))
    last = ThaiIntegerField(
        label=_("เลขล่าสุดที่ใช้ไปแล้ว"),
        min_value=0,
        max_value=99_999,
        help_text=_("ฉบับถัดไปจะได้เลขต่อจากนี้ ยังไม่เคยใช้ให้ใส่ 0"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.this_year = buddhist_year(today)
        kwargs["initial"] = {"year": self.this_year, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year not in self._years():
            one, other = (shown(each) for each in self._years())
            said = gettext("ตั้งเลขได้เฉพาะปี %(one)s และ %(other)s")
            raise ValidationError(said % {"one": one, "other": other}, code="other_year")
        return year

    def _years(self) -> Sequence[int]:
        return self.this_year, self.this_year + 1
