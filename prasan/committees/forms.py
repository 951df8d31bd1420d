"""A rulebook as an office types it, line by line, from the regulation in its hand."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from prasan.committees.actions import Wanted
from prasan.committees.models import Kind, Rulebook, RulebookLine, Seat
from prasan.committees.rules import ALL, FILERS, NAMED, Topic
from prasan.ui.fields import ThaiDateField, ThaiIntegerField
from prasan.ui.words import told

SPARE = 2
PREFIX = "line"
_MOST = 99
# Which of low, high and words a line has; a term and a share are one number.
_ASKS = {
    Topic.MEMBERS: ("low", "high"),
    Topic.TERM: ("low",),
    Topic.QUORUM: ("low",),
    Topic.MEETINGS: ("low",),
    Topic.SEAT: ("seat", "post", "low", "high", "drop"),
    Topic.EXPERTS: ("draw", "low", "high"),
    Topic.APPOINTER: ("words",),
    Topic.POWER: ("words",),
    Topic.FILERS: ("filers",),
}
_ALWAYS = ("topic", "clause", "source")


class RevisionForm(forms.Form):
    """From when and why a new version holds. `known` is the version that was read."""

    starts = ThaiDateField(
        label=_("ใช้ตั้งแต่วันที่"),
        help_text=_("วันที่ระเบียบมีผล วันเดียวกับฉบับเดิมหมายถึงแก้ฉบับเดิมให้ถูก"),
    )
    regulation = forms.CharField(
        label=_("ระเบียบ"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    because = forms.CharField(
        label=_("เหตุที่แก้"), max_length=300, help_text=_("เช่น อ่านข้อ 9 ของระเบียบแล้ว หรือมีระเบียบฉบับใหม่")
    )
    known = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, rulebook: Rulebook, newest: int, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "starts": rulebook.starts,
            "regulation": rulebook.regulation,
            "known": newest,
        }
        super().__init__(*args, **kwargs)
        self.rulebook, self.newest = rulebook, newest

    def clean_starts(self) -> date:
        starts: date = self.cleaned_data["starts"]
        if starts < self.rulebook.starts:
            raise ValidationError("วันนี้อยู่ก่อนวันที่ฉบับเดิมเริ่มใช้ ใส่วันเดียวกันหรือหลังจากนั้น", code="early")
        return starts

    def clean(self) -> None:
        if self.cleaned_data.get("known") != self.newest:
            self.data = cast("Any", dict(self.data.items()) | {"known": str(self.newest)})
            raise ValidationError(
                "มีผู้แก้เกณฑ์นี้ไปก่อนแล้ว ดูฉบับล่าสุดในประวัติ แล้วบันทึกอีกครั้งถ้ายังต้องการแก้", code="stale"
            )


class LineForm(forms.Form):
    """One line; what it has no use for is not asked."""

    topic = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Topic], widget=forms.HiddenInput
    )
    seat = forms.ChoiceField(label=_("ตำแหน่ง"), required=False)
    post = forms.CharField(label=_("ตำแหน่งหน้าที่ภายนอก"), max_length=150, required=False)
    draw = forms.ChoiceField(
        label=_("ที่มาของผู้ทรงคุณวุฒิ"),
        choices=[(NAMED, _("กรรมการ คอช.ต. ที่ระบุชื่อ")), (ALL, _("กรรมการ คอช.ต. ทุกคน"))],
        required=False,
    )
    filers = forms.MultipleChoiceField(
        label=_("ผู้ยื่นผลประเมินแทนศูนย์ฯ"),
        choices=[(key, told(word)) for key, word in FILERS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    low = ThaiIntegerField(label=_("อย่างน้อย"), min_value=0, max_value=999, required=False)
    high = ThaiIntegerField(label=_("อย่างมาก"), min_value=0, max_value=999, required=False)
    words = forms.CharField(label=_("ข้อความ"), max_length=500, required=False)
    clause = forms.CharField(label=_("ข้อ"), max_length=60, required=False)
    source = forms.CharField(label=_("ที่มา"), max_length=300, required=False)
    drop = forms.BooleanField(label=_("ตัดบรรทัดนี้ออก"), required=False)

    use_required_attribute = False

    def __init__(self, *args: Any, row: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        # A line that stays as it was is still a line of the new version.
        self.empty_permitted = False
        self.is_spare = "topic" not in self.initial
        self.about = self._topic()
        choices = [("", "–"), *((one.value, told(one.label)) for one in Seat)]
        self.fields["seat"].choices = choices  # type: ignore[attr-defined]
        asked = (*_ALWAYS, *_ASKS[self.about])
        self.fields = {name: self.fields[name] for name in self.fields if name in asked}
        for name, field in self.fields.items():
            field.label = _("%(label)s แถว %(row)s") % {"label": field.label, "row": row}
            if name == "filers":
                continue
            field.widget.attrs["aria-label"] = field.label
            if name not in ("drop", "topic"):
                field.widget.attrs |= {"class": "input", "autocomplete": "off"}

    @property
    def name(self) -> str:
        """What the line is about, for its heading."""
        return "" if self.about == Topic.SEAT else RulebookLine(topic=self.about).__str__()

    @property
    def unit(self) -> str:
        units = {Topic.TERM: "ปี", Topic.QUORUM: "ร้อยละ", Topic.MEETINGS: "ครั้ง"}
        return told(units.get(self.about, "คน"))

    def clean_source(self) -> str:
        return " ".join(self.cleaned_data["source"].split())

    def clean(self) -> None:
        known = self.cleaned_data
        if self.is_out:
            return
        if not known.get("source"):
            self._refuse("source", "ยังไม่มีที่มา ใส่ชื่อระเบียบ หนังสือ หรือเอกสารที่อ่าน")
        low, high = known.get("low"), known.get("high")
        if low is not None and high is not None and low > high:
            self._refuse("low", f"อย่างน้อย {low} มากกว่าอย่างมาก {high} สลับให้ถูก")
        if self.about == Topic.QUORUM and low is not None and not 0 < low <= 100:
            self._refuse("low", f"ร้อยละ {low} ไม่ได้ ใส่ 1 ถึง 100")
        if self.about == Topic.SEAT and not known.get("seat"):
            self._refuse("seat", "ยังไม่ได้เลือกตำแหน่ง")

    @property
    def is_out(self) -> bool:
        """A line struck out, or a spare one left empty."""
        known = getattr(self, "cleaned_data", {})
        if known.get("drop"):
            return True
        if self.about == Topic.FILERS and not known.get("filers"):
            # Nobody named: the rulebook is silent about it.
            return True
        typed = ("seat", "post", "low", "high", "clause", "source")
        return self.is_spare and not any(known.get(name) not in (None, "") for name in typed)

    @property
    def wanted(self) -> Wanted:
        known = self.cleaned_data
        low, high = known.get("low"), known.get("high")
        return Wanted(
            topic=self.about.value,
            seat=known.get("seat", ""),
            post=" ".join(known.get("post", "").split()),
            low=low,
            high=low if self.about == Topic.TERM else high,
            words=known.get("draw") or known.get("words") or " ".join(known.get("filers", ())),
            clause=known.get("clause", ""),
            source=known["source"],
        )

    def _topic(self) -> Topic:
        sent = self.data.get(self.add_prefix("topic")) if self.is_bound else None
        typed = sent or self.initial.get("topic", Topic.SEAT.value)
        return Topic(typed) if typed in list(Topic) else Topic.SEAT

    def _refuse(self, name: str, text: str) -> None:
        self.add_error(name, ValidationError(f"{_('แถว')} {self.row} {told(text)}", code="refused"))


class Lines(BaseFormSet):  # type: ignore[type-arg]
    """The lines of a version, with a few spare ones for seats."""

    def initial_form_count(self) -> int:
        return 0

    def add_fields(self, form: LineForm, index: int | None) -> None:
        """No hidden fields of formsets: a line is struck out by its own tick."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "row": (index or 0) + 1}

    def clean(self) -> None:
        seen: set[tuple[str, str, str]] = set()
        for form in self:
            if form.errors or form.is_out:
                continue
            if form.wanted.key in seen:
                form._refuse("seat", "ซ้ำกับแถวก่อนหน้า ตัดออกแถวหนึ่ง")
            seen.add(form.wanted.key)

    @property
    def wanted(self) -> list[Wanted]:
        return [form.wanted for form in self if not form.is_out]


_LineSet = cast(
    "type[Lines]",
    formset_factory(LineForm, formset=Lines, extra=0, max_num=_MOST, absolute_max=_MOST),
)


def lines_of(rulebook: Rulebook, data: Mapping[str, Any] | None) -> Lines:
    """The lines of `rulebook` to be edited, or as they were sent."""
    initial = [dict(_typed(line)) for line in rulebook.lines.all()]
    if rulebook.kind == Kind.TAMBON and all(one["topic"] != Topic.FILERS for one in initial):
        initial.append({"topic": Topic.FILERS.value})
    lines = _LineSet(data, prefix=PREFIX, initial=initial)
    lines.extra = len(initial) + SPARE
    return lines


def _typed(line: RulebookLine) -> Iterator[tuple[str, object]]:
    for name in ("topic", "seat", "post", "low", "high", "words", "clause", "source"):
        yield name, getattr(line, name)
    yield "draw", line.words
    yield "filers", line.words.split()


class ConfirmForm(forms.Form):
    """The clause someone has read and found the line so."""

    clause = forms.CharField(
        label=_("ข้อของระเบียบที่อ่าน"),
        max_length=60,
        help_text=_("เช่น ข้อ 9 วรรคสอง"),
        widget=forms.TextInput({"class": "input-short", "autocomplete": "off"}),
    )


class WithdrawForm(forms.Form):
    """Why a confirmation no longer stands."""

    because = forms.CharField(label=_("เหตุที่ถอน"), max_length=300)
