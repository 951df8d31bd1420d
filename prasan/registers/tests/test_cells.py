from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from prasan.registers.rules.days import day_of
from prasan.registers.rules.kinds import kind_of
from prasan.registers.rules.places import Place, Places
from prasan.thai.calendar import MONTHS, MONTHS_SHORT
from prasan.thai.digits import thai

D = date(2020, 10, 1)
PLACES = Places([Place("5205", "งาว"), Place("520504", "บ้านร้อง"), Place("520505", "ปงเตา")])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ทะเบียน คอช.ต.ปงเตา", "tambon"),
        ("ศอช.ต.", "tambon"),
        ("คอช.อ.งาว", "district"),
        ("กบต", "integrated"),
        ("ก.บ.ต. ปงเตา", "integrated"),
        ("คณะกรรมการบริหารงานตำบลแบบบูรณาการ", "integrated"),
        ("คณะกรรมการศูนย์ประสานงานองค์การชุมชน ตำบลปงเตา", "tambon"),
        ("Sheet1", None),
    ],
)
def test_a_title_names_its_committee(text, kind):
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("1/10/2563", ""),
        ("๑ ต.ค. ๒๕๖๓", ""),
        ("1 ตุลาคม พ.ศ. 2563", ""),
        ("1ตุลาคม2563", ""),
        ("2563-10-01", ""),
        ("2020-10-01", ""),
        ("1/10/2563 00:00", ""),
        ("1 ตค 63", "ปีมีสองหลัก"),
        ("1/10/63", "ปีมีสองหลัก"),
        ("1/10/2020", "ปี ค.ศ."),
        ("1-Oct-20", "ปี ค.ศ."),
        ("44105", "เลขวันที่ของ Excel"),
    ],
)
def test_a_day_is_read_in_every_habit(text, doubt):
    read = day_of(text)

    assert read.day == D
    assert doubt in read.doubt
    assert bool(read.doubt) == bool(doubt)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/02/2566", "เดือนกุมภาพันธ์ปีนั้นมี 28 วัน"),
        ("ต.ค. 2563", "อ่านวันที่"),
        ("เมื่อวาน", "อ่านวันที่"),
        ("1/13/2563", "ไม่มีเดือนที่ 13"),
    ],
)
def test_what_is_no_day_says_why(text, says):
    with pytest.raises(ValueError, match=says):
        day_of(text)


@given(some.dates(date(1990, 1, 1), date(2036, 11, 20)), some.integers(0, 4))
def test_a_day_written_any_way_is_the_same_day(day, way):
    year = day.year + 543
    written = [
        f"{day.day}/{day.month}/{year}",
        f"{day.day} {MONTHS[day.month - 1]} {year}",
        f"{day.day} {MONTHS_SHORT[day.month - 1]} {year}",
        thai(f"{day.day:02}-{day.month:02}-{year}"),
        f"{year}-{day.month:02}-{day.day:02}",
    ][way]

    assert day_of(written).day == day
    assert not day_of(written).doubt
    assert day_of(str((day - date(1899, 12, 30)) // timedelta(days=1))).day == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ปงเตา", "520505"),
        ("ต.ปงเตา", "520505"),
        ("ตำบล ปงเตา อ.งาว", "520505"),
        ("ศอช.ต.ปงเตา", "520505"),
        ("๕๒๐๕๐๕", "520505"),
        ("99 ม.3 ต.บ้านร้อง อ.งาว จ.ลำปาง 52110", "520504"),
        ("52050501", "520505"),  # A village lies in its tambon.
    ],
)
def test_a_tambon_is_read_in_every_habit(text, code):
    assert PLACES.tambon(text).code == code


def test_the_nearest_place_is_offered():
    found = PLACES.tambon("ปงเต่า")

    assert not found.code
    assert found.near == Place("520505", "ปงเตา")
    assert "ใกล้เคียงที่สุดคือ ปงเตา" in found.why


def test_a_tambon_elsewhere_is_told_where_it_is():
    assert "อำเภอเถิน จังหวัดลำปาง นอกพื้นที่ของท่าน" in PLACES.tambon("ล้อมแรด").why
    assert PLACES.tambon("").why == "ไม่ได้กรอกตำบล"
    assert PLACES.tambon("ไม่มีที่นี่").near is None


def test_a_name_of_two_places_needs_its_district():
    places = Places(
        [
            Place("5201", "เมือง"),
            Place("5205", "งาว"),
            Place("520101", "บ้าน"),
            Place("520501", "บ้าน"),
        ]
    )

    assert "ใส่อำเภอด้วย" in places.tambon("บ้าน").why
    assert places.tambon("บ้าน", "อ.งาว").code == "520501"
