from django.urls import path
from django.views.i18n import set_language

from prasan.ui import views

app_name = "ui"
urlpatterns = [
    path("parts/", views.parts, name="parts"),
    path("digits/", views.digits, name="digits"),
    path("language/", set_language, name="language"),
]
