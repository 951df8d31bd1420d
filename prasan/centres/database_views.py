"""The database of one centre: what is known, what is missing, and the pages that enter it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.centres import actions, rules
from prasan.centres.database import known
from prasan.centres.database_forms import ActivityForm, LeavingForm, OrganisationForm
from prasan.centres.lists import duties
from prasan.centres.models import Centre, Organisation
from prasan.evidence.actions import keep
from prasan.evidence.models import load
from prasan.thai.calendar import FiscalYear
from prasan.thai.phones import format_phone

SHOWN = 20


@login_required
@require_safe
def database(request: Request, code: str) -> HttpResponse:
    """All that is known of one centre, and what is missing in words with where it is entered."""
    centre = _centre(request, code)
    today = clock.today()
    year = FiscalYear.of(today)
    have = known([code], year=year, day=today)[code]
    organisations = centre.organisations.all()
    done = centre.activities.select_related("evidence").prefetch_related("duties")
    activities = list(done[:SHOWN])
    load(each.evidence for each in activities if each.evidence)
    context = {
        "centre": centre,
        "area": centre.area,
        "year": year,
        "gaps": rules.gaps(have),
        "complete": rules.complete(have),
        "parts": rules.PARTS,
        "organisations": [one for one in organisations if not one.until],
        "former": [one for one in organisations if one.until],
        "activities": activities,
        # The order a review led to is told by `orders`, above; here it is only shown.
        "reviews": centre.reviews.select_related("by", "replacement__order__issuer")[:SHOWN],
        "sees_district": request.reach.sees(code[:DISTRICT_DIGITS]),
        "may_record": request.reach.may(Right.RECORD, code),
        "may_call": request.reach.may(Right.CONTACT, code),
        "now": clock.now(),
    }
    return render(request, "centres/database.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_organisation(request: Request, code: str) -> HttpResponse:
    """Enter one more member organisation."""
    centre = _centre(request, code)
    request.reach.must(Right.RECORD, code)
    form = OrganisationForm(request.POST or None, today=clock.today())
    if form.is_valid() and _organisation(request, form, centre, None):
        messages.success(request, _("เพิ่มองค์การสมาชิกแล้ว"))
        return redirect("centres:database", code)
    context = {"centre": centre, "area": centre.area, "form": form}
    return render(request, "centres/organisation.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def organisation(request: Request, pk: int) -> HttpResponse:
    """Put right what is known of a member organisation."""
    stored = _member(request, pk)
    form = OrganisationForm(request.POST or None, today=clock.today(), organisation=stored)
    if form.is_valid() and _organisation(request, form, stored.centre, stored):
        messages.success(request, _("บันทึกองค์การสมาชิกแล้ว"))
        return redirect("centres:database", stored.centre.area_id)
    context = {
        "centre": stored.centre, "area": stored.centre.area, "form": form, "organisation": stored,
    }  # fmt: skip
    return render(request, "centres/organisation.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def leave(request: Request, pk: int) -> HttpResponse:
    """When and why a member organisation left."""
    stored = _member(request, pk)
    form = LeavingForm(request.POST or None, organisation=stored, today=clock.today())
    if form.is_valid():
        try:
            actions.end_organisation(by=request.user, organisation=stored, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("บันทึกการพ้นสมาชิกภาพแล้ว"))
            return redirect("centres:database", stored.centre.area_id)
    context = {"organisation": stored, "area": stored.centre.area, "form": form}
    return render(request, "centres/leave.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def activity(request: Request, code: str) -> HttpResponse:
    """Record what the centre did."""
    centre = _centre(request, code)
    request.reach.must(Right.RECORD, code)
    form = (
        ActivityForm(request.POST, request.FILES, user=request.user, today=clock.today())
        if request.method == "POST"
        else ActivityForm(user=request.user, today=clock.today())
    )
    if request.method == "POST" and form.is_valid() and _activity(request, form, centre):
        messages.success(request, _("บันทึกกิจกรรมแล้ว"))
        return redirect("centres:database", code)
    context = {"centre": centre, "area": centre.area, "form": form, "duties": duties().values()}
    return render(request, "centres/activity.html", context)


@login_required
@require_http_methods(["POST"])
def phone(request: Request, code: str) -> HttpResponse:
    """The telephone of a centre, whole, after the look was recorded."""
    centre = _centre(request, code)
    request.reach.must(Right.CONTACT, code)
    return _number(request, centre, centre)


@login_required
@require_http_methods(["POST"])
def leader_phone(request: Request, pk: int) -> HttpResponse:
    """The telephone of a member's leader, whole, after the look was recorded."""
    mine = Organisation.objects.visible_to(request.reach).select_related("centre__area")
    stored = get_object_or_404(mine, pk=pk)
    request.reach.must(Right.CONTACT, stored.centre.area_id)
    return _number(request, stored, stored.centre)


def _centre(request: Request, code: str) -> Centre:
    mine = Centre.objects.visible_to(request.reach).select_related("area__parent__parent")
    return get_object_or_404(mine, area=code)


def _member(request: Request, pk: int) -> Organisation:
    mine = Organisation.objects.visible_to(request.reach)
    stored = get_object_or_404(mine.select_related("centre__area__parent"), pk=pk)
    request.reach.must(Right.RECORD, stored.centre.area_id)
    return stored


def _organisation(
    request: Request, form: Form, centre: Centre, stored: Organisation | None
) -> bool:
    try:
        actions.record_organisation(
            by=request.user, centre=centre, organisation=stored, **form.cleaned_data
        )
    except actions.Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True


def _activity(request: Request, form: ActivityForm, centre: Centre) -> bool:
    """Whether it was recorded; a file refused at the last moment is said at its field."""
    facts = dict(form.cleaned_data)
    upload = facts.pop("evidence")
    try:
        with transaction.atomic():
            kept = upload and keep(
                by=request.user,
                area=centre.area,
                upload=upload,
                dated=facts["held"],
                at=clock.now(),
            )
            actions.record_activity(by=request.user, centre=centre, evidence=kept or None, **facts)
    except ValidationError as refusal:
        form.add_error("evidence", refusal)
        return False
    return True


def _number(request: Request, of: Centre | Organisation, centre: Centre) -> HttpResponse:
    digits = actions.see_phone(by=request.user, of=of)
    context = {"of": of, "centre": centre, "phone": format_phone(digits), "digits_only": digits}
    template = "centres/_phone.html" if request.htmx else "centres/phone.html"
    return render(request, template, context)
