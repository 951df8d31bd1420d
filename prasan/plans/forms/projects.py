"""One project, as its line of the plan says; where it comes from; how far it has come."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area, Level
from prasan.areas.models import within as area_within
from prasan.assessments.models import Indicator
from prasan.centres.models import Activity
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.plans.actions import Outline, Place
from prasan.plans.forms.base import Chosen, FactForm, offer
from prasan.plans.forms.plans import resolution_label, resolutions_of
from prasan.plans.models import Doer, Milestone, MoneySource, OriginKind
from prasan.plans.tags import tags
from prasan.thai.digits import arabic
from prasan.ui.fields import ThaiDateField, ThaiDecimalField, ThaiIntegerField

# Rows for money a form shows empty, beside those already filled.
SPARE = 2


class ProjectForm(FactForm):
    """A project not yet recorded. Its money stands in rows of year, source and baht."""

    title = forms.CharField(label=_("ชื่อโครงการ"), max_length=250)
    problem = forms.CharField(
        label=_("ปัญหาหรือความต้องการ"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    first_year = ThaiIntegerField(label=_("ปีที่เริ่ม (พ.ศ.)"))
    last_year = ThaiIntegerField(
        label=_("ปีที่สิ้นสุด (พ.ศ.)"), required=False, help_text=_("เว้นไว้ถ้าทำปีเดียว")
    )
    doer = forms.ChoiceField(
        label=_("ผู้ดำเนินการ"), choices=Doer.choices, widget=forms.RadioSelect, initial=Doer.VILLAGE
    )
    doer_name = forms.CharField(
        label=_("ชื่อผู้ดำเนินการ"), max_length=150, required=False, help_text=_("เช่น อบต.ปงเตา")
    )
    beneficiaries = ThaiIntegerField(label=_("ผู้ได้รับประโยชน์ (คน)"), required=False, min_value=0)
    places = forms.MultipleChoiceField(
        label=_("หมู่บ้านที่ดำเนินการ"), required=False, widget=forms.CheckboxSelectMultiple
    )
    villages = forms.CharField(
        label=_("พื้นที่ดำเนินการ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("บรรทัดละหนึ่งแห่ง เช่น หมู่ 3 บ้านปงเตา เว้นไว้ถ้าทำทั้งพื้นที่ของแผน"),
    )
    tags = forms.MultipleChoiceField(
        label=_("ป้าย"), required=False, widget=forms.CheckboxSelectMultiple
    )
    years = ("first_year", "last_year")

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.area = area
        self.fields["tags"].choices = list(tags().items())  # type: ignore[attr-defined]
        villages = Area.objects.within([area.code]).filter(level=Level.VILLAGE).on(self.today)
        self._villages = {one.code: one for one in villages}
        offered = [(code, one.title) for code, one in self._villages.items()]
        self.fields["places"].choices = offered  # type: ignore[attr-defined]
        if not offered or area.level in (Level.PROVINCE, Level.NATION):
            del self.fields["places"]
        self.rows = self._money_rows()

    def _money_rows(self) -> list[tuple[str, str, str]]:
        """The names of the fields of each row of money, filled ones first."""
        known = self.initial.get("money", [])
        count = len(known) + SPARE
        if self.is_bound:
            asked = str(self.data.get("rows", count))
            count = min(int(asked), 40) if asked.isdecimal() else count
        names = []
        for place in range(count):
            year, source, amount = known[place] if place < len(known) else (None, "open", None)
            row = (f"year_{place}", f"source_{place}", f"amount_{place}")
            self.fields[row[0]] = ThaiIntegerField(
                label=_("ปีงบประมาณ"), required=False, initial=year
            )
            self.fields[row[1]] = forms.ChoiceField(
                label=_("แหล่งงบประมาณ"),
                choices=MoneySource.choices,
                required=False,
                initial=source,
            )
            self.fields[row[2]] = ThaiDecimalField(
                label=_("จำนวนเงิน (บาท)"), required=False, initial=amount
            )
            names.append(row)
        return names

    @property
    def money_rows(self) -> list[tuple[Any, Any, Any]]:
        """The rows of money as bound fields."""
        return [(self[year], self[source], self[amount]) for year, source, amount in self.rows]

    @property
    def plain_fields(self) -> list[Any]:
        """Every field but the money."""
        money = {name for row in self.rows for name in row}
        return [bound for bound in self if bound.name not in money]

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        more = {name: given[name] for name in ("edition",) if name in given}
        return {**more, "outline": self._outline(given)}

    def _outline(self, given: dict[str, Any]) -> Outline:
        first = given["first_year"]
        return Outline(
            title=given["title"],
            first_year=first,
            last_year=given["last_year"] or first,
            money=self._money(given, first),
            problem=given["problem"],
            doer=given["doer"],
            doer_name=given["doer_name"],
            beneficiaries=given["beneficiaries"],
            tags=given["tags"],
            places=self._places(given),
        )

    def _money(self, given: dict[str, Any], first: int) -> list[tuple[int, str, Decimal]]:
        """The rows with an amount; without a year, of the project's first."""
        return [
            (given.get(year) or first, given.get(source) or "open", given[amount])
            for year, source, amount in self.rows
            if given.get(amount) is not None
        ]

    def _places(self, given: dict[str, Any]) -> list[Place]:
        lines = [arabic(" ".join(line.split())) for line in given["villages"].splitlines()]
        coded = [Place(self._villages[code]) for code in given.get("places", [])]
        return coded + [Place(self.area, line) for line in lines if line]


class CorrectProjectForm(ProjectForm):
    """A project put right; knows the edition the writer saw."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class OriginForm(HoldsUploads, FactForm):
    """Where a project comes from."""

    kind = forms.ChoiceField(label=_("ที่มา"), choices=OriginKind.choices, widget=forms.RadioSelect)
    dated = ThaiDateField(
        label=_("วันที่"), help_text=_("วันที่จัดประชาคม หรือวันที่มติหรือตัวชี้วัดกลายเป็นโครงการ")
    )
    place = forms.CharField(
        label=_("สถานที่จัดประชาคม"),
        max_length=150,
        required=False,
        help_text=_("เฉพาะเวทีประชาคม เช่น ศาลาบ้านปงเตา หมู่ 3"),
    )
    resolution = Chosen(_("มติที่ประชุม"), empty=_("ไม่ใช่"))
    indicator = Chosen(_("ตัวชี้วัดที่ยังไม่ถึงเกณฑ์"), empty=_("ไม่ใช่"))
    said = forms.CharField(label=_("รายละเอียด"), max_length=500, required=False)
    document = UploadField(label=_("บันทึกประชาคมหรือภาพ"), required=False)
    past = ("dated",)

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "resolution", resolutions_of(area.code), resolution_label)
        asked = Indicator.objects.filter(
            area_within([area.code], field="category__framework__assessments__centre__area")
        )
        offer(self, "indicator", asked.distinct().order_by("category", "pk"), _indicator_label)


class AdvanceForm(HoldsUploads, FactForm):
    """Money that came, work that began, or is done."""

    kind = forms.ChoiceField(
        label=_("ความก้าวหน้า"), choices=Milestone.choices, widget=forms.RadioSelect
    )
    dated = ThaiDateField(label=_("วันที่"), help_text=_("เช่น 1 พ.ย. 2567"))
    amount = ThaiDecimalField(
        label=_("จำนวนเงินที่ได้รับ (บาท)"), required=False, help_text=_("เฉพาะเมื่อได้รับงบประมาณ")
    )
    source = forms.ChoiceField(
        label=_("แหล่งงบประมาณ"),
        choices=[("", _("ไม่ใช่")), *MoneySource.choices[:-1]],
        required=False,
    )
    result = forms.CharField(
        label=_("ผล"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("เมื่อแล้วเสร็จ เช่น มีธนาคารอาหาร 9 หมู่บ้าน สมาชิก 120 ครัวเรือน"),
    )
    document = UploadField(label=_("ภาพหรือเอกสาร"), required=False)
    past = ("dated",)

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "source": self.cleaned_data["source"] or None}


class ActivityForm(FactForm):
    """Which activity of the centre carried a project out."""

    activity = Chosen(_("กิจกรรมของศูนย์ฯ"), empty=_("เลือกกิจกรรม"))

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["activity"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Activity.objects.filter(area_within([code], field="centre__area"))
        field.required = True


def _indicator_label(one: Indicator) -> str:
    return str(one)[:100]
