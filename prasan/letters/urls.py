from django.urls import path

from prasan.letters import office_views, views

app_name = "letters"

urlpatterns = [
    path("", views.index, name="index"),
    path("offices/", office_views.index, name="offices"),
    path("offices/new/", office_views.create, name="office_create"),
    path("offices/<int:pk>/", office_views.detail, name="office"),
    path("offices/<int:pk>/correct/", office_views.correct, name="office_correct"),
    path("offices/<int:pk>/signatory/", office_views.signatory, name="office_signatory"),
    path("offices/<int:pk>/series/", office_views.series, name="office_series"),
    path("offices/signatories/<int:pk>/end/", office_views.end, name="signatory_end"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/pages/<int:edition>-<int:number>.png", views.page, name="page"),
    path("<int:pk>/letter.pdf", views.pdf, name="pdf"),
    path("<int:pk>/letter.docx", views.docx, name="docx"),
]
