"""Gives every request its reach."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django_htmx.middleware import HtmxDetails

from prasan import clock
from prasan.accounts.models import User
from prasan.accounts.reach import Reach
from prasan.audit import log


class Request(HttpRequest):
    """A request as views see it: who asks, what they may see, and whether htmx asks."""

    user: User
    reach: Reach
    htmx: HtmxDetails


class ReachMiddleware:
    """Sets `request.reach`, read from the database once and only when asked for.

    Events written meanwhile tell for whom they were done, where it was for somebody away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reach = SimpleLazyObject(lambda: _reach(request))
        request.reach = reach  # type: ignore[attr-defined]

        def acted_for(by: str, area: str) -> str:
            user = getattr(request, "user", None)
            is_mine = isinstance(user, User) and by == user.username
            return str(reach.acted_for(area)) if is_mine else ""

        with log.acting(acted_for):
            return self.get_response(request)


def _reach(request: HttpRequest) -> Reach:
    user = request.user
    return Reach.of(user, clock.today()) if isinstance(user, User) else Reach()
