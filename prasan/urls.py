"""Every address of the site, one line per app."""

from django.urls import include, path, register_converter
from django.views.generic import TemplateView

from prasan.areas.converters import AreaCode

register_converter(AreaCode, "area")

urlpatterns = [
    # No e-mail leaves this house: the page says whom to ask.
    path(
        "accounts/password/reset/",
        TemplateView.as_view(template_name="account/password_reset.html"),
        name="account_reset_password",
    ),
    path("accounts/", include("allauth.urls")),
    path("evidence/", include("prasan.evidence.urls")),
    path("letters/", include("prasan.letters.urls")),
    path("centres/", include("prasan.centres.urls")),
    path("people/", include("prasan.people.urls")),
    path("committees/", include("prasan.orders.committee_urls")),
    path("orders/", include("prasan.orders.urls")),
    path("meetings/", include("prasan.meetings.urls")),
    path("assessments/", include("prasan.assessments.urls")),
    path("plans/", include("prasan.plans.urls")),
    path("directives/", include("prasan.directives.urls")),
    path("", include("prasan.ui.urls")),
    path("", include("prasan.home.urls")),
]

handler400 = "prasan.ui.views.bad_request"
