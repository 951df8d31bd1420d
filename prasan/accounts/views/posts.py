"""Giving a post and ending it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan import clock
from prasan.accounts import actions, administration
from prasan.accounts.middleware import Request
from prasan.accounts.models import Assignment
from prasan.accounts.post_forms import EndForm, PostForm
from prasan.accounts.views.sight import account, places


@login_required
@require_http_methods(["GET", "POST"])
def give(request: Request, pk: int) -> HttpResponse:
    """One more post for an account."""
    user, today = account(request, pk), clock.today()
    form = PostForm(request.POST or None, reach=request.reach, today=today, user=user)
    if form.is_valid():
        post = actions.assign(by=request.user, user=user, **form.post)
        said = _("มอบหน้าที่%(role)s %(area)s แล้ว")
        messages.success(request, said % {"role": post.get_role_display(), "area": post.area})
        return redirect(user)
    context = {"account": user, "form": form, "places": places(request.reach, today)}
    return render(request, "accounts/give.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    """Ends a post."""
    seen = administration.users_of(request.reach)
    posts = Assignment.objects.filter(user__in=seen).select_related("user", "area__parent__parent")
    post = get_object_or_404(posts, pk=pk)
    if not administration.may_give(request.reach, post.role, post.area_id):
        raise PermissionDenied("หน้าที่นี้อยู่นอกพื้นที่ที่ท่านดูแล ให้ผู้ดูแลระบบสิ้นสุดให้ ท่านดูข้อมูลได้")
    initial = {"ends": post.ends or clock.today()}
    form = EndForm(request.POST or None, starts=post.starts, initial=initial)
    if form.is_valid():
        try:
            actions.end_assignment(by=request.user, assignment=post, **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error("ends", str(refused))
        else:
            messages.success(request, _("บันทึกวันสิ้นสุดหน้าที่แล้ว"))
            return redirect(post.user)
    return render(request, "accounts/end.html", {"post": post, "form": form})
