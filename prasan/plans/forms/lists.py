"""A list of projects as it comes back."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.evidence.inspection import Upload
from prasan.plans.project_rows import Cells, NotOurs, cells_of
from prasan.workbooks.reading import Unreadable, read


class ListForm(HoldsUploads):
    """A file with a plan's projects; `groups` are its rows, project by project."""

    file = UploadField(
        label=_("ไฟล์รายการโครงการ"),
        help_text=_("สมุดงานจากหน้านี้ หรือไฟล์ของท่านเอง: Excel (.xlsx .xls), OpenDocument (.ods), CSV"),
        error_messages={"required": _("ยังไม่ได้เลือกไฟล์ เลือกสมุดงานที่กรอกแล้ว")},
    )
    overwrite = forms.BooleanField(label=_("โครงการที่มีผู้แก้หลังดาวน์โหลด ให้ใช้ค่าในไฟล์"), required=False)
    groups: Sequence[Sequence[Cells]] = ()

    def clean_file(self) -> Upload:
        upload: Upload = self.cleaned_data["file"]
        try:
            self.groups = cells_of(read(upload.name, upload.content))
        except Unreadable as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from None
        except NotOurs as refusal:
            raise ValidationError(str(refusal), code="not_ours") from None
        return upload
