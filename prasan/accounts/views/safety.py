"""Closing an account, opening it again, and giving it another password."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from prasan.accounts import actions
from prasan.accounts.forms import PasswordForm
from prasan.accounts.middleware import Request
from prasan.accounts.views.sight import account_to_change


@login_required
@require_http_methods(["GET", "POST"])
def deactivate(request: Request, pk: int) -> HttpResponse:
    """Asks, then closes the account."""
    user = account_to_change(request, pk)
    if request.method == "POST":
        try:
            actions.deactivate_user(by=request.user, user=user)
        except actions.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("ปิดบัญชี %(user)s แล้ว") % {"user": user})
        return redirect(user)
    return render(request, "accounts/deactivate.html", {"account": user})


@login_required
@require_POST
def reactivate(request: Request, pk: int) -> HttpResponse:
    """Opens a closed account again."""
    user = account_to_change(request, pk)
    actions.reactivate_user(by=request.user, user=user)
    messages.success(request, _("เปิดบัญชี %(user)s อีกครั้งแล้ว") % {"user": user})
    return redirect(user)


@login_required
@require_http_methods(["GET", "POST"])
def second_factor(request: Request, pk: int) -> HttpResponse:
    """Asks, then takes a lost second factor away."""
    user = account_to_change(request, pk)
    if request.method == "POST":
        actions.drop_second_factor(by=request.user, user=user)
        messages.success(request, _("ล้างขั้นตอนที่สองของ %(user)s แล้ว") % {"user": user})
        return redirect(user)
    return render(request, "accounts/second_factor.html", {"account": user})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: Request, pk: int) -> HttpResponse:
    """Another password; one made here is shown in the answer, once."""
    user = account_to_change(request, pk)
    form = PasswordForm(request.POST or None, user=user)
    if form.is_valid():
        actions.set_password(by=request.user, user=user, password=form.password)
        if form.is_made:
            context = {"account": user, "password": form.password}
            return render(request, "accounts/handed.html", context)
        messages.success(request, _("ตั้งรหัสผ่านใหม่ให้ %(user)s แล้ว") % {"user": user})
        return redirect(user)
    return render(request, "accounts/password.html", {"account": user, "form": form})
