from datetime import date

import pytest

from prasan.centres.rules import holding, is_expected, loose

DAY = date(2024, 11, 5)
BEFORE, AFTER = date(2024, 11, 4), date(2024, 11, 6)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], True),
        ([(DAY, False)], False),  # the first day counts
        ([(AFTER, False)], True),  # not yet
        ([(BEFORE, False), (DAY, True)], True),
        ([(DAY, True), (BEFORE, False)], True),  # told later of an earlier day: the newer day holds
        ([(DAY, False), (DAY, True)], True),  # of one day, the later told
        ([(DAY, True), (DAY, False)], False),
        ([(BEFORE, False), (AFTER, True)], False),
    ],
)
def test_a_centre_is_expected_unless_the_last_word_says_otherwise(told, expected):
    assert is_expected(told, DAY) is expected


def test_nothing_holds_before_its_day():
    assert holding([(AFTER, "later")], DAY) is None
    assert holding([], DAY) is None


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("ปงเตา", "ปงเต่า"),
        ("ตำบลปงเตา", "ปงเตา"),
        ("ต. ปงเตา", "ปงเตา"),
        ("อำเภอ งาว", "งาว"),
        ("เเม่วะ", "แม่วะ"),  # two sara e for one sara ae
        ("เกาะคํา", "เกาะคำ"),
        ("NGAO", "ngao"),
        ("ตำบล ๙", "9"),
    ],
)
def test_names_are_compared_without_slips_of_the_finger(typed, same):
    assert loose(typed) == loose(same)


def test_different_places_stay_different():
    assert loose("งาว") != loose("งัว")
    assert loose("เขต") == "เขต"
    assert loose("  ") == ""
