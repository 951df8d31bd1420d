from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from prasan.meetings.tests import make as meetings
from prasan.plans.tests import make

AT = datetime(2024, 11, 5, 9, tzinfo=ZoneInfo("Asia/Bangkok"))
BEFORE = [("plans", "0001_initial"), ("meetings", "0007_resolutions_are_completed")]
AFTER = [
    ("plans", "0002_projects_say_where_they_come_from"),
    ("meetings", "0008_completions_point_down"),
]


def to(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def newest():
    """Whatever a test leaves, the tables are of today afterwards."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("newest")
def test_what_resolutions_were_done_by_becomes_a_fact_of_plans(ngao_officer, pong_tao, today):
    committee = meetings.committee(by=ngao_officer, area=pong_tao)
    held = meetings.meeting(
        by=ngao_officer, committee=committee, held=date(2024, 10, 18), today=today
    )
    first, second, third = (meetings.resolved(ngao_officer, held, text=t).pk for t in "กขค")
    mission = make.mission(ngao_officer, make.centre(ngao_officer, pong_tao)).pk
    old = to(BEFORE)
    Completion = old.get_model("meetings", "Completion")
    plan = old.get_model("plans", "Plan").objects.create(
        area_id=pong_tao.pk, first_year=2566, last_year=2570
    )
    project = old.get_model("plans", "Project").objects.create(
        plan=plan, title="ก", first_year=2566, budget=0, entered=today
    )
    row = {"done": today, "said": "เข้าแผนแล้ว", "by_id": ngao_officer.pk, "at": AT}
    Completion.objects.create(resolution_id=first, project_id=project.pk, **row)
    Completion.objects.create(resolution_id=second, mission_id=mission, **row)
    Completion.objects.create(
        resolution_id=third,
        project_id=project.pk,
        **row,
        withdrawn_at=AT,
        withdrawn_by_id=ngao_officer.pk,
        withdrawn_why="ผิด",
    )

    apps = to(AFTER)

    origins = apps.get_model("plans", "Origin").objects.order_by("resolution")
    assert [
        (one.resolution_id, one.dated, one.said, one.withdrawn_why or "") for one in origins
    ] == [(first, today, "เข้าแผนแล้ว", ""), (third, today, "เข้าแผนแล้ว", "ผิด")]
    assert apps.get_model("plans", "Mission").objects.get().resolution_id == second
    assert not apps.get_model("meetings", "Completion").objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("newest")
def test_plans_become_versions_projects_inclusions_and_links_proposals(ngao_officer, pong_tao):
    old = to([AFTER[0]])
    plan = old.get_model("plans", "Plan").objects.create(
        area_id=pong_tao.pk, first_year=2566, last_year=2570, adopted=date(2022, 6, 15)
    )
    Project = old.get_model("plans", "Project")
    row = {"plan": plan, "first_year": 2568, "budget": 500}
    early = Project.objects.create(
        title="ก", entered=date(2022, 6, 1), is_strong_tambon=True, **row
    )
    late = Project.objects.create(title="ข", entered=date(2023, 10, 12), **row | {"budget": 0})
    Link = old.get_model("plans", "Link")
    sent = {"destination": "district", "proposed": date(2024, 1, 1)}
    answered = Link.objects.create(
        project=early,
        holder="อำเภองาว",
        answer="refused",
        answered=date(2024, 2, 1),
        reason="งบไม่พอ",
        **sent,
    )
    Link.objects.create(project=late, holder="อำเภองาว", **sent)

    apps = to([("plans", "0005_what_was_before_goes")])

    def rows(model, *names):
        return list(apps.get_model("plans", model).objects.order_by("pk").values_list(*names))

    assert rows("PlanVersion", "number", "adopted") == [
        (1, date(2022, 6, 15)),
        (2, date(2023, 10, 12)),
    ]
    assert rows("Inclusion", "project__title", "since__number", "first_year", "last_year") == [
        ("ก", 1, 2568, 2568),
        ("ข", 2, 2568, 2568),
    ]
    assert rows("Money", "inclusion__project__title", "year", "source", "amount") == [
        ("ก", 2568, "open", 500)
    ]
    assert rows("ProjectTag", "project__title", "tag") == [("ก", "strong_tambon")]
    assert rows("Proposal", "project__title", "level", "holder") == [
        ("ก", "district", "อำเภองาว"),
        ("ข", "district", "อำเภองาว"),
    ]
    assert rows("Reply", "kind", "dated", "reason") == [
        (answered.answer, answered.answered, "งบไม่พอ")
    ]
