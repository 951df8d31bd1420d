from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from prasan.audit.models import Event
from prasan.meetings.actions import complete_resolution
from prasan.meetings.models import Resolution
from prasan.meetings.outcomes import outcomes
from prasan.meetings.tests import make as meetings
from prasan.plans import actions
from prasan.plans.models import Origin
from prasan.plans.saving import Refused
from prasan.plans.tests import make

HELD = date(2024, 10, 18)
AT = datetime(2024, 11, 5, 9, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def resolution(ngao_officer, pong_tao, today):
    committee = meetings.committee(by=ngao_officer, area=pong_tao)
    held = meetings.meeting(by=ngao_officer, committee=committee, held=HELD, today=today)
    return meetings.resolved(ngao_officer, held, text="เสนอโครงการธนาคารอาหาร")


def told(by, project, resolution, **fields):
    values = {"kind": "resolution", "dated": date(2024, 11, 1), "today": date(2024, 11, 5)}
    return actions.tell_origin(
        by=by, project=project, resolution=resolution, **{**values, **fields}
    )


def is_open(resolution):
    return Resolution.objects.to_do().filter(pk=resolution.pk).exists()


def test_a_resolution_that_became_a_project_is_done(ngao_officer, project, resolution):
    assert is_open(resolution)

    told(ngao_officer, project, resolution)

    assert not is_open(resolution)
    assert list(Resolution.objects.done()) == [resolution]
    (outcome,) = outcomes([resolution.pk]).values()
    assert (outcome.done, outcome.label) == (date(2024, 11, 1), "โครงการ ธนาคารอาหารชุมชน")
    assert outcome.url == f"/plans/project/{project.pk}/"


def test_a_resolution_that_became_a_mission_is_done(ngao_officer, centre, resolution):
    make.mission(ngao_officer, centre, resolution=resolution, starts=date(2024, 10, 20))

    assert not is_open(resolution)
    (outcome,) = outcomes([resolution.pk]).values()
    assert (outcome.done, outcome.label) == (
        date(2024, 10, 20),
        "ภารกิจ ขับเคลื่อนแผนพัฒนาตำบล",
    )


def test_the_first_of_two_outcomes_is_told(ngao_officer, project, centre, resolution):
    told(ngao_officer, project, resolution)
    make.mission(ngao_officer, centre, resolution=resolution, starts=date(2024, 10, 20))

    assert outcomes([resolution.pk])[resolution.pk].done == date(2024, 10, 20)


def test_an_origin_told_twice_is_one_and_taken_back_it_opens_the_resolution(
    ngao_officer, project, resolution
):
    origin = told(ngao_officer, project, resolution)
    assert told(ngao_officer, project, resolution) == origin
    assert Event.objects.filter(verb="project.origin_told").count() == 1

    for _ in range(2):
        actions.take_back_origin(by=ngao_officer, origin=origin, why="คนละโครงการ", at=AT)

    assert is_open(resolution)
    assert outcomes([resolution.pk]) == {}
    assert Event.objects.filter(verb="project.origin_withdrawn").count() == 1
    assert Origin.objects.get().withdrawn_why == "คนละโครงการ"


def test_what_is_carried_out_already_is_not_reported_again(
    ngao_officer, project, pong_tao, resolution
):
    told(ngao_officer, project, resolution)
    paper = make.paper(ngao_officer, pong_tao)

    with pytest.raises(ValidationError, match="แล้วเสร็จด้วยโครงการ ธนาคารอาหารชุมชนแล้ว"):
        complete_resolution(
            by=ngao_officer,
            resolution=resolution,
            done=date(2024, 11, 4),
            said="ส่งแล้ว",
            fact=paper,
            at=AT,
        )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"dated": date(2024, 10, 17)}, "อยู่ก่อนวันประชุมที่มีมติ (18 ต.ค. 2567)"),
        ({"dated": date(2024, 11, 6)}, "วันที่อยู่หลังวันนี้"),
        ({"resolution": None}, "ยังไม่ได้เลือกมติ"),
        ({"kind": "forum", "resolution": None}, "ยังไม่ได้บอกว่าจัดประชาคมที่ใด"),
        ({"kind": "indicator", "resolution": None}, "ยังไม่ได้เลือกตัวชี้วัด"),
    ],
)
def test_an_origin_that_cannot_stand_is_refused(ngao_officer, project, resolution, fields, words):
    with pytest.raises(Refused) as error:
        told(ngao_officer, project, **{"resolution": resolution, **fields})

    assert words in str(error.value)
    assert not Origin.objects.exists()


def test_a_resolution_of_another_district_is_refused(
    ngao_officer, thoen_officer, lom_raet, project, today
):
    committee = meetings.committee(by=thoen_officer, area=lom_raet)
    held = meetings.meeting(by=thoen_officer, committee=committee, held=HELD, today=today)

    with pytest.raises(Refused, match="มตินี้เป็นของอำเภออื่น"):
        told(ngao_officer, project, meetings.resolved(thoen_officer, held))


def test_the_page_of_the_resolution_leads_to_the_project(client, ngao_officer, project, resolution):
    told(ngao_officer, project, resolution)
    client.force_login(ngao_officer)

    page = client.get(resolution.get_absolute_url()).content.decode()

    assert f'href="/plans/project/{project.pk}/"' in page
    assert "รายงานว่าแล้วเสร็จ" not in page
