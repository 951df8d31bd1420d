"""Pairs that may be one person: found, looked at side by side, merged, told apart, parted again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts.middleware import Request
from prasan.accounts.reach import Reach
from prasan.accounts.rights import Right
from prasan.areas.models import Area, Level
from prasan.areas.rules import DISTRICT_DIGITS
from prasan.home.people.forms import BecauseForm, PairForm
from prasan.home.people.page import sat
from prasan.orders.persons import known
from prasan.people import actions
from prasan.people.duplicates import pairs
from prasan.people.models import Distinction, Merge, Person
from prasan.people.search import Match
from prasan.thai.digits import arabic

PAGE = 25
MERGE, APART = "merge", "apart"


@login_required
@require_safe
def duplicates(request: Request) -> HttpResponse:
    """The pairs of one district or tambon; who sees more chooses one."""
    request.reach.must_somewhere(Right.RECORD)
    area = _chosen(request.reach, request.GET.get("area", ""))
    if area is None:
        districts = Area.objects.filter(request.reach.q("code"), level=Level.DISTRICT)
        listed = districts.on(clock.today()).select_related("parent")
        return render(request, "home/people/duplicates.html", {"districts": listed})
    found = pairs([area.code])
    page = Paginator(found, PAGE).get_page(arabic(request.GET.get("page", "1")))
    matches = [
        Match(person, pair.likeness) for pair in page for person in (pair.first, pair.second)
    ]
    told = {one.person.pk: one for one in known(matches, clock.today())}
    context = {
        "area": area,
        "page": page,
        "rows": [(pair, told[pair.first.pk], told[pair.second.pk]) for pair in page],
        "now": clock.now(),
    }
    return render(request, "home/people/duplicates.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def pair(request: Request, pk: int, other: int) -> HttpResponse:
    """Two side by side: merged into one, or told apart for good."""
    first, second = _two(request, pk, other)
    for person in (first, second):
        request.reach.must(Right.RECORD, person.area_id)
    form = PairForm(request.POST or None, first=first, second=second)
    if request.method == "POST" and request.POST.get("do") == APART:
        if _told_apart(request, form):
            messages.success(request, _("จำไว้แล้วว่าไม่ใช่คนเดียวกัน จะไม่เสนอคู่นี้อีก"))
            return redirect(first)
    elif form.is_valid() and _merged(request, form):
        messages.success(request, _("รวมเป็นคนเดียวกันแล้ว เลิกรวมได้จากหน้าบุคคล"))
        return redirect(form.kept)
    seats = sat([first, second], clock.today())
    context = {
        "first": first,
        "second": second,
        "sides": [(person, seats[person.pk]) for person in (first, second)],
        "apart": Distinction.objects.filter(first=min(pk, other), second=max(pk, other))
        .select_related("said_by")
        .first(),
        "form": form,
        "now": clock.now(),
    }
    return render(request, "home/people/pair.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def undo(request: Request, pk: int) -> HttpResponse:
    """Part two again who were merged, with a reason."""
    mine = Merge.objects.filter(request.reach.q("kept__area"), request.reach.q("gone__area"))
    done = get_object_or_404(mine.select_related("kept__area", "gone__area", "by"), pk=pk)
    for person in (done.kept, done.gone):
        request.reach.must(Right.RECORD, person.area_id)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        try:
            actions.undo_merge(by=request.user, merge=done, at=clock.now(), **form.cleaned_data)
        except actions.CannotUndo as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("เลิกรวมแล้ว แต่ละคนกลับไปมีตำแหน่งของตน"))
            return redirect(done.gone)
    return render(request, "home/people/undo.html", {"merge": done, "form": form})


def _chosen(reach: Reach, asked: str) -> Area | None:
    """The district or tambon asked for; without asking, the only one in sight."""
    areas = Area.objects.filter(reach.q("code")).select_related("parent")
    if asked:
        return get_object_or_404(areas, code=asked, level__in=[Level.DISTRICT, Level.TAMBON])
    if len(reach.codes) == 1 and len(reach.codes[0]) >= DISTRICT_DIGITS:
        return areas.get(code=reach.codes[0])
    return None


def _two(request: Request, pk: int, other: int) -> tuple[Person, Person]:
    mine = Person.objects.visible_to(request.reach).standing()
    people = mine.select_related("area__parent").prefetch_related("former_names")
    known = people.in_bulk({pk, other})
    if pk not in known or other not in known:
        raise Http404
    return known[pk], known[other]


def _merged(request: Request, form: PairForm) -> bool:
    try:
        actions.merge(
            by=request.user,
            kept=form.kept,
            gone=form.gone,
            at=clock.now(),
            because=form.cleaned_data["because"],
        )
    except actions.Clash as clash:
        form.add_error(None, str(clash))
        return False
    return True


def _told_apart(request: Request, form: PairForm) -> bool:
    """Being two needs no reason: the one typed, if any, is kept."""
    because = " ".join(request.POST.get("because", "").split())[:200]
    try:
        actions.tell_apart(
            by=request.user, one=form.first, other=form.second, at=clock.now(), because=because
        )
    except actions.Clash as clash:
        # What merging would want is not asked for here.
        form.errors.clear()
        form.add_error(None, str(clash))
        return False
    return True
