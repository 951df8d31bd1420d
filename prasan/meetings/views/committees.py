"""The meetings of committees: all of them, one committee's year, one meeting, a new one."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area
from prasan.committees.models import Committee
from prasan.evidence.actions import keep
from prasan.evidence.models import Evidence
from prasan.meetings import actions, rules
from prasan.meetings.forms import DayForm, MeetingForm
from prasan.meetings.listing import Listing, recent_years, year_asked_for
from prasan.meetings.models import Meeting
from prasan.meetings.presenting import stage_of
from prasan.meetings.quota import numbers_of, quota
from prasan.meetings.rulebooks import Rulebooks
from prasan.meetings.rules import outlook_told
from prasan.meetings.tallies import tallies
from prasan.thai.digits import arabic

PAGE = 50


@login_required
@require_http_methods(["GET"])
def index(request: Request) -> HttpResponse:
    """Every committee in reach with its meetings of a fiscal year."""
    listing = Listing(request.GET, reach=request.reach, today=clock.today())
    page = Paginator(listing.chosen, PAGE).get_page(arabic(request.GET.get("page", "1")))
    shown = listing.tallies(page)
    codes = [tally.code for tally in shown]
    areas = Area.objects.select_related("parent__parent").in_bulk(codes)
    rows = [(tally, areas[tally.code]) for tally in shown]
    context = {"listing": listing, "page": page, "rows": rows, "now": clock.now()}
    return render(request, "meetings/index.html", context)


@login_required
@require_http_methods(["GET"])
def year(request: Request, kind: str, code: str) -> HttpResponse:
    """One committee's meetings of a fiscal year: which count, why not, and what is owed."""
    committee = _committee(request, kind, code)
    today = clock.today()
    period = year_asked_for(request.GET.get("year", ""), today)
    only = Committee.objects.filter(pk=committee.pk)
    context = {
        "committee": committee,
        "tally": next(tallies(only, period=period, day=today)),
        "years": recent_years(period, today),
        "numbers": numbers_of(committee, period),
        "forecast": outlook_told(quota(only, period=period, day=today)[0].forecast),
        "to_come": [(one, stage_of(one)) for one in committee.meetings.to_come()],
        "may_record": request.reach.may(Right.RECORD, code),
        "now": clock.now(),
    }
    return render(request, "meetings/year.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: Request, kind: str, code: str) -> HttpResponse:
    """A new meeting: first its day, then the members of that day and the rest."""
    committee = _committee(request, kind, code)
    request.reach.must(Right.RECORD, code)
    form = _day_or_meeting(request, committee)
    if isinstance(form, MeetingForm) and not form.is_typing and form.is_valid():
        meeting = _recorded(request, form)
        if meeting is not None:
            messages.success(request, _("บันทึก %(meeting)s แล้ว") % {"meeting": meeting})
            return redirect(meeting)
    context = {"committee": committee, "form": form, **_quorum(form)}
    template = "meetings/_create.html" if request.htmx else "meetings/create.html"
    return render(request, template, context)


def _committee(request: Request, kind: str, code: str) -> Committee:
    mine = Committee.objects.visible_to(request.reach).for_list()
    return get_object_or_404(mine, kind=kind, area=code)


def _day_or_meeting(request: Request, committee: Committee) -> DayForm | MeetingForm:
    """The form of the step one is at: the second follows once a day with members is known."""
    today = clock.today()
    if request.method == "POST":
        return MeetingForm(
            request.POST, request.FILES, committee=committee, today=today, user=request.user
        )
    day = DayForm(request.GET or None, committee=committee, today=today)
    if not day.is_valid():
        return day
    initial = {"held": day.cleaned_data["held"]}
    return MeetingForm(initial=initial, committee=committee, today=today, user=request.user)


def _quorum(form: DayForm | MeetingForm) -> dict[str, object]:
    """The arithmetic beside the roll, as it is marked now."""
    if not isinstance(form, MeetingForm) or form.roll_day is None:
        return {}
    committee = form.committee
    terms = Rulebooks().on(committee.kind, form.roll_day, committee.area_id)
    seats, present = len(form.roll.seats), form.roll.present
    return {
        "terms": terms,
        "seats": seats,
        "present": present,
        "quorum": rules.quorum(seats, terms.quorum_percent),
        "is_quorate": rules.quorate(present, seats, terms.quorum_percent),
    }


def _recorded(request: Request, form: MeetingForm) -> Meeting | None:
    """The meeting, or None with the refusal at its field; then the file is not kept either."""
    try:
        with transaction.atomic():
            minutes = _kept(request, form, form.committee.area, form.cleaned_data["held"])
            return actions.record_meeting(
                by=request.user, committee=form.committee, minutes=minutes, **form.facts
            )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _kept(request: Request, form: forms.Form, area: Area, held: date) -> Evidence | None:
    """The minutes of the form put on file, None when it brought none."""
    upload = form.cleaned_data["minutes"]
    if not upload:
        return None
    return keep(by=request.user, area=area, upload=upload, dated=held, at=clock.now())
