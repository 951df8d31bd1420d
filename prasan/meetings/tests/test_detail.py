from datetime import date, time

import pytest

from prasan.audit.models import Event
from prasan.committees.actions import confirm_line
from prasan.evidence.models import Evidence
from prasan.meetings.actions import attach_minutes
from prasan.meetings.tests import make
from prasan.orders.models import Appointment

HELD = date(2024, 10, 18)


@pytest.fixture
def meeting(record):
    return record(HELD, came=3, began=time(9), ended=time(12))


@pytest.fixture
def url(meeting):
    return meeting.get_absolute_url()


def test_a_stranger_is_asked_to_log_in(client, url):
    assert client.get(url).url.startswith("/accounts/login/")
    assert client.post(url).url.startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, url, pdf):
    client.force_login(thoen_officer)

    assert client.get(url).status_code == 404
    assert client.post(url, {"minutes": pdf}).status_code == 404


@pytest.mark.parametrize("who", ["reader", "member", "province_officer"])
def test_who_may_not_record_reads_it_and_files_nothing(request, client, meeting, url, pdf, who):
    client.force_login(request.getfixturevalue(who))

    assert "แนบรายงานการประชุม" not in client.get(url).content.decode()
    assert client.post(url, {"minutes": pdf}).status_code == 403
    meeting.refresh_from_db()
    assert meeting.minutes is None


def test_the_page_shows_the_arithmetic_and_who_came(client, ngao_officer, url):
    client.force_login(ngao_officer)

    page = client.get(url).content.decode().replace("\u00a0", " ")

    assert "วันศุกร์" in page
    assert "09.00 ถึง 12.00 น." in page
    assert "5 × ร้อยละ 50 ปัดขึ้น = 3 คน" in page
    assert "ยังไม่นับ รอรายงานการประชุม" in page
    assert "เกณฑ์นี้เป็นค่าตั้งต้น ยังไม่ยืนยันกับระเบียบ" in page
    assert page.count('role="row"') == 6


def test_a_confirmed_rulebook_is_not_called_unconfirmed(client, ngao_officer, url):
    for line in make.rulebook(by=ngao_officer).lines.all():
        confirm_line(by=ngao_officer, line=line, area=None, clause="ข้อ 1", day=HELD)
    client.force_login(ngao_officer)

    assert "ยังไม่ยืนยัน" not in client.get(url).content.decode()


def test_a_roll_that_the_register_has_left_behind_is_told(client, ngao_officer, url, committee):
    client.force_login(ngao_officer)
    assert "ทะเบียนกรรมการของวันนั้นเปลี่ยน" not in client.get(url).content.decode()

    seat = Appointment.objects.get(order__committee=committee, line=5)
    make.ended(seat, by=ngao_officer, ends=HELD)

    assert "ทะเบียนกรรมการของวันนั้นเปลี่ยน" in client.get(url).content.decode()


def test_an_officer_files_the_minutes_later(client, ngao_officer, meeting, url, pdf):
    client.force_login(ngao_officer)

    response = client.post(url, {"minutes": pdf})

    assert response.url == url
    meeting.refresh_from_db()
    assert (meeting.minutes, meeting.minutes.dated) == (Evidence.objects.get(), HELD)
    assert Event.objects.filter(verb="meeting.minutes_attached", by="ngao").count() == 1
    assert "นับแล้ว" in client.get(url).content.decode()


def test_a_second_click_files_them_once(client, ngao_officer, meeting, url, pdf):
    client.force_login(ngao_officer)
    client.post(url, {"minutes": pdf})
    pdf.seek(0)

    assert client.post(url, {"minutes": pdf}).status_code == 302
    assert Evidence.objects.count() == 1
    assert Event.objects.filter(verb="meeting.minutes_attached").count() == 1


def test_minutes_on_file_are_not_replaced(client, ngao_officer, pong_tao, meeting, url):
    client.force_login(ngao_officer)
    first = make.minutes(by=ngao_officer, area=pong_tao)
    attach_minutes(by=ngao_officer, meeting=meeting, minutes=first)

    page = client.post(url, {"minutes": make.pdf("b")}).content.decode()

    assert "การประชุมนี้มีรายงานการประชุมแล้ว" in page
    meeting.refresh_from_db()
    assert meeting.minutes == first
    assert Evidence.objects.count() == 1


def test_nothing_chosen_is_told_at_the_field(client, ngao_officer, url):
    client.force_login(ngao_officer)

    page = client.post(url).content.decode()

    assert "ยังไม่ได้แนบรายงานการประชุม" in page
    assert 'href="#id_minutes"' in page


def test_a_bad_file_is_told_at_the_field(client, ngao_officer, url, not_a_file):
    client.force_login(ngao_officer)

    page = client.post(url, {"minutes": not_a_file}).content.decode()

    assert 'id="id_minutes_error"' in page
    assert not Evidence.objects.exists()


def test_queries_do_not_grow_with_the_members(
    client,
    ngao_officer,
    ban_rong,
    url,
    today,
    django_assert_max_num_queries,
    django_assert_num_queries,
):
    wide = make.committee(by=ngao_officer, area=ban_rong, seats=25)
    many = make.meeting(by=ngao_officer, committee=wide, held=HELD, today=today, came=20)
    client.force_login(ngao_officer)

    with django_assert_max_num_queries(12) as few:
        client.get(url)
    with django_assert_num_queries(len(few)):
        client.get(many.get_absolute_url())
