"""What an officer types about a person: names, the citizen's number, why two are one."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.people.models import Person
from prasan.people.rules import Name, split_name
from prasan.thai.calendar import format_short
from prasan.thai.citizen import clean_citizen_id
from prasan.thai.phones import clean_phone
from prasan.ui.fields import ThaiDateField

CORRECT, CHANGED = "correct", "changed"


class NameForm(forms.Form):
    """The name put right, or a new one borne from a day on; and the telephone."""

    name = forms.CharField(
        label=_("ชื่อ–สกุล"),
        max_length=200,
        help_text=_("คำนำหน้าหรือยศติดกับชื่อ เว้นวรรคก่อนนามสกุล เช่น นายบุญส่ง แก้วปันดา"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("แก้เพราะ"),
        choices=[
            (CORRECT, _("พิมพ์ไว้ไม่ตรง แก้ให้ตรงกับคำสั่งหรือบัตร")),
            (CHANGED, _("เปลี่ยนชื่อ นามสกุล หรือคำนำหน้า ระบบเก็บชื่อเดิมไว้")),
        ],
        initial=CORRECT,
        widget=forms.RadioSelect,
    )
    since = ThaiDateField(
        label=_("ใช้ชื่อใหม่ตั้งแต่วันที่"),
        required=False,
        help_text=_("เมื่อเปลี่ยนชื่อ พิมพ์แบบ 1/6/2567 หรือ 1 มิ.ย. 2567"),
    )
    phone = forms.CharField(
        label=_("โทรศัพท์"),
        max_length=40,
        required=False,
        help_text=_("เว้นว่างไว้ หมายเลขเดิมจะคงอยู่"),
        widget=forms.TextInput({"class": "input-short", "inputmode": "tel", "autocomplete": "off"}),
    )
    known = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, today: date, **kwargs: Any) -> None:
        self.person, self.today = person, today
        kwargs["initial"] = {"name": person.name, "kind": CORRECT, "known": person.name}
        super().__init__(*args, **kwargs)

    def clean_name(self) -> Name:
        try:
            return split_name(self.cleaned_data["name"])
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from None

    def clean_phone(self) -> str:
        try:
            return clean_phone(self.cleaned_data["phone"])
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from None

    def clean_since(self) -> date | None:
        since: date | None = self.cleaned_data["since"]
        if since and since > self.today:
            raise ValidationError(
                f"{format_short(since)} อยู่หลังวันนี้ ใส่วันที่ใช้ชื่อใหม่แล้วจริง", code="future"
            )
        return since

    def clean(self) -> None:
        if self.is_change and not self.cleaned_data.get("since") and "since" not in self.errors:
            self.add_error("since", _("ยังไม่ได้ใส่วันที่เริ่มใช้ชื่อใหม่ ดูจากหนังสือสำคัญการเปลี่ยนชื่อ"))
        if self.cleaned_data.get("known") != self.person.name:
            self.data = dict(self.data.items()) | {"known": self.person.name}
            raise ValidationError(
                f"มีผู้แก้ชื่อนี้ไปก่อนแล้ว ตอนนี้เป็น {self.person.name} ตรวจที่ท่านพิมพ์ แล้วบันทึกอีกครั้ง",
                code="stale",
            )

    @property
    def is_change(self) -> bool:
        return self.cleaned_data.get("kind") == CHANGED

    @property
    def facts(self) -> dict[str, str]:
        """The parts of the name, as the actions take them."""
        name: Name = self.cleaned_data["name"]
        return {"title": name.title, "given_name": name.given, "family_name": name.family}


class CitizenIdForm(forms.Form):
    """The number on the card; an empty one takes it back."""

    citizen_id = forms.CharField(
        label=_("เลขประจำตัวประชาชน"),
        max_length=30,
        required=False,
        help_text=_("13 หลัก มีขีดหรือไม่มีก็ได้ เก็บโดยผนึกไว้ และไม่แสดงเต็ม"),
        widget=forms.TextInput(
            {"class": "input-short", "inputmode": "numeric", "autocomplete": "off"}
        ),
    )

    def clean_citizen_id(self) -> str:
        try:
            return clean_citizen_id(self.cleaned_data["citizen_id"])
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from None


class PairForm(forms.Form):
    """Whether two are one: which record stays, and why."""

    keep = forms.TypedChoiceField(
        label=_("ถ้าเป็นคนเดียวกัน คงชื่อใดไว้"), coerce=int, widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=_("เหตุผล"),
        max_length=200,
        help_text=_("รู้ได้อย่างไร เช่น เทียบบัตรแล้ว หรือสอบถามเจ้าตัว"),
    )

    def __init__(self, *args: Any, first: Person, second: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.second = first, second
        self.fields["keep"].choices = [  # type: ignore[attr-defined]
            (person.pk, f"{person.name} {person.area.title}") for person in (first, second)
        ]

    def clean_because(self) -> str:
        return " ".join(self.cleaned_data["because"].split())

    @property
    def kept(self) -> Person:
        return self.first if self.cleaned_data["keep"] == self.first.pk else self.second

    @property
    def gone(self) -> Person:
        return self.second if self.kept == self.first else self.first


class BecauseForm(forms.Form):
    """Why a merge is undone."""

    because = forms.CharField(
        label=_("เหตุผล"), max_length=200, help_text=_("เช่น เทียบบัตรแล้วเป็นคนละคน")
    )
