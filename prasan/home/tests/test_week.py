"""One's week: what falls due, which meetings come, what is late."""

from datetime import date, time

import pytest
from django.urls import reverse

from prasan.directives.actions import exempt
from prasan.directives.models import Excuse
from prasan.directives.tests import make
from prasan.holidays.actions import add_holiday
from prasan.home.week import monday
from prasan.meetings.actions import draft_meeting
from prasan.meetings.models import Meeting

WEEK = reverse("home:week")
NEXT = f"{WEEK}?from=2024-11-12"


@pytest.fixture
def directive(province_officer, areas, ngao, thoen):
    office = make.office(province_officer, areas["52"])
    return make.directive(province_officer, office, [ngao, thoen])


def shown(client, user, address=WEEK):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_goes_to_the_door(client):
    assert client.get(WEEK).headers["Location"].startswith("/accounts/login/")


def test_an_empty_week_is_kind(client, ngao_officer):
    page = shown(client, ngao_officer)
    assert "สัปดาห์นี้ไม่มีกำหนดส่งและไม่มีการประชุม" in page
    assert "วันทำการ 5 วัน" in page


def test_what_is_late_says_its_days_and_working_days(client, directive, ngao_officer):
    """Due on Thursday 31 October: Friday, Monday and Tuesday were working days."""
    page = shown(client, ngao_officer)
    assert "พ้นมา 5 วัน เป็นวันทำการ 3 วัน" in page
    assert "อำเภองาว" in page
    assert "เถิน" not in page
    assert "พ้นกำหนดแล้ว" not in shown(client, ngao_officer, NEXT)


def test_a_holiday_is_no_working_day(client, directive, province_officer, areas):
    add_holiday(
        by=province_officer,
        area=areas["52"],
        day=date(2024, 11, 4),
        name="วันสมมุติ",
        source="ประกาศจังหวัด",
        confirmed=None,
    )
    page = shown(client, province_officer)
    assert "เป็นวันทำการ 2 วัน" in page
    assert "วันทำการ 4 วัน" in page
    assert "วันสมมุติ" in page


def test_a_day_ahead_shows_what_falls_due_and_who_meets(
    client, directive, province_officer, ngao_officer, ngao, pong_tao
):
    exempt(
        by=province_officer,
        obligation=make.duty(directive, "district_order_copies"),
        area=ngao,
        excuse=Excuse.EXTENDED,
        until=date(2024, 11, 14),
        reason="รอลงนาม",
        today=make.TODAY,
    )
    order = make.order(ngao_officer, pong_tao)
    meeting = draft_meeting(
        by=ngao_officer,
        committee=order.committee,
        planned=date(2024, 11, 13),
        starts=time(9),
        ends=time(12),
        place="วัดสมมุติ",
        at=make.moment(),
    )
    assert "วัดสมมุติ" not in shown(client, ngao_officer, NEXT), "only drafted"
    Meeting.objects.filter(pk=meeting.pk).update(convened=make.TODAY, convened_by=ngao_officer)
    page = shown(client, ngao_officer, NEXT)
    assert "09.00 น. วัดสมมุติ" in page
    assert "สำเนาคำสั่งแต่งตั้ง คอช.อ." in page


@pytest.mark.parametrize("asked", ["", "เมื่อวาน", "2024-13-40", "0001-01-01", "9999-12-31"])
def test_an_odd_day_is_this_week(asked, client, ngao_officer):
    assert "สัปดาห์ก่อน" in shown(client, ngao_officer, f"{WEEK}?from={asked}")


def test_weeks_begin_on_monday():
    assert monday(date(2024, 11, 5)) == date(2024, 11, 4)
    assert monday(date(2024, 11, 4)) == date(2024, 11, 4)
    assert monday(date(2024, 11, 10)) == date(2024, 11, 4)


@pytest.mark.parametrize("count", [2, 40])
def test_the_week_asks_as_much_for_many_tambons_as_for_few(
    count, client, directive, ngao, ngao_officer, django_assert_max_num_queries
):
    make.more_tambons(ngao, count)
    client.force_login(ngao_officer)
    with django_assert_max_num_queries(38):
        client.get(WEEK)
