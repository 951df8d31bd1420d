"""The parts page, the reader's switches, and the pages shown when a request cannot be served."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from prasan.ui import reader, samples

A_YEAR = 365 * 24 * 60 * 60


@require_GET
def parts(request: HttpRequest) -> HttpResponse:
    """Every part in every state; holds nothing but examples."""
    return render(request, "ui/parts.html", samples.context())


@require_POST
def digits(request: HttpRequest) -> HttpResponse:
    """Keeps the digits the reader chose, and goes back."""
    chosen = reader.THAI if request.POST.get("digits") == reader.THAI else reader.ARABIC
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        reader.DIGITS_COOKIE,
        chosen,
        max_age=A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Something we cannot read; more than we take is told apart."""
    too_large = isinstance(exception, RequestDataTooBig)
    status = 413 if too_large else 400
    return render(request, "400.html", {"too_large": too_large}, status=status)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is no longer good: sent after logging in anew, or kept open too long.

    What was typed is offered for sending again, but only to one who provably sent it from our
    own page: a foreign page cannot forge the Origin header.
    """
    typed = _typed(request) if _is_ours(request) else []
    has_files = request.content_type == "multipart/form-data"
    context = {"typed": typed, "has_files": has_files, "address": request.get_full_path()}
    return render(request, "ui/stale_form.html", context, status=403)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields to send again; none when one is a password, which no page may repeat."""
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    if any("password" in name for name, _ in pairs):
        return []
    return [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"]


def _is_ours(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    mine = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if mine else "/"
