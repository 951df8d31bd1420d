from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from prasan.audit.models import Event
from prasan.meetings.actions import ROLL_CHANGED, attach_minutes, record_meeting
from prasan.meetings.models import Meeting, Presence
from prasan.meetings.tests import make
from prasan.orders.models import Appointment

HELD = date(2024, 10, 18)


def events() -> list[str]:
    told = Event.objects.filter(verb__startswith="meeting.").order_by("pk")
    return list(told.values_list("verb", flat=True))


def test_a_meeting_keeps_every_seat_of_that_day(record, committee):
    meeting = record(HELD, came=3)

    assert (meeting.label, meeting.attendance.count()) == ("1/2567", 5)
    assert meeting.attendance.filter(presence=Presence.PRESENT).count() == 3
    assert meeting.attendance.filter(presence=Presence.ABSENT).count() == 2
    event = Event.objects.get(verb="meeting.recorded")
    assert event.summary == ("บันทึกการประชุม คอช.ต. ปงเตา ครั้งที่ 1/2567 วันที่ 18 ต.ค. 2567 มา 3 จาก 5 คน")
    assert event.area == "520505"


def test_numbers_run_on_within_the_calendar_year(record):
    assert record(date(2023, 12, 20)).label == "1/2566"
    assert record(date(2024, 1, 10)).label == "1/2567"
    assert record(HELD).label == "2/2567"
    assert record(date(2024, 3, 1), number=7).label == "7/2567"
    assert record(date(2024, 4, 1)).label == "8/2567"


def test_a_number_used_before_is_refused_and_the_next_is_told(record):
    record(HELD)

    with pytest.raises(ValidationError) as refused:
        record(date(2024, 11, 1), number=1)

    assert refused.value.message_dict == {
        "number": ["ครั้งที่ 1/2567 เป็นการประชุมวันที่ 18 ต.ค. 2567 แล้ว ครั้งถัดไปคือ 2"]
    }


def test_the_same_meeting_again_is_the_one_recorded(record, ngao_officer, pong_tao):
    paper = make.minutes(by=ngao_officer, area=pong_tao)

    first = record(HELD, minutes=paper, began=time(9), ended=time(12))

    assert record(HELD, minutes=paper, began=time(9), ended=time(12)) == first
    assert record(HELD, began=time(9), ended=time(12), number=1) == first
    assert events() == ["meeting.recorded"]


@pytest.mark.parametrize(
    "difference",
    [{"came": 4}, {"place": "วัด"}, {"number": 2}, {"began": time(9)}, {"subject": "แผนตำบล"}],
)
def test_another_meeting_on_the_same_day_is_refused(record, difference):
    record(HELD)

    with pytest.raises(ValidationError, match="บันทึกไว้แล้วเป็นครั้งที่ 1/2567"):
        record(HELD, **difference)

    assert events() == ["meeting.recorded"]


def test_a_meeting_today_is_taken_and_tomorrow_is_refused(record, today):
    assert record(today).held == today

    with pytest.raises(ValidationError, match="วันประชุมอยู่หลังวันนี้"):
        record(today + timedelta(days=1))


@pytest.mark.parametrize(
    ("held", "is_taken"), [(make.SEATED, True), (make.SEATED - timedelta(days=1), False)]
)
def test_a_committee_meets_only_while_someone_sits(record, held, is_taken):
    if is_taken:
        assert record(held).held == held
        return
    with pytest.raises(ValidationError, match="ยังไม่มีกรรมการตามคำสั่ง"):
        record(held)


def test_a_seat_that_ended_that_morning_is_not_on_the_roll(record, committee, ngao_officer):
    last = Appointment.objects.get(order__committee=committee, line=5)
    make.ended(last, by=ngao_officer, ends=HELD)

    assert record(HELD - timedelta(days=1)).attendance.count() == 5
    assert record(HELD, came=4).attendance.count() == 4
    with pytest.raises(ValidationError) as refused:
        record(HELD + timedelta(days=1), presences={last.pk: Presence.PRESENT})
    assert refused.value.message_dict == {"held": [ROLL_CHANGED]}


def test_a_seat_of_another_committee_is_refused(record, thoen_committee):
    stranger = Appointment.objects.filter(order__committee=thoen_committee).first()

    with pytest.raises(ValidationError):
        record(HELD, presences={stranger.pk: Presence.PRESENT})

    assert not Meeting.objects.exists()


def test_a_substitute_is_named(record, committee):
    seat = Appointment.objects.filter(order__committee=committee).first()
    sent = {seat.pk: Presence.SUBSTITUTE}

    with pytest.raises(ValidationError, match="ยังไม่ได้ใส่ชื่อผู้แทนของนางบุญมี1"):
        record(HELD, presences=sent, substitutes={seat.pk: " "})
    meeting = record(HELD, presences=sent, substitutes={seat.pk: "นายคำ ตาแก้ว"})

    assert meeting.attendance.get(seat=seat).substitute == "นายคำ ตาแก้ว"
    assert Meeting.objects.with_roll().get().present == 1


def test_minutes_are_filed_once(record, ngao_officer, pong_tao):
    meeting, paper = record(HELD), make.minutes(by=ngao_officer, area=pong_tao)

    attach_minutes(by=ngao_officer, meeting=meeting, minutes=paper)
    attach_minutes(by=ngao_officer, meeting=meeting, minutes=paper)

    meeting.refresh_from_db()
    assert meeting.minutes == paper
    assert events() == ["meeting.recorded", "meeting.minutes_attached"]


def test_minutes_on_file_are_not_replaced(record, ngao_officer, pong_tao):
    paper = make.minutes(by=ngao_officer, area=pong_tao)
    meeting = record(HELD, minutes=paper)
    other = make.minutes(by=ngao_officer, area=pong_tao, mark="b")

    with pytest.raises(ValidationError, match="มีรายงานการประชุมแล้ว"):
        attach_minutes(by=ngao_officer, meeting=meeting, minutes=other)

    meeting.refresh_from_db()
    assert meeting.minutes == paper


@pytest.mark.django_db(transaction=True)
def test_a_refused_meeting_leaves_nothing(record, ngao_officer, committee, today):
    with pytest.raises(IntegrityError):
        record(HELD, began=time(12), ended=time(9))

    assert not Meeting.objects.exists()
    assert events() == []


def test_recording_needs_no_presence_at_all(ngao_officer, committee, today):
    """A meeting to which nobody came is a fact too; it does not count."""
    meeting = record_meeting(
        by=ngao_officer, committee=committee, held=HELD, place="วัด", presences={}, today=today
    )

    assert meeting.attendance.filter(presence=Presence.ABSENT).count() == 5
