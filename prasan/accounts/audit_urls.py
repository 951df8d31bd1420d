"""Addresses of the audit trail. They live here, because who may read it hangs on reach."""

from django.urls import path

from prasan.accounts.views import trail

app_name = "audit"

urlpatterns = [
    path("", trail.index, name="index"),
    path("<str:kind>/<str:pk>/", trail.target, name="target"),
]
