"""A directive changed after it went out, and what changed above it."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.directives import actions
from prasan.directives.actions import CannotChange
from prasan.directives.change_forms import DueForm, ReviewForm, RevokeForm
from prasan.directives.deriving import Derived, days_before, derived
from prasan.directives.models import Directive, Obligation
from prasan.directives.passing import holidays_around
from prasan.directives.reviewing import Change, to_review
from prasan.directives.views.boards import directive_in_sight


@dataclass(frozen=True)
class Asked:
    """One change to decide on: what it is, the form, and the day that would follow from it."""

    change: Change
    form: ReviewForm
    derived: Derived | None


@login_required
@require_http_methods(["GET", "POST"])
def due(request: Request, pk: int) -> HttpResponse:
    """Put the due day of one obligation right, for every unit."""
    in_sight = Directive.objects.visible_to(request.reach)
    duties = Obligation.objects.filter(item__directive__in=in_sight)
    duty = get_object_or_404(duties.select_related("item__directive__letter__office"), pk=pk)
    directive = duty.item.directive
    request.reach.must_at(Right.PASS, directive.letter.office.area_id)
    form = DueForm(request.POST or None)
    if form.is_valid():
        try:
            actions.amend_due(by=request.user, obligation=duty, at=clock.now(), **form.cleaned_data)
        except CannotChange as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("แก้กำหนดแล้ว ผู้ที่สั่งการต่อจะเห็นว่ารอพิจารณา"))
            return redirect("directives:board", directive.pk)
    context = {
        "duty": duty,
        "directive": directive,
        "form": form,
        "past": duty.due_changes.select_related("changed_by"),
    }
    return render(request, "directives/due.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def revoke(request: Request, pk: int) -> HttpResponse:
    """Revoke a directive with its reason; what was sent stays."""
    directive = directive_in_sight(request.reach, pk)
    request.reach.must_at(Right.PASS, directive.letter.office.area_id)
    if directive.revoked_at is not None:
        return redirect("directives:board", pk)
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        actions.revoke_directive(
            by=request.user,
            directive=directive,
            because=form.cleaned_data["reason"],
            at=clock.now(),
        )
        messages.success(request, _("ยกเลิกข้อสั่งการแล้ว"))
        return redirect("directives:board", pk)
    context = {"directive": directive, "form": form, "passed": directive.passed.count()}
    return render(request, "directives/revoke.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def review(request: Request, pk: int) -> HttpResponse:
    """The changes above that wait for a decision; a post decides one."""
    directive = directive_in_sight(request.reach, pk)
    request.reach.must_at(Right.PASS, directive.letter.office.area_id)
    asked = [_asked(request, directive, one) for one in _waiting(directive)]
    for one in asked:
        if one.form.is_bound and one.form.is_valid() and _decided(request, directive, one):
            return redirect("directives:review", pk)
    if request.method == "POST" and not any(one.form.is_bound for one in asked):
        messages.info(request, _("เรื่องนี้พิจารณาแล้วก่อนหน้านี้ ผลเดิมคงอยู่"))
        return redirect("directives:review", pk)
    context = {
        "directive": directive,
        "asked": asked,
        "decided": directive.change_reviews.select_related("reviewed_by"),
    }
    return render(request, "directives/review.html", context)


def _waiting(directive: Directive) -> list[Change]:
    return to_review([directive]).get(directive.pk, [])


def _asked(request: Request, directive: Directive, change: Change) -> Asked:
    """The form of one change; bound when it is the one decided on."""
    office = directive.letter.office
    found = None
    if change.asks_day and change.day:
        today = clock.today()
        holidays = holidays_around(office, today)
        found = derived(change.day, days_before(office.area_id), dated=today, holidays=holidays)
    is_meant = request.method == "POST" and request.POST.get("change") == change.key
    form = ReviewForm(
        request.POST if is_meant else None,
        about=change,
        proposed=found.due if found else None,
        auto_id=f"id_{change.key.replace(':', '_')}_%s",
    )
    return Asked(change, form, found)


def _decided(request: Request, directive: Directive, one: Asked) -> bool:
    """Whether it was decided; what it is refused for stands at its field."""
    value = one.form.cleaned_data
    try:
        actions.review_change(
            by=request.user,
            directive=directive,
            change=one.change,
            decision=value["decision"],
            reason=value["reason"],
            due=value.get("due"),
            at=clock.now(),
        )
    except CannotChange as refused:
        one.form.add_error(None, refused)
        return False
    messages.success(request, _("บันทึกผลการพิจารณาแล้ว"))
    return True
