"""A form field for a file, and the form that does not ask for a good file twice.

    class MinutesForm(HoldsUploads):
        minutes = UploadField(label="รายงานการประชุม")

    form = MinutesForm(request.POST, request.FILES, user=request.user)

Its cleaned value is an `Upload` for `evidence.actions.keep`, or None when none was given. When the
form is not right yet, a good file is held on the server, and the form shown again names it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from prasan.accounts.models import User
from prasan.evidence import rules
from prasan.evidence.actions import hold
from prasan.evidence.inspection import Refused, Upload, opened
from prasan.evidence.models import HeldUpload

_SALT = "evidence.held"


class UploadInput(forms.FileInput):
    """Choosing a file; names the one that is held already and carries its token along."""

    template_name = "evidence/_upload.html"
    held: HeldUpload | None = None

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        accept = "application/pdf,image/jpeg,image/png,.xlsx"
        super().__init__({"accept": accept, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        token = signing.dumps(self.held.pk, salt=_SALT) if self.held else ""
        return {**context, "held": self.held, "token_name": _token_name(name), "token": token}

    def value_from_datadict(
        self, data: Mapping[str, Any], files: "MultiValueDict[str, UploadedFile[Any]]", name: str
    ) -> Any:
        """The file now chosen; else the token of the one held; else None."""
        return files.get(name) or data.get(_token_name(name)) or None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and _token_name(name) not in data


class UploadField(forms.FileField):
    """A file of a kind we keep. Give `required=False` where the form is good without it."""

    widget = UploadInput
    # Whose held files may be used again; the form says so.
    user: User | None = None

    def __init__(self, **kwargs: Any) -> None:
        limit = rules.size_named(settings.UPLOAD_LIMIT)
        hint = format_lazy(_("PDF, JPEG, PNG หรือ Excel ไม่เกิน {limit}"), limit=limit)
        super().__init__(**{"help_text": hint, **kwargs})

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        try:
            return self._held(data) if isinstance(data, str) else _opened(data)
        except Refused as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from None

    def _held(self, token: str) -> Upload:
        try:
            number = signing.loads(token, salt=_SALT)
        except signing.BadSignature:
            raise _gone() from None
        held = (
            HeldUpload.objects.select_related("evidence").filter(user=self.user, pk=number).first()
        )
        if held is None:
            raise _gone()
        return replace(opened(held.name, held.read()), held=held.pk)


class HoldsUploads(forms.Form):
    """A form with files. Takes `user=`, and holds each good file until the rest is right.

    Works through `full_clean` and `add_error`, so views do nothing for it. A form that is shown
    again without an error calls `hold_uploads` itself.
    """

    _is_read = False

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field, UploadField):
                field.user = user

    def full_clean(self) -> None:
        self._is_read = False
        super().full_clean()
        self._is_read = True
        if self.errors:
            self.hold_uploads()

    def add_error(self, field: str | None, error: Any) -> None:
        """While fields are still being read, `full_clean` does the holding."""
        super().add_error(field, error)
        if self._is_read:
            self.hold_uploads()

    def hold_uploads(self) -> None:
        """Hold every good file that is not held yet."""
        for name, upload in self.cleaned_data.items():
            if isinstance(upload, Upload):
                self._hold(name, upload)

    def _hold(self, name: str, upload: Upload) -> None:
        widget = self.fields[name].widget
        if not isinstance(widget, UploadInput) or widget.held:
            return
        mine = HeldUpload.objects.filter(user=self.user)
        held = mine.filter(pk=upload.held).first() if upload.held else None
        widget.held = held or hold(by=self.user, upload=upload)
        self.cleaned_data[name] = replace(upload, held=widget.held.pk)


def _opened(file: "UploadedFile[Any]") -> Upload:
    size, limit = file.size or 0, settings.UPLOAD_LIMIT
    if size > limit:
        raise Refused(
            "too_large",
            f"ไฟล์นี้ขนาด {rules.size_named(size)} ใหญ่กว่าที่รับได้ คือ {rules.size_named(limit)}"
            " สแกนเป็นขาวดำ ลดความละเอียด หรือแบ่งเป็นหลายไฟล์",
        )
    return opened(file.name or "", file.read())


def _gone() -> Refused:
    return Refused("held_gone", "ไฟล์ที่ส่งมาก่อนหน้านี้เก็บรอไว้หนึ่งวันและลบไปแล้ว เลือกไฟล์อีกครั้ง")


def _token_name(name: str) -> str:
    return f"{name}-held"
