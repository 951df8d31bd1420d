"""Who comes and goes, and the quorum as it is lost and won back."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from prasan.audit.models import Event
from prasan.meetings import actions
from prasan.meetings.actions import seats_on
from prasan.meetings.models import Attendance, Meeting, Outcome, Presence, Section, Stay, Told
from prasan.meetings.papers import minutes_of
from prasan.meetings.room import Room
from prasan.meetings.rules import Stage
from prasan.meetings.tests import make
from prasan.orders.models import Appointment

TOMORROW = date(2024, 11, 6)


def seat(meeting, line):
    return Appointment.objects.get(order__committee=meeting.committee, line=line)


def verbs():
    found = Event.objects.filter(kind="meetings.meeting").order_by("place")
    return list(found.values_list("verb", flat=True))


def test_who_arrives_is_present_once(ngao_officer, drafted):
    for _click in range(2):
        actions.arrive(by=ngao_officer, meeting=drafted, seat=seat(drafted, 1), at=make.at(8, 50))

    line = drafted.attendance.get()
    assert (line.presence, line.stays.get().told) == (Presence.PRESENT, Told.CLERK)
    assert verbs() == ["meeting.drafted", "meeting.arrived"]


def test_who_has_no_seat_that_day_is_a_guest(ngao_officer, drafted, ban_rong):
    stranger = make.committee(by=ngao_officer, area=ban_rong)
    other = Appointment.objects.get(order__committee=stranger, line=1)
    gone = seat(drafted, 5)
    make.ended(gone, by=ngao_officer, ends=make.DAY)

    for nobody in (other, gone):
        with pytest.raises(ValidationError, match="เพิ่มชื่อในผู้เข้าร่วมประชุม"):
            actions.arrive(by=ngao_officer, meeting=drafted, seat=nobody, at=make.at(9))
        with pytest.raises(ValidationError, match="เพิ่มชื่อในผู้เข้าร่วมประชุม"):
            actions.tell_absence(
                by=ngao_officer,
                at=make.at(10),
                meeting=drafted,
                seat=nobody,
                presence=Presence.EXCUSED,
            )
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(("hour", "minute", "is_open"), [(6, 59, False), (7, 0, True)])
def test_the_doors_open_two_hours_before(ngao_officer, drafted, hour, minute, is_open):
    if is_open:
        make.came(by=ngao_officer, meeting=drafted, lines=(1,), moment=make.at(hour, minute))
    else:
        with pytest.raises(ValidationError, match="ตั้งแต่ 07.00 น."):
            make.came(by=ngao_officer, meeting=drafted, lines=(1,), moment=make.at(hour, minute))


def test_excuses_are_told_before_and_an_arrival_overrules_them(ngao_officer, drafted):
    first = seat(drafted, 1)
    for _click in range(2):
        actions.tell_absence(
            by=ngao_officer, at=make.at(10), meeting=drafted, seat=first, presence=Presence.EXCUSED
        )
    assert verbs().count("meeting.presence_told") == 1

    actions.arrive(by=ngao_officer, meeting=drafted, seat=first, at=make.at(9))

    assert drafted.attendance.get().presence == Presence.PRESENT


def test_a_substitute_is_named_and_counts(ngao_officer, drafted):
    with pytest.raises(ValidationError, match="ยังไม่ได้ใส่ชื่อผู้แทน"):
        actions.tell_absence(
            by=ngao_officer,
            at=make.at(10),
            meeting=drafted,
            seat=seat(drafted, 1),
            presence=Presence.SUBSTITUTE,
        )
    actions.tell_absence(
        by=ngao_officer,
        at=make.at(10),
        meeting=drafted,
        seat=seat(drafted, 1),
        presence=Presence.SUBSTITUTE,
        substitute="นายคำ ตาแก้ว",
    )

    make.came(by=ngao_officer, meeting=drafted, lines=(1,), moment=make.at(9))

    assert drafted.attendance.get().presence == Presence.SUBSTITUTE
    assert Room(drafted).present_at(make.at(9)) == 1


def test_a_slip_is_taken_back_with_its_hour(ngao_officer, drafted):
    make.came(by=ngao_officer, meeting=drafted, lines=(1,), moment=make.at(9))

    actions.tell_absence(
        by=ngao_officer,
        at=make.at(10),
        meeting=drafted,
        seat=seat(drafted, 1),
        presence=Presence.ABSENT,
    )

    assert not Stay.objects.exists()
    assert Event.objects.get(verb="meeting.presence_told").changes["arrived"] == ["09.00", ""]


def test_a_meeting_opens_with_just_its_quorum(ngao_officer, drafted):
    make.came(by=ngao_officer, meeting=drafted, lines=(1, 2), moment=make.at(8, 50))
    with pytest.raises(ValidationError, match="มา 2 จาก 5 คน องค์ประชุม 3 คน"):
        actions.open_meeting(by=ngao_officer, meeting=drafted, at=make.at(9))

    make.came(by=ngao_officer, meeting=drafted, lines=(3,), moment=make.at(9))
    for _click in range(2):
        opened = actions.open_meeting(by=ngao_officer, meeting=drafted, at=make.at(9))

    assert opened.stage is Stage.OPEN
    assert opened.attendance.filter(presence=Presence.ABSENT).count() == 2
    assert verbs().count("meeting.opened") == 1


def test_a_seat_ended_that_day_lowers_the_quorum(ngao_officer, drafted):
    """Four seats are left of five, so two are enough."""
    make.came(by=ngao_officer, meeting=drafted, lines=(1, 2, 5), moment=make.at(8, 50))
    make.ended(seat(drafted, 5), by=ngao_officer, ends=make.DAY)

    opened = actions.open_meeting(by=ngao_officer, meeting=drafted, at=make.at(9))

    room = Room(opened)
    assert (len(room.places), room.quorum_on(make.DAY), room.present_at(make.at(9))) == (4, 2, 2)
    assert not Attendance.objects.filter(seat__line=5).exists()


def test_a_meeting_is_not_opened_on_another_day(ngao_officer, drafted):
    for day in (date(2024, 11, 4), TOMORROW):
        with pytest.raises(ValidationError, match="การประชุมนัดไว้วันที่ 5 พ.ย. 2567"):
            actions.open_meeting(by=ngao_officer, meeting=drafted, at=make.at(9, day=day))


def test_the_quorum_is_lost_half_way_and_won_back(ngao_officer, opened):
    items = [
        actions.add_item(by=ngao_officer, meeting=opened, section=Section.DECISION, title=title)
        for title in ("ก่อน", "ระหว่าง", "หลัง")
    ]
    actions.take_item(by=ngao_officer, item=items[0], at=make.at(9, 10))
    actions.take_item(by=ngao_officer, item=items[1], at=make.at(10))
    actions.leave(by=ngao_officer, meeting=opened, seat=seat(opened, 3), at=make.at(10, 15))
    assert not Room(opened).is_quorate_at(make.at(10, 15))
    make.came(by=ngao_officer, meeting=opened, lines=(4,), moment=make.at(10, 30))
    assert Room(opened).is_quorate_at(make.at(10, 30))
    actions.take_item(by=ngao_officer, item=items[2], at=make.at(11))
    actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(12))

    room = Room(Meeting.objects.get())

    assert room.lacking(items) == [items[1]]
    assert [(gap.begins, gap.ends) for gap in room.gaps] == [(make.at(10, 15), make.at(10, 30))]


def test_what_was_settled_without_a_quorum_comes_up_again(ngao_officer, committee, opened):
    item = actions.add_item(
        by=ngao_officer, meeting=opened, section=Section.DECISION, title="แผนตำบล"
    )
    actions.leave(by=ngao_officer, meeting=opened, seat=seat(opened, 3), at=make.at(9, 30))
    actions.take_item(by=ngao_officer, item=item, at=make.at(10))
    actions.save_item(
        by=ngao_officer,
        item=item,
        edition=0,
        text="",
        resolution="เห็นชอบ",
        outcome=Outcome.AGREED,
        at=make.at(10, 5),
    )
    actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(11))

    later = make.draft(by=ngao_officer, committee=committee, planned=date(2024, 12, 3))

    assert later.items.get(carried_from=item).section == Section.DECISION


def test_leaving_needs_to_have_been_there(ngao_officer, opened):
    assert (
        actions.leave(by=ngao_officer, meeting=opened, seat=seat(opened, 5), at=make.at(10)) is None
    )
    with pytest.raises(ValidationError, match="เวลาออกอยู่ก่อนเวลามาถึง"):
        actions.leave(by=ngao_officer, meeting=opened, seat=seat(opened, 1), at=make.at(8, 50))


def test_a_meeting_adjourned_goes_on_with_who_came_back(ngao_officer, opened):
    for _click in range(2):
        actions.adjourn(by=ngao_officer, meeting=opened, because="พักเที่ยง", at=make.at(12))
    assert not Stay.objects.filter(left_at=None).exists()
    with pytest.raises(ValidationError, match="ยังประชุมต่อไม่ได้ มา 2 จาก 5"):
        actions.resume(by=ngao_officer, meeting=opened, at=make.at(13), back=_pks(opened, (1, 2)))
    assert not Stay.objects.filter(left_at=None).exists()  # undone as a whole

    for _click in range(2):
        actions.resume(
            by=ngao_officer, meeting=opened, at=make.at(13), back=_pks(opened, (1, 2, 4))
        )

    stretches = [(one.began, one.ended, one.adjourned_because) for one in opened.stretches.all()]
    assert stretches == [(time(9, 5), time(12), "พักเที่ยง"), (time(13), None, "")]
    assert Room(opened).present_at(make.at(13)) == 3
    assert verbs()[-2:] == ["meeting.adjourned", "meeting.resumed"]


def _pks(meeting, lines):
    return list(
        seats_on(meeting.committee, meeting.planned)
        .filter(line__in=lines)
        .values_list("pk", flat=True)
    )


def test_a_meeting_may_go_on_another_day_with_the_seats_of_that_day(ngao_officer, opened):
    actions.adjourn(by=ngao_officer, meeting=opened, because="ฝนตกหนัก", at=make.at(10))
    make.ended(seat(opened, 5), by=ngao_officer, ends=TOMORROW)

    actions.resume(
        by=ngao_officer,
        meeting=opened,
        at=make.at(9, day=TOMORROW),
        back=_pks(opened, (1, 2)),
    )
    closed = actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(11, day=TOMORROW))

    room = Room(closed)
    assert (room.quorum_on(make.DAY), room.quorum_on(TOMORROW)) == (3, 2)
    assert room.gaps == []
    assert closed.held == make.DAY


def test_who_took_a_seat_meanwhile_is_on_the_roll_of_the_later_day_alone(ngao_officer, opened):
    """The first day's roll stays what it was, and with it whether the meeting counts."""
    actions.adjourn(by=ngao_officer, meeting=opened, because="ฝนตกหนัก", at=make.at(10))
    make.ended(seat(opened, 4), by=ngao_officer, ends=TOMORROW)
    new = make.seated(by=ngao_officer, committee=opened.committee, starts=TOMORROW)

    with pytest.raises(ValidationError, match="ไม่มีตำแหน่งใน คอช.ต. ปงเตา ในวันที่ 5 พ.ย. 2567"):
        actions.arrive(by=ngao_officer, meeting=opened, seat=new, at=make.at(10, 30))
    for one in (new, seat(opened, 2), seat(opened, 5)):
        actions.arrive(by=ngao_officer, meeting=opened, seat=one, at=make.at(9, day=TOMORROW))
    actions.resume(by=ngao_officer, meeting=opened, at=make.at(9, 30, day=TOMORROW))
    actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(11, day=TOMORROW))

    room = Room(Meeting.objects.get())
    came = {
        day: [place.seat.line for place in room.places_on(day) if place.came]
        for day in (make.DAY, TOMORROW)
    }
    assert came == {make.DAY: [1, 2, 3], TOMORROW: [2, 5, new.line]}
    assert room.seats_on(TOMORROW) == 5
    counted = Meeting.objects.with_roll().get()
    assert (counted.present, counted.seats) == (3, 5)
    told = minutes_of(counted)
    assert (len(told.present), len(told.absent)) == (3, 2)
    (later,) = told.later
    assert (later.day, len(later.present), later.seats, later.quorum) == (TOMORROW, 3, 5, 3)
    assert f"{new.person}" in [line.name for line in later.present]


def test_without_a_quorum_of_the_later_day_it_does_not_go_on(ngao_officer, opened):
    """Those who were there the day before do not count, and nothing of the try stays."""
    actions.adjourn(by=ngao_officer, meeting=opened, because="ฝนตกหนัก", at=make.at(10))
    with pytest.raises(ValidationError, match="มา 2 จาก 5 คน องค์ประชุม 3 คน"):
        actions.resume(
            by=ngao_officer, meeting=opened, at=make.at(9, day=TOMORROW), back=_pks(opened, (1, 2))
        )
    assert not opened.attendance.exclude(resumed=None).exists()


def test_an_excuse_for_the_later_day_leaves_the_first_as_it_was(ngao_officer, opened):
    actions.adjourn(by=ngao_officer, meeting=opened, because="ฝนตกหนัก", at=make.at(10))
    actions.tell_absence(
        by=ngao_officer, meeting=opened, seat=seat(opened, 1),
        presence=Presence.EXCUSED, at=make.at(8, day=TOMORROW),
    )  # fmt: skip

    told = opened.attendance.filter(seat__line=1).order_by("pk")
    assert list(told.values_list("resumed", "presence")) == [
        (None, "present"),
        (TOMORROW, "excused"),
    ]


def test_closed_as_of_the_day_before_nobody_loses_their_hours(ngao_officer, opened):
    actions.adjourn(by=ngao_officer, meeting=opened, because="ฝนตกหนัก", at=make.at(10))
    actions.arrive(
        by=ngao_officer, meeting=opened, seat=seat(opened, 1), at=make.at(9, day=TOMORROW)
    )
    closed = actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(10, day=TOMORROW))

    assert Room(closed).later_days == []
    assert Room(closed).gaps == []
    assert not Stay.objects.filter(left_at=None).exists()


def test_adjourning_says_why(ngao_officer, opened):
    with pytest.raises(ValidationError, match="ยังไม่ได้บอกเหตุที่พัก"):
        actions.adjourn(by=ngao_officer, meeting=opened, because="", at=make.at(12))


def test_closing_makes_it_held_and_everyone_goes(ngao_officer, opened):
    for _click in range(2):
        closed = actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(12))

    assert (closed.held, closed.held_by, closed.stage) == (make.DAY, ngao_officer, Stage.HELD)
    assert not Stay.objects.filter(left_at=None).exists()
    assert verbs().count("meeting.closed") == 1
    assert Meeting.objects.with_roll().get().present == 3


@pytest.mark.parametrize(
    ("at", "ended", "words"),
    [
        (make.at(10), time(10, 1), "ยังไม่ถึง"),
        (make.at(10), time(9, 5), "ไม่ได้อยู่หลังเวลาเริ่ม 09.05"),
        (make.at(8, day=TOMORROW), None, "ใส่เวลาที่เลิกประชุมวันนั้น"),
        (make.at(12), time(10), "มาถึง 10.30 หลังเวลาที่ใส่"),
    ],
)
def test_a_closing_hour_that_cannot_be_is_told(ngao_officer, opened, at, ended, words):
    if at == make.at(12):
        make.came(by=ngao_officer, meeting=opened, lines=(4,), moment=make.at(10, 30))

    with pytest.raises(ValidationError, match=words):
        actions.close_meeting(by=ngao_officer, meeting=opened, at=at, ended=ended)

    opened.refresh_from_db()
    assert opened.held is None


def test_a_meeting_forgotten_overnight_is_closed_with_its_hour(ngao_officer, opened):
    closed = actions.close_meeting(
        by=ngao_officer, meeting=opened, at=make.at(8, day=TOMORROW), ended=time(12)
    )

    assert closed.stretches.get().ended == time(12)


def test_after_the_end_nobody_arrives(ngao_officer, opened):
    actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(12))

    with pytest.raises(ValidationError, match="การประชุมนี้ปิดแล้ว จึงลงชื่อเข้าประชุมไม่ได้"):
        make.came(by=ngao_officer, meeting=opened, lines=(4,), moment=make.at(12, 1))


def test_an_item_is_taken_once_and_only_while_the_meeting_is_on(ngao_officer, drafted, opened):
    item = opened.items.first()
    for minute in (10, 20):
        taken = actions.take_item(by=ngao_officer, item=item, at=make.at(9, minute))
    assert taken.taken_at == make.at(9, 10)

    actions.adjourn(by=ngao_officer, meeting=opened, because="พัก", at=make.at(10))
    with pytest.raises(ValidationError, match="การประชุมพักอยู่"):
        actions.take_item(by=ngao_officer, item=opened.items.last(), at=make.at(10, 5))


def test_a_meeting_called_and_then_told_from_paper_is_one(ngao_officer, drafted, record):
    make.came(by=ngao_officer, meeting=drafted, lines=(1,), moment=make.at(9))

    told = record(make.DAY, came=4, began=time(9), ended=time(11))

    assert told == drafted
    assert (told.stage, told.number) == (Stage.HELD, 1)
    assert Meeting.objects.with_roll().get().present == 4


def test_a_meeting_that_is_on_is_not_told_from_paper(opened, record):
    with pytest.raises(ValidationError, match="ปิดประชุมที่หน้าการประชุมนั้น"):
        record(make.DAY)


def test_a_substitute_who_never_came_is_not_counted_at_the_end(ngao_officer, opened, committee):
    seat = make.seats_on(committee, make.DAY)[3]
    actions.tell_absence(
        by=ngao_officer,
        at=make.at(10),
        meeting=opened,
        seat=seat,
        presence=Presence.SUBSTITUTE,
        substitute="นายคำ ตาแก้ว",
    )
    actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(12))

    counted = Meeting.objects.with_roll().get(pk=opened.pk)
    assert (counted.present, counted.seats) == (3, 5)
    assert opened.attendance.get(seat=seat).presence == Presence.ABSENT
    event = Event.objects.filter(verb="meeting.presence_told").order_by("pk").last()
    assert event.changes["presence"] == ["substitute นายคำ ตาแก้ว", "absent"]
