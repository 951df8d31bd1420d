from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.thai import calendar
from prasan.thai.calendar import FiscalYear, format_long, format_short, parse_date
from prasan.thai.digits import thai

# The years one can type: 2400 to 2699 of the Buddhist era.
DAYS = st.dates(date(1857, 1, 1), date(2156, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/11/2567", date(2024, 11, 15)),
        ("๑๕/๑๑/๒๕๖๗", date(2024, 11, 15)),
        ("15-11-2567", date(2024, 11, 15)),
        ("15.11.2567", date(2024, 11, 15)),
        (" 15 / 11 / 2567 ", date(2024, 11, 15)),
        ("5 พ.ย. 2567", date(2024, 11, 5)),
        ("5 พย 2567", date(2024, 11, 5)),
        ("5พ.ย.2567", date(2024, 11, 5)),
        ("๕ พฤศจิกายน ๒๕๖๗", date(2024, 11, 5)),
        ("5 พฤศจิกายน พ.ศ. 2567", date(2024, 11, 5)),
        ("วันที่ 5 พฤศจิกายน 2567", date(2024, 11, 5)),
        ("2024-11-05", date(2024, 11, 5)),  # As programs write it, in the Christian era.
        ("29/2/2567", date(2024, 2, 29)),  # A leap year.
        ("1/1/2400", date(1857, 1, 1)),
        ("31/12/2699", date(2156, 12, 31)),
    ],
)
def test_a_date_is_read_as_people_type_it(typed, day):
    assert parse_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/02/2566", "31/02/2566 ไม่มีในปฏิทิน เดือนกุมภาพันธ์ปีนั้นมี 28 วัน"),
        ("31 ก.พ. 2567", "เดือนกุมภาพันธ์ปีนั้นมี 29 วัน"),
        ("31/4/2567", "เดือนเมษายนปีนั้นมี 30 วัน"),
        ("32/12/2567", "เดือนธันวาคมปีนั้นมี 31 วัน"),
        ("0/1/2567", "ไม่มีในปฏิทิน"),
        ("2024-02-30", "เดือนกุมภาพันธ์ปีนั้นมี 29 วัน"),
        ("5/13/2567", "ไม่มีเดือนที่ 13"),
        ("5/0/2567", "ไม่มีเดือนที่ 0"),
        ("5/11/2024", "ปี 2024 เป็นปี ค.ศ. ถ้าหมายถึงปีนี้ให้พิมพ์ พ.ศ. 2567"),
        ("5 พ.ย. 2024", "พ.ศ. 2567"),
        ("5/11/67", "ปี 67 ต้องเป็นปี พ.ศ. สี่หลัก"),
        ("5/11/25670", "ปี 25670 ต้องเป็นปี พ.ศ. สี่หลัก"),
        ("5/11/2399", "ปี 2399 ไม่น่าใช่ปี พ.ศ."),
        ("5/11/2700", "ปี 2700 ไม่น่าใช่ปี พ.ศ."),
        ("5 พฤษจิกายน 2567", "ไม่รู้จักเดือน “พฤษจิกายน”"),
        ("เมื่อวาน", "อ่านวันที่ “เมื่อวาน” ไม่ได้ พิมพ์แบบ 15/11/2567"),
        ("2567", "อ่านวันที่ “2567” ไม่ได้"),
        ("", "อ่านวันที่ “” ไม่ได้"),
    ],
)
def test_what_is_no_date_is_told_so_and_how_to_type_one(typed, said):
    with pytest.raises(ValueError, match=".") as caught:
        parse_date(typed)

    assert said in str(caught.value)


@given(DAYS)
def test_every_written_date_is_read_back(day):
    for write in (format_long, format_short, date.isoformat):
        assert parse_date(write(day)) == day
        assert parse_date(thai(write(day))) == day


def test_every_month_is_known_by_both_names():
    for month, (full, short) in enumerate(
        zip(calendar.MONTHS, calendar.MONTHS_SHORT, strict=True), start=1
    ):
        assert parse_date(f"1 {full} 2567") == parse_date(f"1 {short} 2567") == date(2024, month, 1)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2024, 9, 30), 2567),  # The last day.
        (date(2024, 10, 1), 2568),  # The day after.
        (date(2024, 12, 31), 2568),
        (date(2025, 1, 1), 2568),
        (date(2024, 2, 29), 2567),
    ],
)
def test_a_day_lies_in_one_fiscal_year(day, year):
    assert FiscalYear.of(day) == FiscalYear(year)
    assert day in FiscalYear(year)
    assert day not in FiscalYear(year + 1)
    assert day not in FiscalYear(year - 1)


def test_a_fiscal_year_runs_from_october_to_september():
    year = FiscalYear(2568)

    assert (year.first, year.last) == (date(2024, 10, 1), date(2025, 9, 30))
    assert str(year) == "2568"
    assert FiscalYear(2567) < year


@given(DAYS)
def test_fiscal_years_leave_no_day_out(day):
    year, next_day = FiscalYear.of(day), day + timedelta(days=1)

    assert year.first <= day <= year.last
    assert FiscalYear.of(next_day).number in (year.number, year.number + 1)


def test_the_weekday_is_named():
    assert calendar.weekday(date(2024, 11, 15)) == "วันศุกร์"


def test_the_buddhist_year_is_the_calendars_not_the_governments():
    assert calendar.buddhist_year(date(2024, 12, 31)) == 2567
