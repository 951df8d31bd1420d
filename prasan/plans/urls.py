from django.urls import path

from prasan.plans.views import (
    books,
    flows,
    lists,
    missions,
    papers,
    plans,
    priorities,
    projects,
    proposals,
    strong,
    tambons,
)

app_name = "plans"

urlpatterns = [
    path("", tambons.index, name="index"),
    path("levels/", tambons.levels, name="levels"),
    path("waiting/", proposals.waiting_list, name="waiting"),
    path("flow/<area:code>/", flows.flows, name="flow"),
    *(
        path(f"<area:code>/book.{ending}", books.book, {"ending": ending}, name=f"book_{ending}")
        for ending in ("pdf", "docx", "xlsx")
    ),
    path("missions/<area:code>/", missions.missions, name="missions"),
    path("mission/<int:pk>/", missions.mission, name="mission"),
    path("mission/<int:pk>/correct/", missions.correct_mission, name="correct_mission"),
    path("mission/<int:pk>/end/", missions.end_mission, name="end_mission"),
    path("mission/<int:pk>/place/", missions.place_mission, name="place_mission"),
    path("note/<int:pk>/withdraw/", missions.drop_note, name="drop_note"),
    path("plan/<int:pk>/", plans.plan, name="plan"),
    path("plan/<int:pk>/correct/", plans.correct_plan, name="correct_plan"),
    path("plan/<int:pk>/versions/", plans.versions, name="versions"),
    path("plan/<int:pk>/list/", lists.project_list, name="list"),
    path("plan/<int:pk>/workbook/", lists.workbook, name="workbook"),
    path("plan/<int:pk>/priority/", priorities.priority, name="priority"),
    path("plan/<int:pk>/priority/new/", priorities.new_priority, name="new_priority"),
    path("plan/<int:pk>/project/", projects.new_project, name="new_project"),
    path("version/<int:pk>/", plans.adopt, name="adopt"),
    path("project/<int:pk>/", projects.project, name="project"),
    path("project/<int:pk>/correct/", projects.correct_project, name="correct_project"),
    path("project/<int:pk>/drop/", projects.drop_project, name="drop_project"),
    path("project/<int:pk>/origin/", projects.new_origin, name="new_origin"),
    path("project/<int:pk>/advance/", projects.new_advance, name="new_advance"),
    path("project/<int:pk>/propose/", proposals.propose, name="propose"),
    path("project/<int:pk>/activity/", strong.new_activity, name="new_activity"),
    path("strong/<area:code>/", strong.strong, name="strong"),
    path("origin/<int:pk>/withdraw/", projects.drop_origin, name="drop_origin"),
    path("advance/<int:pk>/withdraw/", projects.drop_advance, name="drop_advance"),
    path("proposal/<int:pk>/", proposals.answer, name="answer"),
    path("proposal/<int:pk>/advance/", projects.outside_advance, name="outside_advance"),
    path("reply/<int:pk>/withdraw/", proposals.take_back, name="take_back"),
    path("<area:code>/", tambons.tambon, name="tambon"),
    path("<area:code>/paper.pdf", papers.paper, {"ending": "pdf"}, name="paper_pdf"),
    path("<area:code>/paper.docx", papers.paper, {"ending": "docx"}, name="paper_docx"),
    path("<area:code>/plan/", plans.new_plan, name="new_plan"),
]
