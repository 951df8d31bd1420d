from datetime import date

import pytest

from prasan.orders import actions
from prasan.orders.models import Appointment, Order
from prasan.orders.tests.make import members, order
from prasan.orders.timeline import turns

URL = "/committees/tambon/520505/timeline/"
D = date.fromisoformat


@pytest.fixture
def page(client):
    def ask(user, query=""):
        client.force_login(user)
        response = client.get(URL + query)
        assert response.status_code == 200
        return " ".join(response.content.decode().replace("\u00a0", " ").split())

    return ask


def test_a_stranger_is_asked_to_log_in(client, areas):
    assert "login" in client.get(URL)["Location"]


def test_another_district_finds_nothing(client, thoen_officer, old):
    client.force_login(thoen_officer)

    assert client.get(URL).status_code == 404
    assert client.get("/committees/district/520505/timeline/").status_code == 404


def test_who_was_chair_when_is_told(page, ngao_officer, pong_tao, old):
    order(ngao_officer, pong_tao, members=members(9, family="ใจมา"))

    shown = page(ngao_officer)

    assert "แก้วปันดา" in shown
    assert "ใจมา" in shown
    assert "1 ต.ค. 2563" in shown
    assert shown.index("ปัจจุบัน") < shown.index("1 ต.ค. 2563")
    assert "1 ตุลาคม 2567" in shown
    assert 'href="?seat=secretary" aria-current' in page(ngao_officer, "?seat=secretary")
    assert 'href="?seat=chair" aria-current' in page(ngao_officer, "?seat=unheard")


def test_a_committee_without_orders_says_what_comes(page, ngao_officer, areas):
    assert "ความเป็นมาของคณะจะอยู่ที่นี่" in page(ngao_officer)


def test_the_committee_leads_to_its_years(client, reader, old):
    client.force_login(reader)

    assert URL in client.get("/committees/tambon/520505/").content.decode()


def test_each_day_tells_who_came_left_and_stayed(ngao_officer, pong_tao, old):
    seat = old.appointments.get(line=5)
    actions.end_appointment(
        by=ngao_officer, appointment=seat, ends=D("2022-01-01"), because="ลาออก"
    )
    order(ngao_officer, pong_tao, members=members(9))

    found = turns(Order.objects.all(), Appointment.objects.order_by("line"))

    told = [
        (one.day, len(one.orders), len(one.begun), len(one.ended), one.staying) for one in found
    ]
    assert told == [
        (D("2024-10-01"), 1, 1, 1, 8),
        (D("2022-01-01"), 0, 0, 1, 0),
        (D("2020-10-01"), 1, 10, 0, 0),
    ]


def test_a_revoked_order_is_told_on_its_day(page, ngao_officer, old):
    actions.revoke_order(by=ngao_officer, order=old, revoked=D("2024-03-01"), because="ออกผิด")

    shown = page(ngao_officer)

    assert "ถูกยกเลิก" in shown
    assert "1 มีนาคม 2567" in shown


def test_more_years_cost_no_more(page, ngao_officer, pong_tao, old, django_assert_num_queries):
    cost = 11
    page(ngao_officer)
    with django_assert_num_queries(cost):
        page(ngao_officer)
    order(ngao_officer, pong_tao, members=members(20))
    with django_assert_num_queries(cost):
        page(ngao_officer)
