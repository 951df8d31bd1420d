"""Writing minutes, versions and conflicts, finishing, signing and adopting them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from prasan.audit.models import Event
from prasan.meetings import actions
from prasan.meetings.models import Outcome, Section
from prasan.meetings.rules import Stage
from prasan.meetings.tests import make

NEXT = date(2024, 11, 6)


def verbs():
    found = Event.objects.filter(kind="meetings.meeting").order_by("place")
    return list(found.values_list("verb", flat=True))


@pytest.fixture
def item(opened):
    return opened.items.first()


@pytest.fixture
def save(ngao_officer, item):
    def write(edition, text="ประธานแจ้ง", by=ngao_officer, minute=0, **more):
        words = {"resolution": "รับทราบ", "outcome": Outcome.NOTED, **more}
        return actions.save_item(
            by=by, item=item, edition=edition, text=text, at=make.at(10, minute), **words
        )

    return write


@pytest.fixture
def closed(ngao_officer, opened, save):
    """Held, with one item minuted and a writer named."""
    save(0)
    actions.name_writers(
        by=ngao_officer,
        meeting=opened,
        writer="นางบุญมี2 ศรีสุข",
        writer_post="เลขานุการ",
        checker="นางบุญมี1 ศรีสุข",
        checker_post="ประธาน",
    )
    return actions.close_meeting(by=ngao_officer, meeting=opened, at=make.at(12))


@pytest.fixture
def paper(ngao_officer, pong_tao):
    return lambda mark="a": make.minutes(by=ngao_officer, area=pong_tao, mark=mark)


@pytest.fixture
def filed(ngao_officer, closed, paper):
    return actions.file_minutes(by=ngao_officer, meeting=closed, minutes=paper())


@pytest.fixture
def later(ngao_officer, committee, filed):
    """The next day's meeting, opened with a quorum."""
    meeting = make.draft(by=ngao_officer, committee=committee, planned=NEXT)
    make.came(by=ngao_officer, meeting=meeting, lines=(1, 2, 3), moment=make.at(9, day=NEXT))
    return actions.open_meeting(by=ngao_officer, meeting=meeting, at=make.at(9, day=NEXT))


def test_each_save_is_a_version_and_the_same_words_are_none(save, item):
    save(0)
    save(1, text="ประธานแจ้งแล้ว")
    saved = save(2, text=" ประธานแจ้งแล้ว ")

    assert saved.edition == 2
    assert [one.text for one in item.revisions.all()] == ["ประธานแจ้ง", "ประธานแจ้งแล้ว"]


def test_writing_leaves_an_event_each_half_hour(save, tambon_officer):
    """Of each writer; with how many versions there are by then."""
    for edition, minute in enumerate((0, 10, 29, 31, 45)):
        save(edition, text=f"คำ {edition}", minute=minute)
    save(5, text="อีกคน", by=tambon_officer, minute=46)

    told = Event.objects.filter(verb="meeting.minutes_written").order_by("place")
    found = [(one.by, one.changes["edition"], one.changes["versions"]) for one in told]
    assert found == [("ngao", "1", "1"), ("ngao", "4", "4"), ("pongtao", "6", "6")]


def test_of_two_who_write_neither_is_lost(save, item, tambon_officer):
    save(0, text="ของอำเภอ")

    with pytest.raises(actions.Stale) as stale:
        save(0, text="ของพัฒนากร", by=tambon_officer)

    assert (stale.value.item.text, stale.value.item.edition) == ("ของอำเภอ", 1)
    save(1, text="ของพัฒนากร", by=tambon_officer)
    assert [one.saved_by.username for one in item.revisions.all()] == ["ngao", "pongtao"]


def test_minutes_are_written_days_later_until_they_are_adopted(closed, save, later, filed):
    assert save(1, text="แก้คำผิด").edition == 2

    actions.adopt_minutes(
        by=filed.held_by, meeting=filed, adopted_in=later, at=make.at(10, day=NEXT)
    )
    with pytest.raises(ValidationError, match="รับรองรายงานแล้ว จึงแก้รายงานไม่ได้"):
        save(2, text="แก้อีก")


def test_a_meeting_not_opened_has_no_minutes(ngao_officer, drafted):
    with pytest.raises(ValidationError, match="การประชุมนี้ยังไม่เปิด จึงแก้รายงานไม่ได้"):
        actions.save_item(
            by=ngao_officer,
            item=drafted.items.first(),
            edition=0,
            text="ก",
            resolution="",
            outcome="",
            at=make.at(8),
        )


def test_a_resolution_is_told_once(ngao_officer, item):
    for _click in range(2):
        actions.tell_resolution(
            by=ngao_officer, item=item, text="ส่งแผน", responsible="เลขานุการ", due=NEXT
        )

    assert item.resolutions.get().in_words == "ส่งแผน ผู้รับผิดชอบ เลขานุการ ภายในวันที่ 6 พฤศจิกายน 2567"
    assert verbs().count("resolution.told") == 1


def test_guests_are_listed_as_a_whole(ngao_officer, opened):
    guests = [(" นายแขก  รับเชิญ", "กำนัน"), ("", "ว่าง"), ("นางครู ใจดี", "")]
    for _click in range(2):
        actions.list_guests(by=ngao_officer, meeting=opened, guests=guests)

    assert list(opened.guests.values_list("line", "name")) == [
        (1, "นายแขก รับเชิญ"),
        (2, "นางครู ใจดี"),
    ]
    assert verbs().count("meeting.guests_listed") == 1
    with pytest.raises(ValidationError, match="อยู่ในรายชื่อสองครั้ง"):
        actions.list_guests(
            by=ngao_officer, meeting=opened, guests=[("นางครู ใจดี", ""), ("นางครู ใจดี", "ครู")]
        )


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ("people", "ยังไม่มีผู้มาประชุมในรายชื่อ"),
        ("words", "ยังไม่ได้จดวาระใดเลย"),
        ("writer", "ยังไม่ได้ใส่ชื่อผู้จดรายงานการประชุม"),
    ],
)
def test_unfinished_minutes_say_what_they_lack(ngao_officer, closed, paper, lacking, words):
    if lacking == "people":
        closed.attendance.update(presence="absent")
    elif lacking == "words":
        closed.items.update(text="", resolution="")
    else:
        actions.name_writers(
            by=ngao_officer, meeting=closed, writer="", writer_post="", checker="", checker_post=""
        )

    with pytest.raises(ValidationError, match=words):
        actions.file_minutes(by=ngao_officer, meeting=closed, minutes=paper())


def test_minutes_of_a_meeting_that_is_on_are_not_finished(ngao_officer, opened, paper):
    with pytest.raises(ValidationError, match="การประชุมนี้เปิดแล้ว จึงออกรายงานการประชุมไม่ได้"):
        actions.file_minutes(by=ngao_officer, meeting=opened, minutes=paper())


def test_finished_again_the_newer_paper_counts(ngao_officer, filed, paper):
    assert filed.stage is Stage.MINUTED
    actions.file_minutes(by=ngao_officer, meeting=filed, minutes=filed.minutes)

    newer = paper("b")
    again = actions.file_minutes(by=ngao_officer, meeting=filed, minutes=newer)

    assert again.minutes == newer
    told = Event.objects.filter(verb="meeting.minutes_finished").order_by("place").last()
    assert told.changes["minutes"] == [filed.minutes.sha256, newer.sha256]
    assert verbs().count("meeting.minutes_finished") == 2


def test_a_signed_scan_stands_beside_the_minutes_or_for_them(ngao_officer, filed, record, paper):
    scan = paper("b")
    for _click in range(2):
        signed = actions.file_signed(by=ngao_officer, meeting=filed, signed=scan)
    assert (signed.signed_minutes, signed.minutes) == (scan, filed.minutes)
    assert verbs().count("meeting.signed_minutes_filed") == 1

    old = actions.file_signed(by=ngao_officer, meeting=record(date(2024, 10, 1)), signed=scan)
    assert (old.signed_minutes, old.minutes) == (scan, scan)


def test_the_next_meeting_adopts_the_minutes(ngao_officer, filed, later):
    for _click in range(2):
        adopted = actions.adopt_minutes(
            by=ngao_officer, meeting=filed, adopted_in=later, at=make.at(10, day=NEXT)
        )

    assert (adopted.stage, adopted.adopted) == (Stage.ADOPTED, NEXT)
    item = later.items.get(section=Section.ADOPTION)
    assert (item.outcome, item.resolution) == (
        Outcome.AGREED,
        "ที่ประชุมรับรองรายงานการประชุมครั้งที่ 1/2567 โดยไม่มีการแก้ไข",
    )
    assert verbs().count("meeting.minutes_adopted") == 1


def test_minutes_are_adopted_with_a_correction(ngao_officer, filed, later):
    adopted = actions.adopt_minutes(
        by=ngao_officer,
        meeting=filed,
        adopted_in=later,
        corrected="หน้า 2 แก้ชื่อ",
        at=make.at(10, day=NEXT),
    )

    item = later.items.get(section=Section.ADOPTION)
    assert (adopted.adopted_with, item.outcome) == ("หน้า 2 แก้ชื่อ", Outcome.AMENDED)
    assert item.resolution.endswith("โดยมีการแก้ไข ดังนี้ หน้า 2 แก้ชื่อ")


@pytest.mark.parametrize("case", ["no_minutes", "not_later", "not_open", "no_quorum"])
def test_an_adoption_that_cannot_be_says_why(ngao_officer, committee, record, filed, later, case):
    meeting, adopted_in = filed, later
    if case == "no_minutes":
        meeting = record(date(2024, 10, 1))
    elif case == "not_later":
        adopted_in = record(date(2024, 10, 1))
    elif case == "not_open":
        adopted_in = make.draft(by=ngao_officer, committee=committee, planned=date(2024, 12, 3))
    else:
        seat = later.attendance.get(seat__line=1).seat
        actions.leave(by=ngao_officer, meeting=later, seat=seat, at=make.at(9, 30, day=NEXT))

    with pytest.raises(ValidationError) as refusal:
        actions.adopt_minutes(
            by=ngao_officer, meeting=meeting, adopted_in=adopted_in, at=make.at(10, day=NEXT)
        )

    assert refusal.value.code == case
