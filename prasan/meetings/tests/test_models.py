"""What the tables refuse, constraint by constraint."""

from datetime import date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from prasan.meetings.models import (
    AgendaItem,
    Attachment,
    Attendance,
    Gathering,
    Guest,
    Meeting,
    Presence,
    Resolution,
    Revision,
    Section,
    Stay,
    Stretch,
    Told,
)
from prasan.meetings.tests import make
from prasan.meetings.tests.make import BANGKOK

HELD, ANOTHER = date(2024, 10, 18), date(2024, 10, 19)
NINE, TEN = datetime(2024, 10, 18, 9, tzinfo=BANGKOK), datetime(2024, 10, 18, 10, tzinfo=BANGKOK)


@pytest.fixture
def meeting(record):
    """Held on 18 October, number 1."""
    return record(HELD)


@pytest.fixture
def item(meeting):
    return AgendaItem.objects.create(
        meeting=meeting, section=Section.DECISION, place=1, title="แผนตำบล"
    )


def refused(model, **row):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**row)


NOT_A_MEETING = {
    "committee_meets_once_a_day": {"planned": HELD},
    "meeting_has_its_number_in_the_year": {"number": 1},
    "meeting_number_is_positive": {"number": 0},
    "meeting_is_planned_to_end_after_it_starts": {"starts": time(9), "ends": time(9)},
    "meeting_is_drafted_by_someone": {"drafted_at": NINE},
    "meeting_is_convened_by_someone": {"convened": HELD},
    "meeting_is_opened_by_someone": {"opened_at": NINE},
    "meeting_is_cancelled_by_someone_with_a_reason": {"cancelled": HELD},
    "meeting_is_held_on_the_day_planned": {"held": HELD},
}


@pytest.mark.parametrize("values", NOT_A_MEETING.values(), ids=NOT_A_MEETING)
def test_what_is_no_meeting(meeting, values):
    row = {"planned": ANOTHER, "number": 2, "year": 2567, "place": "วัด", **values}

    refused(Meeting, committee=meeting.committee, **row)


def test_a_cancelled_meeting_leaves_its_day_and_number(meeting, ngao_officer):
    row = {"planned": HELD, "number": 1, "year": 2567, "place": "วัด"}
    cancelled = {"cancelled": HELD, "cancelled_by": ngao_officer, "cancelled_because": "น้ำท่วม"}

    Meeting.objects.create(committee=meeting.committee, **row, **cancelled)


def test_a_meeting_opened_or_held_is_not_cancelled(meeting, ngao_officer):
    why = {"cancelled": HELD, "cancelled_by": ngao_officer, "cancelled_because": "น้ำท่วม"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**why)
    opened = {"held": None, "held_by": None, "opened_at": NINE, "opened_by": ngao_officer}
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**why, **opened)


@pytest.mark.parametrize("field", ["minutes", "signed_minutes"])
def test_minutes_are_of_a_meeting_held(meeting, ngao_officer, pong_tao, field):
    paper = make.minutes(by=ngao_officer, area=pong_tao)

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(held=None, **{field: paper})


def test_minutes_adopted_are_on_file_and_adopted_in_a_meeting(meeting, record, ngao_officer):
    later = record(ANOTHER)
    adopted = {"adopted": ANOTHER, "adopted_by": ngao_officer}

    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**adopted, adopted_in=later)
    paper = make.minutes(by=ngao_officer, area=meeting.committee.area)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**adopted, minutes=paper)


def test_a_stretch_ends_after_it_begins(meeting):
    refused(Stretch, meeting=meeting, day=ANOTHER, began=time(9), ended=time(9))


def test_a_meeting_has_one_stretch_without_end(meeting):
    refused(Stretch, meeting=meeting, day=ANOTHER, began=time(9))


def test_a_seat_attends_once_and_a_substitute_has_a_name(meeting):
    line = meeting.attendance.first()

    told = {"meeting": meeting, "seat": line.seat, "presence": Presence.PRESENT}
    refused(Attendance, **told)
    Attendance.objects.create(**told, resumed=ANOTHER)
    refused(Attendance, **told, resumed=ANOTHER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.filter(pk=line.pk).update(presence=Presence.SUBSTITUTE)


def test_a_stay_ends_after_it_begins_and_one_is_in_the_room_once(meeting, ngao_officer):
    told = {
        "attendance": meeting.attendance.first(),
        "arrived_at": TEN,
        "told": Told.CLERK,
        "told_by": ngao_officer,
    }

    refused(Stay, **told, left_at=TEN)
    Stay.objects.create(**told)
    refused(Stay, **told)


def test_a_guest_has_a_line_and_is_listed_once(meeting):
    Guest.objects.create(meeting=meeting, line=1, name="นายแขก รับเชิญ")

    refused(Guest, meeting=meeting, line=1, name="นางแขก รับเชิญ")
    refused(Guest, meeting=meeting, line=2, name="นายแขก รับเชิญ")


def test_an_item_is_carried_over_once(item, record):
    later = record(ANOTHER)
    row = {"meeting": later, "section": Section.ARISING, "title": "ต่อ", "carried_from": item}
    AgendaItem.objects.create(place=1, **row)

    refused(AgendaItem, place=2, **row)


def test_minutes_are_put_to_adoption_once_and_by_their_section_only(meeting, record):
    later = record(ANOTHER)
    row = {"meeting": later, "title": "รับรอง", "adopts": meeting}
    AgendaItem.objects.create(section=Section.ADOPTION, place=1, **row)

    refused(AgendaItem, section=Section.ADOPTION, place=2, **row)
    refused(AgendaItem, section=Section.OTHER, place=1, **row)


def test_an_item_has_a_file_once(item, ngao_officer, pong_tao):
    paper = make.minutes(by=ngao_officer, area=pong_tao)
    Attachment.objects.create(item=item, evidence=paper)

    refused(Attachment, item=item, evidence=paper)


def test_a_revision_has_its_edition_of_an_item(item, ngao_officer):
    row = {"item": item, "edition": 1, "saved_at": NINE, "saved_by": ngao_officer}
    Revision.objects.create(**row)

    refused(Revision, **row)


def test_a_resolution_has_its_line_and_says_what_and_who(item):
    row = {"item": item, "text": "ส่งแผน", "responsible": "เลขานุการ"}
    Resolution.objects.create(line=1, **row)

    refused(Resolution, line=1, **row)
    refused(Resolution, line=2, **{**row, "text": ""})
    refused(Resolution, line=2, **{**row, "responsible": ""})


def test_a_committee_is_in_a_gathering_once(meeting, ngao_officer):
    """Also where it would meet on two days."""
    gathering = Gathering.objects.create(made_at=TEN, made_by=ngao_officer)
    Meeting.objects.filter(pk=meeting.pk).update(gathering=gathering)
    more = {"number": 9, "year": 2567, "planned": ANOTHER, "place": "ศาลา"}
    refused(Meeting, committee=meeting.committee, gathering=gathering, **more)
