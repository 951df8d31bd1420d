"""Committees and who sits on them, orders new and old, and single seats."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.areas.models import Area
from prasan.committees.actions import establish
from prasan.committees.models import Committee, Kind
from prasan.committees.rulebooks import wants_on
from prasan.committees.rules import fits
from prasan.evidence.actions import keep
from prasan.evidence.models import Evidence
from prasan.orders import actions, rules
from prasan.orders.contents import content_of
from prasan.orders.drafts import Draft, is_asking
from prasan.orders.experts import crossing_of
from prasan.orders.forms import CopyForm, EndForm, LineForm, OrderForm, ReviewForm, RevokeForm
from prasan.orders.instrument_views import page_numbers
from prasan.orders.models import Appointment, DraftOrder, Order, Purpose
from prasan.orders.rolls import Roll, asked_day
from prasan.people.actions import correct_person


@login_required
@require_http_methods(["GET"])
def committee(request: Request, kind: str, code: str) -> HttpResponse:
    """One committee: who sits on a day, by which order, and the orders before it."""
    area = area_of(request, kind, code)
    today = clock.today()
    day, problem = asked_day(request.GET.get("on", ""), today)
    context = {
        "area": area,
        "kind": Kind(kind),
        "committee": Committee(area=area, kind=kind),
        "roll": Roll(area, kind, day),
        "wants": wants_on(kind, day, code),
        "crossing": crossing_of(area, day) if kind != Kind.DISTRICT else None,
        "drafts": DraftOrder.objects.open().filter(committee__area=area, committee__kind=kind),
        "day": day,
        "day_typed": request.GET.get("on", ""),
        "day_problem": problem,
        "is_today": day == today,
        "may_record": request.reach.may(Right.RECORD, code),
        "may_call": request.reach.may(Right.CONTACT, code),
        "now": clock.now(),
    }
    return render(request, "orders/committee.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: Request, kind: str, code: str) -> HttpResponse:
    """A signed order copied in; other buttons of the form only look, add rows or fill some."""
    area = area_of(request, kind, code)
    request.reach.must(Right.RECORD, code)
    is_sent = request.method == "POST"
    data, files = (request.POST, request.FILES) if is_sent else (None, None)
    form = OrderForm(
        data, files, kind=kind, today=clock.today(), user=request.user, is_draft=is_asking(data)
    )
    draft = Draft(kind=kind, area=area, today=clock.today(), form=form, data=data)
    if is_sent and not draft.is_draft and draft.is_valid():
        order = _registered(request, draft, form)
        if order:
            messages.success(request, _("ลงทะเบียน%(order)s แล้ว") % {"order": order})
            return redirect(order)
    context = {
        "area": area,
        "kind": Kind(kind),
        "committee": Committee(area=area, kind=kind),
        "draft": draft,
        "form": draft.form,
        "has_errors": draft.has_errors,
        "wants": draft.wants,
    }
    return render(request, "orders/create.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def review(request: Request, code: str) -> HttpResponse:
    """Experts of a ก.บ.ต. looked at again and left as they are, with the reason."""
    area = area_of(request, Kind.INTEGRATED, code)
    request.reach.must(Right.RECORD, code)
    crossing = crossing_of(area, clock.today())
    if crossing is None or not crossing.causes:
        return redirect("committees:detail", Kind.INTEGRATED.value, code)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        actions.review_experts(
            by=request.user,
            integrated=crossing.integrated,
            tambon=crossing.tambon,
            day=clock.today(),
            **form.cleaned_data,
        )
        messages.success(request, _("บันทึกการทบทวนแล้ว"))
        return redirect("committees:detail", Kind.INTEGRATED.value, code)
    context = {"area": area, "crossing": crossing, "form": form}
    return render(request, "orders/review.html", context)


@login_required
@require_http_methods(["GET"])
def detail(request: Request, pk: int) -> HttpResponse:
    """One order: its facts, its people, its signed copy."""
    order = _order(request, pk)
    return render(request, "orders/detail.html", _shown(request, order, None))


@login_required
@require_http_methods(["POST"])
def attach(request: Request, pk: int) -> HttpResponse:
    """Put the signed copy to an order."""
    order = _order(request, pk)
    request.reach.must(Right.RECORD, order.committee.area_id)
    form = CopyForm(request.POST, request.FILES, user=request.user)
    if form.is_valid() and _attached(request, order, form):
        messages.success(request, _("แนบสำเนาคำสั่งแล้ว"))
        return redirect(order)
    return render(request, "orders/detail.html", _shown(request, order, form))


@login_required
@require_http_methods(["GET", "POST"])
def revoke(request: Request, pk: int) -> HttpResponse:
    """Ask from when and why an order is revoked, then revoke it."""
    order = _order(request, pk)
    request.reach.must(Right.RECORD, order.committee.area_id)
    form = RevokeForm(request.POST or None, signed=order.signed)
    if form.is_valid():
        try:
            actions.revoke_order(by=request.user, order=order, **form.cleaned_data)
        except actions.TooLate as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("ยกเลิกคำสั่งแล้ว"))
            return redirect(order)
    return render(request, "orders/revoke.html", {"order": order, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def seat(request: Request, pk: int) -> HttpResponse:
    """One line of a register: what it lacks is completed, what is misspelt put right."""
    seat = _seat(request, pk)
    request.reach.must(Right.RECORD, seat.order.committee.area_id)
    form = LineForm(request.POST or None, seat=seat)
    if form.is_valid():
        _corrected(request, seat, form)
        messages.success(request, _("บันทึกบรรทัดทะเบียนแล้ว"))
        return redirect(seat.order.committee)
    return render(request, "orders/seat.html", {"seat": seat, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    """When and why a member left."""
    seat = _seat(request, pk)
    request.reach.must(Right.RECORD, seat.order.committee.area_id)
    form = EndForm(request.POST or None, seat=seat, today=clock.today())
    if form.is_valid():
        try:
            actions.end_appointment(by=request.user, appointment=seat, **form.cleaned_data)
        except actions.TooLate as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("บันทึกการพ้นตำแหน่งแล้ว"))
            return redirect(seat.order.committee)
    return render(request, "orders/end.html", {"seat": seat, "form": form})


def area_of(request: Request, kind: str, code: str) -> Area:
    """The area in reach; 404 also where such a committee cannot be."""
    mine = Area.objects.within(request.reach.codes).select_related("parent__parent")
    area = get_object_or_404(mine, code=code)
    if not fits(kind, area.level):
        raise Http404
    return area


def _order(request: Request, pk: int) -> Order:
    mine = Order.objects.visible_to(request.reach)
    return get_object_or_404(
        mine.select_related("committee__area__parent", "copy", "issuer", "follows__issuer"), pk=pk
    )


def _seat(request: Request, pk: int) -> Appointment:
    return get_object_or_404(Appointment.objects.visible_to(request.reach).for_register(), pk=pk)


def _shown(request: Request, order: Order, form: CopyForm | None) -> dict[str, object]:
    today = clock.today()
    code = order.committee.area_id
    return {
        "order": order,
        "standing": _standing(order, today),
        "seats": (order.seats_added if order.is_amendment else order.appointments).for_register(),
        "ended": order.seats_ended.for_register() if order.is_amendment else (),
        "came_of": order.replacements.select_related("review__centre__area").first(),
        "corrections": order.corrections.select_related("by"),
        "amendments": order.followed_by.filter(purpose=Purpose.AMEND).order_by("starts", "pk"),
        "drafts": order.drafts_following.open().order_by("pk"),
        "pages": page_numbers(content_of(order)),
        "form": form or CopyForm(user=request.user),
        "may_record": request.reach.may(Right.RECORD, code),
        "today": today,
        "now": clock.now(),
    }


def _standing(order: Order, day: date) -> rules.Standing:
    """How the order stands; an amendment that is in effect, as the order it amends."""
    alone = rules.order_standing(order, day)
    is_begun = alone.stage not in (rules.Stage.COMING, rules.Stage.REVOKED)
    one = order.follows if order.follows and order.is_amendment and is_begun else order
    if one is order and order.is_amendment:
        return alone
    return rules.standing_among(one, order.committee.orders.seating(), day)


def _registered(request: Request, draft: Draft, form: OrderForm) -> Order | None:
    """The order, or None with the refusal at its field; then nothing at all is kept."""
    number, year = form.cleaned_data["number"]
    try:
        with transaction.atomic():
            committee = establish(by=request.user, area=draft.area, kind=Kind(draft.kind))
            return actions.register_order(
                by=request.user,
                committee=committee,
                number=number,
                year=year,
                signed=form.cleaned_data["signed"],
                starts=form.starts_on,
                expires=form.expires,
                signatory=form.cleaned_data["signatory"],
                members=draft.members,
                copy=_kept(request, form, draft.area, form.cleaned_data["signed"]),
            )
    except actions.NumberTaken as refusal:
        form.add_error("number", str(refusal))
    except actions.Refused as refusal:
        for problem in refusal.problems:
            draft.refuse(problem)
    except ValidationError as refusal:
        form.add_error("copy", refusal)
    return None


def _attached(request: Request, order: Order, form: CopyForm) -> bool:
    try:
        with transaction.atomic():
            copy = _kept(request, form, order.committee.area, order.signed)
            if copy:
                actions.attach_copy(by=request.user, order=order, copy=copy)
    except ValidationError as refusal:
        form.add_error("copy", refusal)
        return False
    return True


def _kept(request: Request, form: forms.Form, area: Area, dated: date) -> Evidence | None:
    """The signed copy of the form put on file; None when it brought none."""
    upload = form.cleaned_data["copy"]
    if not upload:
        return None
    return keep(by=request.user, area=area, upload=upload, dated=dated, at=clock.now())


@transaction.atomic
def _corrected(request: Request, seat: Appointment, form: LineForm) -> None:
    name = form.cleaned_data["name"]
    correct_person(
        by=request.user,
        person=seat.person,
        title=name.title,
        given_name=name.given,
        family_name=name.family,
        phone=form.cleaned_data["phone"],
    )
    actions.note_origin(
        by=request.user, appointment=seat, represents=form.cleaned_data["represents"]
    )
