"""Drafting, changing, calling and calling off a meeting, and what comes onto its agenda."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from prasan.audit.models import Event
from prasan.meetings import actions
from prasan.meetings.models import AgendaItem, Meeting, Outcome, Presence, Section
from prasan.meetings.rules import Stage
from prasan.meetings.tests import make

NEXT = date(2024, 12, 3)
HELD = date(2024, 10, 18)


def verbs():
    found = Event.objects.filter(kind="meetings.meeting").order_by("place")
    return list(found.values_list("verb", flat=True))


def agenda(meeting):
    return [(item.section, item.title) for item in meeting.items.on_agenda()]


@pytest.fixture
def last(record, ngao_officer, pong_tao):
    """The meeting before, held and with minutes on file."""
    paper = make.minutes(by=ngao_officer, area=pong_tao)
    return record(HELD, minutes=paper)


def test_a_draft_has_its_number_and_the_standing_agenda(drafted):
    assert (drafted.label, drafted.stage) == ("1/2567", Stage.DRAFT)
    assert drafted.held is None
    assert agenda(drafted) == [
        (Section.NOTICES, Section.NOTICES.label),
        (Section.OTHER, Section.OTHER.label),
    ]
    assert verbs() == ["meeting.drafted"]


def test_the_same_draft_again_is_the_one_there_is(ngao_officer, committee, drafted):
    again = make.draft(by=ngao_officer, committee=committee)

    assert again == drafted
    assert verbs() == ["meeting.drafted"]


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"place": "วัด"}, "planned", "มีการประชุมครั้งที่ 1/2567 อยู่แล้ว"),  # same day, another plan
        ({"planned": date(2024, 11, 4)}, "planned", "วันประชุมผ่านไปแล้ว"),
        ({"planned": NEXT, "ends": time(9)}, "ends", "ไม่ได้อยู่หลังเวลาเริ่ม 09.00"),
        ({"planned": NEXT, "number": 1}, "number", "ครั้งถัดไปคือ 2"),
    ],
)
def test_an_impossible_plan_is_refused_at_its_field(
    ngao_officer, committee, drafted, more, field, words
):
    with pytest.raises(ValidationError) as refusal:
        make.draft(by=ngao_officer, committee=committee, **more)

    assert words in refusal.value.message_dict[field][0]
    assert Meeting.objects.get() == drafted


def test_a_day_on_which_nobody_sits_is_refused(ngao_officer, ban_rong):
    young = make.committee(by=ngao_officer, area=ban_rong, starts=date(2024, 11, 20))

    with pytest.raises(ValidationError, match="ยังไม่มีกรรมการตามคำสั่ง"):
        make.draft(by=ngao_officer, committee=young, planned=date(2024, 11, 19))

    make.draft(by=ngao_officer, committee=young, planned=date(2024, 11, 20))


def test_the_next_meeting_puts_the_last_minutes_to_adoption(last, ngao_officer, committee):
    meeting = make.draft(by=ngao_officer, committee=committee)

    item = meeting.items.get(section=Section.ADOPTION)
    assert (item.adopts, item.title) == (last, "รับรองรายงานการประชุมครั้งที่ 1/2567")
    # The meeting after it does not ask the same again, while this one is about to.
    after = make.draft(by=ngao_officer, committee=committee, planned=NEXT)
    assert not after.items.filter(section=Section.ADOPTION).exists()


def test_what_a_meeting_held_meanwhile_left_comes_with_the_call(
    ngao_officer, committee, drafted, record
):
    record(HELD, number=9)
    assert not drafted.items.filter(section=Section.ADOPTION).exists()

    actions.convene(by=ngao_officer, meeting=drafted, at=make.at(7, 30))

    assert drafted.items.filter(section=Section.ADOPTION).count() == 1


def test_a_dropped_item_does_not_come_back(last, ngao_officer, committee):
    meeting = make.draft(by=ngao_officer, committee=committee)
    item = meeting.items.get(section=Section.ADOPTION)

    actions.drop_item(by=ngao_officer, item=item)
    actions.drop_item(by=ngao_officer, item=item)
    actions.convene(by=ngao_officer, meeting=meeting, at=make.at(7, 30))

    assert not meeting.items.on_agenda().filter(section=Section.ADOPTION).exists()
    assert verbs().count("meeting.item_dropped") == 1


def test_resolutions_to_be_done_and_unsettled_items_are_carried_over(
    ngao_officer, committee, opened
):
    items = {
        outcome: actions.add_item(
            by=ngao_officer, meeting=opened, section=Section.DECISION, title=title
        )
        for outcome, title in [
            (Outcome.AGREED, "แผนตำบล"),
            (Outcome.DEFERRED, "งบประมาณ"),
            (Outcome.REFUSED, "ย้ายที่ทำการ"),
        ]
    }
    for outcome, item in items.items():
        actions.save_item(
            by=ngao_officer,
            item=item,
            edition=0,
            text="",
            resolution="ตามที่เสนอ",
            outcome=outcome,
            at=make.at(10),
        )
    actions.tell_resolution(
        by=ngao_officer,
        item=items[Outcome.AGREED],
        text="ส่งแผนให้อำเภอ",
        responsible="เลขานุการ",
        due=date(2024, 11, 30),
    )
    actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(12))

    later = make.draft(by=ngao_officer, committee=committee, planned=NEXT)

    carried = later.items.exclude(carried_from=None)
    assert [(item.section, item.title, item.brief) for item in carried] == [
        (
            Section.ARISING,
            "แผนตำบล",
            "ส่งแผนให้อำเภอ ผู้รับผิดชอบ เลขานุการ ภายในวันที่ 30 พฤศจิกายน 2567",
        ),
        (Section.DECISION, "งบประมาณ", ""),
    ]


def test_another_day_takes_the_call_back_and_another_year_the_number(ngao_officer, drafted):
    actions.convene(by=ngao_officer, meeting=drafted, at=make.at(7, 30))
    plan = {"place": drafted.place, "starts": drafted.starts, "at": make.at(8)}

    changed = actions.change_plan(
        by=ngao_officer, meeting=drafted, planned=date(2025, 1, 8), **plan
    )
    actions.change_plan(by=ngao_officer, meeting=drafted, planned=date(2025, 1, 8), **plan)

    assert (changed.label, changed.stage) == ("1/2568", Stage.DRAFT)
    assert verbs() == ["meeting.drafted", "meeting.convened", "meeting.replanned"]


def test_other_words_leave_the_call_as_it_is(ngao_officer, drafted):
    actions.convene(by=ngao_officer, meeting=drafted, at=make.at(7, 30))

    changed = actions.change_plan(
        by=ngao_officer,
        meeting=drafted,
        planned=drafted.planned,
        place=drafted.place,
        starts=drafted.starts,
        subject="แผนปีหน้า",
        at=make.at(8),
    )

    assert changed.stage is Stage.CONVENED


def test_a_second_call_changes_nothing(ngao_officer, drafted):
    for _click in range(2):
        actions.convene(by=ngao_officer, meeting=drafted, at=make.at(7, 30))

    drafted.refresh_from_db()
    assert (drafted.convened, drafted.convened_by) == (make.DAY, ngao_officer)
    assert verbs() == ["meeting.drafted", "meeting.convened"]


def test_a_day_gone_by_is_not_called(ngao_officer, drafted):
    with pytest.raises(ValidationError, match="ผ่านไปแล้ว เปลี่ยนวันก่อนเรียกประชุม"):
        actions.convene(by=ngao_officer, meeting=drafted, at=make.at(9, day=date(2024, 11, 6)))


def test_a_meeting_called_off_says_why_and_leaves_its_day(ngao_officer, committee, drafted):
    with pytest.raises(ValidationError, match="ยังไม่ได้บอกเหตุที่ยกเลิก"):
        actions.cancel_meeting(by=ngao_officer, meeting=drafted, because=" ", at=make.at(8))

    for _click in range(2):
        actions.cancel_meeting(by=ngao_officer, meeting=drafted, because="น้ำท่วม", at=make.at(8))

    drafted.refresh_from_db()
    assert drafted.stage is Stage.CANCELLED
    assert verbs() == ["meeting.drafted", "meeting.cancelled"]
    assert make.draft(by=ngao_officer, committee=committee).label == "1/2567"


def test_who_had_come_stays_on_file_when_the_quorum_never_came(ngao_officer, drafted):
    make.came(by=ngao_officer, meeting=drafted, lines=(1, 2), moment=make.at(8, 50))

    actions.cancel_meeting(
        by=ngao_officer, meeting=drafted, because="ไม่ครบองค์ประชุม", at=make.at(10)
    )

    assert drafted.attendance.filter(presence=Presence.PRESENT).count() == 2
    assert not drafted.attendance.filter(stays__left_at=None).exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (actions.change_plan, {"planned": NEXT, "place": "วัด"}),
        (actions.convene, {}),
        (actions.cancel_meeting, {"because": "ฝน"}),
    ],
)
def test_a_meeting_on_its_way_is_not_replanned(ngao_officer, opened, change, told):
    with pytest.raises(ValidationError, match="การประชุมนี้เปิดแล้ว"):
        change(by=ngao_officer, meeting=opened, at=make.at(10), **told)


def test_the_agenda_is_added_to_reordered_and_reworded(ngao_officer, drafted):
    first, second = (
        actions.add_item(by=ngao_officer, meeting=drafted, section=Section.DECISION, title=title)
        for title in ("แผนตำบล", "งบประมาณ")
    )
    again = actions.add_item(
        by=ngao_officer, meeting=drafted, section=Section.DECISION, title=" แผนตำบล "
    )
    actions.move_item(by=ngao_officer, item=second, earlier=True)
    actions.move_item(by=ngao_officer, item=second, earlier=True)
    actions.change_item(by=ngao_officer, item=first, title="แผนพัฒนาตำบล", brief="ปี 2568")
    actions.change_item(by=ngao_officer, item=first, title="แผนพัฒนาตำบล", brief="ปี 2568")

    assert again == first
    decisions = drafted.items.filter(section=Section.DECISION)
    assert [item.title for item in decisions] == ["งบประมาณ", "แผนพัฒนาตำบล"]
    assert verbs()[1:] == [
        "meeting.item_added",
        "meeting.item_added",
        "meeting.item_moved",
        "meeting.item_changed",
    ]


def test_what_was_considered_is_not_dropped(ngao_officer, opened):
    item = opened.items.first()
    actions.take_item(by=ngao_officer, item=item, at=make.at(9, 10))

    with pytest.raises(ValidationError, match="ตัดออกไม่ได้"):
        actions.drop_item(by=ngao_officer, item=item)


def test_a_file_is_attached_once(ngao_officer, pong_tao, drafted):
    paper = make.minutes(by=ngao_officer, area=pong_tao)
    item = drafted.items.first()

    for _click in range(2):
        actions.attach(by=ngao_officer, item=item, evidence=paper)

    assert item.attachments.get().evidence == paper
    assert verbs().count("meeting.file_attached") == 1


def test_guests_and_writers_are_taken_over(ngao_officer, committee, opened):
    actions.list_guests(by=ngao_officer, meeting=opened, guests=[("นายแขก รับเชิญ", "กำนัน")])
    actions.name_writers(
        by=ngao_officer,
        meeting=opened,
        writer="นางบุญมี2 ศรีสุข",
        writer_post="เลขานุการ",
        checker="",
        checker_post="",
    )
    actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(12))

    later = make.draft(by=ngao_officer, committee=committee, planned=NEXT)

    assert later.writer == "นางบุญมี2 ศรีสุข"
    assert [guest.name for guest in later.guests.all()] == ["นายแขก รับเชิญ"]
    assert AgendaItem.objects.filter(meeting=later, adopts=opened).exists()
