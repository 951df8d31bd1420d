"""What is copied from a plan, a letter or an order, turned into clean values."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.evidence.fields import HoldsUploads, UploadField
from prasan.plans import rules
from prasan.plans.models import Answer, Destination
from prasan.plans.rules import Problem
from prasan.plans.saving import Refused, Stale
from prasan.thai.calendar import format_short
from prasan.ui.fields import ThaiDateField, ThaiDecimalField, ThaiIntegerField

Row = TypeVar("Row")


class FactForm(forms.Form):
    """A form that hands its values to an action and takes a refusal back to its fields."""

    # Days of facts that have happened, where a later one is a slip; and Buddhist years.
    past: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> None:
        for name in self.past:
            day = self.cleaned_data.get(name)
            if day and day > self.today:
                text = f"{self.fields[name].label} อยู่หลังวันนี้ ({format_short(self.today)})"
                self.add_error(name, f"{text} ใส่วันที่เกิดขึ้นแล้ว")
        for name in self.years:
            year = self.cleaned_data.get(name)
            self._add(rules.year_problem(name, year) if year is not None else [])

    def do(self, action: Callable[..., Row]) -> Row | None:
        """What `action` made of the values; None when they, or the action, say it cannot be."""
        if not self.is_valid():
            return None
        try:
            return action(**self.cleaned_data)
        except Refused as refused:
            self._heed(refused)
            return None

    def _add(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.text)

    def _heed(self, refused: Refused) -> None:
        self._add(refused.problems)
        if isinstance(refused, Stale):
            # What was typed stays, and the next press builds on what stands now.
            self.data = {**dict(self.data.items()), "edition": str(refused.edition)}


class PlanForm(HoldsUploads, FactForm):
    """A tambon's plan, as its cover and the resolution say."""

    first_year = ThaiIntegerField(label=_("ปีแรกของแผน (พ.ศ.)"), help_text=_("เช่น 2566"))
    last_year = ThaiIntegerField(label=_("ปีสุดท้ายของแผน (พ.ศ.)"), help_text=_("เช่น 2570"))
    adopted = ThaiDateField(
        label=_("วันที่ที่ประชุมเห็นชอบ"),
        required=False,
        help_text=_("เช่น 15 มิ.ย. 2565 เว้นไว้ถ้ายังไม่ผ่านความเห็นชอบ แผนจะยังไม่นับว่าใช้อยู่"),
    )
    document = UploadField(label=_("เล่มแผนหรือมติ"), required=False)
    past = ("adopted",)
    years = ("first_year", "last_year")


class ProjectForm(FactForm):
    """One project, as its line of the plan says."""

    title = forms.CharField(label=_("ชื่อโครงการ"), max_length=250)
    first_year = ThaiIntegerField(label=_("ปีที่เริ่ม (พ.ศ.)"))
    budget = ThaiDecimalField(
        label=_("งบประมาณ (บาท)"), help_text=_("เช่น 120,000 หรือ 120,000.50 ใส่ 0 ถ้าไม่ใช้งบประมาณ")
    )
    is_strong_tambon = forms.BooleanField(
        label=_("เป็นโครงการตำบลเข้มแข็ง"),
        required=False,
        help_text=_("ตำบลเข้มแข็งตามหลักปรัชญาของเศรษฐกิจพอเพียง"),
    )
    entered = ThaiDateField(label=_("วันที่เข้าแผน"), help_text=_("เช่น 12 ต.ค. 2566"))
    past = ("entered",)
    years = ("first_year",)


class LinkForm(FactForm):
    """Where a project is sent up, as the letter that sends it says."""

    destination = forms.ChoiceField(
        label=_("ส่งไปยัง"), choices=Destination.choices, widget=forms.RadioSelect
    )
    holder = forms.CharField(
        label=_("หน่วยงานเจ้าของแผน"), max_length=150, help_text=_("เช่น อบต.ปงเตา หรือ อำเภองาว")
    )
    proposed = ThaiDateField(label=_("วันที่เสนอ"), help_text=_("เช่น 20 ต.ค. 2567"))
    past = ("proposed",)


class AnswerForm(FactForm):
    """What the office that keeps the other plan answered."""

    answer = forms.ChoiceField(label=_("ผล"), choices=Answer.choices, widget=forms.RadioSelect)
    answered = ThaiDateField(label=_("วันที่ตอบ"), help_text=_("เช่น 1 พ.ย. 2567"))
    reason = forms.CharField(
        label=_("เหตุผล"),
        max_length=300,
        required=False,
        help_text=_("ตามที่หน่วยงานแจ้ง เว้นได้เฉพาะเมื่อรับเข้าแผน"),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    past = ("answered",)


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
    """A task given to a centre, as the order or the resolution says."""

    task = forms.CharField(
        label=_("ภารกิจ"), max_length=300, help_text=_("เช่น ขับเคลื่อนแผนพัฒนาตำบล ปี 2568")
    )
    authority = forms.CharField(
        label=_("คำสั่งหรือมติที่มอบหมาย"),
        max_length=200,
        help_text=_("เช่น คำสั่งอำเภองาว ที่ ๒๐๑/๒๕๖๗ หรือ มติที่ประชุม คอช.ต. ครั้งที่ ๑/๒๕๖๘"),
    )
    starts = ThaiDateField(label=_("ตั้งแต่วันที่"), help_text=_("เช่น 1 ต.ค. 2567"))
    document = UploadField(label=_("สำเนาคำสั่งหรือมติ"), required=False)
    field_order = ("task", "authority", "starts", "ends", "document")


class EndMissionForm(EndForm):
    """The last day of a mission, put in later or put right."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CorrectPlanForm(PlanForm):
    """A plan put right; knows the edition the writer saw."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class CorrectProjectForm(ProjectForm):
    """A project put right; knows the edition the writer saw."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
