from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

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


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ครบ", "Done"),
        ("เลยกำหนด 1 วัน", "1 day overdue"),
        ("เลยกำหนด 12 วัน", "12 days overdue"),
        ("คำสั่งที่ 312/2567", "Order no. 312/2567"),
        ("๒ คอช.ต.", "2 Tambon committee"),  # English has no Thai digits within
        ("จะมีผล 15 พ.ย. 2567", "In force from 15 Nov 2567"),
        ("ก.ย. 68", "Sep 68"),
        (
            "อ่านเลขที่คำสั่ง “ก/ข” ไม่ได้ พิมพ์แบบ 312/2567",
            "The order no. “ก/ข” cannot be read. Type it as 312/2567.",
        ),
        ("ทำนาแปลงใหญ่ 3 แปลง", "ทำนาแปลงใหญ่ 3 แปลง"),  # what people wrote stays
        ("{} วัน {0}", "{} วัน {0}"),  # and cannot pass for a sentence of ours
        ("", ""),
    ],
)
def test_what_code_says_is_told_in_english(said, told):
    assert words.told(said) == said

    with override("en"):
        assert words.told(said) == told


def test_dates_times_and_money_are_english_in_english():
    with override("en"):
        assert words.long_day(DAY) == words.kept("5 November 2567")
        assert words.short_day(DAY) == words.kept("5 Nov 2567")
        assert words.clock_time(LATE) == "01:30"
        assert words.baht(Decimal("12500.50")) == words.kept("12,500.50 baht")
        assert words.count(1, "ตำบล") == words.kept("1 tambon")
        assert words.count(7436, "ตำบล") == words.kept("7,436 tambons")


def test_a_command_without_a_language_speaks_thai():
    with override(None):
        assert words.is_thai()
        assert words.told("เลยกำหนด 12 วัน") == "เลยกำหนด 12 วัน"
