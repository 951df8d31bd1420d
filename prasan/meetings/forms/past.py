"""The workbook of old meetings as it comes back."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.meetings.past_book import Cells, NotOurs, cells_of
from prasan.workbooks.reading import Unreadable, read
from prasan.workbooks.tables import Spreadsheet

MOST_BYTES = 4 * 1024**2


class WorkbookForm(forms.Form):
    """A file with old meetings; `cells` is what its rows say."""

    file = forms.FileField(
        label=gettext_lazy("สมุดงานที่กรอกแล้ว"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        error_messages={"required": gettext_lazy("ยังไม่ได้เลือกไฟล์ เลือกสมุดงานที่กรอกแล้ว")},
    )
    spreadsheet: Spreadsheet
    content: bytes
    cells: Sequence[Cells]

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("ไฟล์ใหญ่เกิน 4 MB ตรวจว่าเลือกสมุดงานการประชุมถูกต้อง"), code="large")
        self.content = file.read()
        try:
            self.spreadsheet = read(file.name or "", self.content)
            self.cells = cells_of(self.spreadsheet)
        except Unreadable as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from None
        except NotOurs as refusal:
            raise ValidationError(str(refusal), code="not_ours") from None
        return file
