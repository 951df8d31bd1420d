"""One tambon at a glance."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.centres.actions import open_centre, set_expectation
from prasan.directives.tests import make
from prasan.home.tambon import committees
from prasan.orders.tests.make import amended, drafted, order

URL = "/tambon/520505/"


@pytest.fixture
def whole(ngao_officer, pong_tao, directive, framework):
    """Pong Tao with nothing missing."""
    make.whole_tambon(ngao_officer, pong_tao, framework)


def test_a_visitor_is_asked_to_log_in(client, db):
    assert client.get(URL)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("role", ["thoen_officer"])
def test_another_district_does_not_find_it(logged_in, pong_tao, role):
    assert logged_in(role).get(URL).status_code == 404


def test_a_neighbouring_tambon_is_not_found(logged_in, pong_tao):
    assert logged_in("tambon_officer").get("/tambon/520504/").status_code == 404


@pytest.mark.parametrize("code", ["5205", "52", "00", "520599", "x"])
def test_only_a_tambon_has_this_page(logged_in, pong_tao, code):
    assert logged_in("province_officer").get(f"/tambon/{code}/").status_code == 404


def test_the_page_is_only_looked_at(logged_in, pong_tao):
    assert logged_in("ngao_officer").post(URL).status_code == 405


@pytest.mark.parametrize(
    "role", ["member", "tambon_officer", "ngao_officer", "province_officer", "reader"]
)
def test_everyone_in_reach_reads(logged_in, whole, role):
    page = logged_in(role).get(URL).content.decode()

    assert "ปงเตา" in page
    assert "คอช.ต." in page
    assert "ธนาคารอาหารชุมชน" in page


def test_a_tambon_without_facts_says_what_is_missing_and_where(logged_in, directive):
    page = logged_in("tambon_officer").get(URL).content.decode()

    assert "สิ่งที่ค้าง 4 รายการ" in page  # two orders, assessment, meetings
    assert "ยังไม่มีคำสั่ง" in page
    assert 'href="/committees/tambon/520505/"' in page
    assert 'href="/assessments/520505/2567/"' in page
    assert "ยังไม่มีแผนที่คลุมปีงบประมาณนี้" in page


def test_before_any_letter_nothing_is_owed(logged_in, pong_tao):
    page = logged_in("tambon_officer").get(URL).content.decode()

    assert "ยังไม่มีหนังสือสั่งการถึงตำบลนี้" in page


def test_where_no_centre_is_expected_nothing_is_owed(logged_in, directive, system, pong_tao):
    set_expectation(
        by=system, area=pong_tao, is_expected=False, reason="ไม่มีหมู่บ้าน", starts=make.DATED
    )

    page = logged_in("ngao_officer").get(URL).content.decode()

    assert "ยังไม่กำหนดให้มีศูนย์ฯ" in page


def test_only_the_province_is_offered_exceptions(logged_in, directive):
    assert "/exempt/" in logged_in("province_officer").get(URL).content.decode()
    assert "/exempt/" not in logged_in("ngao_officer").get(URL).content.decode()


def test_a_member_sees_no_way_to_the_district(logged_in, pong_tao):
    page = logged_in("member").get(URL).content.decode()

    assert 'href="/centres/5205/"' not in page


def counted(client, url) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_page_costs_the_same_in_a_large_district(
    logged_in, whole, directive, ngao_officer, ngao, framework
):
    client = logged_in("ngao_officer")
    few = counted(client, URL)
    for area in make.more_tambons(ngao, 38)[:3]:
        make.whole_tambon(ngao_officer, area, framework)
    make.sent(ngao_officer, directive, ngao)

    assert counted(client, URL) == few


def test_every_link_of_a_fresh_tambon_leads_somewhere(logged_in, directive, system, pong_tao):
    open_centre(by=system, area=pong_tao)
    client = logged_in("province_officer")
    page = client.get(URL).content.decode()

    links = {part.split('"')[0] for part in page.split('href="/')[1:]}
    inside = [f"/{link}" for link in sorted(links) if not link.startswith("static/")]
    assert len(inside) > 10
    assert [link for link in inside if client.get(link).status_code not in (200, 302)] == []


def test_a_draft_is_no_order_of_the_tambon(ngao_officer, pong_tao, today):
    drafted(ngao_officer, pong_tao)

    assert [seated.order for seated in committees(pong_tao, today)] == [None, None]


def test_an_amended_order_still_rules_the_tambon(ngao_officer, pong_tao, today):
    base = order(ngao_officer, pong_tao)
    amended(ngao_officer, base)

    assert [seated.order for seated in committees(pong_tao, today)] == [base, None]
