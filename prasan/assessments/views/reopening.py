from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.assessments import actions, workflow
from prasan.assessments.views.opened import open_sheet


class ReasonForm(forms.Form):
    """Why a filed result is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("เหตุผลที่เปิดแก้ไข"),
        max_length=300,
        help_text=gettext_lazy("เช่น จังหวัดส่งกลับให้แก้ข้อ 2.2"),
    )


@login_required
@require_http_methods(["GET", "POST"])
def reopening(request: Request, code: str, year: int) -> HttpResponse:
    """Asks why a filed result is opened again; a post opens it."""
    opened = open_sheet(request, code, year)
    rights = workflow.rights_for(workflow.Move.REOPENED, opened.state)
    request.reach.must(rights[0] if rights else Right.ASSESS, code)
    if opened.assessment is None or not rights:
        return redirect(opened.url)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.reopen_assessment(
            by=request.user,
            assessment=opened.assessment,
            reason=form.cleaned_data["reason"],
            at=clock.now(),
        )
        messages.success(request, _("เปิดแก้ไขแล้ว แก้เสร็จให้ยื่นผลใหม่"))
        return redirect(opened.url)
    return render(request, "assessments/reopen.html", {"opened": opened, "form": form})
