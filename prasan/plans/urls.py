from django.urls import path

from prasan.plans.views import entering, missions, tambons

app_name = "plans"

urlpatterns = [
    path("", tambons.index, name="index"),
    path("missions/<area:code>/", missions.missions, name="missions"),
    path("missions/<int:pk>/end/", missions.end_mission, name="end_mission"),
    path("plan/<int:pk>/", entering.correct_plan, name="correct_plan"),
    path("plan/<int:pk>/project/", entering.new_project, name="new_project"),
    path("project/<int:pk>/", entering.project, name="project"),
    path("project/<int:pk>/correct/", entering.correct_project, name="correct_project"),
    path("link/<int:pk>/", entering.answer, name="answer"),
    path("<area:code>/", tambons.tambon, name="tambon"),
    path("<area:code>/plan/", entering.new_plan, name="new_plan"),
]
