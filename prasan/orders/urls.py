from django.urls import path

from prasan.orders import editor_views, views

app_name = "orders"

urlpatterns = [
    path("new/<slug:kind>/<area:code>/", views.create, name="create"),
    path("drafts/new/<slug:kind>/<area:code>/", editor_views.begin, name="begin"),
    path("drafts/<int:pk>/edit/", editor_views.edit, name="edit"),
    path("experts/<area:code>/", views.review, name="review"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/copy/", views.attach, name="attach"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
    path("seats/<int:pk>/", views.seat, name="seat"),
    path("seats/<int:pk>/end/", views.end, name="end"),
]
