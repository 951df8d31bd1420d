"""What an officer types to call a meeting and to lay out its agenda."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.accounts.models import Office
from prasan.committees.models import Committee
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.letters.models import Series, Signatory
from prasan.meetings.fields import ThaiTimeField
from prasan.meetings.models import Section
from prasan.ui.fields import ThaiDateField


class PlanForm(forms.Form):
    """Day, hour and place of a meeting to come."""

    planned = ThaiDateField(label=_("วันประชุม"), help_text=_("พิมพ์แบบ 18/12/2567 หรือ 18 ธ.ค. 2567"))
    starts = ThaiTimeField(label=_("เริ่มเวลา"), help_text=_("พิมพ์แบบ 9.30"))
    ends = ThaiTimeField(label=_("เลิกเวลา"), required=False)
    place = forms.CharField(label=_("สถานที่ประชุม"), max_length=200)
    subject = forms.CharField(label=_("เรื่องสำคัญ"), max_length=300, required=False)
    beside = forms.TypedMultipleChoiceField(
        label=_("ประชุมร่วมกับ"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("ลงชื่อครั้งเดียวต่อคน แต่ละคณะมีเลขครั้ง องค์ประชุม และรายงานของตัวเอง"),
    )

    def __init__(self, *args: Any, offered: Sequence[Committee] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        if offered:
            self.fields["beside"].choices = [(one.pk, f"{one}") for one in offered]  # type: ignore[attr-defined]
        else:
            del self.fields["beside"]

    @property
    def plan(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "beside"}

    @property
    def companions(self) -> list[Committee]:
        """The committees chosen to sit with the one."""
        chosen = self.cleaned_data.get("beside", [])
        return [one for one in self.offered if one.pk in chosen]


class ItemForm(HoldsUploads):
    """One agenda item, with a file to go with it."""

    section = forms.TypedChoiceField(
        label=_("ระเบียบวาระ"),
        choices=[(one.value, f"{one.value} {one.label}") for one in Section],
        coerce=lambda value: Section(int(value)),
        initial=Section.DECISION,
    )
    title = forms.CharField(label=_("เรื่อง"), max_length=300)
    brief = forms.CharField(
        label=_("รายละเอียดประกอบวาระ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = UploadField(label=_("เอกสารประกอบ"), required=False)
    is_common = forms.BooleanField(
        label=_("ใส่ในวาระของทุกคณะที่ประชุมร่วม"), required=False, initial=True
    )

    def __init__(
        self, *args: Any, has_section: bool = True, has_others: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not has_others:
            del self.fields["is_common"]
        if not has_section:
            del self.fields["section"]


class CancelForm(forms.Form):
    """Why a meeting is called off."""

    because = forms.CharField(
        label=_("เหตุที่ยกเลิก"),
        max_length=300,
        help_text=_("เช่น น้ำท่วมทางเข้าหมู่บ้าน หรือไม่ครบองค์ประชุม กรรมการจะเห็นเหตุนี้"),
    )


class IssueForm(forms.Form):
    """The day a notice is dated, and who signs it."""

    dated = ThaiDateField(label=_("ลงวันที่"))
    signatory = forms.ModelChoiceField(
        label=_("ผู้ลงนาม"), queryset=Signatory.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        signers = Signatory.objects.filter(office=office).signing(Series.CIRCULAR, today)
        self.fields["signatory"].queryset = signers  # type: ignore[attr-defined]

    def clean_dated(self) -> date:
        dated: date = self.cleaned_data["dated"]
        if dated < self.today:
            raise ValidationError(_("เลขหนังสือออกเรียงตามวัน ลงวันที่ย้อนหลังไม่ได้"), code="past")
        return dated
