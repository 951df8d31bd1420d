"""Addresses of committees. They live here, because a committee's page shows its orders."""

from django.urls import path

from prasan.committees import views as rulebooks
from prasan.orders.timeline_views import timeline
from prasan.orders.views import committee

app_name = "committees"

urlpatterns = [
    path("rulebook/", rulebooks.rulebook, name="rulebook"),
    path("rulebook/<int:pk>/", rulebooks.version, name="version"),
    path("rulebook/<int:pk>/revise/", rulebooks.revise, name="revise"),
    path("rulebook/lines/<int:pk>/confirm/", rulebooks.confirm, name="confirm"),
    path("rulebook/<int:pk>/history/", rulebooks.history, name="history"),
    path("<slug:kind>/<area:code>/", committee, name="detail"),
    path("<slug:kind>/<area:code>/timeline/", timeline, name="timeline"),
]
