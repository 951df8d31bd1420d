"""Entering the letter that orders something."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
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
from prasan.directives.issue_forms import (
    MOST_ITEMS,
    PREFIX,
    BaseItemFormSet,
    ItemFormSet,
    LetterForm,
    blank_items,
    typed_head,
    typed_items,
)
from prasan.directives.proposing import Proposal, proposal
from prasan.directives.side_by_side import parts
from prasan.holidays.models import holidays_of
from prasan.letters.actions import NumberTaken
from prasan.letters.forms.reading import ReadForm
from prasan.letters.models import Incoming
from prasan.letters.reading import Doubt, read
from prasan.letters.references import cited
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
    is_read, is_adding = "read" in request.POST, "add" in request.POST
    reader = ReadForm(request.POST if is_read else None, request.FILES if is_read else None)
    found = None
    if is_read and reader.is_valid():
        found = _proposed(request, reader.cleaned_data["text"], office, list(districts))
    incoming = None if request.method == "POST" else _incoming(request)
    if incoming is not None:
        found = _passed_down(_proposed(request, incoming.text, office, list(districts)))
    is_sent = request.method == "POST" and not is_read and not is_adding
    typed = request.POST if is_sent else None
    if is_adding:
        initial = typed_head(request.POST)
        items = blank_items(typed_items(request.POST), more=1)
    else:
        initial = found.head if found else {"fiscal_year": FiscalYear.of(today).number}
        items = ItemFormSet(typed, prefix=PREFIX) if is_sent else blank_items(_found_items(found))
    form = LetterForm(typed, districts=list(districts), today=today, initial=initial)
    # Both are asked, so that every mistake shows at once.
    if all([form.is_valid(), items.is_valid()]) and (
        answer := _issue(request, office, form, items)
    ):
        return answer
    context = {
        "form": form,
        "items": items,
        "parts": parts(items, found, _written(form)),
        "may_add": len(items.forms) < MOST_ITEMS,
        "office": office,
        "reader": reader,
        "proposal": found,
        "incoming": incoming,
        "has_errors": items.is_bound or bool(reader.errors),
    }
    return render(request, "directives/create.html", context)


def _found_items(found: Proposal | None) -> list[dict[str, Any]]:
    return found.items if found else []


def _written(form: LetterForm) -> date | None:
    """The day of the letter as it stands in the form, when it can be read."""
    try:
        day: date | None = form.fields["dated"].clean(form["dated"].value())
    except ValidationError:
        return None
    return day


def _incoming(request: Request) -> Incoming | None:
    """The letter received that is to be passed down, when one is named and has words to read."""
    named = request.GET.get("incoming", "")
    if not named.isdecimal():
        return None
    seen = Incoming.objects.visible_to(request.reach).standing().exclude(text="")
    return seen.filter(pk=named).first()


def _passed_down(found: Proposal) -> Proposal:
    """What a letter from above asks, as a letter of one's own: that has another number and day."""
    doubts = (one for one in found.doubts if one.code not in ("not_circular", "addressee_unknown"))
    head = {**found.head, "number": None, "dated": None, "addressees": []}
    return replace(found, head=head, doubts=tuple(doubts))


def _proposed(request: Request, text: str, office: Office, districts: list[Area]) -> Proposal:
    """The form as the letter would fill it in; deadlines are held against the office's holidays,
    references against the registers in sight."""
    today = clock.today()
    around = timedelta(days=3 * 366)
    named = holidays_of([office.area_id], today - around, today + around)
    reading = read(text, holiday=lambda day: named[day].name if day in named else "")
    proposed = proposal(reading, districts, today)
    unknown = [one for one in cited(reading.references, request.reach) if not one.is_known]
    doubts = [
        Doubt("reference_unknown", f"หนังสือที่อ้างถึง ที่ {one.number} ไม่พบในทะเบียนรับหรือส่ง ตรวจเลขและวันที่")
        for one in unknown
    ]
    return replace(proposed, doubts=(*proposed.doubts, *doubts))


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
