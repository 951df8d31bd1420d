from django.urls import path

from prasan.letters import views

app_name = "letters"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/pages/<int:edition>-<int:number>.png", views.page, name="page"),
    path("<int:pk>/letter.pdf", views.pdf, name="pdf"),
    path("<int:pk>/letter.docx", views.docx, name="docx"),
]
