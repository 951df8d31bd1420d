"""What an officer chooses who passes a letter down: whom, which items, by when, what is enough."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area
from prasan.directives.measures import DUTIES
from prasan.directives.models import Cascade, Counting
from prasan.directives.passing import Choices, Passed, duties_for
from prasan.letters.models import Series, Signatory, Urgency
from prasan.ui.fields import ThaiDateField, ThaiIntegerField

MOST_ITEMS = 40
PREFIX = "item"
_MOST_DAYS = 60
_ALL_PERCENT = 100


class CascadeForm(forms.Form):
    """The circular but for its items."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    addressees = forms.MultipleChoiceField(
        label=_("หน่วยผู้รับ"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("ยังไม่ได้เลือกหน่วยผู้รับ เลือกอย่างน้อย 1 หน่วย")},
    )
    title = forms.CharField(
        label=_("ชื่อที่ใช้เรียกบนกระดาน"), max_length=200, help_text=_("สั้นพอให้จำได้ เช่น งาน ศอช. ปี 2568")
    )
    fiscal_year = ThaiIntegerField(label=_("ปีงบประมาณ"), min_value=2500, max_value=2699)
    urgency = forms.ChoiceField(label=_("ชั้นความเร็ว"), choices=Urgency.choices)
    signatory = forms.ModelChoiceField(
        Signatory.objects.none(), label=_("ผู้ลงนาม"), required=False, empty_label=_("เว้นไว้ก่อน")
    )
    subject = forms.CharField(
        label=_("เรื่อง"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    opening = forms.CharField(label=_("ความเดิม"), widget=forms.Textarea(attrs={"rows": 4}))
    purpose = forms.CharField(label=_("ความประสงค์"), widget=forms.Textarea(attrs={"rows": 4}))
    closing = forms.CharField(label=_("สรุป"), max_length=300)
    later_is_meant = forms.BooleanField(label=_("ตั้งใจให้กำหนดช้ากว่ากำหนดของสำนักงาน"), required=False)

    def __init__(
        self, *args: Any, cascade: Cascade, units: Sequence[Area], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        addressees = self.fields["addressees"]
        assert isinstance(addressees, forms.MultipleChoiceField)
        addressees.choices = [(unit.code, unit.title) for unit in units]
        signing = Signatory.objects.filter(office=cascade.letter.office)
        self.fields["signatory"].queryset = signing.signing(  # type: ignore[attr-defined]
            Series.CIRCULAR, today
        )

    def take_edition(self, edition: int) -> None:
        """Let the next save of this very page replace the edition it has just been told of."""
        typed = cast(QueryDict, self.data).copy()
        typed["edition"] = str(edition)
        self.data = typed

    def choices(self, items: Sequence[Passed]) -> Choices:
        """What was chosen, with the `items`; only for a valid form."""
        value = self.cleaned_data
        return Choices(
            title=" ".join(value["title"].split()),
            fiscal_year=value["fiscal_year"],
            urgency=value["urgency"],
            subject=" ".join(value["subject"].split()),
            opening=value["opening"],
            purpose=value["purpose"],
            closing=value["closing"],
            items=tuple(items),
            addressees=tuple(value["addressees"]),
            signatory=value["signatory"],
        )


class PassedForm(forms.Form):
    """One item: whether it goes down, in which words, and by which day.

    One of a letter of ours asks what that letter asked; one of another house what is ticked.
    """

    is_passed = forms.BooleanField(label=_("สั่งการต่อข้อนี้"), required=False, initial=True)
    text = forms.CharField(
        label=_("ข้อความ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input-grows"}),
    )
    duties = forms.MultipleChoiceField(
        label=_("สิ่งที่ต้องทำ"), required=False, widget=forms.CheckboxSelectMultiple
    )
    own = ThaiDateField(label=_("กำหนดของสำนักงาน"), required=False)
    before = ThaiIntegerField(
        label=_("ให้ก่อนกี่วันทำการ"), min_value=0, max_value=_MOST_DAYS, required=False
    )
    due = ThaiDateField(
        label=_("ตั้งวันเอง"), required=False, help_text=_("เว้นว่างไว้ ระบบนับย้อนจากกำหนดของสำนักงาน")
    )
    enough = ThaiIntegerField(
        label=_("ครบเมื่อได้"), min_value=1, required=False, help_text=_("เว้นว่างไว้คือทุกหน่วย")
    )
    counting = forms.ChoiceField(label=_("นับเป็น"), choices=Counting.choices, initial=Counting.UNITS)

    def __init__(self, *args: Any, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = (kwargs.get("initial") or {}).get("passed") or Passed("")
        allowed = self.kept.measures if self.kept.source else duties_for(area)
        duties = self.fields["duties"]
        assert isinstance(duties, forms.MultipleChoiceField)
        duties.choices = [(key, f"{DUTIES[key].kind.label}: {DUTIES[key].owed}") for key in allowed]
        if self.kept.source:
            del self.fields["own"]
        if not allowed:
            del self.fields["duties"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_passed") and cleaned.get("duties") and not cleaned.get("text"):
            self.add_error("text", _("เลือกสิ่งที่ต้องทำแล้ว แต่ยังไม่มีข้อความของข้อนี้"))
        enough, counting = cleaned.get("enough"), cleaned.get("counting")
        if enough and counting == Counting.PERCENT and enough > _ALL_PERCENT:
            self.add_error("enough", _("ร้อยละต้องไม่เกิน 100"))
        return cleaned

    def passed(self) -> Passed:
        """The item as it was chosen; only for a valid form."""
        value = self.cleaned_data
        return Passed(
            value["text"] or self.kept.text,
            tuple(value.get("duties", ())),
            is_passed=value["is_passed"] and bool(value["text"]),
            own=self.kept.own if self.kept.source else value["own"],
            before=value["before"] or 0,
            due=value["due"],
            enough=value["enough"],
            counting=value["counting"],
            source=self.kept.source,
        )


class BasePassedFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    """The items together: at least one goes down, and no duty twice."""

    forms: list[PassedForm]

    def clean(self) -> None:
        going = [form for form in self.forms if form.cleaned_data.get("is_passed")]
        if not any(form.cleaned_data.get("text") for form in going):
            raise forms.ValidationError(_("ยังไม่ได้เลือกข้อที่จะสั่งการต่อ เลือกอย่างน้อย 1 ข้อ"))
        asked = [key for form in going for key in form.cleaned_data.get("duties", ())]
        twice = {key for key in asked if asked.count(key) > 1}
        if twice:
            names = ", ".join(DUTIES[key].owed for key in sorted(twice))
            raise forms.ValidationError(
                _("%(names)s เลือกไว้มากกว่าหนึ่งข้อ เลือกไว้ข้อเดียว"), params={"names": names}
            )

    def passed(self) -> list[Passed]:
        """The items as they were chosen, empty ones left out; only when all are valid."""
        filled = [form.passed() for form in self.forms if form.cleaned_data]
        return [one for one in filled if one.text]


def passed_forms(
    data: QueryDict | None, items: Sequence[Passed], area: str, *, is_ours: bool
) -> BasePassedFormSet:
    """The forms of `items`, and an empty one where the letter is of another house."""
    made = cast(
        type[BasePassedFormSet],
        forms.formset_factory(
            PassedForm, formset=BasePassedFormSet, extra=0 if is_ours else 1, max_num=MOST_ITEMS
        ),
    )
    return made(
        data,
        prefix=PREFIX,
        initial=[_initial(one) for one in items],
        form_kwargs={"area": area},
    )


def _initial(one: Passed) -> Mapping[str, Any]:
    return {
        "passed": one,
        "is_passed": one.is_passed,
        "text": one.text,
        "duties": list(one.measures),
        "own": one.own,
        "before": one.before,
        "due": one.due,
        "enough": one.enough,
        "counting": one.counting,
    }


def cascade_initial(cascade: Cascade, choices: Choices) -> Mapping[str, Any]:
    """A saved draft as the form shows it."""
    return {
        "edition": cascade.letter.edition,
        "addressees": list(choices.addressees),
        "title": choices.title,
        "fiscal_year": choices.fiscal_year,
        "urgency": choices.urgency,
        "signatory": choices.signatory.pk if choices.signatory else None,
        "subject": choices.subject,
        "opening": choices.opening,
        "purpose": choices.purpose,
        "closing": choices.closing,
    }
