from datetime import date

import pytest
from django.urls import reverse

from prasan.committees.models import Kind
from prasan.meetings.tests import make


@pytest.fixture
def url(committee):
    return reverse("meetings:year", args=["tambon", "520505"])


@pytest.fixture
def paper(ngao_officer, pong_tao):
    return lambda mark: make.minutes(by=ngao_officer, area=pong_tao, mark=mark)


def read(client, url) -> str:
    return client.get(url).content.decode().replace("\u00a0", " ")


def test_a_stranger_is_asked_to_log_in(client, url):
    assert client.get(url).url.startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, url):
    client.force_login(thoen_officer)

    assert client.get(url).status_code == 404


def test_a_committee_that_is_not_there_is_not_found(client, ngao_officer, committee):
    client.force_login(ngao_officer)

    assert client.get(reverse("meetings:year", args=["integrated", "520505"])).status_code == 404
    assert client.get(reverse("meetings:year", args=["village", "520505"])).status_code == 404


def test_a_reader_sees_it_without_the_button(client, member, ngao_officer, url):
    client.force_login(member)
    assert "/meetings/tambon/520505/new/" not in read(client, url)

    client.force_login(ngao_officer)
    assert "/meetings/tambon/520505/new/" in read(client, url)


def test_a_year_without_meetings_says_what_is_wanted_and_by_when(client, member, url):
    client.force_login(member)

    page = read(client, url)

    assert "ปีงบประมาณ 2568" in page
    assert "นับแล้ว 0 จาก 2 ครั้ง" in page
    assert page.count("ยังต้องประชุมอีก 1 ครั้ง") == 2
    assert "เหลือเวลา 329 วัน" in page


def test_each_meeting_tells_whether_it_counts_and_why_not(client, member, url, record, paper):
    record(date(2024, 10, 2), minutes=paper("a"))
    record(date(2024, 10, 9), came=2, minutes=paper("b"))
    record(date(2024, 10, 16))
    client.force_login(member)

    page = read(client, url)

    assert "นับแล้ว 1 จาก 2 ครั้ง" in page
    assert "ไม่นับ ไม่ครบองค์ประชุม" in page
    assert "ยังไม่นับ รอรายงานการประชุม" in page
    assert page.count("ยังต้องประชุมอีก 1 ครั้ง") == 1


def test_a_year_that_ended_short_says_so_and_may_still_be_filled(client, member, url):
    client.force_login(member)

    page = read(client, f"{url}?year=2567")

    assert page.count("ขาดอีก 1 ครั้ง") == 2
    assert "ปีงบประมาณสิ้นสุดเมื่อ" in page
    assert "ขาดอีก 2 ครั้ง" in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("2566", "2566"),
        ("๒๕๖๖", "2566"),
        ("2569", "2568"),  # a year yet to come
        ("2024", "2568"),
        ("ปีนี้", "2568"),
        ("", "2568"),
        ("²", "2568"),  # a digit that is no number
    ],
)
def test_any_year_gone_by_may_be_asked_for(client, member, url, asked, shown):
    client.force_login(member)

    assert f'<a href="?year={shown}" aria-current="true">' in read(client, f"{url}?year={asked}")


def test_an_integrated_committee_owes_no_number(client, ngao_officer, pong_tao):
    make.committee(by=ngao_officer, area=pong_tao, kind=Kind.INTEGRATED)
    make.rulebook(by=ngao_officer, kind=Kind.INTEGRATED, a_year=0)
    client.force_login(ngao_officer)

    page = read(client, reverse("meetings:year", args=["integrated", "520505"]))

    assert "ไม่กำหนดจำนวนครั้ง" in page
    assert "ยังไม่มีการประชุมที่บันทึกไว้ในปีงบประมาณนี้" in page


def test_queries_do_not_grow_with_the_meetings(
    client, member, url, record, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(member)
    with django_assert_max_num_queries(13) as few:
        client.get(url)

    for day in range(1, 8):
        record(date(2024, 10, day))

    with django_assert_num_queries(len(few)):
        client.get(url)
