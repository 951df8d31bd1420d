"""The years of one committee, and who held one of its seats when."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.committees.models import Committee, Kind
from prasan.orders.models import Appointment, Order, Seat
from prasan.orders.timeline import turns
from prasan.orders.views import area_of


@login_required
@require_safe
def timeline(request: Request, kind: str, code: str) -> HttpResponse:
    """Every order and seat of a committee by the day it began or ended; two queries for all."""
    area = area_of(request, kind, code)
    orders = Order.objects.filter(committee__area=area, committee__kind=kind)
    seats = list(
        Appointment.objects.filter(order__committee__area=area, order__committee__kind=kind)
        .select_related("person", "order__issuer")
        .order_by("-starts", "line", "pk")
    )
    known = {one.seat for one in seats}
    asked = request.GET.get("seat", "")
    seat = asked if asked in known else Seat.CHAIR.value
    context = {
        "area": area,
        "kind": Kind(kind),
        "committee": Committee(area=area, kind=kind),
        "turns": turns(orders.select_related("issuer"), seats),
        "seat": seat,
        "choices": [one for one in Seat if one in known],
        "holders": [one for one in seats if one.seat == seat and one.ends != one.starts],
        "today": clock.today(),
        "now": clock.now(),
    }
    return render(request, "orders/timeline.html", context)
