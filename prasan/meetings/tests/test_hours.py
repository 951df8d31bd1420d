"""Hours as a clerk types them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.meetings.hours import hours_told, read_hours


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ()),
        ("9.00-12.00", ((time(9), time(12)),)),
        ("๙.๐๐ – ๑๒.๓๐ น.", ((time(9), time(12, 30)),)),
        ("13:00 ถึง 15:00, 9:00-12:00", ((time(9), time(12)), (time(13), time(15)))),
        ("9.00-10.00 และ 10.00-11.00", ((time(9), time(10)), (time(10), time(11)))),
    ],
)
def test_hours_are_read_as_people_write_them(typed, read):
    assert read_hours(typed) == read


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("เช้า", "อ่านเวลา “เช้า” ไม่ได้"),
        ("9.00", "อ่านเวลา “9.00” ไม่ได้"),
        ("9.00-25.00", "ไม่มีในนาฬิกา"),
        ("9.60-10.00", "ไม่มีในนาฬิกา"),
        ("12.00-9.00", "เวลาออก 09.00 ไม่ได้อยู่หลังเวลามา 12.00"),
        ("9.00-9.00", "ไม่ได้อยู่หลัง"),
        ("9.00-11.00, 10.59-12.00", "ซ้อนกันที่ 10.59"),
    ],
)
def test_hours_that_cannot_be_say_why(typed, told):
    with pytest.raises(ValueError, match=told):
        read_hours(typed)


@given(st.lists(st.integers(0, 24 * 60 - 1), unique=True, max_size=8))
def test_what_is_told_is_read_again(minutes):
    hours = [time(minute // 60, minute % 60) for minute in sorted(minutes)]
    spans = tuple(zip(hours[::2], hours[1::2], strict=False))

    assert read_hours(hours_told(spans)) == spans
