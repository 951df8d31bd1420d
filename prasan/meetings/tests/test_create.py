import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from prasan.audit.models import Event
from prasan.evidence.models import Evidence
from prasan.meetings.models import Meeting
from prasan.meetings.tests import make
from prasan.orders.models import Appointment

HELD = date(2024, 10, 18)


@pytest.fixture
def url(committee):
    return reverse("meetings:create", args=["tambon", "520505"])


@pytest.fixture
def seats(committee):
    return list(make.seats_on(committee, HELD).values_list("pk", flat=True))


@pytest.fixture
def filled(seats):
    """The form as an officer fills it: three of five came."""
    presences = dict(
        zip(seats, ("present", "present", "present", "excused", "absent"), strict=True)
    )
    return {
        "held": "๑๘/๑๐/๒๕๖๗",
        "rolled": HELD.isoformat(),
        **{f"seat_{pk}": presence for pk, presence in presences.items()},
        "place": "ศาลาประชาคมตำบลปงเตา",
        "began": "9.30",
        "ended": "12:00",
        "number": "",
        "subject": "ทบทวนแผนตำบล",
    }


@pytest.fixture
def officer(client, ngao_officer):
    client.force_login(ngao_officer)
    return client


def test_a_stranger_is_asked_to_log_in(client, url):
    assert client.get(url).url.startswith("/accounts/login/")
    assert client.post(url).url.startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, url, filled):
    client.force_login(thoen_officer)

    assert client.get(url).status_code == 404
    assert client.post(url, filled).status_code == 404
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("who", ["reader", "member", "province_officer"])
def test_who_may_not_record_is_told_who_may(request, client, url, filled, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url).status_code == 403
    assert client.post(url, filled).status_code == 403
    assert not Meeting.objects.exists()


def test_the_first_step_asks_only_for_the_day(officer, url):
    page = officer.get(url).content.decode()

    assert "แสดงกรรมการของวันนั้น" in page
    assert "บุญมี" not in page


def test_the_day_brings_its_members_all_present(officer, url, seats):
    page = officer.get(url, {"held": "18 ต.ค. 2567"}).content.decode()

    assert page.count('value="present"') == page.count("checked") == 5
    assert "มา 5 จาก 5 คน" in page
    assert "ต้องมาอย่างน้อย 3 คน" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "ยังไม่ได้กรอกวันประชุม"),
        ("31/02/2567", "ไม่มีในปฏิทิน"),
        ("18/10/2024", "เป็นปี ค.ศ."),
        ("6/11/2567", "วันประชุมอยู่หลังวันนี้"),
        ("30/9/2566", "ยังไม่มีกรรมการตามคำสั่ง"),
        ("เมื่อวาน", "อ่านวันที่ “เมื่อวาน” ไม่ได้"),
    ],
)
def test_a_day_that_cannot_be_is_told_at_both_steps(officer, url, filled, typed, sentence):
    first = officer.get(url, {"held": typed}).content.decode()
    second = officer.post(url, {**filled, "held": typed}).content.decode()

    for page in (first, second):
        assert sentence in page
        assert f'value="{typed}"' in page or not typed
    # The second step keeps the roll of the day shown before, and who came.
    assert "ศาลาประชาคมตำบลปงเตา" in second
    assert second.count('value="excused" id') == 5
    assert "มา 3 จาก 5 คน" in second
    assert not Meeting.objects.exists()


def test_an_officer_records_a_meeting(officer, url, filled):
    response = officer.post(url, filled)

    meeting = Meeting.objects.with_roll().get()
    assert response.url == meeting.get_absolute_url()
    assert (meeting.held, meeting.label) == (HELD, "1/2567")
    stretch = meeting.stretches.get()
    assert (stretch.day, stretch.began, stretch.ended) == (meeting.held, time(9, 30), time(12))
    assert (meeting.present, meeting.seats) == (3, 5)
    assert Event.objects.filter(verb="meeting.recorded", by="ngao").count() == 1


def test_the_officer_of_the_tambon_may_too(client, tambon_officer, url, filled):
    client.force_login(tambon_officer)

    assert client.post(url, filled).status_code == 302


def test_a_second_click_makes_no_second_meeting(officer, url, filled):
    first, second = officer.post(url, filled), officer.post(url, filled)

    assert first.url == second.url
    assert Meeting.objects.count() == 1


def test_minutes_come_with_it(officer, url, filled, pdf):
    officer.post(url, {**filled, "minutes": pdf})

    meeting = Meeting.objects.get()
    assert meeting.minutes == Evidence.objects.get()
    assert (meeting.minutes.dated, meeting.minutes.area_id) == (HELD, "520505")


def test_a_meeting_of_last_year_may_be_recorded_today(officer, url, filled):
    response = officer.post(url, {**filled, "held": "20/12/2566", "rolled": "2023-12-20"})

    assert response.status_code == 302
    assert Meeting.objects.get().label == "1/2566"


def test_the_same_day_told_otherwise_is_refused_and_kept(officer, url, filled):
    officer.post(url, filled)

    page = officer.post(url, {**filled, "place": "วัดปงเตา"}).content.decode()

    assert "บันทึกไว้แล้วเป็นครั้งที่ 1/2567" in page
    assert "วัดปงเตา" in page
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"place": ""}, "ยังไม่ได้กรอกสถานที่ประชุม"),
        ({"ended": "9.30"}, "ไม่ได้อยู่หลังเริ่มประชุม 09.30"),
        ({"began": "25.00"}, "ไม่มีในนาฬิกา"),
        ({"began": "เช้า"}, "อ่านเวลา “เช้า” ไม่ได้"),
        ({"number": "0"}, "ครั้งที่"),
        ({"number": "สอง"}, "พิมพ์เป็นจำนวนเต็ม"),
    ],
)
def test_a_bad_value_is_told_and_nothing_typed_is_lost(officer, url, filled, changes, sentence):
    page = officer.post(url, {**filled, **changes}).content.decode()

    assert sentence in page
    assert 'role="alert"' in page
    assert "ทบทวนแผนตำบล" in page
    assert "มา 3 จาก 5 คน" in page
    assert not Meeting.objects.exists()


def test_a_number_given_before_is_told(officer, url, filled, record):
    record(date(2024, 2, 1))

    page = officer.post(url, {**filled, "number": "๑"}).content.decode()

    assert "ครั้งที่ 1/2567 เป็นการประชุมวันที่ 1 ก.พ. 2567 แล้ว ครั้งถัดไปคือ 2" in page


def test_a_substitute_without_a_name_is_told(officer, url, filled, seats):
    page = officer.post(url, {**filled, f"seat_{seats[3]}": "substitute"}).content.decode()

    assert "ยังไม่ได้ใส่ชื่อผู้แทนของนางบุญมี4" in page
    assert f'href="#id_substitute_{seats[3]}"' in page


def test_a_bad_file_is_told_and_nothing_is_saved(officer, url, filled, not_a_file):
    page = officer.post(url, {**filled, "minutes": not_a_file}).content.decode()

    assert 'id="id_minutes_error"' in page
    assert "มา 3 จาก 5 คน" in page
    assert not Meeting.objects.exists()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("wrong", [{"place": ""}, {"seat": "substitute"}, {"show": "1"}])
def test_a_good_file_is_not_asked_for_twice(officer, url, filled, pdf, seats, wrong):
    typed = {**filled, "minutes": pdf}
    typed |= {f"seat_{seats[0]}": "substitute"} if "seat" in wrong else wrong
    page = officer.post(url, typed).content.decode()
    token = re.search(r'name="minutes-held" value="([^"]+)"', page)[1]

    officer.post(url, {**filled, "minutes-held": token})

    assert Meeting.objects.get().minutes == Evidence.objects.get()


def test_a_refused_meeting_keeps_no_file(officer, url, filled, pdf):
    officer.post(url, filled)

    officer.post(url, {**filled, "place": "วัดปงเตา", "minutes": pdf})

    assert not Evidence.objects.exists()


def test_asking_for_another_day_saves_nothing_and_keeps_what_was_typed(
    officer, ngao_officer, url, filled, seats
):
    make.ended(Appointment.objects.get(pk=seats[4]), by=ngao_officer, ends=date(2024, 10, 25))
    typed = {**filled, "held": "25/10/2567", "place": "", "show": "1"}

    page = officer.post(url, typed).content.decode()

    assert f"seat_{seats[4]}" not in page
    assert "มา 3 จาก 4 คน" in page
    assert "ทบทวนแผนตำบล" in page
    assert 'role="alert"' not in page
    assert not Meeting.objects.exists()


def test_the_roll_of_another_day_is_not_saved(officer, ngao_officer, url, filled, seats):
    """Without JavaScript the day can be changed while the members of the old day still stand."""
    make.ended(Appointment.objects.get(pk=seats[4]), by=ngao_officer, ends=date(2024, 10, 25))

    page = officer.post(url, {**filled, "held": "25/10/2567"}).content.decode()

    assert "รายชื่อกรรมการเป็นของวันอื่น" in page
    assert f"seat_{seats[4]}" not in page
    assert not Meeting.objects.exists()


def test_a_seat_of_another_committee_is_refused(officer, url, filled, thoen_committee):
    stranger = Appointment.objects.filter(order__committee=thoen_committee).first()

    page = officer.post(url, {**filled, f"seat_{stranger.pk}": "present"}).content.decode()

    assert "รายชื่อกรรมการเป็นของวันอื่น" in page
    assert not Meeting.objects.exists()


def test_htmx_gets_the_step_without_the_page(officer, url, filled):
    step = officer.get(url, {"held": "18/10/2567"}, headers={"HX-Request": "true"}).content.decode()
    roll = officer.post(url, {**filled, "show": "1"}, headers={"HX-Request": "true"})

    assert 'id="roll"' in step
    assert "<html" not in step + roll.content.decode()


def test_queries_do_not_grow_with_the_members(
    officer, url, ngao_officer, ban_rong, django_assert_max_num_queries, django_assert_num_queries
):
    make.committee(by=ngao_officer, area=ban_rong, seats=25)
    wide = reverse("meetings:create", args=["tambon", "520504"])

    with django_assert_max_num_queries(12) as few:
        officer.get(url, {"held": "18/10/2567"})
    with django_assert_num_queries(len(few)):
        officer.get(wide, {"held": "18/10/2567"})


def test_tomorrow_is_another_day(officer, url, filled, today):
    tomorrow = today + timedelta(days=1)

    officer.post(url, {**filled, "held": tomorrow.isoformat(), "rolled": tomorrow.isoformat()})

    assert not Meeting.objects.exists()
