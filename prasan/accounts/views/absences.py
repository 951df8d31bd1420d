"""Being away, standing in, and being back."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan import clock
from prasan.accounts import actions, administration
from prasan.accounts.absence_forms import AbsenceForm, EndAbsenceForm
from prasan.accounts.middleware import Request
from prasan.accounts.models import Absence, Assignment, User

# How long past absences stay on the page; the trail keeps them all.
_BACK = timedelta(days=60)
_MOST = 60


@login_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Who is away and who stands in: oneself, those one stands in for, those in one's areas."""
    today, me = clock.today(), request.user
    found = list(_seen(request).filter(ends__gt=today - _BACK)[:_MOST])
    posts = administration.posts_in_sight(request.reach, me, today)
    context = {
        "mine": [one for one in found if one.post.user_id == me.pk],
        "for_others": [one for one in found if one.stand_in_id == me.pk],
        "others": [one for one in found if me.pk not in (one.post.user_id, one.stand_in_id)],
        "has_posts": any(post.user_id == me.pk for post in posts),
        "people": _to_name(request, posts),
        "today": today,
        "now": clock.now(),
    }
    return render(request, "accounts/absences.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def be_away(request: Request, pk: int) -> HttpResponse:
    """Somebody is away from their posts, and somebody stands in."""
    today = clock.today()
    posts = _posts_to_leave(request, pk, today)
    form = AbsenceForm(request.POST or None, posts=posts, today=today)
    if form.is_valid() and _entered(request, form):
        return redirect("accounts:absences")
    whose = posts[0].user
    context = {"form": form, "account": whose, "is_me": whose == request.user}
    return render(request, "accounts/be_away.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def end_absence(request: Request, pk: int) -> HttpResponse:
    """Back sooner than said; or the stand-in gives the post back."""
    absence = get_object_or_404(_seen(request), pk=pk)
    is_stand_in = absence.stand_in_id == request.user.pk
    may = is_stand_in or administration.may_name(request.reach, request.user, absence.post)
    if not may:
        raise PermissionDenied(_("ช่วงนี้สิ้นสุดได้โดยเจ้าของหน้าที่ ผู้ทำแทน หรือผู้กำกับชั้นเหนือ ท่านดูข้อมูลได้"))
    form = EndAbsenceForm(request.POST or None)
    if form.is_valid():
        actions.end_absence(
            by=request.user,
            absence=absence,
            ends=clock.today(),
            at=clock.now(),
            **form.cleaned_data,
        )
        messages.success(request, _("บันทึกแล้ว ผู้ทำแทนไม่มีหน้าที่นี้ตั้งแต่วันนี้"))
        return redirect("accounts:absences")
    context = {"absence": absence, "form": form, "is_stand_in": is_stand_in}
    return render(request, "accounts/end_absence.html", context)


def _seen(request: Request) -> "QuerySet[Absence]":
    """Absences of oneself, those one stands in for, and those within one's own areas."""
    mine = Q(post__user=request.user) | Q(stand_in=request.user)
    seen = Absence.objects.filter(mine | request.reach.own.q("post__area"))
    return seen.select_related("post__user", "post__area__parent", "stand_in", "ended_by").order_by(
        "-ends", "pk"
    )


def _posts_to_leave(request: Request, pk: int, today: date) -> list[Assignment]:
    """The posts of the person `pk` one may speak for; 404 for those not in sight, 403 when none."""
    seen = administration.posts_in_sight(request.reach, request.user, today).filter(user=pk)
    posts = list(seen.order_by("area", "role"))
    if not posts:
        raise Http404
    mine = [post for post in posts if administration.may_name(request.reach, request.user, post)]
    if not mine:
        raise PermissionDenied(_("เจ้าของหน้าที่ ผู้กำกับชั้นเหนือ หรือผู้ดูแลระบบเป็นผู้บันทึกว่าไม่อยู่ ท่านดูข้อมูลได้"))
    return mine


def _to_name(
    request: Request, posts: "QuerySet[Assignment]"
) -> list[tuple[User, list[Assignment]]]:
    """Those one looks after, each with their posts: the tier right below one's own."""
    levels = {len(post.code) for post in request.reach.own.posts}
    found: dict[User, list[Assignment]] = {}
    for post in posts.order_by("area", "role", "user"):
        is_below = len(post.area_id) - 2 in levels and post.user_id != request.user.pk
        if is_below and administration.may_name(request.reach, request.user, post):
            found.setdefault(post.user, []).append(post)
    return list(found.items())


def _entered(request: Request, form: AbsenceForm) -> bool:
    """Whether it was written down; what it is refused for stands at its field."""
    try:
        actions.be_away(by=request.user, at=clock.now(), **form.facts)
    except actions.Wrong as wrong:
        form.add_error(wrong.field, str(wrong))
        return False
    messages.success(request, _("บันทึกช่วงที่ไม่อยู่แล้ว สิ้นสุดเองเมื่อพ้นวันสุดท้าย"))
    return True
