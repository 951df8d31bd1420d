"""A plan and its versions, as the cover and the resolution say."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area, Level
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.committees.models import Committee
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.meetings.models import Resolution
from prasan.plans.forms.base import Chosen, FactForm, offer
from prasan.plans.models import PlanKind, PlanLevel
from prasan.thai.calendar import format_short
from prasan.ui.fields import ThaiDateField, ThaiIntegerField

# Which plans an area of each level may have, its own first.
LEVELS: dict[str, tuple[PlanLevel, ...]] = {
    Level.VILLAGE: (PlanLevel.VILLAGE,),
    Level.TAMBON: (PlanLevel.TAMBON, PlanLevel.VILLAGE, PlanLevel.LOCAL),
    Level.DISTRICT: (PlanLevel.DISTRICT, PlanLevel.LOCAL, PlanLevel.AGENCY),
    Level.PROVINCE: (PlanLevel.PROVINCE, PlanLevel.LOCAL, PlanLevel.AGENCY),
    Level.NATION: (PlanLevel.AGENCY,),
}


def resolutions_of(code: str) -> "QuerySet[Resolution, Resolution]":
    """What the bodies of an area, and of its district, resolved; newest first."""
    places = {code, code[:DISTRICT_DIGITS]}
    found = Resolution.objects.filter(
        item__meeting__committee__area__in=places, item__is_dropped=False
    )
    newest = found.order_by("-item__meeting__planned", "pk")
    return newest.select_related("item__meeting__committee__area")


def resolution_label(one: Resolution) -> str:
    meeting = one.item.meeting
    return f"{one.text[:80]} · {meeting} {format_short(meeting.planned)}"


class AdoptionForm(HoldsUploads, FactForm):
    """When and by which resolution a version was adopted."""

    adopted = ThaiDateField(
        label=_("วันที่ที่ประชุมเห็นชอบ"),
        required=False,
        help_text=_("เช่น 15 มิ.ย. 2565 เว้นไว้ถ้ายังไม่ผ่านความเห็นชอบ แผนจะยังไม่นับว่าใช้อยู่"),
    )
    resolution = Chosen(_("มติที่เห็นชอบ"), empty=_("ไม่อยู่ในรายการ"), hint=_("มติที่บันทึกไว้ในระบบ"))
    citation = forms.CharField(
        label=_("มติตามเอกสาร"),
        max_length=200,
        required=False,
        help_text=_("ถ้ามติไม่อยู่ในรายการ เช่น มติ ก.บ.ต. ครั้งที่ 1/2565"),
    )
    document = UploadField(label=_("เล่มแผนหรือมติ"), required=False)
    past = ("adopted",)

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "resolution", resolutions_of(area.code), resolution_label)


class PlanForm(AdoptionForm):
    """A plan not yet recorded, with its first version."""

    level = forms.ChoiceField(label=_("ระดับของแผน"), choices=PlanLevel.choices)
    kind = forms.ChoiceField(label=_("ชนิดของแผน"), choices=PlanKind.choices)
    holder = forms.CharField(
        label=_("หน่วยงานหรือหมู่บ้านเจ้าของแผน"),
        max_length=150,
        required=False,
        help_text=_("เฉพาะแผนหมู่บ้าน ท้องถิ่น หรือหน่วยงาน เช่น หมู่ 3 บ้านปงเตา หรือ อบต.ปงเตา"),
    )
    committee = Chosen(_("คณะกรรมการเจ้าของแผน"), empty=_("ไม่ระบุ"))
    first_year = ThaiIntegerField(label=_("ปีแรกของแผน (พ.ศ.)"), help_text=_("เช่น 2566"))
    last_year = ThaiIntegerField(label=_("ปีสุดท้ายของแผน (พ.ศ.)"), help_text=_("เช่น 2570"))
    years = ("first_year", "last_year")
    field_order = ("level", "kind", "holder", "committee", "first_year", "last_year", "adopted")

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, area=area, **kwargs)
        offered = [(one.value, one.label) for one in LEVELS[area.level]]
        self.fields["level"] = forms.ChoiceField(label=_("ระดับของแผน"), choices=offered)
        self.order_fields(self.field_order)
        offer(self, "committee", Committee.objects.filter(area=area))


class CorrectPlanForm(FactForm):
    """A plan's years and holder put right; knows the edition the writer saw."""

    holder = forms.CharField(label=_("หน่วยงานหรือหมู่บ้านเจ้าของแผน"), max_length=150, required=False)
    committee = Chosen(_("คณะกรรมการเจ้าของแผน"), empty=_("ไม่ระบุ"))
    first_year = ThaiIntegerField(label=_("ปีแรกของแผน (พ.ศ.)"))
    last_year = ThaiIntegerField(label=_("ปีสุดท้ายของแผน (พ.ศ.)"))
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    years = ("first_year", "last_year")

    def __init__(self, *args: Any, area: Area, is_named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "committee", Committee.objects.filter(area=area))
        if not is_named:
            del self.fields["holder"]


class VersionForm(AdoptionForm):
    """The adoption of a version on file; knows the edition the writer saw."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class OpenVersionForm(FactForm):
    """Why a plan changes."""

    said = forms.CharField(
        label=_("เหตุที่ปรับแผน"), max_length=300, help_text=_("เช่น ทบทวนประจำปี 2569")
    )
