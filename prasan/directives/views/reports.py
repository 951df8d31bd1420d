"""A district's report to the province: what is ready, its receipt, and the province's verdict."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.directives import actions
from prasan.directives.board import board, ready
from prasan.directives.forms import JudgeForm, SubmitForm
from prasan.directives.models import Kind, Submission
from prasan.directives.newer import newer_files
from prasan.directives.views.boards import directive_in_sight, district_in_sight


@login_required
@require_http_methods(["GET", "POST"])
def submit(request: Request, pk: int, code: str) -> HttpResponse:
    """What a district can send now and what is still missing; a post sends it."""
    directive = directive_in_sight(request.reach, pk)
    area = district_in_sight(request.reach, directive, code)
    get_object_or_404(directive.addressees, area=area)
    request.reach.must(Right.SUBMIT, code)
    last = Submission.objects.filter(directive=directive.root or directive, area=area).first()
    form = SubmitForm(request.POST or None, initial={"after": last.pk if last else 0})
    if form.is_valid():
        try:
            sent = actions.submit(
                by=request.user,
                directive=directive,
                area=area,
                at=clock.now(),
                **form.cleaned_data,
            )
        except actions.NothingReady:
            form.add_error(None, _("ไม่มีรายการใหม่ที่พร้อมส่ง เติมข้อมูลที่ยังขาดด้านล่างก่อน แล้วส่งอีกครั้ง"))
        else:
            messages.success(request, _("ส่งถึงจังหวัดแล้ว เลขรับ %(no)s") % {"no": sent.receipt})
            return redirect("directives:receipt", sent.pk)
    found = board(directive.root or directive, codes=[code], day=clock.today())
    context = {
        "directive": directive,
        "district": area,
        "form": form,
        "ready": list(ready(found)),
        "missing": [
            (duty, unit, unit.standings[duty.pk])
            for duty in found.obligations
            for unit in found.units.values()
            if duty.kind == Kind.DELIVER and _is_missing(unit.standings.get(duty.pk))
        ],
        "last": last,
        "now": clock.now(),
    }
    return render(request, "directives/submit.html", context)


def _is_missing(standing: object) -> bool:
    state, is_ready = getattr(standing, "state", None), getattr(standing, "is_ready", True)
    return state is not None and not state.is_met and not is_ready


@login_required
@require_http_methods(["GET", "POST"])
def receipt(request: Request, pk: int) -> HttpResponse:
    """One report as it was sent; a post by the province accepts it or returns parts of it."""
    mine = Submission.objects.visible_to(request.reach).select_related(
        "area", "directive__letter__office", "sent_by"
    )
    submission = get_object_or_404(mine, pk=pk)
    deliveries = list(
        submission.deliveries.select_related("obligation__item", "area", "judged_by").order_by(
            "obligation__item__number", "obligation__place", "area"
        )
    )
    office = submission.directive.letter.office
    if request.method == "POST":
        request.reach.must(Right.DECIDE, office.area_id)
    form = JudgeForm(request.POST or None, deliveries=deliveries)
    if form.is_valid():
        try:
            actions.judge(
                by=request.user,
                submission=submission,
                returned=form.cleaned_data["returned"],
                today=clock.today(),
            )
            messages.success(request, _("บันทึกผลการตรวจแล้ว"))
        except actions.AlreadyJudged:
            messages.info(request, _("รายงานนี้ตรวจแล้วก่อนหน้านี้ ผลเดิมคงอยู่"))
        return redirect("directives:receipt", pk)
    newer = newer_files(deliveries, request.reach)
    context = {
        "submission": submission,
        "rows": [
            (delivery, form.row(delivery), newer.get(delivery.pk, ())) for delivery in deliveries
        ],
        "form": form,
        "waiting": sum(delivery.verdict is None for delivery in deliveries),
        "may_decide": request.reach.may(Right.DECIDE, office.area_id),
    }
    return render(request, "directives/receipt.html", context)


@login_required
@require_safe
def reports(request: Request) -> HttpResponse:
    """Every report in sight, those that wait for a verdict first."""
    mine = Submission.objects.visible_to(request.reach).for_list()
    page = Paginator(mine, 50).get_page(request.GET.get("page"))
    return render(request, "directives/reports.html", {"page": page})
