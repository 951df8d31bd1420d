"""What officers type when they send, judge, excuse and remind."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from prasan.accounts.models import Office
from prasan.directives.models import Delivery, Excuse, Item, Reminder
from prasan.directives.reminding import Choices
from prasan.letters.models import Series, Signatory, Urgency
from prasan.thai.calendar import FiscalYear, format_short
from prasan.ui.fields import ThaiDateField


class SubmitForm(forms.Form):
    """A note to go with the report; `after` is the last report the sender saw."""

    after = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("หมายเหตุถึงจังหวัด"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class JudgeForm(forms.Form):
    """For each delivery not judged yet: whether it goes back, and why."""

    def __init__(self, *args: Any, deliveries: Sequence[Delivery], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = [delivery for delivery in deliveries if delivery.verdict is None]
        for delivery in self.waiting:
            what = f"{delivery.obligation.label} {delivery.area.name}"
            self.fields[f"back_{delivery.pk}"] = forms.BooleanField(
                label=_("ส่งกลับ %(what)s") % {"what": what}, required=False
            )
            self.fields[f"why_{delivery.pk}"] = forms.CharField(
                label=_("เหตุผลที่ส่งกลับ %(what)s") % {"what": what}, max_length=300, required=False
            )

    def row(self, delivery: Delivery) -> tuple[BoundField, BoundField] | None:
        """The two fields of a delivery; None when it is judged."""
        if f"back_{delivery.pk}" not in self.fields:
            return None
        return self[f"back_{delivery.pk}"], self[f"why_{delivery.pk}"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        returned = {}
        for delivery in self.waiting:
            back, why = cleaned.get(f"back_{delivery.pk}"), cleaned.get(f"why_{delivery.pk}")
            if back and not why:
                self.add_error(
                    f"why_{delivery.pk}",
                    _("%(what)s ส่งกลับโดยยังไม่บอกเหตุผล พิมพ์สิ่งที่อำเภอต้องแก้")
                    % {"what": f"{delivery.obligation.label} {delivery.area.name}"},
                )
            elif why and not back:
                self.add_error(
                    f"back_{delivery.pk}", _("พิมพ์เหตุผลแล้วแต่ยังไม่ได้เลือกส่งกลับ เลือกส่งกลับหรือลบเหตุผล")
                )
            elif back and why:
                returned[delivery.pk] = why
        return {**cleaned, "returned": returned}


class ExemptForm(forms.Form):
    """An exception for one unit."""

    excuse = forms.ChoiceField(label=_("ข้อยกเว้น"), choices=Excuse.choices, widget=forms.RadioSelect)
    until = ThaiDateField(label=_("ขยายถึงวันที่"), required=False)
    reason = forms.CharField(label=_("เหตุผล"), max_length=300)

    def __init__(self, *args: Any, today: date, due: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.due = today, due

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        excuse, until = cleaned.get("excuse"), cleaned.get("until")
        if excuse == Excuse.EXTENDED and "until" not in self.errors:
            self._check_extension(until)
        if excuse != Excuse.EXTENDED:
            cleaned["until"] = None
        return cleaned

    def _check_extension(self, until: date | None) -> None:
        if until is None:
            self.add_error("until", _("ยังไม่ได้ใส่วันที่ขยายถึง"))
        elif self.due is None:
            self.add_error("excuse", _("รายการนี้ไม่มีวันกำหนดส่ง จึงขยายเวลาไม่ได้ เลือกผ่อนผันแทน"))
        elif until <= self.due:
            self.add_error(
                "until",
                _("วันที่ขยายถึงต้องอยู่หลังกำหนดเดิม %(due)s") % {"due": format_short(self.due)},
            )


class ReminderForm(forms.Form):
    """All that the writer of a reminder may change; the letter is made from it at each save."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    addressees = forms.MultipleChoiceField(
        label=_("เรียน"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("ยังไม่ได้เลือกผู้รับ เลือกอย่างน้อย 1 อำเภอ")},
    )
    due = ThaiDateField(label=_("กำหนดส่งใหม่"), help_text=_("วัน เดือน ปี พ.ศ. เช่น 15 พ.ย. 2567"))
    urgency = forms.ChoiceField(label=_("ชั้นความเร็ว"), choices=Urgency.choices)
    signatory = forms.ModelChoiceField(
        Signatory.objects.none(),
        label=_("ผู้ลงนาม"),
        required=False,
        empty_label=_("เว้นไว้ก่อน"),
    )
    subject = forms.CharField(
        label=_("เรื่อง"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    opening = forms.CharField(label=_("ความเดิม"), widget=forms.Textarea(attrs={"rows": 5}))
    purpose = forms.CharField(label=_("ความประสงค์"), widget=forms.Textarea(attrs={"rows": 5}))
    extra = forms.CharField(
        label=_("ข้อความเพิ่ม"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    closing = forms.CharField(label=_("สรุป"), max_length=300)

    def __init__(
        self,
        *args: Any,
        items: Sequence[Item],
        addressees: Sequence[tuple[str, str]],
        office: Office,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.numbers = today, [item.number for item in items]
        self.fields["addressees"].choices = addressees  # type: ignore[attr-defined]
        self.fields["signatory"].queryset = (  # type: ignore[attr-defined]
            Signatory.objects.filter(office=office).signing(Series.CIRCULAR, today)
        )
        for item in items:
            self.fields[f"item_{item.number}"] = forms.CharField(
                label=_("ข้อ %(number)s") % {"number": item.number},
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_("ลบข้อความทั้งหมดเพื่อไม่ใส่ข้อนี้"),
            )

    def item_fields(self) -> Iterator[BoundField]:
        return (self[f"item_{number}"] for number in self.numbers)

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if due < self.today:
            raise ValidationError(
                _("กำหนดส่งใหม่อยู่ก่อนวันนี้ %(today)s ใส่วันที่ยังมาไม่ถึง"),
                params={"today": format_short(self.today)},
            )
        return due

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"item_{number}") for number in self.numbers):
            self.add_error(f"item_{self.numbers[0]}", _("หนังสือต้องมีอย่างน้อย 1 ข้อ"))
        return cleaned

    def differing(self, stored: Mapping[str, Any]) -> list[str]:
        """Labels of the fields whose text is not the stored one."""
        typed = dict(self.cleaned_data)
        typed["signatory"] = typed["signatory"].pk if typed.get("signatory") else None
        names = [name for name in stored if name != "edition" and typed.get(name) != stored[name]]
        return [str(self.fields[name].label) for name in names]

    def take_edition(self, edition: int) -> None:
        """Let the next save of this very page replace the edition it has just been told of."""
        typed = cast(QueryDict, self.data).copy()
        typed["edition"] = str(edition)
        self.data = typed

    def choices(self) -> Choices:
        """What was chosen; only for a valid form."""
        value = self.cleaned_data
        return Choices(
            due=value["due"],
            fiscal_year=FiscalYear.of(self.today).number,
            urgency=value["urgency"],
            subject=" ".join(value["subject"].split()),
            opening=value["opening"],
            purpose=value["purpose"],
            extra=value["extra"],
            closing=value["closing"],
            items={number: value[f"item_{number}"] for number in self.numbers},
            addressees=tuple(value["addressees"]),
            signatory=value["signatory"],
        )


def reminder_initial(reminder: Reminder) -> Mapping[str, Any]:
    """The values of a saved draft, as the form shows them."""
    letter = reminder.letter
    return {
        "edition": letter.edition,
        "addressees": [one.area_id for one in letter.recipients.all()],
        "due": reminder.due,
        "urgency": letter.urgency,
        "signatory": letter.signatory_id,
        "subject": letter.subject,
        "opening": reminder.opening,
        "purpose": reminder.purpose,
        "extra": reminder.extra,
        "closing": reminder.closing,
        **{f"item_{line.number}": line.text for line in reminder.items.all()},
    }
