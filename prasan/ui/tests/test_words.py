from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from prasan.ui import words
from prasan.ui.reader import THAI, reading

DAY = date(2024, 11, 5)
LATE = datetime(2024, 11, 5, 18, 30, tzinfo=UTC)  # past midnight in Bangkok


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        (words.long_day, DAY, "5 พฤศจิกายน 2567"),
        (words.long_day, LATE, "6 พฤศจิกายน 2567"),
        (words.long_day, None, ""),
        (words.short_day, DAY, "5 พ.ย. 2567"),
        (words.short_day, "", ""),  # a variable that the template lacks
        (words.clock_time, LATE, "01.30 น."),
        (words.clock_time, None, ""),
        (words.count, 7436, "7,436"),
        (words.count, 0, "0"),
        (words.count, None, ""),
        (words.count, "", ""),
        (words.baht, Decimal("12500"), "12,500 บาท"),
        (words.baht, Decimal("12500.50"), "12,500.50 บาท"),
        (words.baht, 0, "0 บาท"),
        (words.baht, None, ""),
        (words.size, 1, "1 kB"),  # never nothing
        (words.size, 999_499, "999 kB"),
        (words.size, 1_240_000, "1.2 MB"),
        (words.size, None, ""),
    ],
)
def test_words_are_written_as_the_screen_shows_them(write, value, text):
    assert write(value) == text.replace(" ", words.NO_BREAK)


def test_a_number_keeps_to_its_unit():
    assert words.count(13, "หมู่บ้าน") == f"13{words.NO_BREAK}หมู่บ้าน"


def test_a_reader_of_thai_digits_sees_thai_digits():
    with reading(THAI):
        assert words.count(7436) == "๗,๔๓๖"
        assert words.short_day(DAY) == "๕ พ.ย. ๒๕๖๗".replace(" ", words.NO_BREAK)

    assert words.count(7436) == "7,436"
