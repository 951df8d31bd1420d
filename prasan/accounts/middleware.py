"""Gives every request its reach."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django_htmx.middleware import HtmxDetails

from prasan import clock
from prasan.accounts.models import User
from prasan.accounts.reach import Reach


class Request(HttpRequest):
    """A request as views see it: who asks, what they may see, and whether htmx asks."""

    user: User
    reach: Reach
    htmx: HtmxDetails


class ReachMiddleware:
    """Sets `request.reach`, read from the database once and only when asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reach = SimpleLazyObject(lambda: _reach(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _reach(request: HttpRequest) -> Reach:
    user = request.user
    return Reach.of(user, clock.today()) if isinstance(user, User) else Reach()
