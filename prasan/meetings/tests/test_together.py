"""Several committees in one room: told once, counted for each."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from prasan.audit.models import Event
from prasan.committees.models import Committee, Kind
from prasan.meetings import actions
from prasan.meetings.actions.held import Corrected
from prasan.meetings.models import AgendaItem, Gathering, Meeting, Presence, Section, Stay
from prasan.meetings.quota import quota
from prasan.meetings.room import Room
from prasan.meetings.rules import Stage
from prasan.meetings.tests import make
from prasan.thai.calendar import FiscalYear

TOMORROW = date(2024, 11, 6)


@pytest.fixture
def integrated(ngao_officer, pong_tao, committee):
    """The ก.บ.ต. of Pong Tao: seven seats, the first five held by those of the คอช.ต."""
    return make.committee(by=ngao_officer, area=pong_tao, kind=Kind.INTEGRATED, seats=7)


@pytest.fixture
def together(ngao_officer, committee, integrated):
    """Both called for nine o'clock today, as one sitting."""
    return actions.draft_together(
        by=ngao_officer, committees=[committee, integrated], planned=make.DAY,
        place="ศาลาประชาคมตำบลปงเตา", starts=time(9), at=make.at(7),
    )  # fmt: skip


def came(by, meeting, *lines, at):
    make.came(by=by, meeting=meeting, lines=lines, moment=at)


def present(at):
    return [Room(meeting).present_at(at) for meeting in Meeting.objects.order_by("pk")]


def verbs():
    return [
        event.verb for event in Event.objects.filter(verb__startswith="meeting.").order_by("pk")
    ]


def test_the_same_people_sit_on_both(committee, integrated):
    here = {seat.person_id for seat in make.seats_on(committee, make.DAY)}
    there = {seat.person_id for seat in make.seats_on(integrated, make.DAY)}
    assert len(here & there) == 5


def test_each_committee_keeps_its_own_meeting(ngao_officer, committee, integrated, together):
    first, second = together
    assert first.committee == committee
    assert second.committee == integrated
    assert (first.label, second.label) == ("1/2567", "1/2567")
    assert {one.gathering_id for one in Meeting.objects.all()} == {Gathering.objects.get().pk}
    assert verbs().count("meeting.joined") == 2


def test_the_same_drafts_again_change_nothing(ngao_officer, committee, integrated, together):
    again = actions.draft_together(
        by=ngao_officer, committees=[committee, integrated], planned=make.DAY,
        place="ศาลาประชาคมตำบลปงเตา", starts=time(9), at=make.at(7),
    )  # fmt: skip
    assert again == together
    assert verbs().count("meeting.joined") == 2


def test_what_one_cannot_do_is_told_with_its_name_and_none_is_drafted(
    ngao_officer, committee, integrated
):
    make.draft(by=ngao_officer, committee=integrated, place="วัด")
    with pytest.raises(ValidationError, match="ก.บ.ต. ปงเตา วันที่ 5 พ.ย. 2567 มีการประชุม"):
        actions.draft_together(
            by=ngao_officer, committees=[committee, integrated], planned=make.DAY,
            place="ศาลา", starts=time(9), at=make.at(7),
        )  # fmt: skip
    assert not committee.meetings.exists()


def test_committees_of_two_districts_do_not_sit_together(
    ngao_officer, thoen_officer, committee, thoen_committee
):
    meetings = [
        make.draft(by=ngao_officer, committee=committee),
        make.draft(by=thoen_officer, committee=thoen_committee),
    ]
    with pytest.raises(ValidationError, match="อยู่คนละอำเภอ"):
        actions.sit_together(by=ngao_officer, meetings=meetings, at=make.at(7))
    assert not Gathering.objects.exists()


def test_two_sittings_do_not_become_one(ngao_officer, together, district_committee, ban_rong):
    tambon = make.committee(by=ngao_officer, area=ban_rong)
    others = actions.draft_together(
        by=ngao_officer, committees=[district_committee, tambon], planned=make.DAY,
        place="ศาลาประชาคมตำบลปงเตา", starts=time(9), at=make.at(7),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="ร่วมกับคณะอื่นอยู่แล้ว"):
        actions.sit_together(by=ngao_officer, meetings=[together[0], others[0]], at=make.at(7))


def test_who_comes_is_told_once_and_counts_for_each(ngao_officer, together):
    first, second = together
    came(ngao_officer, first, 1, at=make.at(8, 50))
    came(ngao_officer, second, 2, 6, at=make.at(8, 55))
    assert present(make.at(8, 55)) == [2, 3]

    actions.arrive(
        by=ngao_officer, meeting=first, at=make.at(8, 56),
        seat=make.seats_on(first.committee, make.DAY)[0],
    )  # fmt: skip
    assert Stay.objects.count() == 5


def test_leaving_and_coming_back_reach_every_seat(ngao_officer, together):
    first, second = together
    came(ngao_officer, first, 1, 2, at=make.at(8, 50))
    actions.leave(
        by=ngao_officer, meeting=second, at=make.at(9, 30),
        seat=make.seats_on(second.committee, make.DAY)[0],
    )  # fmt: skip
    assert present(make.at(9, 30)) == [1, 1]
    came(ngao_officer, second, 1, at=make.at(9, 40))
    assert present(make.at(9, 40)) == [2, 2]


def test_an_excuse_or_a_substitute_is_told_once(ngao_officer, together):
    first, second = together
    seats = make.seats_on(first.committee, make.DAY)
    actions.tell_absence(
        by=ngao_officer, meeting=first, seat=seats[0], presence=Presence.EXCUSED, at=make.at(8)
    )
    actions.tell_absence(
        by=ngao_officer, meeting=first, seat=seats[1], presence=Presence.SUBSTITUTE,
        substitute="นายคำ ตาแก้ว", at=make.at(8),
    )  # fmt: skip
    for meeting in together:
        told = meeting.attendance.order_by("seat__line").values_list("presence", "substitute")
        assert list(told) == [("excused", ""), ("substitute", "นายคำ ตาแก้ว")]


def test_each_opens_by_its_own_quorum(ngao_officer, together):
    """Three of five are a quorum of one committee; of the other's seven four are needed."""
    first, _second = together
    with pytest.raises(ValidationError) as refused:
        actions.open_sitting(by=ngao_officer, meeting=first, at=make.at(9))
    assert [told.split(" ยัง")[0] for told in refused.value.messages] == [
        "คอช.ต. ปงเตา",
        "ก.บ.ต. ปงเตา",
    ]

    came(ngao_officer, first, 1, 2, 3, at=make.at(9))
    moved = actions.open_sitting(by=ngao_officer, meeting=first, at=make.at(9, 5))
    assert [meeting.pk for meeting in moved.meetings] == [first.pk]
    assert "ก.บ.ต. ปงเตา ยังเปิดประชุมไม่ได้ มา 3 จาก 7" in moved.refused[0]

    came(ngao_officer, first, 4, at=make.at(9, 10))
    actions.open_sitting(by=ngao_officer, meeting=first, at=make.at(9, 15))
    assert {meeting.stage for meeting in Meeting.objects.all()} == {Stage.OPEN}
    assert verbs().count("meeting.opened") == 2


@pytest.fixture
def open_both(ngao_officer, together):
    came(ngao_officer, together[0], 1, 2, 3, 4, at=make.at(8, 50))
    actions.open_sitting(by=ngao_officer, meeting=together[0], at=make.at(9))
    return together


def test_the_quorum_of_one_may_be_lost_and_the_other_s_not(ngao_officer, open_both):
    first, second = open_both
    seat = make.seats_on(first.committee, make.DAY)[0]
    actions.leave(by=ngao_officer, meeting=first, seat=seat, at=make.at(9, 30))
    assert Room(first).is_quorate_at(make.at(9, 30))
    assert not Room(second).is_quorate_at(make.at(9, 30))


def test_they_adjourn_go_on_and_close_together(ngao_officer, open_both):
    first, second = open_both
    actions.adjourn_sitting(by=ngao_officer, meeting=second, because="พักเที่ยง", at=make.at(12))
    assert not Stay.objects.filter(left_at=None).exists()
    back = make.seats_on(first.committee, make.DAY).filter(line__lte=4)
    actions.resume_sitting(
        by=ngao_officer, meeting=first, at=make.at(13), back=back.values_list("pk", flat=True)
    )
    assert present(make.at(13)) == [4, 4]
    moved = actions.close_sitting(by=ngao_officer, meeting=first, at=make.at(15))
    assert len(moved.meetings) == 2
    assert {meeting.held for meeting in Meeting.objects.all()} == {make.DAY}


def test_one_may_end_before_the_other(ngao_officer, open_both):
    first, second = open_both
    actions.close_sitting(by=ngao_officer, meeting=first, at=make.at(11), which=[first.pk])
    came(ngao_officer, second, 5, at=make.at(11, 30))
    assert present(make.at(11, 30)) == [0, 5]


def test_one_title_is_come_to_once(ngao_officer, open_both):
    first, second = open_both
    for meeting in open_both:
        actions.add_item(by=ngao_officer, meeting=meeting, section=Section.DECISION, title="แผน")
    actions.add_item(by=ngao_officer, meeting=second, section=Section.DECISION, title="งบ")

    actions.take_item(by=ngao_officer, item=first.items.get(title="แผน"), at=make.at(9, 30))

    taken = AgendaItem.objects.exclude(taken_at=None).values_list("title", "taken_at")
    assert list(taken) == [("แผน", make.at(9, 30))] * 2


def test_each_counts_for_itself(ngao_officer, open_both, pong_tao, today):
    first, _second = open_both
    actions.close_sitting(by=ngao_officer, meeting=first, at=make.at(12))
    minutes = make.minutes(by=ngao_officer, area=pong_tao)
    actions.attach_minutes(by=ngao_officer, meeting=first, minutes=minutes)

    counted = quota(Committee.objects.all(), period=FiscalYear(2568), day=today)
    assert {one.kind: one.done for one in counted} == {"tambon": 1, "integrated": 0}


def test_another_day_or_place_is_told_once(ngao_officer, together):
    actions.convene(by=ngao_officer, meeting=together[1], at=make.at(8))
    assert {meeting.stage for meeting in Meeting.objects.all()} == {Stage.CONVENED}

    actions.change_plan(
        by=ngao_officer, meeting=together[0], planned=TOMORROW, place="วัด", starts=time(10),
        at=make.at(8),
    )  # fmt: skip
    told = Meeting.objects.values_list("planned", "place", "convened")
    assert set(told) == {(TOMORROW, "วัด", None)}


def test_one_that_cannot_move_keeps_all_where_they_are(ngao_officer, together, integrated):
    make.draft(by=ngao_officer, committee=integrated, planned=TOMORROW)
    with pytest.raises(ValidationError, match="ก.บ.ต. ปงเตา วันที่ 6 พ.ย. 2567 มีการประชุม"):
        actions.change_plan(
            by=ngao_officer, meeting=together[0], planned=TOMORROW, place="วัด", at=make.at(8)
        )
    together[0].refresh_from_db()
    assert together[0].planned == make.DAY


def test_calling_one_off_leaves_the_other(ngao_officer, together):
    first, second = together
    actions.cancel_meeting(by=ngao_officer, meeting=second, because="น้ำท่วม", at=make.at(8))
    came(ngao_officer, first, 1, 2, 3, at=make.at(9))
    actions.open_sitting(by=ngao_officer, meeting=first, at=make.at(9))
    second.refresh_from_db()
    assert second.stage is Stage.CANCELLED
    assert not second.attendance.exists()


def test_who_sits_apart_again_is_told_of_apart(ngao_officer, together):
    first, second = together
    for _click in range(2):
        actions.sit_apart(by=ngao_officer, meeting=second)
    assert not Meeting.objects.exclude(gathering=None).exists()
    came(ngao_officer, first, 1, at=make.at(9))
    assert present(make.at(9)) == [1, 0]
    assert verbs().count("meeting.parted") == 1


def test_who_joins_late_takes_over_what_was_told(ngao_officer, committee, integrated):
    meeting = make.draft(by=ngao_officer, committee=committee)
    came(ngao_officer, meeting, 1, at=make.at(8, 50))
    seat = make.seats_on(committee, make.DAY)[1]
    actions.tell_absence(
        by=ngao_officer, meeting=meeting, seat=seat, presence=Presence.EXCUSED, at=make.at(8)
    )

    for _click in range(2):
        actions.choose_companions(
            by=ngao_officer, meeting=meeting, committees=[integrated], at=make.at(8, 55)
        )

    (other,) = integrated.meetings.all()
    assert (other.place, other.starts) == (meeting.place, meeting.starts)
    told = other.attendance.order_by("seat__line").values_list("presence", "stays__arrived_at")
    assert list(told) == [("present", make.at(8, 50)), ("excused", None)]

    actions.choose_companions(by=ngao_officer, meeting=meeting, committees=[], at=make.at(8, 56))
    assert not Meeting.objects.exclude(gathering=None).exists()


def test_one_that_is_open_neither_joins_nor_parts(ngao_officer, open_both, district_committee):
    with pytest.raises(ValidationError, match="เปิดแล้ว"):
        actions.sit_apart(by=ngao_officer, meeting=open_both[1])
    other = make.draft(by=ngao_officer, committee=district_committee)
    with pytest.raises(ValidationError, match="เปิดแล้ว"):
        actions.sit_together(by=ngao_officer, meetings=[open_both[0], other], at=make.at(9))


@pytest.fixture
def both_held(ngao_officer, open_both):
    actions.close_sitting(by=ngao_officer, meeting=open_both[0], at=make.at(12))
    return list(Meeting.objects.order_by("pk"))


def line_of(meeting, number):
    return meeting.attendance.get(seat__line=number)


def test_a_correction_reaches_the_other_seats_of_the_person(ngao_officer, both_held):
    first, second = both_held
    told = {
        line_of(first, 1).pk: Corrected(Presence.ABSENT),
        line_of(first, 5).pk: Corrected(Presence.PRESENT, hours=((time(9, 30), time(11)),)),
    }
    actions.correct_held(
        by=ngao_officer, meeting=first, place="วัด", lines=told, why="ลงผิด", follow=[second.pk]
    )

    second.refresh_from_db()
    assert second.place == "วัด"
    assert line_of(second, 1).presence == Presence.ABSENT
    stay = line_of(second, 5).stays.get()
    assert (stay.arrived_at, stay.left_at) == (make.at(9, 30), make.at(11))
    assert present(make.at(10)) == [4, 4]
    assert verbs().count("meeting.corrected") == 2


def test_hours_end_with_the_meeting_that_ended_earlier(ngao_officer, open_both):
    first, second = open_both
    actions.close_sitting(by=ngao_officer, meeting=first, at=make.at(11), which=[second.pk])
    actions.close_sitting(by=ngao_officer, meeting=first, at=make.at(12))
    told = {line_of(first, 5).pk: Corrected(Presence.PRESENT, hours=((time(9), time(12)),))}
    actions.correct_held(
        by=ngao_officer, meeting=first, place=first.place, lines=told, why="ลงผิด",
        follow=[second.pk],
    )  # fmt: skip
    assert line_of(second, 5).stays.get().left_at == make.at(11)


def test_a_correction_stays_out_of_meetings_that_do_not_follow(ngao_officer, both_held):
    first, second = both_held
    told = {line_of(first, 1).pk: Corrected(Presence.ABSENT)}
    actions.correct_held(by=ngao_officer, meeting=first, place=first.place, lines=told, why="ลงผิด")
    assert line_of(second, 1).presence == Presence.PRESENT
