from django.urls import path

from prasan.assessments import views

app_name = "assessments"

urlpatterns = [
    path("", views.index, name="index"),
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/load/", views.load, name="load"),
    path("frameworks/<slug:key>/<int:version>/", views.framework, name="framework"),
    path("frameworks/<slug:key>/<int:version>/publish/", views.publish, name="publish"),
    path("frameworks/<slug:key>/<int:version>/<int:other>/", views.compare, name="compare"),
    path(
        "frameworks/<slug:key>/<int:version>/form.<slug:ending>",
        views.framework_file,
        name="framework_file",
    ),
    path("results/", views.results, name="results"),
    path("results/<area:code>/<int:year>/", views.summary, name="summary"),
    path("results/<area:code>/<int:year>/movement/", views.movement, name="movement"),
    path("results/<area:code>/<int:year>/unproven/", views.unproven, name="unproven"),
    path("results/<area:code>/<int:year>/computed/", views.recomputed, name="recomputed"),
    path(
        "results/<area:code>/<int:year>/computed.xlsx",
        views.recomputed_file,
        name="recomputed_file",
    ),
    path("results/<area:code>/<int:year>/results.xlsx", views.province_file, name="province_file"),
    path("<area:code>/<int:year>/result/", views.result, name="result"),
    path("<area:code>/<int:year>/workbook/", views.workbook, name="workbook"),
    path("<area:code>/<int:year>/workbook.xlsx", views.workbook_file, name="workbook_file"),
    path("<area:code>/<int:year>/form.<slug:ending>", views.form_file, name="form_file"),
    path(
        "<area:code>/<int:year>/blank.<slug:ending>",
        views.form_file,
        {"is_blank": True},
        name="blank_file",
    ),
    path(
        "<area:code>/<int:year>/<slug:paper>.<slug:ending>", views.result_file, name="result_file"
    ),
    path("<area:code>/", views.centre, name="centre"),
    path("<area:code>/<int:year>/", views.sheet, name="sheet"),
    path("<area:code>/<int:year>/file/", views.filing, name="file"),
    path("<area:code>/<int:year>/reopen/", views.reopening, name="reopen"),
    path("<area:code>/<int:year>/check/", views.checking, name="check"),
    path("<area:code>/<int:year>/computed/", views.computed, name="computed"),
    path("<area:code>/<int:year>/proofs/<int:pk>/", views.proves, name="proves"),
    path("<area:code>/<int:year>/together/", views.together, name="together"),
    path("<area:code>/<int:year>/<int:indicator>/confirm/", views.confirming, name="confirm"),
    path("<area:code>/<int:year>/<int:indicator>/", views.answer, name="answer"),
]
