"""Which indicators of a sheet one file proves: ticked together on one page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.assessments import actions
from prasan.assessments.models import Indicator
from prasan.assessments.views.opened import open_sheet
from prasan.evidence.models import Evidence


class ProvesForm(forms.Form):
    """The indicators that one file stands behind."""

    indicators = forms.TypedMultipleChoiceField(
        label=gettext_lazy("ไฟล์นี้เป็นหลักฐานของข้อใดบ้าง"),
        help_text=gettext_lazy("ข้อที่เอาเครื่องหมายออก ไฟล์ยังอยู่ และยังรู้ว่าเคยใช้กับข้อนั้น"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, asked: Iterable[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicators"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(each.pk, f"{each.number} {each.title}") for each in asked]


@login_required
@require_http_methods(["GET", "POST"])
def proves(request: Request, code: str, year: int, pk: int) -> HttpResponse:
    """Ticks the indicators a kept file proves; a post adds and takes off what changed."""
    opened = open_sheet(request, code, year)
    request.reach.must(Right.ASSESS, code)
    mine = Evidence.objects.visible_to(request.reach).filter(area=opened.centre.area_id)
    evidence = get_object_or_404(mine, pk=pk)
    if opened.assessment is None or opened.framework is None:
        raise Http404
    if opened.is_filed:
        messages.warning(request, _("ผลประเมินยื่นแล้ว หลักฐานคงอยู่ตามวันที่ยื่น"))
        return redirect(opened.url)
    asked = list(Indicator.objects.of_framework(opened.framework.pk))
    standing = opened.assessment.proofs.standing().filter(evidence=evidence)
    now = set(standing.values_list("indicator", flat=True))
    form = ProvesForm(request.POST or None, asked=asked, initial={"indicators": sorted(now)})
    if form.is_valid():
        actions.prove(
            by=request.user,
            assessment=opened.assessment,
            evidence=evidence,
            indicators=form.cleaned_data["indicators"],
            at=clock.now(),
        )
        messages.success(request, _("บันทึกข้อที่ใช้ไฟล์นี้เป็นหลักฐานแล้ว"))
        return redirect(opened.url)
    context = {"opened": opened, "evidence": evidence, "form": form}
    return render(request, "assessments/proves.html", context)
