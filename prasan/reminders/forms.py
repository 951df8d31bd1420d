"""What people type about reminders: where they wish them, and the steps of an office."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from prasan.accounts.models import User
from prasan.areas.models import Area
from prasan.reminders.models import Audience, Channel
from prasan.reminders.tasks import Open
from prasan.thai.digits import arabic
from prasan.ui.fields import ThaiDateField

# What LINE calls a person, as the office's account is told by a message of theirs.
_LINE_ID_LENGTH = 33
WRONG_LINE = _("รหัสผู้ใช้ LINE ขึ้นต้นด้วย U ตามด้วยตัวอักษรและตัวเลข 32 ตัว ไม่ใช่ชื่อที่ใช้ค้นหาเพื่อน")
WRONG_EMAIL = _("อีเมลนี้ไม่ถูกรูปแบบ ตรวจตัวสะกดและเครื่องหมาย @")


class AddressForm(forms.Form):
    """One's own address for one of the ways this installation has."""

    channel = forms.ChoiceField(label=_("ช่องทาง"), widget=forms.RadioSelect)
    value = forms.CharField(
        label=_("ที่อยู่"),
        max_length=200,
        help_text=_("อีเมล หรือรหัสผู้ใช้ LINE ที่ได้จากบัญชีทางการของสำนักงาน"),
    )

    def __init__(self, *args: Any, channels: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one, Channel(one).label) for one in channels]
        self.initial.setdefault("channel", channels[0] if channels else None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        value = "".join(cleaned.get("value", "").split())
        if value and cleaned.get("channel") == Channel.EMAIL:
            self._check_email(value)
        if value and cleaned.get("channel") == Channel.LINE:
            known = value.startswith("U") and len(value) == _LINE_ID_LENGTH
            if not (known and value.isascii() and value.isalnum()):
                self.add_error("value", WRONG_LINE)
        return cleaned | {"value": value}

    def _check_email(self, value: str) -> None:
        try:
            validate_email(value)
        except forms.ValidationError:
            self.add_error("value", WRONG_EMAIL)


class StepForm(forms.Form):
    """One more step: how many days, before or after, and who hears."""

    area = forms.ModelChoiceField(Area.objects.none(), label=_("ของจังหวัด"), empty_label=None)
    days = forms.CharField(label=_("กี่วัน"), max_length=4, help_text=_("0 คือในวันครบกำหนด"))
    side = forms.ChoiceField(
        label=_("นับ"),
        choices=[("before", _("ก่อนครบกำหนด")), ("after", _("หลังครบกำหนด"))],
        widget=forms.RadioSelect,
        initial="before",
    )
    audience = forms.ChoiceField(
        label=_("แจ้งใคร"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.UNIT,
    )

    def __init__(self, *args: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = areas
        self.initial.setdefault("area", areas.first())

    def clean_days(self) -> int:
        typed = arabic(self.cleaned_data["days"].strip())
        if not (typed.isascii() and typed.isdigit() and int(typed) <= 180):
            raise forms.ValidationError(_("พิมพ์จำนวนวันเป็นตัวเลขตั้งแต่ 0 ถึง 180"))
        return int(typed)

    @property
    def offset(self) -> int:
        """Days from the due day, negative before it."""
        days: int = self.cleaned_data["days"]
        return -days if self.cleaned_data["side"] == "before" else days


class EndStepForm(forms.Form):
    """Why a step is used no more."""

    why = forms.CharField(label=_("เหตุผล"), max_length=200)

    def clean_why(self) -> str:
        return " ".join(self.cleaned_data["why"].split())


class TaskForm(forms.Form):
    """One thing to hand on: which, to whom, by when, with what words."""

    thing = forms.ChoiceField(
        label=_("งานที่มอบหมาย"),
        error_messages={"invalid_choice": _("งานนี้ทำเสร็จหรือมอบหมายไปแล้ว เลือกงานที่ยังค้าง")},
    )
    user = forms.ChoiceField(
        label=_("ผู้รับมอบหมาย"),
        error_messages={"invalid_choice": _("เลือกเจ้าหน้าที่ในสำนักงานนี้")},
    )
    due = ThaiDateField(label=_("ให้เสร็จภายในวันที่"))
    note = forms.CharField(label=_("ข้อความถึงผู้รับ"), max_length=300, required=False)

    def __init__(
        self, *args: Any, things: Sequence[Open], people: Sequence[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.things = {one.key: one for one in things}
        self.people = {str(user.pk): user for user in people}
        self.fields["thing"].choices = [  # type: ignore[attr-defined]
            ("", _("เลือกงานที่ยังค้าง")),
            *((key, one.label) for key, one in self.things.items()),
        ]
        self.fields["user"].choices = [  # type: ignore[attr-defined]
            ("", _("เลือกเจ้าหน้าที่")),
            *((key, f"{user} {user.post_title}".strip()) for key, user in self.people.items()),
        ]

    def clean_note(self) -> str:
        return " ".join(self.cleaned_data["note"].split())

    @property
    def facts(self) -> dict[str, Any]:
        """What the action `hand_task` takes."""
        typed = self.cleaned_data
        one = self.things[typed["thing"]]
        return {
            "obligation": one.obligation,
            "area": one.area,
            "user": self.people[typed["user"]],
            "due": typed["due"],
            "note": typed["note"],
        }


class TakeBackForm(forms.Form):
    """Why a task is taken back."""

    why = forms.CharField(label=_("เหตุผล"), max_length=200)

    def clean_why(self) -> str:
        return " ".join(self.cleaned_data["why"].split())
