"""The register of orders: put right line by line, numbered, and reviewed once a year."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.centres import actions as centres
from prasan.centres.models import Centre
from prasan.committees.models import Kind
from prasan.orders import actions
from prasan.orders.models import Appointment, NumberSeries, Order
from prasan.orders.persons import Known, known
from prasan.orders.register_forms import CentreReviewForm, ClosingForm, NumbersForm, SeatForm
from prasan.people.rules import NEW
from prasan.people.search import find
from prasan.thai.calendar import buddhist_year


@login_required
@require_http_methods(["GET", "POST"])
def correct_seat(request: Request, pk: int) -> HttpResponse:
    """A line of a signed order that was copied wrongly: its office, or whose it is."""
    lines = Appointment.objects.visible_to(request.reach).for_register()
    line = get_object_or_404(lines.select_related("amendment", "order__issuer"), pk=pk)
    committee = line.order.committee
    request.reach.must(Right.RECORD, committee.area_id)

    def look(name: str) -> list[Known]:
        found = find(name, reach=request.reach, near=committee.area_id)
        return known(found.matches, clock.today())

    form = SeatForm(request.POST or None, line=line, kind=committee.kind, look=look)
    order = line.amendment or line.order
    if form.is_valid():
        try:
            kept = actions.correct_seat(
                by=request.user, appointment=line, at=clock.now(), **form.facts
            )
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("แก้ทะเบียนคำสั่งแล้ว") if kept else _("ไม่มีอะไรเปลี่ยน"))
            return redirect(order)
    context = {"line": line, "order": order, "form": form, "new": NEW}
    return render(request, "orders/correct_seat.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def numbers(request: Request, code: str) -> HttpResponse:
    """From which number on Prasan numbers the orders of a district, this year and after."""
    mine = Area.objects.within(request.reach.codes).select_related("parent")
    district = get_object_or_404(mine, code=code, level=Level.DISTRICT)
    request.reach.must(Right.RECORD, code)
    today = clock.today()
    year = buddhist_year(today)
    is_closing = request.POST.get("do") == "close"
    sent = request.POST or None
    form = NumbersForm(None if is_closing else sent)
    closing = ClosingForm(sent if is_closing else None, today=today, prefix="closing")
    if closing.is_valid():
        try:
            actions.close_numbers(by=request.user, issuer=district, **closing.cleaned_data)
        except actions.NumberRefused as refusal:
            closing.add_error("day", str(refusal))
        else:
            messages.success(request, _("ปิดการออกเลขแล้ว"))
            return redirect("orders:numbers", code)
    if form.is_valid():
        try:
            actions.open_numbers(
                by=request.user,
                issuer=district,
                year=year,
                last=form.cleaned_data["next"] - 1,
                because=form.cleaned_data["because"],
            )
        except actions.NumberRefused as refusal:
            form.add_error("next", str(refusal))
        else:
            messages.success(request, _("ตั้งเลขคำสั่งแล้ว"))
            return redirect("orders:numbers", code)
    series = actions.numbers_for_us(district, year, today)
    context = {
        "district": district,
        "year": year,
        "next": series.last + 1 if series else None,
        "used": actions.last_used(district, year),
        "years": NumberSeries.objects.filter(issuer=district).order_by("-year"),
        "series": series,
        "form": form,
        "closing": closing,
    }
    return render(request, "orders/numbers.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def review_centre(request: Request, code: str) -> HttpResponse:
    """That a centre's database and order were reviewed, the outcome, and the order it led to."""
    mine = Centre.objects.visible_to(request.reach).select_related("area__parent__parent")
    centre = get_object_or_404(mine, area=code)
    request.reach.must(Right.RECORD, code)
    orders = Order.objects.seating().filter(committee__area=code)
    form = CentreReviewForm(
        request.POST or None,
        today=clock.today(),
        orders=orders.exclude(committee__kind=Kind.INTEGRATED).order_by("-starts", "-pk"),
    )
    if form.is_valid():
        try:
            actions.review_centre(by=request.user, centre=centre, **form.cleaned_data)
        except centres.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("บันทึกการทบทวนแล้ว"))
            return redirect("centres:database", code)
    context = {"centre": centre, "area": centre.area, "form": form}
    return render(request, "orders/review_centre.html", context)
