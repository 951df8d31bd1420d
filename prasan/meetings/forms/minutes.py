"""What is typed while minutes are written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.meetings.models import AgendaItem, Outcome
from prasan.ui.fields import ThaiDateField


class ItemMinutesForm(forms.Form):
    """The minutes of one item; `edition` is the version the writer began from."""

    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    # Pressed after seeing what the other wrote: go on from this version.
    after = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("บันทึกการประชุม"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    resolution = forms.CharField(
        label=_("มติที่ประชุม"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    outcome = forms.ChoiceField(
        label=_("ผล"), required=False, choices=[("", _("ยังไม่มีมติ")), *Outcome.choices]
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_{item.pk}_%s", **kwargs})

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("text", "resolution", "outcome")}

    @property
    def begun_from(self) -> int:
        after: int | None = self.cleaned_data["after"]
        edition: int = self.cleaned_data["edition"]
        return edition if after is None else after


class ResolutionForm(forms.Form):
    """Something resolved that someone has to do."""

    text = forms.CharField(label=_("สิ่งที่ต้องดำเนินการ"), max_length=500)
    responsible = forms.CharField(
        label=_("ผู้รับผิดชอบ"), max_length=150, widget=forms.TextInput(attrs={"list": "members"})
    )
    due = ThaiDateField(label=_("กำหนดเสร็จ"), required=False)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_do_{item.pk}_%s", **kwargs})


class WritersForm(forms.Form):
    """Who wrote and who checked, and everyone in attendance without a seat."""

    writer = forms.CharField(
        label=_("ผู้จดรายงานการประชุม"),
        max_length=150,
        widget=forms.TextInput(attrs={"list": "members"}),
    )
    writer_post = forms.CharField(label=_("ตำแหน่งผู้จด"), max_length=150, required=False)
    checker = forms.CharField(
        label=_("ผู้ตรวจรายงานการประชุม"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"list": "members"}),
    )
    checker_post = forms.CharField(label=_("ตำแหน่งผู้ตรวจ"), max_length=150, required=False)
    guests = forms.CharField(
        label=_("ผู้เข้าร่วมประชุม"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "ผู้ที่ไม่ได้เป็นกรรมการ บรรทัดละคน ชื่อ แล้วจุลภาค แล้วตำแหน่ง เช่น นายสมมุติ ใจดี, กำนันตำบลปงเตา"
        ),
    )

    @property
    def people(self) -> dict[str, str]:
        names = ("writer", "writer_post", "checker", "checker_post")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def listed(self) -> list[tuple[str, str]]:
        """Name and post of each line."""
        lines = self.cleaned_data["guests"].splitlines()
        parts = (line.partition(",") for line in lines)
        return [(name.strip()[:150], post.strip()[:200]) for name, _comma, post in parts]


class SignedForm(HoldsUploads):
    """The minutes as they were signed."""

    signed = UploadField(label=_("รายงานการประชุมที่ลงนามแล้ว"))


class AdoptForm(forms.Form):
    """How the minutes of the last meeting were adopted."""

    corrected = forms.CharField(
        label=_("แก้ไขก่อนรับรอง"),
        max_length=500,
        required=False,
        help_text=_("เว้นว่างถ้าไม่มีการแก้ไข"),
    )
