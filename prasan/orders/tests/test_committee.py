from dataclasses import replace
from datetime import date

import pytest

from prasan.orders import actions
from prasan.orders.termclock import TermClock
from prasan.orders.tests.make import members, order

URL = "/committees/tambon/520505/"
D = date.fromisoformat


def _page(client, url=URL):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def test_a_visitor_is_asked_to_log_in(client, areas):
    assert client.get(URL)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, old):
    client.force_login(thoen_officer)

    assert client.get(URL).status_code == 404
    assert client.post(URL).status_code == 405


def test_the_committee_is_shown_with_its_term(client, officer, old, rulebooks):
    page = _page(client)

    assert "กรรมการ 10 คน" in page
    assert "ครบวาระ 36 วัน" in page
    assert "๓๑๒/๒๕๖๓" in page
    assert "ยังไม่ยืนยันกับระเบียบ" in page
    assert "0812345678" not in page


def test_a_reader_sees_masked_numbers_and_no_buttons(client, reader, old):
    client.force_login(reader)

    page = _page(client)

    assert "08x-xxx-5678" in page
    assert "/contact/" not in page
    assert "/orders/new/" not in page


def test_a_committee_without_orders_says_what_to_do(client, officer, pong_tao):
    page = _page(client)

    assert "ยังไม่มีคำสั่งแต่งตั้ง" in page
    assert "ลงทะเบียนคำสั่งฉบับแรก" in page


def test_who_sat_on_another_day_is_answered(client, officer, pong_tao, old):
    order(officer, pong_tao, members=members(12, family="ใจมา"))

    assert "ใจมา" in _page(client)
    then = _page(client, f"{URL}?on=30+ก.ย.+2567")
    assert "แก้วปันดา" in then
    assert "ใจมา" not in then
    assert "ไม่มีกรรมการในวันที่เลือก" in _page(client, f"{URL}?on=1+ม.ค.+2560")


@pytest.mark.parametrize(
    ("typed", "said"), [("31/02/2566", "ไม่มีในปฏิทิน"), ("2024", "อ่านวันที่"), ("1/1/2024", "เป็นปี ค.ศ.")]
)
def test_a_day_that_cannot_be_read_is_said_and_kept(client, officer, old, typed, said):
    page = _page(client, f"{URL}?on={typed}")

    assert said in page
    assert f'value="{typed}"' in page
    assert "กรรมการ 10 คน" in page


def test_who_left_is_named_with_the_reason(client, officer, old):
    seat = old.appointments.get(line=5)
    actions.end_appointment(by=officer, appointment=seat, ends=D("2023-05-01"), because="ลาออก")

    page = _page(client)

    assert "กรรมการ 9 คน" in page
    assert "ลาออก" in page


def test_experts_from_outside_are_flagged_on_both_committees(client, officer, pong_tao, old):
    people = [*members(3, family="ปัญญา"), replace(members(10)[4], seat="expert")]
    people.append(replace(members(9, family="นอก")[8], seat="expert"))
    order(officer, pong_tao, kind="integrated", members=people)

    assert "1 จาก 2 คน เป็น คอช.ต." in _page(client)
    integrated = _page(client, "/committees/integrated/520505/")
    assert integrated.count("ไม่ได้เป็น คอช.ต.") == 2  # beside the name, and why to review


def test_the_queries_do_not_grow_with_the_members(
    client, officer, pong_tao, django_assert_max_num_queries
):
    for size in (3, 25):
        order(officer, pong_tao, members=members(size))
        with django_assert_max_num_queries(15):
            client.get(URL)


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("2020-10-01", TermClock(run=0, over_from=600, over=0, now=0)),
        ("2022-10-01", TermClock(run=300, over_from=600, over=0, now=300)),
        ("2024-10-01", TermClock(run=600, over_from=600, over=0, now=600)),
        ("2028-10-01", TermClock(run=300, over_from=300, over=300, now=600)),
        ("2020-01-01", TermClock(run=0, over_from=600, over=0, now=0)),  # not begun
    ],
)
def test_the_bar_of_a_term(day, clock):
    assert TermClock.of(D("2020-10-01"), D("2024-10-01"), D(day)) == clock
