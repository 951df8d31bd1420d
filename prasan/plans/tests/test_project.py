from decimal import Decimal

import pytest

from prasan.audit.models import Event
from prasan.plans.models import Link, Project
from prasan.plans.tests import make

NEW = {
    "title": "ธนาคารอาหารชุมชน",
    "first_year": "2568",
    "budget": "๑๒๐,๐๐๐.๕๐",
    "is_strong_tambon": "on",
    "entered": "12 ต.ค. 2566",
}
SENT = {"destination": "district", "holder": "อำเภองาว", "proposed": "20 ต.ค. 2567"}
ANSWERED = {
    "answer": "deferred",
    "answered": "1 พ.ย. 2567",
    "reason": "งบไม่พอ",
    "edition": "1",
}


def addresses(link):
    project = link.project
    return [
        (f"/plans/plan/{project.plan_id}/project/", NEW),
        (f"/plans/project/{project.pk}/", SENT),
        (f"/plans/project/{project.pk}/correct/", {**NEW, "edition": "1"}),
        (f"/plans/link/{link.pk}/", ANSWERED),
    ]


def test_a_stranger_is_sent_to_log_in(client, link):
    for url, typed in addresses(link):
        assert client.get(url).status_code == 302
        assert client.post(url, typed).status_code == 302


def test_another_district_finds_nothing(client, thoen_officer, link):
    client.force_login(thoen_officer)

    for url, typed in addresses(link):
        assert client.get(url).status_code == 404
        assert client.post(url, typed).status_code == 404


@pytest.mark.parametrize("who", ["member", "reader", "province_officer"])
def test_those_above_and_readers_only_read(client, request, link, who):
    client.force_login(request.getfixturevalue(who))
    events = Event.objects.count()

    for url, typed in addresses(link):
        readable = url == f"/plans/project/{link.project_id}/"
        assert client.get(url).status_code == (200 if readable else 403)
        assert client.post(url, typed).status_code == 403
    assert Event.objects.count() == events


def test_a_project_is_added_in_thai_digits(client, tambon_officer, plan):
    client.force_login(tambon_officer)
    url = f"/plans/plan/{plan.pk}/project/"
    assert "5 พ.ย. 2567" in client.get(url).content.decode()

    first, second = client.post(url, NEW), client.post(url, NEW)

    project = Project.objects.get()
    assert (project.budget, project.is_strong_tambon) == (Decimal("120000.50"), True)
    assert first["Location"] == second["Location"] == f"/plans/project/{project.pk}/"
    assert Event.objects.filter(verb="project.added").count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": "   "}, "ยังไม่ได้กรอกชื่อโครงการ"),
        ({"title": "ก" * 251}, "250"),
        ({"budget": "-1"}, "งบประมาณติดลบ ใส่เป็น 0 หรือมากกว่า"),
        ({"budget": "สองหมื่น"}, "พิมพ์เป็นตัวเลข เช่น 12,500 หรือ 12.50"),
        ({"budget": "NaN"}, "พิมพ์เป็นตัวเลข เช่น 12,500 หรือ 12.50"),
        ({"budget": "10.005"}, "งบประมาณมีทศนิยมเกิน 2 ตำแหน่ง"),
        ({"budget": "1e30"}, "งบประมาณมากเกินไป"),
        ({"first_year": "2571"}, "ปี 2571 อยู่นอกแผน 2566–2570 ใส่ปีที่อยู่ในแผน"),
        ({"first_year": "2024"}, "ปี 2024 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ 2567"),
        ({"entered": "31 ก.พ. 2567"}, "31/02/2567 ไม่มีในปฏิทิน"),
        ({"entered": "12/10/2023"}, "ปี 2023 เป็นปี ค.ศ."),
        ({"entered": "6 พ.ย. 2567"}, "วันที่เข้าแผน อยู่หลังวันนี้"),
    ],
)
def test_a_bad_project_says_what_to_do_and_keeps_what_was_typed(
    client, ngao_officer, plan, typed, words
):
    client.force_login(ngao_officer)

    response = client.post(f"/plans/plan/{plan.pk}/project/", {**NEW, **typed})

    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    for name, text in {**NEW, **typed}.items():
        assert name == "is_strong_tambon" or f'value="{text}"' in page
    assert not Project.objects.exists()


def test_every_slip_is_told_at_once(client, ngao_officer, plan):
    client.force_login(ngao_officer)
    typed = {**NEW, "first_year": "2024", "budget": "สองหมื่น", "entered": "31 ก.พ. 2567"}

    page = client.post(f"/plans/plan/{plan.pk}/project/", typed).content.decode()

    assert "แก้ 3\u00a0จุด" in page or "แก้ 3 จุด" in page


def test_a_project_is_corrected_and_an_older_form_is_stopped(client, ngao_officer, project):
    client.force_login(ngao_officer)
    url = f"/plans/project/{project.pk}/correct/"
    assert 'value="120000.50"' in client.get(url).content.decode()

    client.post(url, {**NEW, "budget": "90,000", "edition": "1"})
    page = client.post(url, {**NEW, "budget": "70,000", "edition": "1"}).content.decode()

    assert Project.objects.get().budget == 90000
    assert "ตอนนี้เป็น งบประมาณ (บาท) 90,000.00" in page
    assert 'value="70,000"' in page


def test_a_project_is_sent_up_once(client, ngao_officer, project):
    client.force_login(ngao_officer)
    url = f"/plans/project/{project.pk}/"
    assert "ยังไม่ได้เสนอแผนอื่น" in client.get(url).content.decode()

    for _ in range(2):
        assert client.post(url, SENT)["Location"] == url

    assert str(Link.objects.get()) == "แผนพัฒนาอำเภอ อำเภองาว"
    assert Event.objects.filter(verb="project.linked").count() == 1
    assert "รอผล" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"destination": ""}, "ยังไม่ได้เลือกส่งไปยัง"),
        ({"destination": "moon"}, "moon"),
        ({"holder": ""}, "ยังไม่ได้กรอกหน่วยงานเจ้าของแผน"),
        ({"proposed": "11 ต.ค. 2566"}, "วันที่เสนออยู่ก่อนวันที่โครงการเข้าแผน (12 ต.ค. 2566)"),
        ({"proposed": "6 พ.ย. 2567"}, "วันที่เสนอ อยู่หลังวันนี้"),
        ({"proposed": "20/10/2024"}, "ปี 2024 เป็นปี ค.ศ."),
    ],
)
def test_a_bad_link_says_what_to_do(client, ngao_officer, project, typed, words):
    client.force_login(ngao_officer)

    page = client.post(f"/plans/project/{project.pk}/", {**SENT, **typed}).content.decode()

    assert words in page
    assert not Link.objects.exists()


def test_an_answer_is_seen_where_the_project_began(client, ngao_officer, link):
    client.force_login(ngao_officer)
    url = f"/plans/link/{link.pk}/"

    for _ in range(2):
        assert client.post(url, ANSWERED)["Location"] == f"/plans/project/{link.project_id}/"

    assert Event.objects.filter(verb="link.answered").count() == 1
    assert "งบไม่พอ" in client.get("/plans/520505/").content.decode()
    assert "checked" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"answer": ""}, "ยังไม่ได้เลือกผล"),
        ({"reason": "  "}, "ยังไม่ได้บอกเหตุผล บันทึกตามที่หน่วยงานแจ้ง เพื่อให้ตำบลทราบ"),
        ({"answered": "19 ต.ค. 2567"}, "วันที่ตอบอยู่ก่อนวันที่เสนอ (20 ต.ค. 2567) แก้วันที่ตอบ"),
        ({"answered": "6 พ.ย. 2567"}, "วันที่ตอบ อยู่หลังวันนี้"),
        ({"answered": ""}, "ยังไม่ได้กรอกวันที่ตอบ"),
    ],
)
def test_a_bad_answer_says_what_to_do(client, ngao_officer, link, typed, words):
    client.force_login(ngao_officer)

    page = client.post(f"/plans/link/{link.pk}/", {**ANSWERED, **typed}).content.decode()

    assert words in page
    assert Link.objects.get().answer is None


def test_queries_do_not_grow_with_the_links(client, ngao_officer, project, link, queries):
    client.force_login(ngao_officer)
    url = f"/plans/project/{project.pk}/"
    few = queries(url)
    for number in range(5):
        make.link(ngao_officer, project, destination="agency", holder=f"หน่วยงาน {number}")

    assert queries(url) == few
