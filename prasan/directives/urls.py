from django.urls import path

from prasan.directives.views import (
    boards,
    cascades,
    changes,
    exemptions,
    issue,
    own_letters,
    reminders,
    reports,
)

app_name = "directives"

urlpatterns = [
    path("", boards.index, name="index"),
    path("new/", issue.create, name="create"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/", reports.receipt, name="receipt"),
    path("reminders/<int:pk>/", reminders.edit, name="reminder"),
    path("received/<int:pk>/pass/", cascades.pass_received, name="pass_received"),
    path("cascades/<int:pk>/", cascades.edit, name="cascade"),
    path("obligations/<int:pk>/due/", changes.due, name="due"),
    path("obligations/<int:pk>/<area:code>/exempt/", exemptions.exempt, name="exempt"),
    path("<int:pk>/", boards.show, name="board"),
    path("<int:pk>/pass/", cascades.pass_on, name="pass_on"),
    path("<int:pk>/revoke/", changes.revoke, name="revoke"),
    path("<int:pk>/review/", changes.review, name="review"),
    path("<int:pk>/missing/", boards.missing, name="missing"),
    path("<int:pk>/remind/", reminders.start, name="remind"),
    path("<int:pk>/letters/", own_letters.write, name="own_letters"),
    path("<int:pk>/<area:code>/", boards.district, name="district"),
    path("<int:pk>/<area:code>/send/", reports.submit, name="submit"),
]
