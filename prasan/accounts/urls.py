from django.urls import path

from prasan.accounts.views import absences, people, posts, safety

app_name = "accounts"

urlpatterns = [
    path("", people.index, name="index"),
    path("new/", people.create, name="create"),
    path("<int:pk>/", people.detail, name="detail"),
    path("<int:pk>/correct/", people.correct, name="correct"),
    path("<int:pk>/post/", posts.give, name="give"),
    path("<int:pk>/password/", safety.password, name="password"),
    path("<int:pk>/second-factor/", safety.second_factor, name="second_factor"),
    path("<int:pk>/deactivate/", safety.deactivate, name="deactivate"),
    path("<int:pk>/reactivate/", safety.reactivate, name="reactivate"),
    path("away/", absences.index, name="absences"),
    path("away/<int:pk>/end/", absences.end_absence, name="end_absence"),
    path("<int:pk>/away/", absences.be_away, name="be_away"),
    path("posts/<int:pk>/end/", posts.end, name="end"),
]
