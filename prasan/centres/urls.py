from django.urls import path

from prasan.centres import views

app_name = "centres"
urlpatterns = [
    path("", views.index, name="index"),
    path("<area:code>/", views.district, name="district"),
    path("<area:code>/centre/", views.centre, name="centre"),
    path("<area:code>/expected/", views.expectation, name="expectation"),
]
