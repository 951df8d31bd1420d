"""Who may sit together, and what is told of one person told once."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.meetings.joining import Called, Chair, joining_problem, may_join, reached

TAMBON = Called("คอช.ต. ปงเตา", "520505", date(2024, 11, 5), time(9), None, "ศาลา")
BESIDE = replace(TAMBON, committee="ก.บ.ต. ปงเตา")


@pytest.mark.parametrize(
    ("code", "other", "may"),
    [
        ("520505", "520505", True),  # two committees of one tambon
        ("520505", "5205", True),  # its district
        ("5205", "520504", True),
        ("520505", "520504", True),  # two tambons of one district
        ("520505", "520801", False),
        ("5205", "5208", False),
        ("52", "5205", False),  # a province has no committees here
    ],
)
def test_committees_of_one_district_may_sit_together(code, other, may):
    assert may_join(code, other) is may


@pytest.mark.parametrize(
    ("called", "told"),
    [
        ([], ""),
        ([TAMBON], ""),
        ([TAMBON, BESIDE], ""),
        ([TAMBON, replace(BESIDE, committee="คอช.อ. งาว", code="5205")], ""),
        ([TAMBON, TAMBON], "คอช.ต. ปงเตา อยู่ในการประชุมร่วมนี้สองครั้ง"),
        ([TAMBON, replace(BESIDE, code="520801")], "อยู่คนละอำเภอ"),
        ([TAMBON, replace(BESIDE, planned=date(2024, 11, 6))], "นัดคนละวัน"),
        ([TAMBON, replace(BESIDE, starts=time(9, 30))], "นัดคนละวัน เวลา หรือสถานที่"),
        ([TAMBON, replace(BESIDE, ends=time(12))], "นัดคนละวัน เวลา หรือสถานที่"),
        ([TAMBON, replace(BESIDE, place="วัด")], "นัดคนละวัน เวลา หรือสถานที่"),
    ],
)
def test_one_sitting_is_at_one_place_day_and_hour(called, told):
    found = joining_problem(called)
    assert (told in found) if told else not found


SEATS = [Chair(1, 10), Chair(2, 20), Chair(3, 10), Chair(4, 30)]


@pytest.mark.parametrize(("told", "seats"), [(1, [1, 3]), (3, [1, 3]), (2, [2]), (9, [])])
def test_what_is_told_reaches_every_seat_of_the_person(told, seats):
    assert reached(SEATS, told) == seats


@given(st.lists(st.integers(1, 6), max_size=12), st.integers(0, 11))
def test_telling_any_seat_of_a_person_reaches_the_same(people, told):
    seats = [Chair(n, person) for n, person in enumerate(people)]
    here = reached(seats, told)
    assert all(reached(seats, one) == here for one in here)
    assert (told in here) == (told < len(people))
