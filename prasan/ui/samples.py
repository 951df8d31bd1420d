"""Examples for the parts page: invented, and long where real ones are long."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator

from prasan.ui.fields import ThaiDateField, ThaiDecimalField, ThaiIntegerField

DAY = date(2024, 11, 5)
_MOMENT = datetime(2024, 11, 5, 10, 42, tzinfo=timezone(timedelta(hours=7)))


@dataclass(frozen=True)
class Standing:
    """A standing as the {% state %} tag takes it."""

    css: str
    sign: str
    label: str


STANDINGS = (
    Standing("met", "met", "ครบ"),
    Standing("met", "met-late", "ครบ ส่งช้า 2 วัน"),
    Standing("part", "part", "บางส่วน 11/15"),
    Standing("part", "soon", "ครบกำหนดใน 3 วัน"),
    Standing("late", "late", "เลยกำหนด 5 วัน"),
    Standing("part", "returned", "ส่งกลับแก้ไข"),
    Standing("part", "review", "ต้องทบทวน"),
    Standing("wait", "wait", "ยังไม่ถึงกำหนด"),
    Standing("wait", "none", "ไม่ต้องทำ"),
)


class MeetingForm(forms.Form):
    """One field of each kind."""

    held = ThaiDateField(label="วันประชุม", help_text="เช่น 5 พ.ย. 2567 หรือ ๕/๑๑/๒๕๖๗")
    present = ThaiIntegerField(label="ผู้มาประชุม (คน)", min_value=1, max_value=200)
    spent = ThaiDecimalField(label="ค่าใช้จ่าย (บาท)", required=False, decimal_places=2)
    kind = forms.ChoiceField(
        label="การประชุม", choices=[("", "เลือก"), ("regular", "สามัญ"), ("special", "วิสามัญ")]
    )
    way = forms.ChoiceField(
        label="วิธีประชุม",
        choices=[("hall", "ที่ศาลากลางบ้าน"), ("screen", "ผ่านสื่ออิเล็กทรอนิกส์")],
        widget=forms.RadioSelect,
    )
    proofs = forms.MultipleChoiceField(
        label="หลักฐาน",
        choices=[("minutes", "รายงานการประชุม"), ("names", "ลายมือชื่อ"), ("photo", "ภาพถ่าย")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    minutes = forms.FileField(label="รายงานการประชุม", help_text="PDF ไม่เกิน 20 MB")
    note = forms.CharField(label="หมายเหตุ", widget=forms.Textarea({"rows": 3}), required=False)
    is_open = forms.BooleanField(
        label="เปิดให้ประชาชนเข้าฟัง", help_text="จะแสดงบนหน้าสาธารณะ", required=False
    )

    def clean_held(self) -> date:
        held: date = self.cleaned_data["held"]
        if held > DAY:
            raise ValidationError("วันที่ประชุมอยู่หลังวันนี้ ใส่วันที่ประชุมแล้วจริง", code="future")
        return held


def context() -> dict[str, Any]:
    """Everything the parts page shows."""
    wrong = {"held": "18 พ.ย. 2567", "present": "สิบเก้า", "kind": "", "note": "พิมพ์ไว้แล้วไม่หาย"}
    return {
        "standings": STANDINGS,
        "day": DAY,
        "moment": _MOMENT,
        "money": Decimal("12500.50"),
        "long_name": "ว่าที่ร้อยตรีหญิงอรุณรัศมี พงศ์พิทักษ์เจริญวัฒนกุล",
        "long_place": "ตำบลพระบาทวังตวง",
        "plain_form": MeetingForm(prefix="plain", initial={"held": DAY, "way": "hall"}),
        "wrong_form": MeetingForm(wrong),
        "middle": Paginator(range(162), 50).page(2),
        "signs": [standing.sign for standing in STANDINGS] + ["bang"],
        "icons": ICONS,
    }


ICONS = [
    *("home", "board", "centre", "calendar", "check", "plan", "paper", "more", "find", "file"),
    *("camera", "down", "print", "info", "offline", "copy", "out", "key", "add"),
]
