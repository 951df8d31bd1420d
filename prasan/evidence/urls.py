from django.urls import path

from prasan.evidence import views

app_name = "evidence"
urlpatterns = [
    path("<int:pk>/", views.view, name="view"),
    path("<int:pk>/file/", views.download, name="download"),
    path("<int:pk>/pages/<int:page>/<slug:size>.jpg", views.preview, name="preview"),
    path("<int:pk>/replace/", views.replace, name="replace"),
    path("<int:pk>/date/", views.date_it, name="date"),
    path("<int:pk>/verify/", views.verify, name="verify"),
]
