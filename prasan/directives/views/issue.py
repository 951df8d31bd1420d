"""Entering the letter that orders something."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.models import Office
from prasan.accounts.rights import WHO, Right
from prasan.areas.models import Area, Level, within
from prasan.directives import actions
from prasan.directives.issue_forms import BaseItemFormSet, ItemFormSet, LetterForm
from prasan.letters.actions import NumberTaken
from prasan.thai.calendar import FiscalYear


@login_required
@require_http_methods(["GET", "POST"])
def create(request: Request) -> HttpResponse:
    """Copy a circular from paper; a post registers it and issues its directive."""
    if not request.reach.may_somewhere(Right.DIRECT):
        raise PermissionDenied(_("หน้านี้เป็นหน้าที่ของ%(who)s") % {"who": WHO[Right.DIRECT]})
    codes = request.reach.holding(Right.DIRECT)
    office = Office.objects.filter(within(codes, field="area")).order_by("pk").first()
    if office is None:
        return render(request, "directives/no_office.html")
    today = clock.today()
    districts = Area.objects.within([office.area_id]).filter(level=Level.DISTRICT).on(today)
    form = LetterForm(
        request.POST or None,
        districts=list(districts),
        today=today,
        initial={"fiscal_year": FiscalYear.of(today).number},
    )
    items = ItemFormSet(request.POST or None, prefix="item")
    # Both are asked, so that every mistake shows at once.
    if all([form.is_valid(), items.is_valid()]) and (
        answer := _issue(request, office, form, items)
    ):
        return answer
    context = {"form": form, "items": items, "office": office, "has_errors": items.is_bound}
    return render(request, "directives/create.html", context)


def _issue(
    request: Request, office: Office, form: LetterForm, items: BaseItemFormSet
) -> HttpResponse | None:
    head = form.cleaned_data
    if items.needs_due() and head["due"] is None:
        form.add_error("due", _("มีรายการที่ต้องส่ง แต่ยังไม่ได้ใส่กำหนดส่ง"))
        return None
    try:
        directive = actions.enter_directive(
            by=request.user,
            office=office,
            number=head["number"],
            dated=head["dated"],
            urgency=head["urgency"],
            subject=head["subject"],
            title=head["title"],
            fiscal_year=head["fiscal_year"],
            addressees=form.to(),
            items=items.ordered(fiscal_year=head["fiscal_year"], due=head["due"]),
            at=clock.now(),
        )
    except NumberTaken:
        form.say_taken()
        return None
    messages.success(request, _("ลงข้อสั่งการแล้ว กระดานนี้เริ่มนับจากข้อมูลที่มีอยู่"))
    return redirect("directives:board", directive.pk)
