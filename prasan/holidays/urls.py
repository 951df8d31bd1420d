from django.urls import path

from prasan.holidays import views

app_name = "holidays"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
