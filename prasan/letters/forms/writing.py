"""What the writer of a letter types, and of a template."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from prasan.accounts.models import Office
from prasan.areas.models import Area
from prasan.letters.documents import ExternalLetter
from prasan.letters.forms.registers import addressees, choose_office
from prasan.letters.models import Form, Letter, Series, Signatory, Template, Urgency
from prasan.letters.wording import as_typed, field_problems, paragraphs

_BODY_HINT = _("เว้นหนึ่งบรรทัดระหว่างย่อหน้า ขึ้นต้นด้วย ๑. หรือ ๑.๑ เป็นข้อย่อย")


class NewLetterForm(forms.Form):
    """What kind of letter, and what it begins with."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("สำนักงาน"), empty_label=None)
    form = forms.ChoiceField(label=_("ชนิด"), choices=Form.choices, initial=Form.LETTER)
    is_circular = forms.BooleanField(
        label=_("หนังสือเวียน (ว)"),
        required=False,
        help_text=_("ข้อความเหมือนกันทุกผู้รับ คำสั่งไม่มีเวียน"),
    )
    template = forms.ModelChoiceField(
        Template.objects.none(), label=_("เริ่มจากแบบ"), required=False, empty_label=_("หน้าว่าง")
    )

    def __init__(self, *args: Any, offices: Sequence[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_office(self, offices)
        mine = Template.objects.filter(office__in=offices)
        self.fields["template"].queryset = mine  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        template = cleaned.get("template")
        if template and cleaned.get("office") and template.office != cleaned["office"]:
            self.add_error("template", _("แบบนี้เป็นของสำนักงานอื่น เลือกแบบของสำนักงานที่ออกหนังสือ"))
        return cleaned

    @property
    def kind(self) -> str:
        """The template's kind wins over the one ticked."""
        template = self.cleaned_data["template"]
        return str(template.form if template else self.cleaned_data["form"])

    @property
    def series(self) -> Series:
        if self.kind == Form.ORDER:
            return Series.ORDER
        return Series.CIRCULAR if self.cleaned_data["is_circular"] else Series.ORDINARY


class WriteForm(forms.Form):
    """The whole letter; it is made from this at each save."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    subject = forms.CharField(
        label=_("เรื่อง"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    urgency = forms.ChoiceField(label=_("ชั้นความเร็ว"), choices=Urgency.choices)
    districts = forms.ModelMultipleChoiceField(
        Area.objects.none(),
        label=_("เรียน นายอำเภอ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    outside = forms.CharField(
        label=_("ผู้รับอื่น"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("บรรทัดละหนึ่งผู้รับ ตามด้วย | และที่อยู่ เช่น อธิบดีกรมการพัฒนาชุมชน | ถนนแจ้งวัฒนะ กรุงเทพฯ"),
    )
    references = forms.CharField(
        label=_("อ้างถึง"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("บรรทัดละฉบับ เช่น หนังสือจังหวัดลำปาง ที่ ลป 0019.3/ว 2598 ลงวันที่ 5 พฤศจิกายน 2567"),
    )
    enclosures = forms.CharField(
        label=_("สิ่งที่ส่งมาด้วย"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    body = forms.CharField(
        label=_("เนื้อความ"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_BODY_HINT,
    )
    signatory = forms.ModelChoiceField(
        Signatory.objects.none(), label=_("ผู้ลงนาม"), required=False, empty_label=_("เว้นไว้ก่อน")
    )

    def __init__(
        self, *args: Any, letter: Letter, districts: Sequence[Area], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.letter = letter
        among = Area.objects.filter(pk__in=[one.pk for one in districts])
        self.fields["districts"].queryset = among  # type: ignore[attr-defined]
        signers = Signatory.objects.filter(office=letter.office).signing(letter.series, today)
        self.fields["signatory"].queryset = signers  # type: ignore[attr-defined]
        if letter.form == Form.ORDER:
            for name in ("districts", "outside", "references", "enclosures"):
                del self.fields[name]

    def lines(self, name: str) -> list[str]:
        typed = self.cleaned_data.get(name, "")
        return [line.strip() for line in typed.splitlines() if line.strip()]

    def others(self) -> list[tuple[str, str]]:
        """Addressees of no area of ours, each with the address typed behind the bar."""
        return addressees(self.cleaned_data.get("outside", ""))

    def take_edition(self, edition: int) -> None:
        """Let the next save of this very page replace the edition it has just been told of."""
        typed = cast(QueryDict, self.data).copy()
        typed["edition"] = str(edition)
        self.data = typed


def write_initial(letter: Letter, content: ExternalLetter) -> dict[str, Any]:
    """A saved draft as the form shows it."""
    recipients = letter.recipients.all()
    return {
        "edition": letter.edition,
        "subject": letter.subject,
        "urgency": letter.urgency,
        "districts": [one.area_id for one in recipients if one.area_id],
        "outside": "\n".join(
            f"{one.name} | {one.address}".removesuffix(" | ")
            for one in recipients
            if not one.area_id
        ),
        "references": "\n".join(content.references),
        "enclosures": "\n".join(content.enclosures),
        "body": as_typed((one.number, one.text) for one in content.body),
        "signatory": letter.signatory_id,
    }


class TemplateForm(forms.Form):
    """The words of a template; places to fill in stand in braces."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("สำนักงาน"), empty_label=None)
    name = forms.CharField(label=_("ชื่อแบบ"), max_length=100, help_text=_("เช่น เชิญประชุม คอช.อ."))
    form = forms.ChoiceField(label=_("ชนิด"), choices=Form.choices)
    subject = forms.CharField(label=_("เรื่อง"), max_length=300)
    body = forms.CharField(
        label=_("เนื้อความ"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_BODY_HINT,
    )

    def __init__(
        self,
        *args: Any,
        offices: Sequence[Office],
        template: Template | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        if template is None:
            choose_office(self, offices)
        else:
            for name in ("office", "name", "form"):
                del self.fields[name]

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if not paragraphs(body):
            raise ValidationError(_("ยังไม่มีเนื้อความ"), code="empty")
        return body

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("subject", "body"):
            for problem in field_problems(cleaned.get(name, "")):
                self.add_error(name, problem)
        office, called = cleaned.get("office"), cleaned.get("name")
        if office and called and Template.objects.filter(office=office, name=called).exists():
            self.add_error("name", _("มีแบบชื่อนี้แล้ว เปิดแบบนั้นเพื่อแก้ หรือตั้งชื่ออื่น"))
        return cleaned
