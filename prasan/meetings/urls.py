from django.urls import path

from prasan.meetings import views

app_name = "meetings"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<slug:kind>/<area:code>/", views.year, name="year"),
    path("<slug:kind>/<area:code>/new/", views.create, name="create"),
]
