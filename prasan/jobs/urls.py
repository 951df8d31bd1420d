from django.urls import path

from prasan.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/stop/", views.stop, name="stop"),
    path("<int:pk>/result/", views.result, name="result"),
]
