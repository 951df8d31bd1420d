from django.urls import path

from prasan.evidence import views

app_name = "evidence"
urlpatterns = [
    path("<int:pk>/", views.view, name="view"),
    path("<int:pk>/file/", views.download, name="download"),
]
