"""Putting right a meeting that was opened and closed here."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from prasan.audit.models import Event
from prasan.committees.models import Committee
from prasan.meetings import actions
from prasan.meetings.actions.held import Corrected
from prasan.meetings.models import Meeting, Presence
from prasan.meetings.quota import quota
from prasan.meetings.room import Room
from prasan.meetings.tests import make
from prasan.thai.calendar import FiscalYear

STALE = "รายงานฉบับที่เก็บไว้ยังบอกของเดิม"


@pytest.fixture
def held(ngao_officer, opened):
    """Three of five came, 8.50 to 12.00: just the quorum."""
    return actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(12))


@pytest.fixture
def lines(held):
    """The lines of the roll in the register's order."""
    return list(held.attendance.order_by("seat__line").values_list("pk", flat=True))


@pytest.fixture
def url(held):
    return reverse("meetings:correct", args=[held.pk])


def correct(by, meeting, lines=None, place="ศาลาประชาคมตำบลปงเตา", why="จำคนผิด", **more):
    told = {
        pk: one if isinstance(one, Corrected) else Corrected(one)
        for pk, one in (lines or {}).items()
    }
    return actions.correct_held(by=by, meeting=meeting, place=place, lines=told, why=why, **more)


def corrections():
    return Event.objects.filter(verb="meeting.corrected")


def sent(client, url, **more):
    """What the page would send, with some of it changed."""
    form = client.get(url).context["form"]
    told = {bound.html_name: bound.field.prepare_value(bound.initial) or "" for bound in form}
    return told | {"why": "ลงผิด"} | more


def test_who_was_not_there_loses_the_hours_which_stay_in_the_history(ngao_officer, held, lines):
    correct(ngao_officer, held, {lines[0]: Presence.EXCUSED})

    line = held.attendance.get(pk=lines[0])
    assert (line.presence, line.stays.count()) == ("excused", 0)
    event = corrections().get()
    assert event.changes["นางบุญมี1 ศรีสุข"] == ["มา 08.50-12.00", "ลา"]
    assert event.changes["present"] == ["3/5", "2/5"]
    assert event.changes["why"] == "จำคนผิด"


def test_who_came_after_all_was_there_throughout(ngao_officer, held, lines):
    correct(ngao_officer, held, {lines[4]: Presence.PRESENT})

    stay = held.attendance.get(pk=lines[4]).stays.get()
    assert (stay.arrived_at, stay.left_at) == (make.at(9, 5), make.at(12))
    assert Room(held).present_at(make.at(10)) == 4


def test_the_count_of_the_year_follows(ngao_officer, held, lines, pong_tao, today):
    minutes = make.minutes(by=ngao_officer, area=pong_tao)
    actions.attach_minutes(by=ngao_officer, meeting=held, minutes=minutes)

    def done():
        (one,) = quota(Committee.objects.all(), period=FiscalYear(2568), day=today)
        return one.done

    assert done() == 1
    correct(ngao_officer, held, {lines[0]: Presence.ABSENT})
    assert done() == 0
    correct(ngao_officer, held, {lines[0]: Presence.PRESENT})
    assert done() == 1


def test_hours_told_wrongly_are_put_right(ngao_officer, held, lines):
    """To the minute; the minute of the beginning or the end is the very moment of it."""
    told = {
        lines[0]: Corrected(Presence.PRESENT, hours=((time(9, 5), time(10)), (time(11), time(12)))),
        lines[3]: Corrected(Presence.PRESENT, hours=((time(10), time(11)),)),
    }
    correct(ngao_officer, held, told)

    room = Room(Meeting.objects.get())
    counts = [room.present_at(make.at(9, 30)), room.present_at(make.at(10, 30))]
    assert counts == [3, 3]
    assert room.gaps == []
    assert corrections().get().changes["นางบุญมี1 ศรีสุข"] == [
        "มา 08.50-12.00",
        "มา 09.05-10.00, 11.00-12.00",
    ]


def test_hours_put_right_may_show_that_the_quorum_was_lost(ngao_officer, held, lines):
    told = {lines[0]: Corrected(Presence.PRESENT, hours=((time(9), time(11)),))}
    correct(ngao_officer, held, told)

    (gap,) = Room(Meeting.objects.get()).gaps
    assert (gap.begins, gap.ends) == (make.at(11), make.at(12))


def test_hours_emptied_mean_the_whole_meeting(ngao_officer, held, lines):
    correct(ngao_officer, held, {lines[0]: Corrected(Presence.PRESENT, hours=())})

    stay = held.attendance.get(pk=lines[0]).stays.get()
    assert (stay.arrived_at, stay.left_at) == (make.at(9, 5), make.at(12))


def test_nobody_left_after_the_end(ngao_officer, held, lines):
    told = {lines[0]: Corrected(Presence.PRESENT, hours=((time(9), time(12, 1)),))}
    with pytest.raises(ValidationError, match="ออก 12.01 หลังเลิกประชุม 12.00"):
        correct(ngao_officer, held, told)


@pytest.mark.parametrize("hour", [11, 13])
def test_another_closing_hour_takes_along_who_stayed_to_the_end(ngao_officer, held, lines, hour):
    correct(ngao_officer, held, ended=time(hour))

    held = Meeting.objects.get()
    assert held.stretches.get().ended == time(hour)
    assert {stay.left_at for line in held.attendance.all() for stay in line.stays.all()} == {
        make.at(hour)
    }
    assert corrections().get().changes["ended"] == ["12.00", f"{hour}.00"]


@pytest.mark.parametrize(
    ("ended", "told"),
    [(time(9, 5), "ไม่ได้อยู่หลังเวลาเริ่ม 09.05"), (time(10, 30), "มาถึง 10.30 หลังเวลาเลิก"),
     (time(10, 45), "เริ่ม 10.50 หลังเวลาเลิก")],
)  # fmt: skip
def test_a_closing_hour_that_cannot_be_is_refused(ngao_officer, opened, ended, told):
    make.came(by=ngao_officer, meeting=opened, lines=(4,), moment=make.at(10, 30))
    actions.take_item(by=ngao_officer, item=opened.items.first(), at=make.at(10, 50))
    held = actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(12))

    with pytest.raises(ValidationError, match=told):
        correct(ngao_officer, held, ended=ended)
    assert not corrections().exists()


def test_a_substitute_is_named_or_taken_back(ngao_officer, held, lines):
    with pytest.raises(ValidationError, match="ยังไม่ได้ใส่ชื่อผู้แทน"):
        correct(ngao_officer, held, {lines[3]: Presence.SUBSTITUTE})
    correct(ngao_officer, held, {lines[3]: Corrected(Presence.SUBSTITUTE, "นายคำ ตาแก้ว")})
    line = held.attendance.get(pk=lines[3])
    assert (line.presence, line.substitute, line.stays.count()) == ("substitute", "นายคำ ตาแก้ว", 1)

    correct(ngao_officer, held, {lines[3]: Presence.ABSENT})
    assert held.attendance.get(pk=lines[3]).substitute == ""
    told = corrections().order_by("-pk").first().changes["นางบุญมี4 ศรีสุข"]
    assert told == ["ส่งผู้แทน นายคำ ตาแก้ว 09.05-12.00", "ขาด"]


def test_the_same_again_changes_nothing(ngao_officer, held, lines):
    for _ in range(2):
        correct(ngao_officer, held, {lines[0]: Presence.ABSENT}, place="ศาลาใหม่")

    assert corrections().count() == 1


def test_what_cannot_be_is_refused(ngao_officer, held, lines):
    with pytest.raises(ValidationError, match="เหตุที่แก้"):
        correct(ngao_officer, held, {lines[0]: Presence.ABSENT}, why=" ")
    with pytest.raises(ValidationError, match="รายชื่อเปลี่ยนไป"):
        correct(ngao_officer, held, {0: Presence.PRESENT})
    assert not corrections().exists()


def test_a_meeting_that_is_still_on_is_closed_first(ngao_officer, opened):
    with pytest.raises(ValidationError, match="เปิดแล้ว"):
        correct(ngao_officer, opened, place="ศาลาใหม่")


def test_minutes_adopted_are_changed_by_a_meeting_alone(ngao_officer, held, pong_tao, committee):
    minutes = make.minutes(by=ngao_officer, area=pong_tao)
    actions.attach_minutes(by=ngao_officer, meeting=held, minutes=minutes)
    day = date(2024, 11, 6)
    later = make.draft(by=ngao_officer, committee=committee, planned=day)
    make.came(by=ngao_officer, meeting=later, lines=(1, 2, 3), moment=make.at(9, day=day))
    actions.open_meeting(by=ngao_officer, meeting=later, at=make.at(9, 5, day=day))
    actions.adopt_minutes(by=ngao_officer, meeting=held, adopted_in=later, at=make.at(10, day=day))

    with pytest.raises(ValidationError, match="รับรองรายงานครั้งนี้แล้ว"):
        correct(ngao_officer, held, place="ศาลาใหม่")


def test_it_is_done_on_its_page(client, ngao_officer, held, lines, url):
    client.force_login(ngao_officer)
    assert url in client.get(held.get_absolute_url()).content.decode()
    page = client.get(url).content.decode()
    assert 'value="08.50-12.00"' in page
    assert reverse("meetings:annul", args=[held.pk]) not in page

    more = {f"presence_{lines[0]}": "absent", f"presence_{lines[4]}": "excused"}
    late = {f"presence_{lines[3]}": "present", f"hours_{lines[3]}": "๙.๓๐ ถึง ๑๑.๐๐"}
    client.post(url, sent(client, url, **more, **late, place="ศาลาใหม่", ended="11.30"))

    held.refresh_from_db()
    told = held.attendance.order_by("seat__line").values_list("presence", flat=True)
    assert list(told) == ["absent", "present", "present", "present", "excused"]
    assert held.place == "ศาลาใหม่"
    stay = held.attendance.get(pk=lines[3]).stays.get()
    assert (stay.arrived_at, stay.left_at) == (make.at(9, 30), make.at(11))
    assert held.attendance.get(pk=lines[1]).stays.get().left_at == make.at(11, 30)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("why", "", "ยังไม่ได้กรอกเหตุที่แก้"),
        ("place", " ", "ยังไม่ได้กรอกสถานที่"),
        ("ended", "25.00", "ไม่มีในนาฬิกา"),
        ("ended", "9.00", "ไม่ได้อยู่หลังเวลาเริ่ม"),
        ("hours", "เช้า", "อ่านเวลา “เช้า” ไม่ได้"),
        ("hours", "11.00-9.00", "ไม่ได้อยู่หลังเวลามา"),
        ("hours", "9.00-23.00", "หลังเลิกประชุม"),
        ("presence", "substitute", "ยังไม่ได้ใส่ชื่อผู้แทน"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    field, typed, told, client, ngao_officer, lines, url
):
    client.force_login(ngao_officer)
    name = f"{field}_{lines[0]}" if field in ("hours", "presence") else field

    answer = client.post(url, sent(client, url, **{name: typed, f"hours_{lines[1]}": "9.15-10.00"}))
    page = answer.content.decode().replace("\u00a0", " ")

    assert told in page
    assert 'value="9.15-10.00"' in page
    assert not corrections().exists()


def test_one_that_is_still_on_is_put_right_in_its_room(client, ngao_officer, opened):
    client.force_login(ngao_officer)
    answer = client.get(reverse("meetings:correct", args=[opened.pk]))
    assert answer.url == reverse("meetings:hold", args=[opened.pk])


def test_more_members_cost_no_more_queries(
    client, ngao_officer, ban_rong, django_assert_max_num_queries
):
    committee = make.committee(by=ngao_officer, area=ban_rong, seats=25)
    drafted = make.draft(by=ngao_officer, committee=committee)
    make.came(by=ngao_officer, meeting=drafted, lines=range(1, 21), moment=make.at(8, 50))
    actions.open_meeting(by=ngao_officer, meeting=drafted, at=make.at(9, 5))
    actions.close_meeting(by=ngao_officer, meeting=drafted, at=make.at(12))
    client.force_login(ngao_officer)
    with django_assert_max_num_queries(12):
        client.get(reverse("meetings:correct", args=[drafted.pk]))


def test_minutes_on_file_from_before_are_told_of(client, ngao_officer, held, lines, pong_tao):
    """Until newer ones take their place."""
    client.force_login(ngao_officer)

    def is_told():
        return STALE in client.get(held.get_absolute_url()).content.decode().replace("\u00a0", " ")

    correct(ngao_officer, held, {lines[3]: Presence.PRESENT})
    minutes = make.minutes(by=ngao_officer, area=pong_tao)
    actions.attach_minutes(by=ngao_officer, meeting=held, minutes=minutes)
    assert not is_told()
    correct(ngao_officer, held, {lines[3]: Presence.ABSENT})
    assert is_told()
    item = held.items.first()
    item.text = "ประธานแจ้ง"
    item.save()
    actions.name_writers(
        by=ngao_officer, meeting=held, writer="นางบุญมี2", writer_post="", checker="",
        checker_post="",
    )  # fmt: skip
    newer = make.minutes(by=ngao_officer, area=pong_tao, mark="b")
    actions.file_minutes(by=ngao_officer, meeting=held, minutes=newer)
    assert not is_told()


def test_others_correct_nothing(client, thoen_officer, reader, url):
    for user, answer in ((thoen_officer, 404), (reader, 403)):
        client.force_login(user)
        assert client.get(url).status_code == answer
        assert client.post(url, {"why": "x"}).status_code == answer
