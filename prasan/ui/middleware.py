"""Gives every request the language and the digits its reader chose."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from prasan.ui.reader import DIGITS_COOKIE, reading


class ReaderMiddleware:
    """Reads the two cookies; without them the page is Thai, with Arabic digits.

    Stands in the place of Django's LocaleMiddleware, which follows the browser: many Thai
    offices run browsers set to English and would get English pages they did not ask for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _language(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
        request.LANGUAGE_CODE = language
        with translation.override(language), reading(request.COOKIES.get(DIGITS_COOKIE)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _language(chosen: str | None) -> str:
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
