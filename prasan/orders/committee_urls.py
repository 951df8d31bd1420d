"""Addresses of committees. They live here, because a committee's page shows its orders."""

from django.urls import path

from prasan.committees.views import rulebook
from prasan.orders.views import committee

app_name = "committees"

urlpatterns = [
    path("rulebook/", rulebook, name="rulebook"),
    path("<slug:kind>/<area:code>/", committee, name="detail"),
]
