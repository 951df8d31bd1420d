"""What an officer types about what came of a resolution."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.accounts.reach import Reach
from prasan.areas.models import within
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.meetings.models import Resolution
from prasan.orders.models import Order
from prasan.ui.fields import ThaiDateField

FACTS = ("evidence", "order", "later")


class _Named(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A fact to choose; none chosen by itself."""

    def __init__(self, label: Any, queryset: Any) -> None:
        super().__init__(queryset, label=label, required=False, empty_label=gettext_lazy("ไม่ใช่"))


class CompletionForm(HoldsUploads):
    """That a resolution was carried out, when, and by exactly one fact."""

    done = ThaiDateField(label=gettext_lazy("แล้วเสร็จเมื่อ"))
    said = forms.CharField(
        label=gettext_lazy("ผลการดำเนินการ"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("เช่น ส่งแผนให้ อบต. แล้ว"),
    )
    evidence = UploadField(label=gettext_lazy("หลักฐาน"), required=False)
    order = _Named(gettext_lazy("คำสั่ง"), Order.objects.none())
    later = _Named(gettext_lazy("มติครั้งหลังที่แทนมตินี้"), Resolution.objects.none())

    def __init__(
        self, *args: Any, resolution: Resolution, reach: Reach, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("done", today)
        meeting = resolution.item.meeting
        place = [meeting.committee.area_id]
        self._offer("order", Order.objects.visible_to(reach), "committee__area", place)
        after = Resolution.objects.visible_to(reach).filter(
            item__meeting__committee=meeting.committee_id,
            item__meeting__planned__gt=meeting.planned,
        )
        self._offer("later", after, "item__meeting__committee__area", place)

    def clean(self) -> None:
        named = [name for name in FACTS if self.cleaned_data.get(name)]
        if self.errors or len(named) == 1:
            return
        raise ValidationError(
            _("บอกว่าเสร็จด้วยอะไรหนึ่งอย่าง: แนบหลักฐาน หรือเลือกคำสั่ง หรือมติครั้งหลัง")
            if not named
            else _("เลือกไว้มากกว่าหนึ่งอย่าง เหลือไว้อย่างเดียวที่เป็นผลของมตินี้"),
            code="one_fact",
        )

    @property
    def fact(self) -> tuple[str, Any]:
        """Which fact was named, and what it is; an upload is not kept yet."""
        return next((n, self.cleaned_data[n]) for n in FACTS if self.cleaned_data.get(n))

    def _offer(self, name: str, found: Any, path: str, codes: list[str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = found.filter(within(codes, field=path))
        if not field.queryset.exists():
            del self.fields[name]


class TakeBackForm(forms.Form):
    """Why a report was a mistake."""

    why = forms.CharField(label=gettext_lazy("เหตุที่ถอนรายงาน"), max_length=300)
