"""What was changed, by whom and when."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from prasan import clock
from prasan.accounts import trail
from prasan.accounts.middleware import Request
from prasan.accounts.models import User
from prasan.accounts.post_forms import AreaForm
from prasan.accounts.rights import WHO, Right
from prasan.areas.models import Area, within
from prasan.audit.models import Event
from prasan.thai.digits import arabic

PAGE = 50


class TrailForm(AreaForm):
    """Which events to show."""

    about = forms.ChoiceField(
        label=_("เรื่อง"), required=False, choices=[("", _("ทุกเรื่อง")), *trail.ABOUT.items()]
    )
    by = forms.CharField(label=_("ชื่อผู้ใช้ที่บันทึก"), required=False, max_length=150)

    field_order = ["about", "area", "which", "by"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].required = False
        self.fields["area"].help_text = ""


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """The events of the areas one administers or directs, newest first."""
    reach = request.reach
    if not (reach.may_somewhere(Right.ADMINISTER) or reach.may_somewhere(Right.DIRECT)):
        raise PermissionDenied(f"หน้านี้เป็นหน้าที่ของ{WHO[Right.ADMINISTER]}")
    codes = (*reach.holding(Right.ADMINISTER), *reach.holding(Right.DIRECT))
    form = TrailForm(request.GET, codes=codes, today=clock.today())
    found = trail.events_to_watch(reach)
    context = {
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in ("about", "area", "by")),
        "now": clock.now(),
        **_page(request, _narrowed(found, form.cleaned_data) if form.is_valid() else found.none()),
    }
    return render(request, "audit/index.html", context)


@login_required
@require_safe
def target(request: Request, kind: str, pk: str) -> HttpResponse:
    """What happened to one record."""
    found = trail.history(request.reach, kind, pk)
    newest = found.first()
    if newest is None:
        raise Http404
    context = {
        "about": trail.about(newest.verb),
        "newest": newest,
        "may_watch": trail.events_to_watch(request.reach).filter(pk=newest.pk).exists(),
        "now": clock.now(),
        **_page(request, found),
    }
    return render(request, "audit/target.html", context)


def _narrowed(found: "QuerySet[Event]", asked: dict[str, Any]) -> "QuerySet[Event]":
    if asked["about"]:
        found = found.filter(verb__startswith=f"{asked['about']}.")
    if asked["area"]:
        found = found.filter(within([asked["area"].code], field="area"))
    if asked["by"]:
        found = found.filter(Q(by__iexact=asked["by"]) | Q(acted_for__iexact=asked["by"]))
    return found


def _page(request: Request, found: "QuerySet[Event]") -> dict[str, Any]:
    """One page of events with the names of who and where: two queries whatever their number."""
    page = Paginator(found, PAGE).get_page(arabic(request.GET.get("page", "1")))
    names = {name for event in page for name in (event.by, event.acted_for)}
    people = {user.username: user for user in User.objects.filter(username__in=names)}
    areas = Area.objects.select_related("parent").in_bulk({event.area for event in page})
    rows = [
        (event, trail.about(event.verb), people.get(event.by, event.by), areas.get(event.area),
         list(trail.changes(event)), people.get(event.acted_for, event.acted_for))
        for event in page
    ]  # fmt: skip
    return {"page": page, "rows": rows}
