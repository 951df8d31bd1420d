"""Every address of the site, one line per app."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path, register_converter
from django.views.generic import TemplateView

from prasan.areas.converters import AreaCode

register_converter(AreaCode, "area")


def closed(request: HttpRequest) -> HttpResponse:
    """Nothing is here."""
    raise Http404


urlpatterns = [
    # No password leaves this house by e-mail: the page says whom to ask.
    path(
        "accounts/password/reset/",
        TemplateView.as_view(template_name="account/password_reset.html"),
        name="account_reset_password",
    ),
    # What the package would do by e-mail.
    re_path(r"^accounts/(?:email|confirm-email|password/reset/(?:key|done))(?:/|$)", closed),
    path("accounts/", include("allauth.urls")),
    path("people-and-posts/", include("prasan.accounts.urls")),
    path("audit/", include("prasan.accounts.audit_urls")),
    path("holidays/", include("prasan.holidays.urls")),
    path("jobs/", include("prasan.jobs.urls")),
    path("evidence/", include("prasan.evidence.urls")),
    path("letters/", include("prasan.letters.urls")),
    path("centres/", include("prasan.centres.urls")),
    path("people/", include("prasan.home.people.urls")),
    path("committees/", include("prasan.orders.committee_urls")),
    path("orders/", include("prasan.orders.urls")),
    path("registers/", include("prasan.registers.urls")),
    path("meetings/", include("prasan.meetings.urls")),
    path("assessments/", include("prasan.assessments.urls")),
    path("plans/", include("prasan.plans.urls")),
    path("directives/", include("prasan.directives.urls")),
    path("reminders/", include("prasan.reminders.urls")),
    path("", include("prasan.ui.urls")),
    path("", include("prasan.home.urls")),
]

handler400 = "prasan.ui.views.bad_request"
