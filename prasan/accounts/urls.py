from django.urls import path

from prasan.accounts.views import people, posts, safety

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
    path("posts/<int:pk>/end/", posts.end, name="end"),
]
