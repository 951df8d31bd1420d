from django.urls import path

from prasan.assessments import views

app_name = "assessments"

urlpatterns = [
    path("", views.index, name="index"),
    path("<str:code>/", views.centre, name="centre"),
    path("<str:code>/<int:year>/", views.sheet, name="sheet"),
    path("<str:code>/<int:year>/file/", views.filing, name="file"),
    path("<str:code>/<int:year>/<int:indicator>/", views.answer, name="answer"),
]
