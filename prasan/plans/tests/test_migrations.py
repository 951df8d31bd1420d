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
