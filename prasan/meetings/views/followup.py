"""Resolutions and what came of them: the open ones by age or by whom, one of them."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.rights import Right
from prasan.evidence.actions import keep
from prasan.meetings import actions, rules
from prasan.meetings.forms.followup import CompletionForm, TakeBackForm
from prasan.meetings.judged import Standing
from prasan.meetings.models import Completion, Resolution
from prasan.meetings.outcomes import Outcome, outcomes
from prasan.thai.digits import arabic

PAGE = 50
_ORDERS = {
    "": ("item__meeting__planned", "pk"),
    "responsible": ("responsible", "item__meeting__planned", "pk"),
    "due": (F("due").asc(nulls_last=True), "item__meeting__planned", "pk"),
}


@dataclass(frozen=True)
class Line:
    """A resolution as it stands on a day."""

    resolution: Resolution
    completion: Completion | None
    outcome: Outcome | None
    today: date

    @property
    def standing(self) -> Standing:
        known = self.completion or self.outcome
        done = known.done if known and known.done <= self.today else None
        told = rules.resolution_told(self.resolution.due, done, self.today)
        if done is not None:
            return Standing("met", "met", told)
        is_late = self.resolution.due is not None and self.today > self.resolution.due
        return Standing("late" if is_late else "wait", "late" if is_late else "wait", told)

    @property
    def age(self) -> int:
        """Days since the meeting that resolved it."""
        return max(0, (self.today - self.resolution.item.meeting.planned).days)


@login_required
@require_safe
def resolutions(request: Request) -> HttpResponse:
    """What is still to be done, oldest first, by whom, or by day; or what is done."""
    show_done = request.GET.get("show") == "done"
    by = request.GET.get("by", "") if request.GET.get("by") in _ORDERS else ""
    mine = Resolution.objects.visible_to(request.reach)
    chosen = (mine.done() if show_done else mine.to_do()).order_by(*_ORDERS[by])
    page = Paginator(
        chosen.select_related("item__meeting__committee__area__parent"), PAGE
    ).get_page(arabic(request.GET.get("page", "1")))
    context = {
        "page": page,
        "lines": _lines(list(page), clock.today()),
        "show_done": show_done,
        "by": by,
        "orders": [("", _("เก่าที่สุดก่อน")), ("due", _("ตามกำหนด")), ("responsible", _("ตามผู้รับผิดชอบ"))],
        "now": clock.now(),
    }
    return render(request, "meetings/resolutions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def resolution(request: Request, pk: int) -> HttpResponse:
    """One resolution; a post reports it as done, by one fact."""
    one = _mine(request, pk)
    area = one.item.meeting.committee.area_id
    posted: tuple[object, ...] = ()
    if request.method == "POST":
        request.reach.must(Right.RECORD, area)
        posted = (request.POST, request.FILES)
    form = CompletionForm(
        *posted, user=request.user, resolution=one, reach=request.reach, today=clock.today()
    )
    if form.is_valid() and _completed(request, one, form):
        messages.success(request, _("บันทึกผลของมติแล้ว"))
        return redirect(one)
    reports = list(one.completions.with_facts())
    standing = next((report for report in reports if report.withdrawn_at is None), None)
    outcome = outcomes([one.pk]).get(one.pk)
    context = {
        "resolution": one,
        "line": Line(one, standing, outcome, clock.today()),
        "outcome": None if standing else outcome,
        "standing": standing,
        "withdrawn": [report for report in reports if report.withdrawn_at],
        "followed_at": one.item.carried_to.select_related("meeting").order_by("meeting__planned"),
        "form": form,
        "may_record": request.reach.may(Right.RECORD, area),
        "now": clock.now(),
    }
    return render(request, "meetings/resolution.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def reopen(request: Request, pk: int) -> HttpResponse:
    """Take a report back, with the reason: the resolution is open again."""
    one = _mine(request, pk)
    request.reach.must(Right.RECORD, one.item.meeting.committee.area_id)
    report = one.completions.filter(withdrawn_at=None).first()
    if report is None:
        return redirect(one)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.take_back(by=request.user, completion=report, why=why, at=clock.now())
        messages.success(request, _("ถอนรายงานแล้ว มตินี้กลับมาเปิดอยู่"))
        return redirect(one)
    return render(request, "meetings/reopen.html", {"resolution": one, "form": form})


def _lines(found: list[Resolution], today: date) -> list[Line]:
    standing = Completion.objects.standing().filter(resolution__in=[one.pk for one in found])
    by_resolution = {report.resolution_id: report for report in standing}
    elsewhere = outcomes([one.pk for one in found])
    return [Line(one, by_resolution.get(one.pk), elsewhere.get(one.pk), today) for one in found]


def _mine(request: Request, pk: int) -> Resolution:
    mine = Resolution.objects.visible_to(request.reach)
    return get_object_or_404(mine.select_related("item__meeting__committee__area__parent"), pk=pk)


def _completed(request: Request, one: Resolution, form: CompletionForm) -> bool:
    """Whether it was reported; what it is refused for stands at its field, the file is held."""
    name, fact = form.fact
    told = form.cleaned_data
    area = one.item.meeting.committee.area
    try:
        with transaction.atomic():
            if name == "evidence":
                fact = keep(
                    by=request.user, area=area, upload=fact, dated=told["done"], at=clock.now()
                )
            actions.complete_resolution(
                by=request.user,
                resolution=one,
                done=told["done"],
                said=told["said"],
                fact=fact,
                at=clock.now(),
            )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True
