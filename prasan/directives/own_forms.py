"""What the writer of reminders to any units decides: whom, which way, by when, in which words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from prasan.accounts.models import Office
from prasan.directives.owing import Addressing
from prasan.directives.own_letters import TEXTS, Found, Wanted
from prasan.directives.own_wording import PLACES
from prasan.letters.models import Series, Signatory, Urgency
from prasan.letters.rules import Way, way_problem
from prasan.letters.wording import field_problems, fields_in
from prasan.thai.calendar import format_short
from prasan.ui.fields import ThaiDateField

# So many addresses are asked for on the page; beyond them units are left out or sent without.
ASKED = 40
# No reminder gives longer than a year; a year typed wrongly is found by it.
_LONGEST = 366


class OwnForm(forms.Form):
    """All of it; nothing is kept before the letters are numbered."""

    way = forms.ChoiceField(choices=[(one.value, one.value) for one in Way])
    units = forms.MultipleChoiceField(
        error_messages={
            "required": _("ยังไม่ได้เลือกหน่วย เลือกอย่างน้อย 1 หน่วย"),
            "invalid_choice": _("บางหน่วยที่เลือกไม่มีเรื่องค้างแล้ว ดูรายชื่อแล้วเลือกใหม่"),
        },
    )
    due = ThaiDateField(label=_("กำหนดส่งใหม่"), help_text=_("วัน เดือน ปี พ.ศ. เช่น 15 พ.ย. 2567"))
    urgency = forms.ChoiceField(label=_("ชั้นความเร็ว"), choices=Urgency.choices)
    signatory = forms.ModelChoiceField(
        Signatory.objects.none(), label=_("ผู้ลงนาม"), required=False, empty_label=_("ยังไม่เลือก")
    )
    subject = forms.CharField(
        label=_("เรื่อง"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    opening = forms.CharField(label=_("ความเดิม"), widget=forms.Textarea(attrs={"rows": 4}))
    finding = forms.CharField(
        label=_("สิ่งที่พบ"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("รายการที่ค้างของแต่ละหน่วยต่อท้ายย่อหน้านี้ {หน่วย} คือชื่อหน่วย"),
    )
    request = forms.CharField(
        label=_("ความประสงค์"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("{กำหนด} คือกำหนดส่งใหม่ {จำนวน} คือจำนวนเรื่อง"),
    )
    extra = forms.CharField(
        label=_("ข้อความเพิ่ม"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    closing = forms.CharField(label=_("สรุป"), max_length=300)
    accept = forms.BooleanField(label=_("ออกเลขทั้งที่ยังขาดข้อมูลนี้ หน่วยรับหนังสือทางระบบ"), required=False)
    which = forms.CharField(required=False)

    def __init__(
        self,
        *args: Any,
        office: Office,
        found: Found,
        offered: Sequence[str],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.found, self.office = today, found, office
        # Units chosen that are late no more, once numbering found so.
        self.gone: Sequence[str] = ()
        self.fields["units"].choices = [(code, code) for code in offered]  # type: ignore[attr-defined]
        self.fields["signatory"].queryset = (  # type: ignore[attr-defined]
            Signatory.objects.filter(office=office).on(today)
        )
        self.asked = [one for one in found.owing if found.problems.get(one.area.code)]
        for one in self.asked[:ASKED]:
            self.fields[f"address_{one.area.code}"] = forms.CharField(
                label=one.area.title, max_length=300, required=False
            )

    def clean_way(self) -> str:
        way = Way(self.cleaned_data["way"])
        if problem := way_problem(way, []):
            raise ValidationError(problem)
        return way

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if due < self.today:
            raise ValidationError(
                _("กำหนดส่งใหม่อยู่ก่อนวันนี้ %(today)s ใส่วันที่ยังมาไม่ถึง"),
                params={"today": format_short(self.today)},
            )
        if (due - self.today).days > _LONGEST:
            raise ValidationError(_("กำหนดส่งใหม่ไกลกว่าหนึ่งปี ตรวจปี พ.ศ. อีกครั้ง"))
        return due

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in TEXTS:
            for problem in _text_problems(cleaned.get(name, "")):
                self.add_error(name, problem)
        signatory, way = cleaned.get("signatory"), cleaned.get("way")
        if signatory and way:
            series = Series.ORDINARY if way == Way.OWN else Series.CIRCULAR
            if problem := signatory.problem(day=self.today, series=series):
                self.add_error("signatory", problem)
        return cleaned

    def missing(self) -> list[str]:
        """Units chosen that lack an address or a head and were neither given nor accepted."""
        if self.cleaned_data.get("accept") or self.cleaned_data.get("way") != Way.OWN:
            return []
        chosen = set(self.cleaned_data.get("units", ()))
        return [
            one.area.title
            for one in self.asked
            if one.area.code in chosen and not self.cleaned_data.get(f"address_{one.area.code}")
        ]

    def wanted(self, to: Addressing, *, wide: bool) -> Wanted:
        value = self.cleaned_data
        addresses = {
            name.removeprefix("address_"): text
            for name, text in value.items()
            if name.startswith("address_") and text
        }
        return Wanted(
            to, wide, Way(value["way"]), tuple(sorted(value["units"])), value["due"],
            value["urgency"], " ".join(value["subject"].split()),
            {name: value[name] for name in TEXTS}, value["signatory"], addresses,
        )  # fmt: skip


def _text_problems(text: str) -> list[str]:
    found = list(field_problems(text))
    unknown = [name for name in fields_in(text) if name not in PLACES]
    if unknown and not found:
        known = " ".join(f"{{{name}}}" for name in PLACES)
        found.append(
            str(_("ไม่รู้จักช่อง {%(name)s} ใช้ได้เฉพาะ %(known)s") % {"name": unknown[0], "known": known})
        )
    return found
