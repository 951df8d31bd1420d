"""Old meetings from paper: quick entry, correcting, taking back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from prasan.audit.models import Event
from prasan.jobs.tests.make import AT
from prasan.meetings import actions
from prasan.meetings.models import Attendance, Meeting, Presence
from prasan.meetings.paper import as_numbers, numbers, presences
from prasan.meetings.tests import make

HELD = date(2024, 10, 18)
TODAY = date(2024, 11, 5)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", set()),
        (" - ", set()),
        ("ไม่มี", set()),
        ("3, 7", {3, 7}),
        ("๓ ๗", {3, 7}),
        ("3 และ 7", {3, 7}),
        ("2-4, 9", {2, 3, 4, 9}),
        ("2 ถึง 4", {2, 3, 4}),
        ("3, 3", {3}),
        ("1-9", set(range(1, 10))),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, found):
    assert numbers(typed, 9) == found


@pytest.mark.parametrize("typed", ["10", "0", "4-10", "5-3", "สมใจ", "3x"])
def test_what_is_no_number_of_the_register_is_told(typed):
    with pytest.raises(ValueError, match="ลำดับ"):
        numbers(typed, 9)


def test_a_seat_is_absent_or_excused_not_both():
    told = presences([11, 12, 13], {1}, {3})

    assert told == {11: Presence.ABSENT, 12: Presence.PRESENT, 13: Presence.EXCUSED}
    assert as_numbers([7, 3]) == "3, 7"
    with pytest.raises(ValueError, match="ทั้งในช่องไม่มาและช่องลา"):
        presences([11], {1}, {1})


@pytest.fixture
def url(committee):
    return reverse("meetings:paper", args=["tambon", "520505"])


@pytest.fixture
def rolled(committee):
    seats = make.seats_on(committee, HELD).values_list("pk", flat=True)
    return "-".join(map(str, seats))


def sent(rolled="", **more):
    told = {"held": "๑๘/๑๐/๒๕๖๗", "absent": "2", "excused": "5", "place": "ศาลา", "rolled": rolled}
    return told | more


def test_strangers_other_districts_and_readers_record_nothing(client, url, thoen_officer, reader):
    assert client.get(url).status_code == 302
    client.force_login(thoen_officer)
    assert client.get(url).status_code == 404
    assert client.post(url, sent()).status_code == 404
    client.force_login(reader)
    assert client.get(url).status_code == 403
    assert client.post(url, sent()).status_code == 403
    assert not Meeting.objects.exists()


def test_a_meeting_is_recorded_and_the_next_one_follows(client, url, ngao_officer, rolled):
    client.force_login(ngao_officer)

    page = client.post(url, sent(rolled, minutes=make.pdf()), follow=True).content.decode()

    meeting = Meeting.objects.get()
    assert (meeting.held, meeting.label, meeting.minutes.name) == (
        HELD, "1/2567", "รายงานการประชุม-a.pdf",
    )  # fmt: skip
    told = [line.presence for line in meeting.attendance.order_by("seat__line")]
    assert told == ["present", "absent", "present", "present", "excused"]
    assert Event.objects.filter(verb="meeting.recorded").count() == 1
    assert "ใส่ครั้งต่อไปได้เลย" in page
    assert "autofocus" in page
    assert 'value="ศาลา"' in page  # The place is that of the last one.


def test_sending_it_twice_records_it_once(client, url, ngao_officer, rolled):
    client.force_login(ngao_officer)
    for _ in range(2):
        client.post(url, sent(rolled))

    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"held": "6/11/2567"}, "วันประชุมอยู่หลังวันนี้"),
        ({"held": "30/9/2566"}, "ยังไม่มีกรรมการตามคำสั่ง"),  # Before the committee existed.
        ({"held": "18/10/2024"}, "ค.ศ."),
        ({"absent": "6"}, "วันนั้นมีกรรมการลำดับ 1 ถึง 5"),
        ({"absent": "บุญมี"}, "อ่าน “บุญมี” ไม่ได้"),
        ({"absent": "5"}, "ทั้งในช่องไม่มาและช่องลา"),
        ({"place": " "}, "ยังไม่ได้กรอกสถานที่"),
        ({"rolled": "1-2"}, "ทะเบียนของวันนั้นไม่เหมือนที่แสดงอยู่"),
    ],
)
def test_what_is_wrong_is_told_and_kept(more, told, client, url, ngao_officer, rolled):
    client.force_login(ngao_officer)

    page = client.post(url, sent(rolled) | more).content.decode().replace("\u00a0", " ")

    assert told in page
    assert "place" in more or 'value="ศาลา"' in page
    assert not Meeting.objects.exists()


def test_the_same_day_with_other_facts_is_refused_with_its_number(
    client, url, ngao_officer, rolled
):
    client.force_login(ngao_officer)
    client.post(url, sent(rolled))

    page = client.post(url, sent(rolled, absent="1")).content.decode()

    assert "บันทึกไว้แล้วเป็นครั้งที่ 1/2567" in page.replace("\u00a0", " ")
    assert Meeting.objects.count() == 1


def test_the_register_of_a_day_is_shown_for_its_numbers(
    client, url, ngao_officer, committee, rolled
):
    make.ended(make.seats_on(committee, HELD)[4], by=ngao_officer, ends=date(2024, 11, 1))
    client.force_login(ngao_officer)
    htmx = {"HX-Request": "true"}

    before = client.get(url, {"held": "18/10/2567"}, headers=htmx).content.decode()
    after = client.get(url, {"held": "1/11/2567"}, headers=htmx).content.decode()

    assert before.count("<li>") == 5
    assert rolled in before
    assert after.count("<li>") == 4
    assert client.get(url, {"held": "พรุ่งนี้"}).status_code == 200


def corrected(by, meeting, **more):
    facts = {
        "held": meeting.held,
        "place": meeting.place,
        "presences": dict(meeting.attendance.values_list("seat", "presence")),
        "why": "คัดลอกผิด",
        "today": TODAY,
    }
    return actions.correct_record(by=by, meeting=meeting, **facts | more)


def test_a_wrong_record_is_corrected_with_a_reason(ngao_officer, record):
    meeting = record(HELD, came=2)
    seats = list(meeting.attendance.values_list("seat", flat=True))

    after = corrected(
        ngao_officer,
        meeting,
        held=date(2024, 10, 19),
        presences=dict.fromkeys(seats, Presence.PRESENT),
    )

    assert (after.held, after.planned) == (date(2024, 10, 19), date(2024, 10, 19))
    assert after.stretches.get().day == date(2024, 10, 19)
    assert set(after.attendance.values_list("presence", flat=True)) == {"present"}
    event = Event.objects.get(verb="meeting.corrected")
    assert event.changes["why"] == "คัดลอกผิด"
    assert event.changes["present"] == ["2/5", "5/5"]


def test_a_meeting_moved_to_another_calendar_year_takes_a_number_there(ngao_officer, record):
    record(date(2023, 12, 1))
    meeting = record(date(2024, 1, 5))

    assert corrected(ngao_officer, meeting, held=date(2023, 12, 28)).label == "2/2566"


def test_correcting_nothing_changes_nothing(ngao_officer, record):
    meeting = record(HELD)
    corrected(ngao_officer, meeting)

    assert not Event.objects.filter(verb="meeting.corrected").exists()


def test_what_cannot_be_corrected_is_refused(ngao_officer, record):
    record(date(2024, 10, 1))
    meeting = record(HELD)
    for more, told in (
        ({"held": date(2024, 11, 6)}, "อยู่หลังวันนี้"),
        ({"held": date(2023, 9, 30)}, "ยังไม่มีกรรมการ"),
        ({"held": date(2024, 10, 1)}, "มีการประชุมครั้งที่ 1/2567 แล้ว"),
        ({"number": 1}, "เป็นการประชุมวันที่"),
        ({"why": " "}, "เหตุที่แก้"),
        ({"presences": {0: Presence.PRESENT}}, "รายชื่อกรรมการเป็นของวันอื่น"),
    ):
        with pytest.raises(ValidationError, match=told):
            corrected(ngao_officer, meeting, **more)


def test_a_meeting_that_did_not_take_place_is_taken_back_and_stays_to_be_read(
    client, ngao_officer, record, pong_tao
):
    paper = make.minutes(by=ngao_officer, area=pong_tao)
    meeting = record(HELD, minutes=paper)
    for _ in range(2):
        actions.annul_record(by=ngao_officer, meeting=meeting, why="คนละตำบล", at=AT)

    meeting.refresh_from_db()
    assert (meeting.held, meeting.minutes, meeting.cancelled_because) == (None, None, "คนละตำบล")
    assert Attendance.objects.filter(meeting=meeting).count() == 5
    event = Event.objects.get(verb="meeting.annulled")
    assert event.changes["minutes"] == [paper.sha256, ""]
    assert record(HELD).label == "1/2567"  # Day and number are free again.
    client.force_login(ngao_officer)
    assert client.get(meeting.get_absolute_url()).status_code == 200


def test_both_are_done_on_their_pages(client, ngao_officer, record, rolled):
    meeting = record(HELD, came=4)
    client.force_login(ngao_officer)
    page = client.get(reverse("meetings:correct", args=[meeting.pk])).content.decode()
    assert 'name="absent" value="5"' in page

    told = sent(rolled, absent="", excused="", why="มาครบ")
    client.post(reverse("meetings:correct", args=[meeting.pk]), told)
    assert meeting.attendance.filter(presence="present").count() == 5

    annul = reverse("meetings:annul", args=[meeting.pk])
    assert "ยังไม่ได้กรอก" in client.post(annul, {"why": ""}).content.decode()
    client.post(annul, {"why": "ไม่ได้จัด"})
    meeting.refresh_from_db()
    assert meeting.held is None


def test_neither_is_open_to_others(client, record, thoen_officer, reader):
    meeting = record(HELD)
    for user, answer in ((thoen_officer, 404), (reader, 403)):
        client.force_login(user)
        for name in ("correct", "annul"):
            address = reverse(f"meetings:{name}", args=[meeting.pk])
            assert client.get(address).status_code == answer
            assert client.post(address, {"why": "x"}).status_code == answer
