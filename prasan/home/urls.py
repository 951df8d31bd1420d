from django.urls import path

from prasan.home import views

app_name = "home"

urlpatterns = [
    path("", views.front, name="front"),
    path("tambon/<area:code>/", views.tambon, name="tambon"),
    path("week/", views.week, name="week"),
    path("menu/", views.menu, name="menu"),
    path("notices/", views.notices, name="notices"),
]
