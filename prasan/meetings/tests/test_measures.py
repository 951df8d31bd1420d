from datetime import date

import pytest

from prasan.committees.models import Kind
from prasan.meetings.measures import meetings_held
from prasan.meetings.tests import make
from prasan.thai.calendar import FiscalYear

YEAR = FiscalYear(2567)
FIRST, SECOND = date(2023, 12, 20), date(2024, 5, 10)


@pytest.fixture
def answer(committee, today):
    """The progress of Pong Tao, or of another area, in the fiscal year 2567."""

    def ask(code="520505", period=YEAR, day=today):
        return meetings_held(codes=["52"], period=period, day=day)[code]

    return ask


@pytest.fixture
def papers(ngao_officer, pong_tao):
    return [make.minutes(by=ngao_officer, area=pong_tao, mark=mark) for mark in "abc"]


def test_a_committee_that_never_met_owes_both(answer):
    progress = answer()

    assert (progress.done, progress.needed, progress.met) == (0, 2, None)
    assert progress.note == "0 จาก 2 ครั้ง"
    assert progress.link == "/meetings/tambon/520505/?year=2567"


def test_two_meetings_with_quorum_and_minutes_are_enough(answer, record, papers):
    record(SECOND, minutes=papers[1])
    record(FIRST, minutes=papers[0], came=3)

    progress = answer()

    assert (progress.done, progress.met, progress.is_met) == (2, SECOND, True)
    assert progress.note == "2 จาก 2 ครั้ง"
    assert progress.proofs == tuple(paper.pk for paper in papers[:2])


def test_a_meeting_without_quorum_does_not_count_and_is_told(answer, record, papers):
    record(FIRST, minutes=papers[0])
    record(SECOND, minutes=papers[1], came=2)

    assert answer().note == "1 จาก 2 ครั้ง ไม่ครบองค์ประชุม 1 ครั้ง"
    assert answer().proofs == (papers[0].pk,)


def test_a_meeting_without_minutes_does_not_count_and_is_told(answer, record):
    record(FIRST)

    assert (answer().done, answer().note) == (0, "0 จาก 2 ครั้ง ยังไม่มีรายงานการประชุม 1 ครั้ง")


def test_what_did_not_count_is_not_told_once_enough_did(answer, record, papers):
    record(FIRST, minutes=papers[0])
    record(SECOND, minutes=papers[1])
    record(date(2024, 6, 1), came=1)

    assert answer().note == "2 จาก 2 ครั้ง"


def test_every_note_fits_a_table_cell(answer, record):
    for number in range(12):
        record(date(2023, 10, 2 + number), came=number % 2)
    for number in range(12):
        record(date(2023, 11, 2 + number))

    assert len(answer().note) <= 60


def test_meetings_after_the_day_or_outside_the_year_are_left_out(answer, record, papers):
    record(SECOND, minutes=papers[0])

    assert answer(day=SECOND).done == 1
    assert answer(day=date(2024, 5, 9)).done == 0
    assert answer(period=FiscalYear(2568)).done == 0


def test_a_substitute_counts_towards_the_quorum(answer, record, committee, papers):
    from_seats = list(make.seats_on(committee, FIRST).values_list("pk", flat=True))[:3]
    presences = dict.fromkeys(from_seats, "substitute")
    names = dict.fromkeys(from_seats, "นายคำ ตาแก้ว")

    record(FIRST, presences=presences, substitutes=names, minutes=papers[0])

    assert answer().done == 1


def test_the_rulebook_of_each_day_is_asked(answer, record, papers, ngao_officer):
    for starts, percent, a_year in ((date(2020, 1, 1), 50, 2), (date(2024, 1, 1), 80, 3)):
        make.rulebook(by=ngao_officer, starts=starts, percent=percent, a_year=a_year)
    record(FIRST, came=3, minutes=papers[0])
    record(SECOND, came=3, minutes=papers[1])

    assert answer().note == "1 จาก 3 ครั้ง ไม่ครบองค์ประชุม 1 ครั้ง"
    assert answer(day=date(2023, 12, 31)).needed == 2
    assert answer(period=FiscalYear(2566)).needed == 2  # a year that ended before the new rulebook


def test_district_and_tambon_answer_and_the_integrated_one_does_not(
    answer, district_committee, ngao_officer, ban_rong, today
):
    make.committee(by=ngao_officer, area=ban_rong, kind=Kind.INTEGRATED)

    found = meetings_held(codes=["52"], period=YEAR, day=today)

    assert set(found) == {"5205", "520505"}
    assert found["5205"].link == "/meetings/district/5205/?year=2567"


def test_only_the_areas_asked_for_answer(committee, thoen_committee, today):
    assert set(meetings_held(codes=["5208"], period=YEAR, day=today)) == {"520801"}
    assert meetings_held(codes=[], period=YEAR, day=today) == {}


def test_a_province_takes_three_queries_whatever_it_holds(
    record, papers, district_committee, thoen_committee, today, django_assert_num_queries
):
    with django_assert_num_queries(3):
        meetings_held(codes=["52"], period=YEAR, day=today)
    record(FIRST, minutes=papers[0])
    record(SECOND, minutes=papers[1])

    with django_assert_num_queries(3):
        meetings_held(codes=["52"], period=YEAR, day=today)
