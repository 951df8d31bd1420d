"""What an office types about where centres are, and are expected."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area
from prasan.centres.actions.opening import DESCRIBED
from prasan.centres.models import Centre, Expectation
from prasan.centres.rules import is_expected, position_problem
from prasan.thai.calendar import format_long
from prasan.thai.phones import clean_phone
from prasan.ui.fields import ThaiDateField, ThaiDecimalField

_YES, _NO = "yes", "no"


class ExpectationForm(forms.Form):
    """Whether a centre is expected in one area, from when, and why."""

    answer = forms.ChoiceField(
        label=_("ผลการกำหนด"),
        choices=[(_YES, _("ต้องมีศูนย์ฯ")), (_NO, _("ไม่ต้องมีศูนย์ฯ"))],
        widget=forms.RadioSelect,
    )
    starts = ThaiDateField(label=_("วันที่เริ่ม"), help_text=_("พิมพ์แบบ 1/10/2567 หรือ 1 ต.ค. 2567"))
    reason = forms.CharField(
        label=_("เหตุผล"),
        max_length=300,
        help_text=_("เช่น อยู่ในเขตเมือง ไม่มีหมู่บ้าน ตามหนังสือที่ใด"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    known = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, area: Area, told: list[Expectation], **kwargs: Any) -> None:
        last = told[-1].pk if told else None
        kwargs["initial"] = {"known": last}
        super().__init__(*args, **kwargs)
        self.area, self.told, self.last = area, told, last

    def clean_reason(self) -> str:
        return " ".join(self.cleaned_data["reason"].split())

    def clean_starts(self) -> date:
        starts: date = self.cleaned_data["starts"]
        if self.area.starts and starts < self.area.starts:
            raise ValidationError(
                f"{self.area}เริ่มมีในทะเบียนพื้นที่เมื่อ {format_long(self.area.starts)} ใส่วันนั้นหรือหลังจากนั้น",
                code="too_early",
            )
        return starts

    def clean(self) -> None:
        if self.errors or self._is_said_again:
            return
        if self.cleaned_data["known"] != self.last:
            learn(self, known=self.last)
            raise ValidationError(self._changed, code="stale")
        told = [(one.starts, one.is_expected) for one in self.told]
        if is_expected(told, self.cleaned_data["starts"]) == self.facts["is_expected"]:
            answer = "ต้องมี" if self.facts["is_expected"] else "ไม่ต้องมี"
            self.add_error(
                "answer",
                f"ณ วันนั้น{self.area}{answer}ศูนย์ฯ อยู่แล้ว ตรวจวันที่ หรือดูประวัติด้านล่าง",
            )

    @property
    def facts(self) -> dict[str, Any]:
        """What set_expectation takes from here."""
        typed = self.cleaned_data
        return {
            "is_expected": typed["answer"] == _YES,
            "starts": typed["starts"],
            "reason": typed["reason"],
        }

    @property
    def _is_said_again(self) -> bool:
        """A second click: what it says is what was said last."""
        last = self.told[-1] if self.told else None
        return bool(last) and self.facts == {name: getattr(last, name) for name in self.facts}

    @property
    def _changed(self) -> str:
        last = self.told[-1]
        answer = "ต้องมี" if last.is_expected else "ไม่ต้องมี"
        return (
            f"ระหว่างที่กรอก มีผู้กำหนดแล้วว่า{answer}ศูนย์ฯ ตั้งแต่ {format_long(last.starts)}"
            f" เพราะ{last.reason} สิ่งที่พิมพ์ยังอยู่ ถ้ายังต้องการเปลี่ยน กดบันทึกอีกครั้ง"
        )


class CentreForm(forms.Form):
    """What is known of one centre; an area without one gets it by this form."""

    founded = ThaiDateField(
        label=_("ก่อตั้งเมื่อ"), required=False, help_text=_("พิมพ์แบบ 1/10/2551 ไม่ทราบให้เว้นว่าง")
    )
    founded_by = forms.CharField(
        label=_("ตั้งโดยคำสั่งหรือมติ"),
        max_length=200,
        required=False,
        help_text=_("เช่น มติที่ประชุมตำบล หรือคำสั่งอำเภอที่ 12/2551"),
    )
    place = forms.CharField(
        label=_("ที่ตั้ง"),
        max_length=200,
        required=False,
        help_text=_("เช่น ศาลาประชาคมบ้านปงเตา หมู่ 1"),
    )
    building = forms.CharField(
        label=_("อาคารที่ใช้"),
        max_length=150,
        required=False,
        help_text=_("เช่น ห้องประชุมที่ทำการกำนัน ใช้ร่วมกับ อบต."),
    )
    latitude = ThaiDecimalField(
        label=_("ละติจูด"),
        max_digits=8,
        decimal_places=5,
        required=False,
        help_text=_("จากแผนที่ เช่น 18.75432"),
    )
    longitude = ThaiDecimalField(
        label=_("ลองจิจูด"),
        max_digits=8,
        decimal_places=5,
        required=False,
        help_text=_("จากแผนที่ เช่น 99.97654"),
    )
    contact = forms.CharField(
        label=_("ผู้ประสานงาน"), max_length=150, required=False, help_text=_("ชื่อและตำแหน่งในศูนย์ฯ")
    )
    phone = forms.CharField(
        label=_("โทรศัพท์ของศูนย์ฯ หรือผู้ประสานงาน"),
        max_length=40,
        required=False,
        help_text=_("เว้นว่างไว้ หมายเลขเดิมจะคงอยู่"),
        widget=forms.TextInput({"class": "input-short", "inputmode": "tel", "autocomplete": "off"}),
    )
    known = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, centre: Centre | None, today: date, **kwargs: Any) -> None:
        self.centre, self.today = centre, today
        stored = {name: getattr(centre, name) for name in DESCRIBED} if centre else {}
        self.version = " ".join(str(value) for value in stored.values()).strip()
        kwargs["initial"] = {**stored, "known": self.version}
        super().__init__(*args, **kwargs)

    def clean_founded(self) -> date | None:
        founded: date | None = self.cleaned_data["founded"]
        if founded and founded > self.today:
            raise ValidationError("วันก่อตั้งอยู่หลังวันนี้ ใส่วันที่ตั้งศูนย์ฯ แล้วจริง หรือเว้นว่าง", code="future")
        return founded

    def clean_phone(self) -> str:
        return phone_of(self.cleaned_data["phone"])

    def clean(self) -> None:
        for name in ("founded_by", "place", "building", "contact"):
            self.cleaned_data[name] = " ".join(self.cleaned_data.get(name, "").split())
        if not {"latitude", "longitude"} & set(self.errors):
            typed = self.cleaned_data.get("latitude"), self.cleaned_data.get("longitude")
            if problem := position_problem(*typed):
                self.add_error("longitude" if typed[1] is None else "latitude", problem)
        centre = self.centre
        if self.errors or centre is None or self.cleaned_data["known"] == self.version:
            return
        # A second click says what stands already.
        stored = {name: getattr(centre, name) for name in DESCRIBED}
        if stored != {name: self.facts[name] for name in DESCRIBED}:
            learn(self, known=self.version)
            founded = format_long(centre.founded) if centre.founded else "ไม่ทราบ"
            raise ValidationError(
                f"ระหว่างที่กรอก มีผู้บันทึกแล้วว่าก่อตั้งเมื่อ {founded} ที่ตั้ง {centre.place or 'ไม่ระบุ'}"
                " สิ่งที่พิมพ์ยังอยู่ ถ้ายังต้องการเปลี่ยน กดบันทึกอีกครั้ง",
                code="stale",
            )

    @property
    def facts(self) -> dict[str, Any]:
        """What the actions take from here."""
        return {name: self.cleaned_data[name] for name in (*DESCRIBED, "phone")}


def learn(form: forms.Form, *, known: object) -> None:
    """Let `form`, shown again, know what it did not know; then saving again is meant."""
    form.data = {**dict(form.data.items()), "known": "" if known is None else str(known)}


def phone_of(typed: str) -> str:
    """A telephone number as digits; its errors are the sentences of `thai.phones`."""
    try:
        return clean_phone(typed)
    except ValueError as error:
        raise ValidationError(str(error), code="unreadable") from None
