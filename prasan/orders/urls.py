from django.urls import path

from prasan.orders import amend_views, editor_views, register_views, views
from prasan.orders import instrument_views as instruments

app_name = "orders"

urlpatterns = [
    path("", instruments.index, name="index"),
    path("drafts/<int:pk>/", instruments.draft, name="draft"),
    path("drafts/<int:pk>/sign/", instruments.sign, name="sign"),
    path("drafts/<int:pk>/discard/", instruments.discard, name="discard"),
    path("drafts/<int:pk>/page/<int:number>/", instruments.draft_page, name="draft_page"),
    path("drafts/<int:pk>/paper.<slug:kind>", instruments.draft_paper, name="draft_paper"),
    path("renewals/<area:code>/", instruments.renewals, name="renewals"),
    path("new/<slug:kind>/<area:code>/", views.create, name="create"),
    path("drafts/new/<slug:kind>/<area:code>/", editor_views.begin, name="begin"),
    path("drafts/<int:pk>/edit/", editor_views.edit, name="edit"),
    path("drafts/<int:pk>/changes/", amend_views.edit, name="edit_amendment"),
    path("experts/<area:code>/", views.review, name="review"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/copy/", views.attach, name="attach"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
    path("<int:pk>/amend/", amend_views.amend, name="amend"),
    path("<int:pk>/renew/", instruments.renew, name="renew"),
    path("<int:pk>/correct/", instruments.correct, name="correct"),
    path("<int:pk>/page/<int:number>/", instruments.page, name="page"),
    path("<int:pk>/paper.<slug:kind>", instruments.paper, name="paper"),
    path("seats/<int:pk>/", views.seat, name="seat"),
    path("seats/<int:pk>/end/", views.end, name="end"),
    path("seats/<int:pk>/correct/", register_views.correct_seat, name="correct_seat"),
    path("reviews/<area:code>/", register_views.review_centre, name="review_centre"),
    path("numbers/<area:code>/", register_views.numbers, name="numbers"),
]
