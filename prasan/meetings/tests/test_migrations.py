from datetime import date, time

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from prasan.meetings.tests import make

BEFORE, AFTER = ("meetings", "0001_initial"), ("meetings", "0004_meetings_are_planned")


def to(target):
    executor = MigrationExecutor(connection)
    executor.migrate([target])
    return executor.loader.project_state([target]).apps


@pytest.fixture
def newest():
    """Whatever a test leaves, the tables are of today afterwards."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("newest")
def test_meetings_on_file_were_held_in_one_stretch(ngao_officer, pong_tao):
    known = make.committee(by=ngao_officer, area=pong_tao)
    hours = {"began": time(9), "ended": time(12)}
    row = {"committee_id": known.pk, "year": 2567, "place": "วัด"}
    old = to(BEFORE).get_model("meetings", "Meeting")
    told = old.objects.create(held=date(2024, 2, 1), number=1, **row, **hours)
    untold = old.objects.create(held=date(2024, 8, 1), number=2, **row)

    apps = to(AFTER)

    meetings = apps.get_model("meetings", "Meeting").objects.order_by("number")
    stretches = apps.get_model("meetings", "Stretch").objects.order_by("meeting__number")
    assert [(one.pk, one.planned == one.held) for one in meetings] == [
        (told.pk, True),
        (untold.pk, True),
    ]
    assert list(stretches.values_list("meeting", "day", "began", "ended")) == [
        (told.pk, date(2024, 2, 1), time(9), time(12)),
        (untold.pk, date(2024, 8, 1), None, None),
    ]

    back = to(BEFORE).get_model("meetings", "Meeting").objects.get(pk=told.pk)
    assert (back.began, back.ended) == (time(9), time(12))
