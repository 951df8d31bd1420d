from django.urls import path

from prasan.reminders import task_views, views

app_name = "reminders"

urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("ledger/<int:pk>/", views.ledger, name="ledger"),
    path("tasks/<int:pk>/<area:code>/", task_views.tasks, name="tasks"),
    path("tasks/<int:pk>/take-back/", task_views.take_back, name="take_back"),
    path("addresses/", views.addresses, name="addresses"),
    path("addresses/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("steps/", views.steps, name="steps"),
    path("steps/<area:code>/<int:pk>/end/", views.end_step, name="end_step"),
]
