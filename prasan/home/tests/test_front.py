"""What waits for whom on the front page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.assessments.actions import agree, file_complete
from prasan.assessments.models import Assessment
from prasan.assessments.tests.make import answers
from prasan.assessments.workflow import Tier
from prasan.audit.models import Event
from prasan.centres.actions import open_centre
from prasan.directives import reminding
from prasan.directives.tests import make
from prasan.thai.calendar import FiscalYear


def front(client) -> str:
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_is_asked_to_log_in(client, db):
    assert client.get("/")["Location"].startswith("/accounts/login/")


def test_the_front_page_is_only_looked_at(logged_in):
    assert logged_in("ngao_officer").post("/").status_code == 405


def test_someone_without_a_post_is_told_what_to_do(client, someone):
    client.force_login(someone("newcomer", "reader"))

    page = front(client)

    assert "บัญชีนี้ยังไม่มีหน้าที่ในพื้นที่ใด" in page
    assert "ให้ผู้ดูแลระบบมอบหมายหน้าที่และพื้นที่ก่อน" in page


def test_before_any_letter_the_page_says_what_will_be_here(logged_in):
    page = front(logged_in("ngao_officer"))

    assert "ยังไม่มีข้อสั่งการ" in page
    assert "ลงข้อสั่งการแรก" not in page


def test_before_any_letter_the_province_is_offered_to_enter_one(logged_in):
    assert 'href="/directives/new/"' in front(logged_in("province_officer"))


def test_the_province_is_offered_the_reminder(logged_in, directive):
    page = front(logged_in("province_officer"))

    assert "2 อำเภอยังส่งไม่ครบ" in page
    assert f'action="/directives/{directive.pk}/remind/"' in page


def test_a_district_is_told_what_it_owes_and_where_to_do_it(logged_in, directive):
    page = front(logged_in("ngao_officer"))

    assert "สิ่งที่ค้างของท่าน" in page
    assert 'href="/committees/district/5205/"' in page
    assert 'href="/assessments/520505/2567/"' in page
    assert f'href="/directives/{directive.pk}/5205/send/"' in page
    assert "remind" not in page
    assert "เถิน" not in page


def test_a_district_is_told_how_much_lies_ready(logged_in, directive, ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao)

    assert "พร้อมส่ง 1 รายการ" in front(logged_in("ngao_officer"))


def test_an_officer_of_a_tambon_owes_that_tambon_alone(logged_in, directive):
    page = front(logged_in("tambon_officer"))

    assert "1 ตำบลยังส่งไม่ครบ" in page
    assert 'href="/committees/tambon/520505/"' in page
    assert "520504" not in page


@pytest.mark.parametrize("role", ["member", "reader"])
def test_who_records_nothing_owes_nothing(logged_in, directive, role):
    page = front(logged_in(role))

    assert "สิ่งที่ค้างของท่าน" not in page
    assert "/send/" not in page
    assert "remind" not in page


def test_reports_wait_for_the_province_alone(logged_in, directive, ngao_officer, ngao, pong_tao):
    make.order(ngao_officer, pong_tao)
    sent = make.sent(ngao_officer, directive, ngao)
    link = f'href="/directives/reports/{sent.pk}/"'

    assert link in front(logged_in("province_officer"))
    assert link not in front(logged_in("ngao_officer"))
    assert link not in front(logged_in("reader"))


def test_a_draft_begun_waits_for_the_province_alone(logged_in, directive, province_officer):
    draft = reminding.draft_reminder(
        by=province_officer, directive=directive, due=make.NEW_DUE, at=make.moment()
    )
    link = f'href="/directives/reminders/{draft.pk}/"'

    assert link in front(logged_in("province_officer"))
    assert link not in front(logged_in("ngao_officer"))


def test_changes_of_others_in_ones_areas_are_told(logged_in, areas, ngao_officer, pong_tao):
    make.order(ngao_officer, pong_tao)
    told = Event.objects.get(verb="order.registered").summary

    assert told in front(logged_in("tambon_officer"))
    assert told not in front(logged_in("ngao_officer"))  # their own doing
    assert told not in front(logged_in("thoen_officer"))


def test_days_ahead_are_told(logged_in, directive, province_officer, office, ngao, pong_tao):
    make.directive(
        province_officer,
        office,
        [ngao],
        number=9,
        title="อีกเรื่อง",
        items=make.items(due=make.NEW_DUE),
    )
    make.order(province_officer, pong_tao, starts=date(2021, 1, 1))

    page = front(logged_in("ngao_officer"))

    assert "กำหนดส่ง อีกเรื่อง" in page
    assert f"กำหนดส่ง {make.TITLE}" not in page  # that day has passed
    assert "ครบวาระ 1 คณะ" in page
    assert "สิ้นปีงบประมาณ" in page


def test_a_complete_district_reads_that_nothing_is_late(
    logged_in, directive, thoen_officer, thoen, areas, framework
):
    make.whole_district(thoen_officer, thoen, [areas["520801"], areas["520802"]], framework)
    make.sent(thoen_officer, directive, thoen)

    page = front(logged_in("thoen_officer"))

    assert "ไม่มีหน่วยใดเลยกำหนด" in page
    assert "สิ่งที่ค้างของท่าน" not in page


@pytest.mark.parametrize("role", ["ngao_officer", "province_officer", "reader"])
def test_the_front_page_costs_the_same_for_many_tambons(
    logged_in, directive, ngao_officer, ngao, pong_tao, framework, role
):
    make.whole_tambon(ngao_officer, pong_tao, framework)
    first = make.sent(ngao_officer, directive, ngao)
    client = logged_in(role)

    def counted() -> int:
        with CaptureQueriesContext(connection) as queries:
            front(client)
        return len(queries)

    few = counted()
    new = make.more_tambons(ngao, 38)
    for area in new[:3]:
        make.whole_tambon(ngao_officer, area, framework)
    make.sent(ngao_officer, directive, ngao, after=first.pk)

    assert counted() == few


def test_a_district_is_told_how_many_results_wait_for_its_check(
    logged_in, ngao_officer, pong_tao, ban_rong, framework
):
    make.assessed(ngao_officer, pong_tao, framework)
    make.assessed(ngao_officer, ban_rong, framework)
    link = 'href="/assessments/5205/2567/together/"'

    page = front(logged_in("ngao_officer"))

    assert "รอตรวจ 2" in page
    assert link in page
    assert "ดูรายงานทั้งหมด" not in page  # no report waits
    for role in ("province_officer", "thoen_officer", "tambon_officer", "member", "reader"):
        assert "together" not in front(logged_in(role))


def test_the_province_is_told_how_many_results_wait_to_be_accepted(
    logged_in, ngao_officer, pong_tao, ban_rong, framework
):
    for area in (pong_tao, ban_rong):
        make.assessed(ngao_officer, area, framework)
    for assessment in Assessment.objects.all():
        agree(by=ngao_officer, assessment=assessment, tier=Tier.DISTRICT, at=make.moment())

    page = front(logged_in("province_officer"))

    assert "รอรับรอง 2" in page
    assert 'href="/assessments/52/2567/together/"' in page
    assert "together" not in front(logged_in("ngao_officer"))


def test_results_that_wait_are_told_by_year_the_newest_first(
    logged_in, ngao_officer, pong_tao, framework
):
    for year in (2566, 2567):
        file_complete(
            by=ngao_officer,
            centre=open_centre(by=ngao_officer, area=pong_tao),
            framework=framework,
            fiscal_year=FiscalYear(year),
            answers=answers(framework, 1),
            at=make.moment(),
        )

    page = front(logged_in("ngao_officer"))

    newer, older = (page.index(f"/assessments/5205/{year}/together/") for year in (2567, 2566))
    assert newer < older
