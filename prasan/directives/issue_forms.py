"""What an officer copies from a letter on paper: its head, its items, and what each asks."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area
from prasan.directives.actions import Asked, Ordered
from prasan.directives.measures import DUTIES
from prasan.directives.models import Kind
from prasan.letters.models import Urgency
from prasan.thai.calendar import buddhist_year, format_short
from prasan.ui.fields import ThaiDateField, ThaiIntegerField

MOST_ITEMS = 40
PREFIX = "item"


class LetterForm(forms.Form):
    """The head of the letter, whom it is addressed to, and the day things are due."""

    number = ThaiIntegerField(
        label=_("เลขที่หนังสือเวียน"), min_value=1, help_text=_("เฉพาะตัวเลขหลัง ว เช่น 2598")
    )
    dated = ThaiDateField(label=_("ลงวันที่"))
    urgency = forms.ChoiceField(label=_("ชั้นความเร็ว"), choices=Urgency.choices)
    subject = forms.CharField(label=_("เรื่อง"), max_length=300)
    title = forms.CharField(
        label=_("ชื่อที่ใช้เรียกบนกระดาน"), max_length=200, help_text=_("สั้นพอให้จำได้ เช่น งาน ศอช. ปี 2568")
    )
    fiscal_year = ThaiIntegerField(label=_("ปีงบประมาณ"), min_value=2500, max_value=2699)
    due = ThaiDateField(
        label=_("กำหนดส่ง"), help_text=_("ใช้กับรายการที่ต้องส่ง เช่น สำเนาคำสั่ง ผลประเมิน"), required=False
    )
    addressees = forms.MultipleChoiceField(
        label=_("เรียน นายอำเภอ"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("ยังไม่ได้เลือกอำเภอ เลือกอย่างน้อย 1 อำเภอ")},
    )

    def __init__(self, *args: Any, districts: Sequence[Area], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.districts, self.today = districts, today
        self.fields["addressees"].choices = [  # type: ignore[attr-defined]
            (area.code, area.title) for area in districts
        ]

    def clean_dated(self) -> date:
        dated: date = self.cleaned_data["dated"]
        if dated > self.today:
            raise ValidationError(
                _("วันที่หนังสืออยู่หลังวันนี้ %(today)s ใส่วันที่ที่ลงในหนังสือ"),
                params={"today": format_short(self.today)},
            )
        return dated

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        dated, due = cleaned.get("dated"), cleaned.get("due")
        if due and dated and due < dated:
            self.add_error("due", _("กำหนดส่งอยู่ก่อนวันที่ของหนังสือ"))
        return cleaned

    def say_taken(self) -> None:
        """Tell that another letter has the number; only for a valid form."""
        head = self.cleaned_data
        self.add_error(
            "number",
            _("เลข ว %(number)s ปี %(year)s มีในทะเบียนแล้ว ตรวจเลขหรือเปิดหนังสือฉบับนั้น")
            % {"number": head["number"], "year": buddhist_year(head["dated"])},
        )

    def to(self) -> list[Area]:
        chosen = set(self.cleaned_data["addressees"])
        return [area for area in self.districts if area.code in chosen]


class ItemForm(forms.Form):
    """One numbered item: the letter's own words, and what it asks that can be counted."""

    text = forms.CharField(
        label=_("ข้อความตามหนังสือ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input-grows"}),
    )
    duties = forms.MultipleChoiceField(
        label=_("สิ่งที่ต้องทำ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(duty.key, f"{duty.kind.label}: {duty.owed}") for duty in DUTIES.values()],
    )
    due = ThaiDateField(
        label=_("กำหนดของข้อนี้"), required=False, help_text=_("เว้นว่างไว้ ถ้าใช้กำหนดส่งของหนังสือ")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("duties") and not cleaned.get("text"):
            self.add_error("text", _("เลือกสิ่งที่ต้องทำแล้ว แต่ยังไม่มีข้อความของข้อนี้"))
        return cleaned

    def ordered(self, *, fiscal_year: int, due: date | None) -> Ordered:
        day = self.cleaned_data.get("due") or due
        asked = tuple(Asked(key, fiscal_year, day) for key in self.cleaned_data["duties"])
        return Ordered(self.cleaned_data["text"], asked)


class BaseItemFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """The items together: at least one, no duty twice."""

    def clean(self) -> None:
        chosen = [key for form in self.forms for key in form.cleaned_data.get("duties", [])]
        twice = {key for key in chosen if chosen.count(key) > 1}
        if twice:
            names = ", ".join(DUTIES[key].owed for key in sorted(twice))
            raise ValidationError(
                _("%(names)s เลือกไว้มากกว่าหนึ่งข้อ เลือกไว้ข้อเดียว"), params={"names": names}
            )
        if not any(form.cleaned_data.get("text") for form in self.forms):
            raise ValidationError(_("ยังไม่มีข้อความข้อใดเลย คัดลอกข้อ 1 จากหนังสือ"))

    def needs_due(self) -> bool:
        """Whether some duty chosen is a dated delivery whose item has no day of its own."""
        return any(
            DUTIES[key].kind == Kind.DELIVER
            for form in self.forms
            for key in form.cleaned_data.get("duties", [])
            if not form.cleaned_data.get("due")
        )

    def ordered(self, *, fiscal_year: int, due: date | None) -> list[Ordered]:
        filled = [form for form in self.forms if form.cleaned_data.get("text")]
        return [form.ordered(fiscal_year=fiscal_year, due=due) for form in filled]


def blank_items(initial: Sequence[dict[str, Any]] = (), *, more: int = 0) -> BaseItemFormSet:
    """Items as proposed or typed so far, and `more` empty ones; never none at all."""
    items = ItemFormSet(prefix=PREFIX, initial=list(initial))
    items.extra = max(more, 0 if initial else 1)
    if more:
        items.forms[-1].fields["text"].widget.attrs["autofocus"] = True
    return items


def typed_head(data: QueryDict) -> dict[str, Any]:
    """The head as typed, unread."""
    said: dict[str, Any] = {name: data.get(name, "") for name in LetterForm.base_fields}
    return {**said, "addressees": data.getlist("addressees")}


def typed_items(data: QueryDict) -> list[dict[str, Any]]:
    """The items as typed, unread; empty ones too."""
    count = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    return [
        {
            "text": data.get(f"{PREFIX}-{place}-text", ""),
            "duties": data.getlist(f"{PREFIX}-{place}-duties"),
            "due": data.get(f"{PREFIX}-{place}-due", ""),
        }
        for place in range(min(int(count), MOST_ITEMS) if count.isdecimal() else 0)
    ]


ItemFormSet = cast(
    type[BaseItemFormSet],
    forms.formset_factory(
        ItemForm, formset=BaseItemFormSet, extra=0, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS
    ),
)
