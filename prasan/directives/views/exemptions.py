"""Granting one unit an exception."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.directives import actions
from prasan.directives.forms import ExemptForm
from prasan.directives.models import Directive, Obligation


@login_required
@require_http_methods(["GET", "POST"])
def exempt(request: Request, pk: int, code: str) -> HttpResponse:
    """The exceptions of one unit for one obligation; a post grants another."""
    in_sight = Directive.objects.visible_to(request.reach)
    duties = Obligation.objects.filter(item__directive__in=in_sight)
    duty = get_object_or_404(duties.select_related("item__directive__letter__office"), pk=pk)
    directive = duty.item.directive
    area = get_object_or_404(Area.objects.filter(request.reach.q("code")), code=code)
    around = [code[:digits] for digits in range(2, len(code) + 1, 2)]
    if not directive.addressees.filter(area__in=around).exists():
        raise Http404
    # Who gave it may excuse from it, and no tier above.
    request.reach.must_at(Right.PASS, directive.letter.office.area_id)
    form = ExemptForm(request.POST or None, today=clock.today(), due=duty.due)
    if form.is_valid():
        actions.exempt(
            by=request.user, obligation=duty, area=area, today=clock.today(), **form.cleaned_data
        )
        messages.success(request, _("บันทึกข้อยกเว้นของ%(area)sแล้ว") % {"area": area})
        return redirect("directives:district", directive.pk, code[:DISTRICT_DIGITS])
    context = {
        "duty": duty,
        "directive": directive,
        "area": area,
        "form": form,
        "past": duty.exemptions.filter(area=area).select_related("granted_by"),
    }
    return render(request, "directives/exempt.html", context)
