from datetime import date

import pytest
from django.urls import reverse

from prasan.committees.models import Kind
from prasan.meetings.tests import make

URL = "/meetings/"


@pytest.fixture
def done(record, ngao_officer, pong_tao):
    """Pong Tao has held both meetings of the fiscal year 2567."""
    for mark, held in (("a", date(2023, 12, 20)), ("b", date(2024, 5, 10))):
        record(held, minutes=make.minutes(by=ngao_officer, area=pong_tao, mark=mark))


def read(client, **asked) -> str:
    return client.get(URL, asked).content.decode().replace("\u00a0", " ")


def test_a_stranger_is_asked_to_log_in(client, db):
    assert client.get(URL).url.startswith("/accounts/login/")


def test_everyone_sees_the_committees_in_reach_and_no_others(
    client, ngao_officer, thoen_officer, reader, committee, thoen_committee
):
    for user, ngao, thoen in ((ngao_officer, 1, 0), (thoen_officer, 0, 1), (reader, 1, 1)):
        client.force_login(user)
        page = read(client)
        assert page.count("/meetings/tambon/520505/") == ngao
        assert page.count("/meetings/tambon/520801/") == thoen


def test_an_area_without_committees_says_what_will_be_here(client, ngao_officer):
    client.force_login(ngao_officer)

    assert "ยังไม่มีคณะกรรมการในพื้นที่ของท่าน" in read(client)


def test_the_count_of_the_year_asked_for_is_shown(client, ngao_officer, done):
    client.force_login(ngao_officer)

    assert "<b>0</b>/2" in read(client)
    assert "2/2" in read(client, year="2567")


def test_those_that_owe_can_be_asked_for_alone(client, ngao_officer, done, district_committee):
    client.force_login(ngao_officer)

    short = read(client, year="2567", show="short")
    met = read(client, year="2567", show="met")

    assert "/meetings/district/5205/" in short
    assert "/meetings/tambon/520505/" not in short
    assert "/meetings/tambon/520505/" in met
    assert "ยังไม่ครบ 1" in short
    assert "ไม่มีคณะกรรมการในกลุ่มนี้" in read(client, show="met")


def test_a_kind_can_be_asked_for_and_the_integrated_ones_only_so(
    client, ngao_officer, committee, district_committee, pong_tao
):
    make.committee(by=ngao_officer, area=pong_tao, kind=Kind.INTEGRATED)
    client.force_login(ngao_officer)

    assert "/meetings/integrated/520505/" not in read(client)
    assert "/meetings/integrated/520505/" in read(client, kind="integrated")
    assert "/meetings/tambon/520505/" not in read(client, kind="district")
    assert "/meetings/tambon/520505/" in read(client, kind="nonsense")


@pytest.mark.parametrize("query", ["ปงเตา", "ตำบลปงเตา", " ปง ", "งาว", "อำเภองาว"])
def test_a_committee_is_found_by_its_tambon_or_district(client, reader, committee, query):
    client.force_login(reader)

    assert "/meetings/tambon/520505/" in read(client, q=query)


def test_a_search_that_finds_nothing_repeats_the_words(client, reader, committee):
    client.force_login(reader)

    page = read(client, q="<เถิน>", show="short")

    assert "“&lt;เถิน&gt;”" in page
    assert "ล้างคำค้น" in page


def test_a_page_that_is_not_there_is_the_nearest_one(client, reader, committee):
    client.force_login(reader)

    assert "/meetings/tambon/520505/" in read(client, page="99")
    assert "/meetings/tambon/520505/" in read(client, page="หน้า")


def test_queries_do_not_grow_with_the_committees(
    client, reader, ngao_officer, committee, record, ban_rong, lom_raet, ngao,
    django_assert_max_num_queries, django_assert_num_queries,
):  # fmt: skip
    client.force_login(reader)
    with django_assert_max_num_queries(15) as few:
        client.get(reverse("meetings:index"))

    for area in (ban_rong, lom_raet):
        make.committee(by=ngao_officer, area=area)
    make.committee(by=ngao_officer, area=ngao, kind=Kind.DISTRICT)
    record(date(2024, 10, 18))

    with django_assert_num_queries(len(few)):
        client.get(reverse("meetings:index"))
