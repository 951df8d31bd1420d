"""What officers type into the registers of letters."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.accounts.models import Office
from prasan.areas.models import Area
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.evidence.models import FileKind
from prasan.letters.models import Incoming, Letter, Retention, Secrecy, Series, Urgency
from prasan.letters.reading import Reading
from prasan.thai.calendar import format_short
from prasan.ui.fields import ThaiDateField, ThaiIntegerField, ThaiTimeField
from prasan.ui.reader import shown

_URGENCIES = {label: code for code, label in Urgency.choices}
SECRET = _("หนังสือลับไม่ลงทะเบียนที่นี่ ให้นายทะเบียนข้อมูลข่าวสารลับของสำนักงานลงในทะเบียนลับ และไม่ส่งไฟล์เข้าระบบนี้")


class MomentForm(forms.Form):
    """When a letter came: day and hour."""

    received_day = ThaiDateField(label=_("วันที่รับ"), help_text=_("พิมพ์แบบ 5 พ.ย. 2567"))
    received_time = ThaiTimeField(label=_("เวลาที่รับ"), help_text=_("พิมพ์แบบ 9.30"))

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        here = timezone.localtime(now)
        initial = {"received_day": here.date(), "received_time": here.time()}
        kwargs["initial"] = {**initial, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.now = now

    def received_at(self) -> datetime | None:
        """The moment typed; None while one of the two is wrong."""
        day, hour = (self.cleaned_data.get(name) for name in ("received_day", "received_time"))
        if not day or hour is None:
            return None
        return timezone.make_aware(datetime.combine(day, hour), timezone.get_current_timezone())

    def check_moment(self, dated: date | None) -> None:
        """No letter comes after now, and none before it was written."""
        moment = self.received_at()
        if moment is None:
            return
        if moment > self.now:
            self.add_error("received_day", _("วันเวลาที่รับอยู่หลังเวลานี้ ใส่วันเวลาที่รับจริง"))
        elif dated and moment.date() < dated:
            said = gettext("รับก่อนวันที่ของหนังสือ %s ไม่ได้ ตรวจวันที่รับหรือวันที่หนังสือ")
            self.add_error("received_day", said % shown(format_short(dated)))


class ReceiveForm(MomentForm):
    """Receiving a letter another office sent through Prasan: nothing is copied by hand."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("ลงรับที่"), empty_label=None)
    retention = forms.ModelChoiceField(
        Retention.objects.all(), label=_("อายุการเก็บ"), required=False, empty_label=_("ยังไม่กำหนด")
    )

    field_order = ["office", "received_day", "received_time", "retention"]

    def __init__(
        self, *args: Any, offices: Sequence[Office], letter: Letter, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter
        choose_office(self, offices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.check_moment(self.letter.dated)
        return cleaned


class SaidForm(forms.Form):
    """What a letter from outside says of itself."""

    sender = forms.CharField(
        label=_("จาก"), max_length=200, help_text=_("ส่วนราชการหรือผู้ส่ง เช่น กรมการพัฒนาชุมชน")
    )
    their_number = forms.CharField(
        label=_("ที่"),
        max_length=60,
        required=False,
        help_text=_("เลขที่ของผู้ส่ง เช่น มท 0402/ว 123 ไม่มีให้เว้นว่าง"),
    )
    dated = ThaiDateField(label=_("ลงวันที่"), help_text=_("ตามที่ลงในหนังสือ"))
    urgency = forms.ChoiceField(label=_("ชั้นความเร็ว"), choices=Urgency.choices)
    addressed = forms.CharField(label=_("ถึง"), max_length=300)
    subject = forms.CharField(label=_("เรื่อง"), max_length=300)
    retention = forms.ModelChoiceField(
        Retention.objects.all(), label=_("อายุการเก็บ"), required=False, empty_label=_("ยังไม่กำหนด")
    )

    SAID = ("sender", "their_number", "dated", "urgency", "addressed", "subject", "retention")

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.SAID}


class IncomingForm(HoldsUploads, MomentForm, SaidForm):
    """A letter from outside, by hand or filled in from its file."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("ลงรับที่"), empty_label=None)
    number = ThaiIntegerField(
        label=_("เลขรับที่ให้บนกระดาษแล้ว"),
        required=False,
        min_value=1,
        max_value=99_999,
        help_text=_("เว้นว่างไว้ ระบบให้เลขถัดไป"),
    )
    secrecy = forms.ChoiceField(label=_("ชั้นความลับ"), choices=Secrecy.choices)
    file = UploadField(label=_("ไฟล์หนังสือ"), required=False)
    text = forms.CharField(
        label=_("ข้อความของหนังสือ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("วางข้อความแทนไฟล์ได้ ใช้ค้นหาและอ่านว่าหนังสือขอให้ทำอะไร"),
    )

    field_order = [
        *("file", "text", "office", "received_day", "received_time", "sender", "their_number"),
        *("dated", "addressed", "subject", "urgency", "secrecy", "retention", "number"),
    ]

    def __init__(self, *args: Any, offices: Sequence[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] += ",.docx"
        choose_office(self, offices)

    def clean_dated(self) -> date:
        dated: date = self.cleaned_data["dated"]
        if dated > timezone.localtime(self.now).date():
            raise ValidationError(_("วันที่ของหนังสืออยู่หลังวันนี้ ใส่วันที่ที่ลงในหนังสือ"), code="future")
        return dated

    def clean_secrecy(self) -> str:
        if self.cleaned_data["secrecy"] != Secrecy.NORMAL:
            raise ValidationError(SECRET, code="secret")
        return Secrecy.NORMAL

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.check_moment(cleaned.get("dated"))
        self._once(cleaned)
        return cleaned

    def _once(self, cleaned: dict[str, Any]) -> None:
        """Say so when the same letter was received before; the same form may be sent twice."""
        office, number = cleaned.get("office"), cleaned.get("their_number")
        if not (office and number and cleaned.get("dated")):
            return
        same = Incoming.objects.standing().filter(
            office=office,
            their_number=number,
            dated=cleaned["dated"],
            sender=cleaned.get("sender", ""),
        )
        known = next((one for one in same if one.received_at != self.received_at()), None)
        if known:
            said = gettext("หนังสือฉบับนี้รับไว้แล้วเป็นเลขรับ %s ถ้าเป็นคนละฉบับให้ตรวจเลขที่และวันที่")
            self.add_error("their_number", said % shown(known.label))


class CorrectIncomingForm(HoldsUploads, SaidForm):
    """What was copied from a letter, to be put right, its file too, and why."""

    file = UploadField(
        label=_("ไฟล์ใหม่แทนไฟล์เดิม"), required=False, help_text=_("ไม่เลือกคือใช้ไฟล์เดิม ไฟล์เดิมยังเก็บไว้")
    )
    text = forms.CharField(
        label=_("ข้อความของหนังสือ"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    because = forms.CharField(label=_("เหตุที่แก้"), max_length=300)

    field_order = [*SaidForm.SAID, "file", "text", "because"]


class PassForm(forms.Form):
    """To whom a letter goes now."""

    to = forms.CharField(
        label=_("ส่งให้"), max_length=150, help_text=_("กลุ่มงานหรือผู้รับผิดชอบ เช่น กลุ่มงานส่งเสริมฯ")
    )
    note = forms.CharField(
        label=_("คำเกษียน"),
        max_length=300,
        required=False,
        help_text=_("สิ่งที่ให้ทำ เช่น เพื่อดำเนินการภายใน 15 พ.ย. 2567"),
    )


class CancelForm(forms.Form):
    """Why a number is cancelled."""

    because = forms.CharField(
        label=_("เหตุที่ยกเลิก"),
        max_length=300,
        help_text=_("ทะเบียนจะแสดงเหตุนี้ เลขยังอยู่และไม่ใช้ซ้ำ"),
    )


class WithdrawForm(forms.Form):
    """Why a signed copy is taken back."""

    because = forms.CharField(
        label=_("เหตุที่ถอน"), max_length=300, help_text=_("เช่น แนบผิดไฟล์ หรือสแกนไม่ครบหน้า")
    )


class SignedCopyForm(HoldsUploads):
    """A signed copy."""

    file = UploadField(
        label=_("ไฟล์ที่ลงนามแล้ว"), help_text=_("PDF ที่ลงลายมือชื่ออิเล็กทรอนิกส์ หรือสแกนที่ลงนามด้วยปากกา")
    )

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload and upload.kind == FileKind.XLSX:
            raise ValidationError(
                _("ไฟล์ Excel ไม่มีลายมือชื่อ แนบ PDF หรือภาพของหนังสือที่ลงนาม"), code="not_signed"
            )
        return upload


class KeepingForm(forms.Form):
    """How long a letter is kept."""

    retention = forms.ModelChoiceField(
        Retention.objects.all(), label=_("อายุการเก็บ"), empty_label=_("เลือกอายุการเก็บ")
    )


class PaperLetterForm(HoldsUploads):
    """A letter of ours that was written and numbered on paper."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("สำนักงาน"), empty_label=None)
    series = forms.ChoiceField(
        label=_("ชุดเลข"), choices=[(one.value, one.label) for one in Series.outgoing()]
    )
    number = ThaiIntegerField(label=_("เลขที่"), min_value=1, max_value=99_999)
    dated = ThaiDateField(label=_("ลงวันที่"))
    urgency = forms.ChoiceField(label=_("ชั้นความเร็ว"), choices=Urgency.choices)
    subject = forms.CharField(label=_("เรื่อง"), max_length=300)
    districts = forms.ModelMultipleChoiceField(
        Area.objects.none(),
        label=_("ถึงอำเภอ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    outside = forms.CharField(
        label=_("ผู้รับอื่น"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("บรรทัดละหนึ่งผู้รับ ตามด้วย | และที่อยู่ถ้ามี"),
    )
    file = UploadField(label=_("สแกนของฉบับที่ลงนาม"), required=False)

    HEAD: tuple[str, ...] = ("office", "series", "number", "dated", "urgency", "subject")

    def __init__(
        self,
        *args: Any,
        offices: Sequence[Office],
        districts: Sequence[Area],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if "office" in self.fields:
            choose_office(self, offices)
        self.fields["districts"].queryset = Area.objects.filter(  # type: ignore[attr-defined]
            pk__in=[area.pk for area in districts]
        )

    def clean_dated(self) -> date:
        dated: date = self.cleaned_data["dated"]
        if dated > self.today:
            raise ValidationError(_("วันที่ของหนังสืออยู่หลังวันนี้ ใส่วันที่ที่ลงในหนังสือ"), code="future")
        return dated

    def head(self) -> dict[str, Any]:
        """What the action takes of the letter."""
        return {name: self.cleaned_data[name] for name in self.HEAD} | {
            "recipients": [(one, f"นาย{one.title}") for one in self.cleaned_data["districts"]],
            "outside": addressees(self.cleaned_data["outside"]),
        }


class CorrectPaperForm(PaperLetterForm):
    """The same of a letter entered before, to be put right, and why."""

    office = None  # type: ignore[assignment]
    series = None  # type: ignore[assignment]
    because = forms.CharField(label=_("เหตุที่แก้"), max_length=300)

    HEAD = ("number", "dated", "urgency", "subject", "because")


def addressees(typed: str) -> list[tuple[str, str]]:
    """Addressees of no area of ours, a line each, with the address typed behind the bar."""
    parts = (line.partition("|") for line in typed.splitlines())
    return [(name.strip(), address.strip()) for name, _bar, address in parts if name.strip()]


def choose_office(form: forms.Form, offices: Sequence[Office]) -> None:
    """The offices to choose from; one alone is taken unasked."""
    field = form.fields["office"]
    field.queryset = Office.objects.filter(pk__in=[one.pk for one in offices])  # type: ignore[attr-defined]
    if len(offices) == 1:
        field.widget = forms.HiddenInput()
        field.initial = form.initial["office"] = offices[0].pk


def filled_from(reading: Reading) -> dict[str, Any]:
    """What a letter read in says of itself, for the form; what it does not say is left out."""
    found = {
        "their_number": reading.number,
        "dated": reading.dated,
        "urgency": _URGENCIES.get(reading.urgency),
        "addressed": ", ".join(reading.to)[:300],
        "subject": reading.subject[:300],
    }
    return {name: value for name, value in found.items() if value}
