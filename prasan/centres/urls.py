from django.urls import path

from prasan.centres import database_list, database_views, views

app_name = "centres"
urlpatterns = [
    path("", views.index, name="index"),
    path("databases/", database_list.index, name="databases"),
    path("<area:code>/", views.district, name="district"),
    path("<area:code>/centre/", views.centre, name="centre"),
    path("<area:code>/database/", database_views.database, name="database"),
    path("<area:code>/phone/", database_views.phone, name="phone"),
    path(
        "<area:code>/organisations/new/", database_views.new_organisation, name="new_organisation"
    ),
    path("<area:code>/activities/new/", database_views.activity, name="activity"),
    path("organisations/<int:pk>/", database_views.organisation, name="organisation"),
    path("organisations/<int:pk>/leave/", database_views.leave, name="leave"),
    path("organisations/<int:pk>/phone/", database_views.leader_phone, name="leader_phone"),
    path("<area:code>/expected/", views.expectation, name="expectation"),
]
