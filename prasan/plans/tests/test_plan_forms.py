from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.plans.models import Plan

URL = "/plans/520505/plan/"
GOOD = {
    "level": "tambon",
    "kind": "span",
    "first_year": "๒๕๖๖",
    "last_year": "2570",
    "adopted": "15 มิ.ย. 2565",
}


def correct(plan):
    return f"/plans/plan/{plan.pk}/correct/"


def test_a_stranger_is_sent_to_log_in(client, plan):
    for url in (URL, correct(plan)):
        assert client.get(url).status_code == 302
        assert client.post(url, GOOD).status_code == 302


def test_another_district_finds_nothing(client, thoen_officer, plan):
    client.force_login(thoen_officer)

    for url in (URL, correct(plan)):
        assert client.get(url).status_code == 404
        assert client.post(url, GOOD).status_code == 404


@pytest.mark.parametrize("who", ["member", "reader", "province_officer"])
def test_those_above_and_readers_may_not_write(client, request, plan, who):
    client.force_login(request.getfixturevalue(who))

    for url in (URL, correct(plan)):
        assert client.get(url).status_code == 403
        assert client.post(url, {**GOOD, "last_year": "2569", "edition": "1"}).status_code == 403
    assert Plan.objects.get().last_year == 2570


def test_the_officer_of_the_tambon_records_a_plan(client, tambon_officer):
    client.force_login(tambon_officer)

    response = client.post(URL, GOOD, follow=True)

    plan = Plan.objects.get()
    assert (plan.area_id, plan.first_year, plan.last_year) == ("520505", 2566, 2570)
    assert plan.versions.get().adopted == date(2022, 6, 15)
    assert "บันทึกแผนแล้ว" in response.content.decode()
    assert Event.objects.filter(verb="plan.adopted", by="pongtao").count() == 1


def test_a_double_click_makes_one_plan(client, ngao_officer, areas):
    client.force_login(ngao_officer)

    assert client.post(URL, GOOD)["Location"] == client.post(URL, GOOD)["Location"]
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"first_year": ""}, "ยังไม่ได้กรอกปีแรกของแผน (พ.ศ.)"),
        ({"first_year": "สองห้าหกหก"}, "พิมพ์เป็นจำนวนเต็ม เช่น 15"),
        ({"first_year": "2023"}, "ปี 2023 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ 2566"),
        ({"last_year": "2565"}, "ปีสุดท้าย 2565 อยู่ก่อนปีแรก 2566 สลับกันหรือไม่"),
        ({"last_year": "99999999999999999999"}, "ไม่น่าใช่ปี พ.ศ. ที่ตั้งใจ"),
        ({"adopted": "31 ก.พ. 2566"}, "31/02/2566 ไม่มีในปฏิทิน เดือนกุมภาพันธ์ปีนั้นมี 28 วัน"),
        ({"adopted": "15/6/2022"}, "ปี 2022 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ พ.ศ. 2565"),
        ({"adopted": "6 พ.ย. 2567"}, "วันที่ที่ประชุมเห็นชอบ อยู่หลังวันนี้ (5 พ.ย. 2567)"),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_what_was_typed(client, ngao_officer, typed, words):
    client.force_login(ngao_officer)

    response = client.post(URL, {**GOOD, **typed})

    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    kept = {name: text for name, text in {**GOOD, **typed}.items() if text}
    assert all(f'value="{text}"' in page for text in kept.values())
    assert "มีข้อผิดพลาด:" in page
    assert not Plan.objects.exists()


def test_years_that_meet_another_plan_are_refused(client, ngao_officer, plan):
    client.force_login(ngao_officer)

    page = client.post(URL, {**GOOD, "first_year": "2570", "last_year": "2574"}).content.decode()

    assert "มีแผน 2566–2570 อยู่แล้ว ปีของแผนต้องไม่ทับกัน" in page


def test_a_plan_is_corrected(client, ngao_officer, plan):
    client.force_login(ngao_officer)
    assert 'value="2566"' in client.get(correct(plan)).content.decode()

    client.post(correct(plan), {**GOOD, "last_year": "2571", "edition": "1"})

    assert Plan.objects.get().last_year == 2571
    assert Event.objects.filter(verb="plan.corrected").count() == 1


def test_an_older_form_shows_what_changed_and_may_be_sent_again(client, ngao_officer, plan):
    client.force_login(ngao_officer)
    client.post(correct(plan), {**GOOD, "last_year": "2571", "edition": "1"})

    page = client.post(correct(plan), {**GOOD, "last_year": "2572", "edition": "1"})

    shown = page.content.decode()
    assert "มีผู้บันทึกไปก่อนแล้ว ตอนนี้เป็น ถึงปี พ.ศ. 2571" in shown
    assert 'value="2572"' in shown
    assert 'name="edition" value="2"' in shown
    client.post(correct(plan), {**GOOD, "last_year": "2572", "edition": "2"})
    assert Plan.objects.get().last_year == 2572
