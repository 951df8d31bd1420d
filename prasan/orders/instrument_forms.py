"""What is asked when an order is signed, corrected, set aside."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.evidence.inspection import Upload
from prasan.evidence.models import FileKind
from prasan.letters.models import Signatory
from prasan.orders.models import DraftOrder, Order
from prasan.orders.rules import read_number
from prasan.thai.calendar import buddhist_year, format_short
from prasan.ui.fields import ThaiDateField


class SignForm(HoldsUploads, forms.Form):
    """What is on the paper once it is signed."""

    signed = ThaiDateField(label=_("ลงวันที่"), help_text=_("พิมพ์แบบ 15/11/2567 หรือ 15 พ.ย. 2567"))
    number = forms.CharField(
        label=_("เลขที่คำสั่ง"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"class": "input-short", "autocomplete": "off"}),
    )
    starts = ThaiDateField(
        label=_("มีผลตั้งแต่วันที่"), required=False, help_text=_("เว้นว่างไว้ ถ้ามีผลตั้งแต่วันที่ลงนาม")
    )
    chosen = forms.ModelChoiceField(
        label=_("ผู้ลงนาม"),
        queryset=Signatory.objects.none(),
        required=False,
        empty_label=_("พิมพ์ชื่อเอง"),
    )
    signatory = forms.CharField(label=_("ชื่อผู้ลงนาม"), max_length=150, required=False)
    post = forms.CharField(
        label=_("ตำแหน่งใต้ชื่อ"),
        max_length=300,
        required=False,
        help_text=_("เช่น นายอำเภองาว หรือ ปลัดอำเภอ รักษาราชการแทน ขึ้นบรรทัดใหม่ นายอำเภองาว"),
        widget=forms.Textarea({"rows": 2}),
    )
    copy = UploadField(
        label=_("สำเนาคำสั่งที่ลงนาม"), required=False, help_text=_("PDF, JPEG หรือ PNG แนบภายหลังได้")
    )

    def __init__(
        self, *args: Any, draft: DraftOrder, today: date, next_number: int | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.next_number = today, next_number
        self.initial = {
            "signed": draft.listed_signed,
            "number": "" if next_number else draft.listed_as,
            "starts": draft.planned,
            "signatory": draft.signatory,
            "post": draft.signatory_post,
        }
        signers = Signatory.objects.on(today).filter(office__area=draft.issuer)
        self.fields["chosen"].queryset = signers.order_by("name")  # type: ignore[attr-defined]
        self.fields["number"].help_text = (
            _("เว้นว่างไว้ ประสานออกเลข %(next)s ให้") % {"next": next_number}
            if next_number
            else _("ตามคำสั่งที่ลงนาม พิมพ์แบบ 312/2567")
        )

    def clean_number(self) -> tuple[int, int] | None:
        typed = self.cleaned_data["number"].strip()
        if not typed and self.next_number:
            return None
        if not typed:
            raise ValidationError("พิมพ์เลขที่จากคำสั่งที่ลงนาม แบบ 312/2567", code="required")
        try:
            return read_number(typed)
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from None

    def clean_signed(self) -> date:
        signed: date = self.cleaned_data["signed"]
        if signed > self.today:
            raise ValidationError(
                f"วันที่ลงนาม {format_short(signed)} อยู่หลังวันนี้ ใส่วันที่ตามคำสั่งที่ลงนามแล้ว", code="future"
            )
        return signed

    def clean_copy(self) -> Upload | None:
        upload: Upload | None = self.cleaned_data["copy"]
        if upload and upload.kind == FileKind.XLSX:
            raise ValidationError(
                "ไฟล์ Excel ไม่มีลายมือชื่อ แนบไฟล์สแกนหรือภาพถ่ายของคำสั่งที่ลงนาม", code="not_signed"
            )
        return upload

    def clean(self) -> None:
        known = self.cleaned_data
        signed, number = known.get("signed"), known.get("number")
        if signed and number and number[1] != buddhist_year(signed):
            said = f"เลขที่คำสั่งเป็นปี {number[1]} แต่ลงวันที่ {format_short(signed)} แก้ให้เป็นปีเดียวกัน"
            self.add_error("number", said)
        if not known.get("chosen") and not known.get("signatory"):
            self.add_error("signatory", "เลือกผู้ลงนาม หรือพิมพ์ชื่อตามท้ายคำสั่ง")

    @property
    def facts(self) -> dict[str, Any]:
        """As `actions.sign_order` takes them, but for the copy."""
        known = self.cleaned_data
        number = known["number"]
        return {
            "signed": known["signed"],
            "starts": known["starts"],
            "number": number[0] if number else None,
            "signatory": known["chosen"] or known["signatory"],
            "signatory_post": known["post"],
        }


class DiscardForm(forms.Form):
    because = forms.CharField(label=_("เหตุที่เลิกใช้ร่าง"), max_length=300)


class RenewalsForm(forms.Form):
    """How far ahead terms are looked for."""

    days = forms.IntegerField(label=_("ครบวาระภายใน (วัน)"), min_value=0, max_value=366, initial=90)


class CorrectForm(forms.Form):
    """What the register of a signed order has wrong."""

    number = forms.CharField(label=_("เลขที่คำสั่ง"), max_length=20)
    signed = ThaiDateField(label=_("ลงวันที่"))
    starts = ThaiDateField(label=_("มีผลตั้งแต่วันที่"))
    last_day = ThaiDateField(label=_("วันสุดท้ายของวาระ"), required=False)
    signatory = forms.CharField(label=_("ผู้ลงนาม"), max_length=150)
    post = forms.CharField(
        label=_("ตำแหน่งใต้ชื่อ"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    because = forms.CharField(
        label=_("เหตุที่แก้"), max_length=300, help_text=_("เช่น พิมพ์วันที่ผิดจากสำเนาคำสั่ง")
    )

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "number": order.label,
            "signed": order.signed,
            "starts": order.starts,
            "last_day": order.last_day,
            "signatory": order.signatory,
            "post": order.signatory_post,
        }
        if order.is_amendment:
            del self.fields["last_day"]

    def clean_number(self) -> tuple[int, int]:
        try:
            return read_number(self.cleaned_data["number"])
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from None

    def clean(self) -> None:
        known = self.cleaned_data
        signed, number = known.get("signed"), known.get("number")
        if signed and number and number[1] != buddhist_year(signed):
            said = f"เลขที่คำสั่งเป็นปี {number[1]} แต่ลงวันที่ {format_short(signed)} แก้ให้เป็นปีเดียวกัน"
            self.add_error("number", said)

    @property
    def facts(self) -> dict[str, Any]:
        known = self.cleaned_data
        last = known.get("last_day")
        return {
            "number": known["number"][0],
            "signed": known["signed"],
            "starts": known["starts"],
            "expires": last + timedelta(days=1) if last else None,
            "signatory": known["signatory"],
            "signatory_post": known["post"],
            "because": known["because"],
        }
