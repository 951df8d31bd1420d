"""Addresses of persons. They live here, because a person's page shows seats and meetings."""

from django.urls import path

from prasan.orders import person_views
from prasan.people import views

app_name = "people"

urlpatterns = [
    path("", person_views.index, name="index"),
    path("same/", person_views.same, name="same"),
    path("<int:pk>/contact/", views.contact, name="contact"),
]
