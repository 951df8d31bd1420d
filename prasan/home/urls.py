from django.urls import path

from prasan.home import handover_views, views

app_name = "home"

urlpatterns = [
    path("", views.front, name="front"),
    path("tambon/<area:code>/", views.tambon, name="tambon"),
    path("week/", views.week, name="week"),
    path("handover/", handover_views.index, name="handovers"),
    path("handover/<int:pk>/", handover_views.handover, name="handover"),
    path("handover/<int:pk>/give/", handover_views.give, name="give_post"),
    path("handover/<int:pk>/acknowledge/", handover_views.acknowledge, name="take_post"),
    path("handover/<int:pk>/record.<slug:ending>", handover_views.paper, name="handover_file"),
    path("unheld/", handover_views.unheld, name="unheld"),
    path("menu/", views.menu, name="menu"),
    path("notices/", views.notices, name="notices"),
]
