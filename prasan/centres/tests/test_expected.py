from datetime import timedelta

import pytest

from prasan.areas.models import Area
from prasan.centres.expected import expected, unexpected
from prasan.centres.tallies import Tally, tallies, totals


def codes(*wide, level="tambon", day):
    return [area.code for area in expected(wide, level=level, day=day)]


def test_every_area_is_expected_until_told_otherwise(exempt, today):
    before = today - timedelta(days=1)

    assert codes("5205", day=before) == ["520504", "520505"]
    assert codes("5205", day=today) == ["520505"]
    assert codes("52", day=today) == ["520505", "520801", "520802"]
    assert codes("00", level="district", day=today) == ["5205", "5208"]
    assert codes("520505", day=today) == ["520505"]
    assert codes(day=today) == []


def test_an_area_that_has_ended_is_not_expected(areas, today):
    Area.objects.filter(code="520801").update(ends=today)

    assert codes("5208", day=today) == ["520802"]
    assert codes("5208", day=today - timedelta(days=1)) == ["520801", "520802"]


@pytest.mark.parametrize("wide", [["5205"], ["00"]])
def test_asking_for_many_costs_no_more(exempt, today, django_assert_num_queries, wide):
    with django_assert_num_queries(2):
        expected(wide, level="tambon", day=today)


def test_tallies_add_up_and_leave_out_what_is_not_expected(
    opened, exempt, today, django_assert_num_queries
):
    with django_assert_num_queries(3):
        without = unexpected(["52"], day=today)
        known = tallies(["52"], exempt=without, day=today)

    assert known["5205"] == Tally(tambons=2, expected=1, opened=1)
    whole = totals(known)
    assert (whole.districts, whole.tambons, whole.expected, whole.opened) == (2, 4, 3, 3)


def test_without_centres_none_is_counted(areas, today):
    known = tallies(["5208"], exempt=(), day=today)

    assert known == {"5208": Tally(tambons=2, expected=2, opened=0)}


def test_a_centre_that_need_not_be_is_not_counted(opened, exempt, today):
    known = tallies(["5205"], exempt={"520504", "520505"}, day=today)

    assert (known["5205"].opened, known["5205"].unexpected) == (0, 2)
