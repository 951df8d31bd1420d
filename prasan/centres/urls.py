from django.urls import path

from prasan.centres import views

app_name = "centres"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:code>/", views.district, name="district"),
    path("<str:code>/centre/", views.centre, name="centre"),
    path("<str:code>/expected/", views.expectation, name="expectation"),
]
