"""Single seats of an order changed by a draft that amends it, and that draft written anew."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.orders import actions
from prasan.orders.amend_forms import AmendForm
from prasan.orders.models import Appointment, DraftOrder, Order
from prasan.orders.persons import Known, known
from prasan.people.rules import NEW
from prasan.people.search import find


@login_required
@require_http_methods(["GET", "POST"])
def amend(request: Request, pk: int) -> HttpResponse:
    """Single seats of an order changed: a draft that amends it."""
    orders = Order.objects.visible_to(request.reach)
    order = get_object_or_404(orders.select_related("committee__area__parent", "issuer"), pk=pk)
    request.reach.must(Right.RECORD, order.committee.area_id)
    if order.is_amendment:
        raise Http404
    seats = list(order.appointments.held_on(clock.today()).for_register())
    data = request.POST if request.method == "POST" else None
    form = AmendForm(data, kind=order.committee.kind, seats=seats, look=_look(request, order))
    if form.is_valid():
        try:
            made = actions.draft_amendment(
                by=request.user,
                committee=order.committee,
                order=order,
                changes=form.changes,
                planned=form.cleaned_data["planned"],
                at=clock.now(),
            )
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(made)
    context = {"order": order, "form": form, "back": order.get_absolute_url(), "new": NEW}
    return render(request, "orders/amend.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """A draft that amends an order, written on; nothing of someone else's is written over."""
    drafts = DraftOrder.objects.visible_to(request.reach)
    draft = get_object_or_404(
        drafts.select_related("committee__area__parent", "follows__issuer", "follows__committee"),
        pk=pk,
    )
    request.reach.must(Right.RECORD, draft.committee.area_id)
    order = draft.follows
    if not draft.is_open or not draft.is_amendment or order is None:
        return redirect(draft)
    lines = list(draft.lines.for_paper())
    data = request.POST if request.method == "POST" else None
    form = AmendForm(
        data,
        initial={"planned": draft.planned, "edition": draft.edition},
        kind=draft.committee.kind,
        seats=_seats(order, [line.ending_id for line in lines if line.ending_id]),
        look=_look(request, order),
        lines=lines,
    )
    if form.is_valid() and _redrafted(request, draft, form):
        messages.success(request, _("บันทึกร่างแล้ว ยังไม่มีผลจนกว่าจะมีคำสั่งที่ลงนาม"))
        return redirect(draft)
    context = {
        "order": order,
        "draft": draft,
        "form": form,
        "back": draft.get_absolute_url(),
        "new": NEW,
    }
    return render(request, "orders/amend.html", context)


def _redrafted(request: Request, draft: DraftOrder, form: AmendForm) -> bool:
    """Whether the draft is as typed now; else the refusal is in the form."""
    try:
        actions.redraft(
            by=request.user,
            draft=draft,
            changes=form.changes,
            planned=form.cleaned_data["planned"],
            signatory=draft.signatory,
            signatory_post=draft.signatory_post,
            edition=form.cleaned_data["edition"] or 0,
        )
    except actions.Stale as stale:
        # What was typed stays; sent once more, it is written over what was just shown to exist.
        form.data = dict(form.data.items()) | {"edition": str(stale.draft.edition)}
        form.add_error(None, str(stale))
        return False
    except (actions.Refused, actions.TooLate) as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _seats(order: Order, ending: list[int]) -> list[Appointment]:
    """Who sits today, and whose seat the draft ends though that day has not come or is gone."""
    held = order.appointments.held_on(clock.today()).values("pk")
    return list(order.appointments.filter(Q(pk__in=held) | Q(pk__in=ending)).for_register())


def _look(request: Request, order: Order) -> Callable[[str], list[Known]]:
    """Finds whom a typed name may mean, of all in sight."""

    def look(name: str) -> list[Known]:
        found = find(name, reach=request.reach, near=order.committee.area_id)
        return known(found.matches, clock.today())

    return look
