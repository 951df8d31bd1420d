from django.urls import path

from prasan.meetings import followup_views, planner_views, quota_views, views

app_name = "meetings"

urlpatterns = [
    path("", views.index, name="index"),
    path("planner/<area:code>/", planner_views.planner, name="planner"),
    path("resolutions/", followup_views.resolutions, name="resolutions"),
    path("resolutions/<int:pk>/", followup_views.resolution, name="resolution"),
    path("resolutions/<int:pk>/reopen/", followup_views.reopen, name="reopen"),
    path("outlook/", quota_views.outlook, name="outlook"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<slug:kind>/<area:code>/", views.year, name="year"),
    path("<slug:kind>/<area:code>/new/", views.create, name="create"),
]
