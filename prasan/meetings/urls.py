from django.urls import path

from prasan.meetings import views

app_name = "meetings"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<str:kind>/<str:code>/", views.year, name="year"),
    path("<str:kind>/<str:code>/new/", views.create, name="create"),
]
