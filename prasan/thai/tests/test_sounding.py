import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.thai.sounding import AFTER, sound_key

thai = st.text(st.sampled_from([chr(code) for code in range(0x0E01, 0x0E5B)]), max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กาญจนา", "กานจนา"),
        ("ณรงค์", "นรงค์"),
        ("ทรายทอง", "ซายทอง"),
        ("พงศ์", "พงษ์"),
        ("พงศ์", "พง"),  # the silenced letter left out
        ("พันธุ์", "พันธ์"),
        ("จันทร์", "จัน"),
        ("ศักดิ์", "สัก"),
        ("สวรรค์", "สวัน"),
        ("วรรณา", "วันนา"),
        ("ธรรม", "ทำ"),
        ("ไชยวงศ์", "ชัยวงค์"),
        ("บุญส่ง", "บุนสง"),
        ("กัญญา", "กันยา"),
        ("แก้วปันดา", "เเก้ว ปันดา"),
        ("จำปา", "จํา ปา"),
        ("ทองๆ", "ทอง"),
        ("สมศรี", "สมสรี"),
        ("ปัญญา", "ปันยา"),
        ("ณ ลำปาง", "ณลำปาง"),
        ("Somchai", "somchai"),
    ],
)
def test_two_writings_of_one_name_sound_alike(one, other):
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("สมชาย", "สมหมาย"), ("แก้ว", "กล้วย"), ("วันดี", "วันเพ็ญ"), ("ปันดา", "ปันตา"), ("ใจ", "จา")],
)
def test_different_names_stay_different(one, other):
    assert sound_key(one) != sound_key(other)


@pytest.mark.parametrize("text", ["", " ", "๑๒๓", "์", "ๆฯ", "漢字"])
def test_what_has_no_sound_has_no_key(text):
    assert sound_key(text) == ""


@given(thai)
def test_a_key_holds_only_what_every_database_sorts_alike(text):
    assert all(letter in "abcdefghijklmnopqrstuvwxy1234567" for letter in sound_key(text))
    assert sound_key(text) < AFTER


@given(thai, thai)
def test_spaces_do_not_count(one, other):
    assert sound_key(f" {one}  {other} ") == sound_key(one + other)
