"""An order and its people as an officer types them from the signed paper."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.committees.models import Kind
from prasan.committees.rulebooks import wants_on
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.evidence.inspection import Upload
from prasan.evidence.models import FileKind
from prasan.orders.models import Appointment, Seat
from prasan.orders.pasting import is_formula
from prasan.orders.rules import Member, read_number, term_end
from prasan.people.rules import NEW, Name, split_name
from prasan.thai.calendar import buddhist_year, format_short
from prasan.thai.phones import clean_phone
from prasan.thai.text import tidy
from prasan.ui.fields import ThaiDateField
from prasan.ui.words import told

# What one types in a row, in the order of its columns.
TYPED = ("name", "seat", "represents", "phone")
_NO_FORMULA = "มีสูตรของ Excel พิมพ์ข้อความแทนสูตร หรือวางเป็นค่า"
ROWS = 15
SPARE_ROWS = 5
MOST_ROWS = 100
_CENTRE_SEATS = (
    Seat.CHAIR, Seat.VICE_CHAIR, Seat.MEMBER, Seat.TREASURER, Seat.SECRETARY, Seat.ASSISTANT,
)  # fmt: skip
_INTEGRATED_SEATS = (
    Seat.CHAIR, Seat.VICE_CHAIR, Seat.EX_OFFICIO, Seat.MEMBER, Seat.EXPERT, Seat.SECRETARY,
    Seat.ASSISTANT,
)  # fmt: skip

_COPY_HINT = _("ไฟล์สแกนหรือภาพถ่าย PDF, JPEG หรือ PNG")


def seats_of(kind: str) -> list[tuple[str, str]]:
    """The offices a committee of `kind` may have, in the order documents list them."""
    seats = _INTEGRATED_SEATS if kind == Kind.INTEGRATED else _CENTRE_SEATS
    return [(seat.value, told(seat.label)) for seat in seats]


class OrderForm(HoldsUploads, forms.Form):
    """The head of an order. `is_draft`: it is still being typed, so what is empty is not wrong."""

    number = forms.CharField(
        label=_("เลขที่คำสั่ง"),
        max_length=20,
        help_text=_("ตามคำสั่งที่ลงนาม พิมพ์แบบ 312/2567"),
        widget=forms.TextInput({"class": "input-short", "autocomplete": "off"}),
    )
    signed = ThaiDateField(label=_("ลงวันที่"), help_text=_("พิมพ์แบบ 15/11/2567 หรือ 15 พ.ย. 2567"))
    starts = ThaiDateField(
        label=_("มีผลตั้งแต่วันที่"), required=False, help_text=_("เว้นว่างไว้ ถ้ามีผลตั้งแต่วันที่ลงนาม")
    )
    last_day = ThaiDateField(label=_("วันสุดท้ายของวาระ"), required=False)
    signatory = forms.CharField(
        label=_("ผู้ลงนาม"), max_length=150, help_text=_("ชื่อและตำแหน่งตามท้ายคำสั่ง")
    )
    copy = UploadField(
        label=_("สำเนาคำสั่งที่ลงนาม"), required=False, help_text=_("PDF, JPEG หรือ PNG แนบภายหลังได้")
    )

    def __init__(
        self, *args: Any, kind: str, today: date, is_draft: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today, self.is_draft = kind, today, is_draft
        years = wants_on(kind, today).term_years
        self.fields["last_day"].help_text = (
            _("เว้นว่างไว้ ระบบนับ %(years)s ปีจากวันมีผล (วาระยังไม่ยืนยันกับระเบียบ)") % {"years": years}
            if years
            else _("เว้นว่างไว้ ถ้าคำสั่งไม่กำหนดวาระ")
        )

    def clean_copy(self) -> Upload | None:
        return _scanned(self.cleaned_data["copy"])

    def clean_number(self) -> tuple[int, int]:
        try:
            return read_number(self.cleaned_data["number"])
        except ValueError as error:
            raise ValidationError(str(error), code="unreadable") from None

    def clean_signed(self) -> date:
        signed: date = self.cleaned_data["signed"]
        if signed > self.today:
            raise ValidationError(
                f"วันที่ลงนาม {format_short(signed)} อยู่หลังวันนี้ ใส่วันที่ตามคำสั่งที่ลงนามแล้ว", code="future"
            )
        return signed

    def clean(self) -> None:
        known = self.cleaned_data
        signed, starts, last = known.get("signed"), known.get("starts"), known.get("last_day")
        if signed and "number" in known and known["number"][1] != buddhist_year(signed):
            year = known["number"][1]
            self.add_error(
                "number", f"เลขที่คำสั่งเป็นปี {year} แต่ลงวันที่ {format_short(signed)} แก้ให้เป็นปีเดียวกัน"
            )
        if signed and starts and starts < signed:
            self.add_error(
                "starts",
                f"วันมีผล {format_short(starts)} อยู่ก่อนวันลงนาม {format_short(signed)} ตรวจวันที่ทั้งสอง",
            )
        begins = starts or signed
        if begins and last and last < begins:
            self.add_error(
                "last_day",
                f"วันสุดท้ายของวาระ {format_short(last)} อยู่ก่อนวันมีผล {format_short(begins)}",
            )

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_draft and self.is_bound:
            for name in [name for name in self.errors if not self.data.get(name)]:
                del self.errors[name]
            self.hold_uploads()

    @property
    def starts_on(self) -> date:
        """The first day of the order, today while none is known."""
        self.is_valid()
        known = getattr(self, "cleaned_data", {})
        day: date = known.get("starts") or known.get("signed") or self.today
        return day

    @property
    def expires(self) -> date | None:
        """The first day after the term: as typed, else as the rulebook counts it."""
        last: date | None = self.cleaned_data["last_day"]
        if last:
            return last + timedelta(days=1)
        years = wants_on(self.kind, self.starts_on).term_years
        return term_end(self.starts_on, years) if years else None


class PlanForm(forms.Form):
    """The head of a draft: when it shall take effect and who shall sign; all may stay open."""

    planned = ThaiDateField(
        label=_("จะมีผลตั้งแต่วันที่"), required=False, help_text=_("เว้นว่างไว้ ถ้ามีผลตั้งแต่วันที่ลงนาม")
    )
    last_day = ThaiDateField(label=_("วันสุดท้ายของวาระ"), required=False)
    signatory = forms.CharField(label=_("ผู้ลงนาม"), max_length=150, required=False)
    signatory_post = forms.CharField(label=_("ตำแหน่งผู้ลงนาม"), max_length=300, required=False)
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, code: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.code, self.today = kind, code, today
        years = wants_on(kind, today, code).term_years
        self.fields["last_day"].help_text = (
            _("เว้นว่างไว้ ระบบนับ %(years)s ปีจากวันมีผล (วาระยังไม่ยืนยันกับระเบียบ)") % {"years": years}
            if years
            else _("เว้นว่างไว้ ถ้าคำสั่งไม่กำหนดวาระ")
        )

    def clean(self) -> None:
        planned, last = (self.cleaned_data.get(name) for name in ("planned", "last_day"))
        if planned and last and last < planned:
            self.add_error(
                "last_day",
                f"วันสุดท้ายของวาระ {format_short(last)} อยู่ก่อนวันมีผล {format_short(planned)}",
            )

    @property
    def starts_on(self) -> date:
        """The day the order shall take effect, today while none is known."""
        self.is_valid()
        day: date | None = getattr(self, "cleaned_data", self.initial).get("planned")
        return day or self.today

    def hold_uploads(self) -> None:
        """A draft brings no file."""


class MemberForm(forms.Form):
    """One row of the people an order names."""

    name = forms.CharField(label=_("ชื่อ–สกุล"), max_length=200)
    seat = forms.ChoiceField(label=_("ตำแหน่ง"), initial=Seat.MEMBER)
    represents = forms.CharField(label=_("ผู้แทนจาก"), max_length=150, required=False)
    phone = forms.CharField(label=_("โทรศัพท์"), max_length=40, required=False)
    # Which person was chosen, and for which name: another name typed since means another person.
    who = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    whose = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    # The post outside that a vacant seat belongs to.
    post = forms.CharField(max_length=150, required=False, widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, *args: Any, kind: str, row: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.kind = row, kind
        self.fields["seat"].choices = seats_of(kind)  # type: ignore[attr-defined]
        for field in [self.fields[name] for name in TYPED]:
            field.label = _("%(label)s แถว %(row)s") % {"label": field.label, "row": row}
            field.widget.attrs |= {"aria-label": field.label, "autocomplete": "off"}

    def has_changed(self) -> bool:
        """A row is filled when somebody or something stands in it; an office alone is a vacancy."""
        sent = [self[name].value() for name in TYPED if name != "seat"]
        return any(str(value or "").strip() for value in sent)

    def clean_represents(self) -> str:
        represents: str = self.cleaned_data["represents"]
        if is_formula(represents):
            raise ValidationError(self._told(ValueError(_NO_FORMULA)), code="formula")
        return represents

    def clean_name(self) -> Name:
        if is_formula(self.cleaned_data["name"]):
            raise ValidationError(self._told(ValueError(_NO_FORMULA)), code="formula")
        try:
            return split_name(self.cleaned_data["name"])
        except ValueError as error:
            raise ValidationError(self._told(error), code="unreadable") from None

    def clean_phone(self) -> str:
        try:
            return clean_phone(self.cleaned_data["phone"])
        except ValueError as error:
            raise ValidationError(self._told(error), code="unreadable") from None

    def _told(self, error: ValueError) -> str:
        return f"{_('แถว')} {self.row} {told(error)}"

    @property
    def member(self) -> Member | None:
        """The member typed here; None for a row left empty or not readable."""
        known = getattr(self, "cleaned_data", {})
        if "name" not in known or "seat" not in known:
            return None
        name: Name = known["name"]
        return Member(
            name.title,
            name.given,
            name.family,
            known["seat"],
            known.get("represents", "") or known.get("post", ""),
            known.get("phone", ""),
            self._who(known),
        )

    def _who(self, known: Mapping[str, Any]) -> str:
        """The person chosen, as long as the name is still the one it was chosen for."""
        is_same = tidy(known.get("whose", "")) == tidy(self["name"].value() or "")
        who: str = known.get("who", "")
        return who if is_same and (who == NEW or who.isdecimal()) else ""


class ReviewForm(forms.Form):
    """Why experts stay as they are, though something around them has changed."""

    because = forms.CharField(
        label=_("เหตุที่ไม่เปลี่ยน"),
        max_length=300,
        help_text=_("เช่น กรรมการชุดใหม่เป็นคนเดิม ผู้ทรงคุณวุฒิจึงครบตามเดิม"),
    )


class CopyForm(HoldsUploads, forms.Form):
    """The signed copy of an order registered without it."""

    copy = UploadField(label=_("สำเนาคำสั่งที่ลงนาม"), help_text=_COPY_HINT)

    def clean_copy(self) -> Upload | None:
        return _scanned(self.cleaned_data["copy"])


class RevokeForm(forms.Form):
    """From when and why an order no longer holds."""

    revoked = ThaiDateField(label=_("ยกเลิกตั้งแต่วันที่"), help_text=_("วันแรกที่คำสั่งนี้ไม่มีผลแล้ว"))
    because = forms.CharField(
        label=_("เหตุที่ยกเลิก"), max_length=300, help_text=_("อ้างคำสั่งที่ให้ยกเลิก ถ้ามี")
    )

    def __init__(self, *args: Any, signed: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signed = signed

    def clean_revoked(self) -> date:
        revoked: date = self.cleaned_data["revoked"]
        if revoked < self.signed:
            raise ValidationError(
                f"วันยกเลิก {format_short(revoked)} อยู่ก่อนวันลงนาม {format_short(self.signed)}",
                code="early",
            )
        return revoked


class EndForm(forms.Form):
    """When and why one member left."""

    BECAUSE = ["ลาออก", "ถึงแก่กรรม", "ย้ายภูมิลำเนา", "ขาดคุณสมบัติ", "ให้พ้นจากตำแหน่ง"]

    ends = ThaiDateField(label=_("พ้นตำแหน่งวันที่"), help_text=_("วันแรกที่ไม่ได้เป็นกรรมการแล้ว"))
    because = forms.ChoiceField(
        label=_("เหตุที่พ้น"), choices=[(why, why) for why in BECAUSE], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, seat: Appointment, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seat, self.today = seat, today

    def clean_ends(self) -> date:
        ends: date = self.cleaned_data["ends"]
        if ends < self.seat.starts:
            raise ValidationError(
                f"วันที่ {format_short(ends)} อยู่ก่อนวันที่เริ่มเป็นกรรมการ {format_short(self.seat.starts)}",
                code="early",
            )
        if ends > self.today:
            raise ValidationError(
                f"วันที่ {format_short(ends)} อยู่หลังวันนี้ บันทึกเมื่อพ้นตำแหน่งแล้ว", code="future"
            )
        return ends


class LineForm(forms.Form):
    """What a line of the register may still lack or have wrong."""

    name = forms.CharField(label=_("ชื่อ–สกุล"), max_length=200)
    represents = forms.CharField(
        label=_("ผู้แทนจาก"), max_length=150, required=False, help_text=_("เช่น หมู่ 4 บ้านปันเหนือ")
    )
    phone = forms.CharField(
        label=_("โทรศัพท์"),
        max_length=40,
        required=False,
        help_text=_("เว้นว่างไว้ หมายเลขเดิมจะคงอยู่"),
        widget=forms.TextInput({"class": "input-short", "inputmode": "tel", "autocomplete": "off"}),
    )
    # What the reader saw, so that nobody's later correction is written over unseen.
    known = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, seat: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seat = seat
        person, known = seat.person.name, _known(seat)
        self.initial = {"name": person, "represents": seat.represents, "known": known}

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

    def clean(self) -> None:
        now = _known(self.seat)
        if self.cleaned_data.get("known") != now:
            self.data = dict(self.data.items()) | {"known": now}
            raise ValidationError(
                f"มีผู้แก้บรรทัดนี้ไปก่อนแล้ว ตอนนี้เป็น {now} ตรวจที่ท่านพิมพ์ แล้วบันทึกอีกครั้ง", code="stale"
            )


def _scanned(upload: Upload | None) -> Upload | None:
    """The copy, which must show a signature: no workbook does."""
    if upload and upload.kind == FileKind.XLSX:
        raise ValidationError(
            "ไฟล์ Excel ไม่มีลายมือชื่อ แนบไฟล์สแกนหรือภาพถ่ายของคำสั่งที่ลงนาม", code="not_signed"
        )
    return upload


def _known(seat: Appointment) -> str:
    return " · ".join(part for part in (seat.person.name, seat.represents) if part)
