from django.urls import path

from prasan.assessments import views

app_name = "assessments"

urlpatterns = [
    path("", views.index, name="index"),
    path("<area:code>/", views.centre, name="centre"),
    path("<area:code>/<int:year>/", views.sheet, name="sheet"),
    path("<area:code>/<int:year>/file/", views.filing, name="file"),
    path("<area:code>/<int:year>/reopen/", views.reopening, name="reopen"),
    path("<area:code>/<int:year>/<int:indicator>/", views.answer, name="answer"),
]
