"""A task given to a centre, as the order or the resolution says, and what was done for it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import Area
from prasan.areas.models import within as area_within
from prasan.areas.rules import DISTRICT_DIGITS, PROVINCE_DIGITS
from prasan.centres.lists import duties
from prasan.centres.models import Centre
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.orders.models import Order
from prasan.plans.forms.base import Chosen, FactForm, offer
from prasan.plans.forms.plans import resolution_label, resolutions_of
from prasan.plans.models import Project
from prasan.ui.fields import ThaiDateField


class EndForm(FactForm):
    """A last day in force, as papers write it, turned into the first day without."""

    ends = ThaiDateField(
        label=_("ถึงวันที่"),
        required=False,
        help_text=_("วันสุดท้ายที่ยังมีภารกิจ เช่น 30 ก.ย. 2568 เว้นไว้ถ้าไม่กำหนด"),
    )

    def clean_ends(self) -> date | None:
        last: date | None = self.cleaned_data["ends"]
        return last + timedelta(days=1) if last else None


class MissionForm(HoldsUploads, EndForm):
    """A mission not yet recorded."""

    assigner = Chosen(_("ผู้มอบหมาย"), empty=_("ไม่ระบุ"))
    task = forms.CharField(
        label=_("ภารกิจ"), max_length=300, help_text=_("เช่น ขับเคลื่อนแผนพัฒนาตำบล ปี 2568")
    )
    authority = forms.CharField(
        label=_("คำสั่งหรือมติที่มอบหมาย"),
        max_length=200,
        help_text=_("เช่น คำสั่งอำเภองาว ที่ ๒๐๑/๒๕๖๗ หรือ มติที่ประชุม คอช.ต. ครั้งที่ ๑/๒๕๖๘"),
    )
    order = Chosen(_("คำสั่งในทะเบียน"), empty=_("ไม่อยู่ในทะเบียน"))
    resolution = Chosen(_("มติที่ประชุม"), empty=_("ไม่ใช่มติในระบบ"))
    duties = forms.MultipleChoiceField(
        label=_("หน้าที่ของศูนย์ฯ"), required=False, widget=forms.CheckboxSelectMultiple
    )
    project = Chosen(_("โครงการในแผน"), empty=_("ยังไม่อยู่ในแผน"))
    starts = ThaiDateField(label=_("ตั้งแต่วันที่"), help_text=_("เช่น 1 ต.ค. 2567"))
    document = UploadField(label=_("สำเนาคำสั่งหรือมติ"), required=False)
    field_order: tuple[str, ...] = (
        "task",
        "assigner",
        "authority",
        "order",
        "resolution",
        "starts",
        "ends",
        "project",
        "duties",
        "document",
    )

    def __init__(self, *args: Any, centre: Centre | None, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(one.code, one.name) for one in duties().values()]
        self.fields["duties"].choices = listed  # type: ignore[attr-defined]
        wider = Area.objects.filter(code__in={code[:PROVINCE_DIGITS], code[:DISTRICT_DIGITS]})
        offer(self, "assigner", wider)
        orders = Order.objects.filter(committee__area=code).select_related(
            "committee__area", "issuer"
        )
        offer(self, "order", orders)
        offer(self, "resolution", resolutions_of(code), resolution_label)
        offer(self, "project", projects_in(code))


class CorrectMissionForm(MissionForm):
    """A mission on file, put right with a reason."""

    why = forms.CharField(
        label=_("เหตุที่แก้"), max_length=300, help_text=_("เช่น พิมพ์เลขคำสั่งผิด หรือระบุหน้าที่ไม่ครบ")
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    field_order = (*MissionForm.field_order, "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Its paper and its place in the plan are put in on pages of their own.
        for name in ("document", "project"):
            self.fields.pop(name, None)


def projects_in(code: str) -> Any:
    """The projects of the area's plans, those of the newest version."""
    within = area_within([code], field="plan__area")
    return Project.objects.in_plan().filter(within).order_by("title", "pk")


class EndMissionForm(EndForm):
    """The last day of a mission, put in later or put right."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PlaceMissionForm(FactForm):
    """The project a mission is carried out as."""

    project = Chosen(_("โครงการในแผน"), empty=_("ยังไม่อยู่ในแผน"))
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "project", projects_in(code))


class NoteForm(HoldsUploads, FactForm):
    """What was done for a mission on a day."""

    dated = ThaiDateField(label=_("วันที่"), help_text=_("เช่น 1 พ.ย. 2567"))
    said = forms.CharField(
        label=_("สิ่งที่ทำ"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    document = UploadField(label=_("ภาพหรือเอกสาร"), required=False)
    past = ("dated",)
