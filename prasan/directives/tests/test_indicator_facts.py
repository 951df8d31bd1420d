"""What was sent of a tambon, as indicators take it."""

from datetime import date

import pytest

from prasan.directives.indicator_facts import read
from prasan.directives.tests import make
from prasan.thai.calendar import FiscalYear


def of(code: str, key: str, day: date = make.TODAY, year: int = make.YEAR):
    return read(codes=["52"], period=FiscalYear(year), day=day).get(code, {}).get(key)


@pytest.mark.parametrize(
    ("day", "copies", "in_time"),
    [
        (date(2024, 10, 31), 2, 100),  # on the last day
        (date(2024, 11, 1), 1, 0),  # a day late
    ],
)
def test_what_was_sent_counts_by_its_day(
    thoen_officer, thoen, areas, directive, framework, day, copies, in_time
):
    make.whole_district(thoen_officer, thoen, [areas["520801"], areas["520802"]], framework)
    make.sent(thoen_officer, directive, thoen, day=day)

    assert of("520801", "copies_sent").value == copies
    assert of("520801", "sent_in_time").value == in_time
    assert of("520505", "copies_sent").value == 0


def test_what_was_not_sent_is_told_with_its_day(directive):
    found = of("520505", "copies_sent")

    assert (found.value, found.note) == (0, "ยังไม่ได้ส่ง กำหนด 31 ต.ค. 2567")
    assert found.basis[0].link == f"/directives/{directive.pk}/5205/"


def test_before_the_letter_nothing_was_asked(directive):
    assert of("520505", "copies_sent", day=date(2023, 10, 26)) is None


def test_on_the_last_day_nothing_is_due_yet(directive):
    found = of("520505", "sent_in_time", day=date(2024, 10, 31))

    assert found.value is None
    assert found.note == "ยังไม่มีเรื่องใดถึงกำหนด เรื่องแรกครบกำหนด 31 ต.ค. 2567"


def test_the_day_after_what_is_missing_counts(directive):
    assert of("520505", "sent_in_time", day=date(2024, 11, 1)).value == 0


def test_another_year_does_not_count(directive):
    assert of("520505", "copies_sent", year=2568) is None


def test_areas_outside_are_not_told(directive):
    found = read(codes=["5208"], period=FiscalYear(make.YEAR), day=make.TODAY)

    assert set(found) == {"520801", "520802"}
