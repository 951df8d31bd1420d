"""Where a project is sent, as the letter says, and what the other plan answers."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from prasan.areas.models import within
from prasan.areas.rules import DISTRICT_DIGITS, NATION, PROVINCE_DIGITS, TAMBON_DIGITS
from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.plans import rules
from prasan.plans.forms.base import Chosen, FactForm, offer
from prasan.plans.models import Decision, Plan, PlanLevel, Project, Proposal
from prasan.thai.calendar import FiscalYear
from prasan.ui.fields import ThaiDateField, ThaiIntegerField


def plans_for(project: Project, year: FiscalYear) -> "QuerySet[Plan, Plan]":
    """The plans a project may be sent to: of the levels above, of its own place, not yet over."""
    mine = project.plan
    code = mine.area_id
    wider = {code[:PROVINCE_DIGITS], code[:DISTRICT_DIGITS], code[:TAMBON_DIGITS], NATION}
    levels = rules.DESTINATIONS[mine.level]
    found = Plan.objects.filter(Q(area__in=wider) | within([code], field="area"), level__in=levels)
    ahead = found.filter(last_year__gte=year.number).exclude(pk=mine.pk)
    return ahead.select_related("area").order_by("level", "area", "first_year")


class ProposalForm(FactForm):
    """A plan on file, or the level and the office that keeps its plan."""

    plan = Chosen(
        _("แผนที่เสนอ"), empty=_("ไม่อยู่ในรายการ"), hint=_("แผนที่บันทึกไว้ในระบบ เจ้าของแผนจะตอบที่นี่")
    )
    level = forms.ChoiceField(
        label=_("ถ้าแผนไม่อยู่ในรายการ ส่งไปยัง"), required=False, widget=forms.RadioSelect
    )
    holder = forms.CharField(
        label=_("หน่วยงานเจ้าของแผน"),
        max_length=150,
        required=False,
        help_text=_("เช่น อบต.ปงเตา หรือ อำเภองาว"),
    )
    proposed = ThaiDateField(label=_("วันที่เสนอ"), help_text=_("เช่น 20 ต.ค. 2567"))
    past = ("proposed",)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = rules.DESTINATIONS[project.plan.level]
        choices = [(one, PlanLevel(one).label) for one in levels]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]
        offer(self, "plan", plans_for(project, FiscalYear.of(self.today)))

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        if given.get("plan"):
            given["level"], given["holder"] = "", ""
        elif not given.get("level"):
            self.add_error("level", _("ยังไม่ได้เลือกว่าเสนอเข้าแผนใด เลือกแผนในรายการ หรือเลือกระดับ"))


class ReplyForm(HoldsUploads, FactForm):
    """What the other plan answered; a later answer follows the earlier ones."""

    kind = forms.ChoiceField(label=_("คำตอบ"), choices=Decision.choices, widget=forms.RadioSelect)
    into = Chosen(_("รวมกับโครงการ"), empty=_("ไม่ได้รวม"), hint=_("เฉพาะเมื่อรวมกับโครงการที่มีอยู่ในแผนนี้"))
    dated = ThaiDateField(label=_("วันที่ตอบ"), help_text=_("เช่น 1 พ.ย. 2567"))
    until_year = ThaiIntegerField(
        label=_("เลื่อนไปปี พ.ศ."), required=False, help_text=_("เฉพาะเมื่อเลื่อนไว้ก่อน เช่น 2569")
    )
    reason = forms.CharField(
        label=_("เหตุผล"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("ตำบลจะเห็นข้อความนี้ทันที เว้นได้เมื่อรับเข้าแผน"),
    )
    document = UploadField(label=_("หนังสือตอบ"), required=False)
    past = ("dated",)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "into", Project.objects.in_plan().filter(plan=proposal.plan_id or 0))
