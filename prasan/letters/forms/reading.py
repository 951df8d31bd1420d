"""The letter to read in, pasted or as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.letters.reading import Unreadable, text_of


class ReadForm(forms.Form):
    """The letter to read, pasted or as a file; one of the two is enough."""

    letter = forms.CharField(
        label=_("ข้อความของหนังสือ"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("วางทั้งฉบับ ตั้งแต่ ที่ จนถึงคำลงท้าย"),
    )
    file = forms.FileField(
        label=_("หรือไฟล์ของหนังสือ"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt"}),
        help_text=_("Word (.docx) หรือ PDF ที่มีตัวอักษร ไม่ใช่ภาพสแกน ไม่เกิน 10 MB"),
    )

    MOST = 10 * 1024 * 1024

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), cleaned.get("letter", "")
        if file is not None and file.size > self.MOST:
            self.add_error("file", _("ไฟล์ใหญ่กว่า 10 MB ส่งเฉพาะตัวหนังสือ ไม่รวมสิ่งที่ส่งมาด้วย"))
            return cleaned
        name, content = (file.name, file.read()) if file else ("", pasted.encode())
        try:
            cleaned["text"] = text_of(name, content)
        except Unreadable as refusal:
            self.add_error("file" if file else "letter", str(refusal))
        return cleaned
