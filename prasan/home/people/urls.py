"""Addresses of persons. They live here, because a person's page shows seats and meetings."""

from django.urls import path

from prasan.home.people import pairs, views
from prasan.orders import person_views
from prasan.people.views import contact

app_name = "people"

urlpatterns = [
    path("", person_views.index, name="index"),
    path("same/", person_views.same, name="same"),
    path("duplicates/", pairs.duplicates, name="duplicates"),
    path("merges/<int:pk>/undo/", pairs.undo, name="undo"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/contact/", contact, name="contact"),
    path("<int:pk>/name/", views.name, name="name"),
    path("<int:pk>/citizen-id/", views.citizen_id, name="citizen_id"),
    path("<int:pk>/citizen-id/look/", views.look, name="look"),
    path("<int:pk>/beside/<int:other>/", pairs.pair, name="pair"),
]
