from datetime import date

import pytest

from prasan.audit.models import Event
from prasan.centres.models import Expectation

URL = "/centres/520504/expected/"
GOOD = {"answer": "no", "starts": "๑/๑๐/๒๕๖๗", "reason": "อยู่ในเขตเมือง", "known": ""}


def test_a_stranger_is_asked_to_log_in(client):
    assert client.get(URL).status_code == 302
    assert client.post(URL, GOOD).status_code == 302


def test_another_district_cannot_see_it(client, thoen_officer, areas):
    client.force_login(thoen_officer)

    assert client.get(URL).status_code == 404
    assert client.post(URL, GOOD).status_code == 404
    assert not Expectation.objects.exists()


@pytest.mark.parametrize("who", ["reader", "ngao_officer"])
def test_who_may_only_read_sees_the_history_and_no_form(client, request, exempt, who):
    client.force_login(request.getfixturevalue(who))

    page = client.get(URL).content.decode()
    assert exempt.reason in page
    assert "กำหนดใหม่" not in page

    response = client.post(URL, GOOD)
    assert response.status_code == 403
    assert "ผู้ดูแลระบบ" in response.content.decode()
    assert Expectation.objects.get() == exempt


@pytest.mark.parametrize("code", ["52", "00", "52050401", "x"])
def test_only_districts_and_tambons_have_centres(client, province_officer, code):
    client.force_login(province_officer)

    assert client.get(f"/centres/{code}/expected/").status_code == 404


def test_without_a_word_the_page_says_what_holds(client, province_officer):
    client.force_login(province_officer)

    assert "ยังไม่เคยกำหนดเป็นอย่างอื่น" in client.get(URL).content.decode()


def test_the_province_says_it_once_however_often_the_button_is_pressed(client, province_officer):
    client.force_login(province_officer)

    for _ in range(2):
        assert client.post(URL, GOOD)["Location"] == URL

    said = Expectation.objects.get()
    assert (said.is_expected, said.starts) == (False, date(2024, 10, 1))
    assert Event.objects.get(verb="expectation.set").area == "520504"
    assert "อยู่ในเขตเมือง" in client.get(URL).content.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"answer": ""}, "ยังไม่ได้เลือก"),
        ({"answer": "yes"}, "ณ วันนั้นตำบลบ้านร้องต้องมีศูนย์ฯ อยู่แล้ว"),
        ({"starts": ""}, "ยังไม่ได้กรอก"),
        ({"starts": "32/1/2567"}, "32"),
        ({"reason": "  "}, "ยังไม่ได้กรอก"),
        ({"reason": "ก" * 301}, "300"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(client, province_officer, change, says):
    client.force_login(province_officer)

    page = client.post(URL, {**GOOD, **change}).content.decode()

    assert says in page
    assert ("อยู่ในเขตเมือง" in page) or "reason" in change
    assert not Expectation.objects.exists()


def test_a_place_newer_than_the_day_is_pointed_out(client, province_officer, ban_rong):
    ban_rong.starts = date(2024, 10, 2)
    ban_rong.save()
    client.force_login(province_officer)

    page = client.post(URL, GOOD).content.decode()

    assert "เริ่มมีในทะเบียนพื้นที่เมื่อ 2 ตุลาคม 2567" in page


def test_nobody_overrules_unseen(client, province_officer, exempt):
    client.force_login(province_officer)
    sent = {**GOOD, "answer": "yes", "starts": "5/11/2567", "reason": "ตั้งหมู่บ้านแล้ว"}

    response = client.post(URL, sent)

    assert "ระหว่างที่กรอก" in response.content.decode()
    assert exempt.reason in response.content.decode()
    assert Expectation.objects.get() == exempt

    known = response.context["form"]["known"].value()
    assert client.post(URL, {**sent, "known": known}).status_code == 302
    assert Expectation.objects.count() == 2


def test_a_long_history_costs_no_more(client, province_officer, exempt, django_assert_num_queries):
    client.force_login(province_officer)
    client.get(URL)
    with django_assert_num_queries(6):
        client.get(URL)
    for day, answer in (("6/11/2567", "yes"), ("7/11/2567", "no")):
        known = Expectation.objects.last().pk
        client.post(URL, {**GOOD, "answer": answer, "starts": day, "known": known})
    client.get(URL)

    with django_assert_num_queries(6):
        client.get(URL)
    assert Expectation.objects.count() == 3
