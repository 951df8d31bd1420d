"""Sending a list in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area
from prasan.evidence.rules import size_named
from prasan.workbooks.reading import Unreadable, read
from prasan.workbooks.tables import Spreadsheet

# A district's whole register takes a tenth of this.
MOST_BYTES = 8 * 1024**2
ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt"


class SendForm(forms.Form):
    """A spreadsheet, and whose it is. Its cleaned `content` was read once and is sound."""

    file = forms.FileField(
        label=_("ไฟล์รายชื่อ"),
        help_text=_("Excel (.xlsx .xls), LibreOffice (.ods) หรือ .csv ตามที่มีอยู่ ไม่ต้องจัดรูปแบบใหม่"),
        widget=forms.FileInput({"accept": ACCEPTED}),
        error_messages={"empty": _("ไฟล์นี้ว่างเปล่า (0 ไบต์) เลือกไฟล์อีกครั้ง")},
    )
    area = forms.ChoiceField(
        label=_("เป็นรายชื่อของ"), help_text=_("ตำบลของแต่ละแถวอ่านจากในไฟล์"), required=False
    )

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.code: area for area in areas}
        self.content = b""
        self.spreadsheet: Spreadsheet | None = None
        field = self.fields["area"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(area.code, area.title) for area in areas]
        if len(areas) == 1:
            field.widget = forms.HiddenInput()
            self.initial["area"] = areas[0].code

    @property
    def area_chosen(self) -> Area:
        code = self.cleaned_data.get("area") or next(iter(self.areas))
        return self.areas[code]

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        size = file.size or 0
        if size > MOST_BYTES:
            raise ValidationError(
                f"ไฟล์นี้ขนาด {size_named(size)} ใหญ่กว่าที่รับได้ คือ {size_named(MOST_BYTES)}"
                " คัดเฉพาะตารางรายชื่อลงไฟล์ใหม่ แล้วส่งอีกครั้ง",
                code="too_large",
            )
        self.content = file.read()
        try:
            self.spreadsheet = read(file.name or "", self.content)
        except Unreadable as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from None
        return file
