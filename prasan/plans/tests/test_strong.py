from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.plans import actions
from prasan.plans.models import ProjectActivity
from prasan.plans.saving import Refused
from prasan.plans.tests import make
from prasan.plans.tests.make import TODAY

URL = "/plans/strong/520505/"


@pytest.fixture
def activity(centre):
    return centre.activities.create(
        held=date(2024, 10, 20), name="ตลาดนัดชุมชน", result="ขายได้ 12,000 บาท"
    )


def get(client, user, url=URL):
    client.force_login(user)
    return client.get(url).content.decode().replace("\u00a0", " ")


def test_strangers_and_other_districts(client, thoen_officer, plan):
    assert client.get(URL).status_code == 302
    client.force_login(thoen_officer)
    assert client.get(URL).status_code == 404
    assert client.post(URL).status_code == 405


def test_what_is_not_there_is_said(client, ngao_officer, pong_tao):
    page = get(client, ngao_officer)

    assert "ยังไม่มีโครงการตำบลเข้มแข็งในแผนของตำบล" in page
    assert "ยังไม่มีแบบตัวชี้วัดของโครงการ" in page
    assert "ยังไม่มีกิจกรรม" in page


def test_projects_money_activities_and_results_of_the_programme(
    client, ngao_officer, plan, project, proposal, activity
):
    make.project(ngao_officer, plan, title="ถนน", tags=[])
    make.reply(ngao_officer, proposal, "deferred")
    for kind in ("funded", "started", "done"):
        make.advance(ngao_officer, project, kind)
    actions.show_activity(by=ngao_officer, project=project, activity=activity)

    page = get(client, ngao_officer)

    for words in (
        "ธนาคารอาหารชุมชน",
        "120,000.50 บาท",
        "ได้รับ 90,000 บาท",
        "เลื่อนไว้ก่อน",
        "งบปี 2568 ไม่พอ",
        "ตลาดนัดชุมชน",
        "มีธนาคารอาหาร 9 หมู่บ้าน",
    ):
        assert words in page
    assert "ถนน" not in page


def test_an_activity_is_shown_once_and_only_of_ones_own_place(
    client, ngao_officer, thoen_officer, project, activity, lom_raet
):
    foreign = make.centre(thoen_officer, lom_raet).activities.create(
        held=date(2024, 10, 20), name="ที่อื่น"
    )
    client.force_login(ngao_officer)
    url = f"/plans/project/{project.pk}/activity/"
    assert "ยังไม่ได้เลือกกิจกรรมของศูนย์ฯ" in client.post(url, {"activity": ""}).content.decode()

    for _ in range(2):
        assert client.post(url, {"activity": activity.pk}).status_code == 302

    assert ProjectActivity.objects.get().activity == activity
    assert Event.objects.filter(verb="project.activity_shown").count() == 1
    assert "ตลาดนัดชุมชน" in get(client, ngao_officer, f"/plans/project/{project.pk}/")
    with pytest.raises(Refused, match="กิจกรรมของศูนย์ฯ อื่น"):
        actions.show_activity(by=ngao_officer, project=project, activity=foreign)


def test_only_officers_show_activities(client, thoen_officer, reader, project, activity):
    url = f"/plans/project/{project.pk}/activity/"
    assert client.get(url).status_code == 302
    client.force_login(thoen_officer)
    assert client.post(url, {"activity": activity.pk}).status_code == 404
    client.force_login(reader)
    assert client.post(url, {"activity": activity.pk}).status_code == 403


def test_queries_do_not_grow(client, ngao_officer, plan, project, centre, activity, queries):
    client.force_login(ngao_officer)
    actions.show_activity(by=ngao_officer, project=project, activity=activity)
    make.reply(ngao_officer, make.proposal(ngao_officer, project))
    few = queries(URL)
    for number in range(5):
        one = make.project(ngao_officer, plan, title=f"โครงการ {number}")
        make.reply(ngao_officer, make.proposal(ngao_officer, one))
        done = centre.activities.create(held=TODAY, name=f"กิจกรรม {number}")
        actions.show_activity(by=ngao_officer, project=one, activity=done)

    assert queries(URL) == few


def test_without_results_the_page_says_where_they_will_be(client, ngao_officer, project):
    client.force_login(ngao_officer)
    assert "ยังไม่มีผล เมื่อบันทึกว่าโครงการแล้วเสร็จ" in client.get("/plans/strong/520505/").text
    make.advance(ngao_officer, project, "started")
    make.advance(ngao_officer, project, "done", dated=make.TODAY)
    page = client.get("/plans/strong/520505/").text
    assert "มีธนาคารอาหาร 9 หมู่บ้าน" in page
    assert "ยังไม่มีผล เมื่อบันทึกว่าโครงการแล้วเสร็จ" not in page
