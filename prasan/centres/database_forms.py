"""What an office types into a centre's database: members and activities."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.centres.forms import phone_of
from prasan.centres.lists import duties, kinds
from prasan.centres.models import Organisation
from prasan.centres.rules import organisation_problems
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.ui.fields import ThaiDateField, ThaiDecimalField, ThaiIntegerField
from prasan.ui.words import told


class OrganisationForm(forms.Form):
    """One member organisation; only its name and kind must be known."""

    name = forms.CharField(label=_("ชื่อองค์การชุมชน"), max_length=150)
    kind = forms.ChoiceField(label=_("ประเภท"))
    size = ThaiIntegerField(label=_("สมาชิก (คน)"), min_value=1, max_value=1_000_000, required=False)
    funds = ThaiDecimalField(
        label=_("เงินทุน (บาท)"),
        max_digits=14,
        decimal_places=2,
        required=False,
        help_text=_("ทุนหมุนเวียนหรือเงินสัจจะรวม ไม่มีเงินทุนใส่ 0 ไม่ทราบให้เว้นว่าง"),
    )
    leader = forms.CharField(
        label=_("ผู้นำ"), max_length=150, required=False, help_text=_("ประธานกลุ่มหรือผู้ติดต่อ")
    )
    leader_phone = forms.CharField(
        label=_("โทรศัพท์ผู้นำ"),
        max_length=40,
        required=False,
        help_text=_("เว้นว่างไว้ หมายเลขเดิมจะคงอยู่"),
        widget=forms.TextInput({"class": "input-short", "inputmode": "tel", "autocomplete": "off"}),
    )
    since = ThaiDateField(
        label=_("เป็นสมาชิกของศูนย์ฯ ตั้งแต่"), required=False, help_text=_("ไม่ทราบให้เว้นว่าง")
    )

    def __init__(
        self, *args: Any, today: date, organisation: Organisation | None = None, **kwargs: Any
    ) -> None:
        self.today = today
        if organisation:
            names = ("name", "kind", "size", "funds", "leader", "since")
            kwargs["initial"] = {name: getattr(organisation, name) for name in names}
        super().__init__(*args, **kwargs)
        listed = [(code, told(name)) for code, name in kinds().items()]
        if organisation and organisation.kind not in kinds():
            listed.append((organisation.kind, organisation.kind))
        self.fields["kind"].choices = [("", _("เลือกประเภท")), *listed]  # type: ignore[attr-defined]

    def clean_leader_phone(self) -> str:
        return phone_of(self.cleaned_data["leader_phone"])

    def clean(self) -> None:
        for name in ("name", "leader"):
            if name in self.cleaned_data:
                self.cleaned_data[name] = " ".join(self.cleaned_data[name].split())
        funds = self.cleaned_data.get("funds")
        problems = organisation_problems(
            since=self.cleaned_data.get("since"),
            funds_is_negative=funds is not None and funds < 0,
            today=self.today,
        )
        for field, text in problems:
            self.add_error(field, text)


class LeavingForm(forms.Form):
    """When and why a member left its centre."""

    until = ThaiDateField(label=_("พ้นสมาชิกภาพวันที่"))
    because = forms.CharField(
        label=_("เหตุที่พ้น"), max_length=200, help_text=_("เช่น เลิกกลุ่ม หรือรวมกับกลุ่มอื่น")
    )

    def __init__(self, *args: Any, organisation: Organisation, today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.organisation, self.today = organisation, today

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until > self.today:
            raise ValidationError(_("วันที่พ้นอยู่หลังวันนี้ ใส่วันที่พ้นแล้วจริง"), code="future")
        if self.organisation.since and until < self.organisation.since:
            raise ValidationError(_("วันที่พ้นอยู่ก่อนวันที่เข้าเป็นสมาชิก ตรวจวันที่"), code="too_early")
        return until


class ActivityForm(HoldsUploads, forms.Form):
    """What a centre did, for which of its duties, and what came of it."""

    held = ThaiDateField(label=_("วันที่จัด"), help_text=_("พิมพ์แบบ 15/11/2567 หรือ 15 พ.ย. 2567"))
    name = forms.CharField(label=_("กิจกรรม"), max_length=200)
    duties = forms.MultipleChoiceField(
        label=_("ตรงกับหน้าที่ของศูนย์ฯ ข้อใด"),
        help_text=_("เลือกได้หลายข้อ หน้าที่ 10 ข้อนี้ยังไม่ยืนยันกับตัวบทของระเบียบ"),
        widget=forms.CheckboxSelectMultiple,
    )
    result = forms.CharField(
        label=_("ผลที่ได้"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("เกิดอะไรขึ้น มีผู้ร่วมกี่คน"),
    )
    evidence = UploadField(
        label=_("หลักฐาน"), required=False, help_text=_("ภาพกิจกรรมหรือรายงาน PDF, JPEG หรือ PNG")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["duties"].choices = [  # type: ignore[attr-defined]
            (duty.code, f"{duty.number}. {told(duty.name)}") for duty in duties().values()
        ]

    def clean_held(self) -> date:
        return _past(self.cleaned_data["held"], self.today)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


def _past(day: date, today: date) -> date:
    if day > today:
        raise ValidationError(_("วันที่อยู่หลังวันนี้ ใส่วันที่เกิดขึ้นแล้วจริง"), code="future")
    return day
