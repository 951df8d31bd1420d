"""What every page knows: the menu, where in it one is, the digits, and whether this is a demo."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.ui import reader


@dataclass(frozen=True)
class Entry:
    """One line of the main menu. `sections`: the apps whose pages lie under it."""

    label: str | Promise
    url_name: str
    icon: str
    sections: tuple[str, ...]
    # What the bar under the thumb says; five places, so not every entry has one.
    short: str | Promise = ""
    on_wide: bool = True

    @property
    def url(self) -> str:
        return reverse(self.url_name)


MENU = (
    Entry(_("หน้าแรก"), "home:front", "home", ("home",), _("หน้าแรก")),
    Entry(_("ข้อสั่งการ"), "directives:index", "board", ("directives",), _("ข้อสั่งการ")),
    Entry(
        _("ศูนย์ฯ และคณะกรรมการ"),
        "centres:index",
        "centre",
        ("centres", "committees", "orders", "people", "registers"),
        _("ศูนย์ฯ"),
    ),
    Entry(_("การประชุม"), "meetings:index", "calendar", ("meetings",)),
    Entry(_("การประเมิน"), "assessments:index", "check", ("assessments",), _("ประเมิน")),
    Entry(_("แผนตำบล"), "plans:index", "plan", ("plans",)),
    Entry(_("หนังสือ"), "letters:index", "paper", ("letters",)),
    Entry(_("เมนู"), "home:menu", "more", ("menu",), _("เมนู"), on_wide=False),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """The variables base.html needs; no query. A view may name another `section`."""
    match = request.resolver_match
    return {
        "menu": [entry for entry in MENU if _exists(entry)],
        "section": match.app_name if match else "",
        "digits": reader.digits(),
        "languages": settings.LANGUAGES,
        "demo_day": settings.DEMO_DAY,
    }


def _exists(entry: Entry) -> bool:
    try:
        return bool(entry.url)
    except NoReverseMatch:
        return False
