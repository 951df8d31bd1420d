from django.urls import path, register_converter

from prasan.meetings.views import (
    checking_in,
    committees,
    convening,
    files,
    followup,
    holding,
    meeting,
    minutes,
    paper,
    past,
    planner,
    quota,
)

app_name = "meetings"


class Ending:
    """The two kinds of file a paper comes as."""

    regex = "pdf|docx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Ending, "ending")

urlpatterns = [
    path("", committees.index, name="index"),
    path("planner/<area:code>/", planner.planner, name="planner"),
    path("resolutions/", followup.resolutions, name="resolutions"),
    path("resolutions/<int:pk>/", followup.resolution, name="resolution"),
    path("resolutions/<int:pk>/reopen/", followup.reopen, name="reopen"),
    path("paper/<slug:kind>/<area:code>/", paper.record, name="paper"),
    path("past/<area:code>/", past.index, name="past_index"),
    path("past/<area:code>/workbook.xlsx", past.workbook, name="past_workbook"),
    path("past/lists/<int:pk>/", past.detail, name="past"),
    path("<int:pk>/correct/", paper.correct, name="correct"),
    path("<int:pk>/annul/", paper.annul, name="annul"),
    path("outlook/", quota.outlook, name="outlook"),
    path("check-in/<str:token>/", checking_in.check_in, name="check_in"),
    path("items/<int:pk>/", convening.item, name="item"),
    path("items/<int:pk>/minutes/", minutes.item_minutes, name="item_minutes"),
    path("items/<int:pk>/versions/", minutes.versions, name="versions"),
    path("<int:pk>/", meeting.detail, name="detail"),
    path("<int:pk>/plan/", convening.replan, name="replan"),
    path("<int:pk>/agenda/", convening.agenda, name="agenda"),
    path("<int:pk>/convene/", convening.convene, name="convene"),
    path("<int:pk>/cancel/", convening.cancel, name="cancel"),
    path("<int:pk>/notice/<int:seat>.<ending:ending>", files.notice, name="notice"),
    path("<int:pk>/sign-in.<ending:ending>", files.sign_in, name="sign_in"),
    path("<int:pk>/calendar.ics", files.calendar, name="calendar"),
    path("<int:pk>/hold/", holding.hold, name="hold"),
    path("<int:pk>/room/", holding.room, name="room"),
    path("<int:pk>/code/", checking_in.code, name="code"),
    path("<int:pk>/minutes/", minutes.minutes, name="minutes"),
    path("<int:pk>/minutes.<ending:ending>", files.minutes, name="minutes_file"),
    path("<slug:kind>/<area:code>/", committees.year, name="year"),
    path("<slug:kind>/<area:code>/new/", committees.create, name="create"),
    path("<slug:kind>/<area:code>/plan/", convening.plan, name="plan"),
]
