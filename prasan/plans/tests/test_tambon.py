from decimal import Decimal

import pytest

from prasan.plans.tests import make

URL = "/plans/520505/"


def page(client, user, url=URL):
    client.force_login(user)
    return client.get(url).content.decode()


def test_a_stranger_is_sent_to_log_in(client, areas):
    assert client.get(URL).status_code == 302


def test_another_district_cannot_see_the_tambon(client, thoen_officer, plan):
    client.force_login(thoen_officer)

    assert client.get(URL).status_code == 404
    assert client.post(URL).status_code == 405


@pytest.mark.parametrize("code", ["5205", "529999", "zzz"])
def test_only_a_tambon_has_the_page(client, ngao_officer, code):
    client.force_login(ngao_officer)

    assert client.get(f"/plans/{code}/").status_code == 404


def test_without_a_plan_it_leads_to_the_first_one(client, ngao_officer, pong_tao):
    shown = page(client, ngao_officer)

    assert "ยังไม่มีแผนพัฒนาตำบล" in shown
    assert "/plans/520505/plan/" in shown


def test_one_who_only_reads_sees_all_but_no_buttons(client, member, proposal):
    shown = page(client, member)

    assert "ธนาคารอาหารชุมชน" in shown
    assert "เพิ่มโครงการ" not in shown
    assert "แก้แผน" not in shown


def test_projects_show_their_answers_and_the_sum(client, ngao_officer, plan, proposal):
    make.project(ngao_officer, plan, title="ฝายชะลอน้ำห้วยอูน", budget=Decimal(850000))
    make.reply(ngao_officer, proposal, "deferred")

    shown = page(client, ngao_officer)

    assert "เลื่อน" in shown
    assert "งบปี 2568 ไม่พอ" in shown
    assert "970,000.50\u00a0บาท" in shown


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"adopted": None}, "บันทึกวันที่แผนได้รับความเห็นชอบ"),
        ({}, "เพิ่มโครงการตำบลเข้มแข็งในแผน"),
        ({"first_year": 2561, "last_year": 2565}, "บันทึกแผนพัฒนาตำบลที่ครอบคลุมปีนี้"),
    ],
)
def test_the_next_step_is_named(client, ngao_officer, pong_tao, fields, words):
    make.plan(ngao_officer, pong_tao, **fields)

    assert words in page(client, ngao_officer)


def test_the_plan_of_the_year_comes_first_and_others_by_a_link(client, ngao_officer, plan):
    old = make.plan(ngao_officer, plan.area, first_year=2561, last_year=2565)
    make.plan(ngao_officer, plan.area, first_year=2571, last_year=2575, adopted=None)
    client.force_login(ngao_officer)

    assert client.get(URL).context["plan"] == plan
    assert client.get(f"{URL}?plan={old.pk}").context["plan"] == old
    assert client.get(f"{URL}?plan=nonsense").context["plan"] == plan


def test_queries_do_not_grow_with_the_projects(client, ngao_officer, plan, proposal, queries):
    client.force_login(ngao_officer)
    few = queries(URL)
    for number in range(5):
        project = make.project(ngao_officer, plan, title=f"โครงการที่ {number}")
        make.proposal(ngao_officer, project)
        make.proposal(ngao_officer, project, level="province", holder="จังหวัดลำปาง")

    assert queries(URL) == few
