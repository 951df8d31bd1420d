from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.thai.collation import sort_key

# In the order of the Royal Institute's dictionary.
WORDS = [
    "กก", "กรรม", "กรรมการ", "กา", "ก้าง", "กำนัน", "เกม", "เก่า", "เก้า", "แกง", "โกง", "ใกล้", "ไกล",
    "ข้าว", "เขต", "แข็ง", "งาว", "เงิน", "จังหวัด", "แจ้ห่ม", "ตำบล", "เถิน", "ทะเบียน",
    "ปงเตา", "แม่", "แม่พริก", "แม่เมาะ", "ลำปาง", "ลำพูน", "วังเหนือ", "สบปราบ", "เสริมงาม",
    "หมู่บ้าน", "ห้างฉัตร", "อำเภอ", "ฮอด",
]  # fmt: skip


def test_words_fall_in_dictionary_order():
    shuffled = Random("ลำปาง").sample(WORDS, len(WORDS))

    assert sorted(shuffled, key=sort_key) == WORDS


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ปา", "ป่า"),  # No mark before a mark.
        ("ป่า", "ป้า"),  # Marks in the order ็ ่ ้ ๊ ๋ ์.
        ("ป้าย", "ปีก"),  # A mark never outweighs a later letter.
        ("บ้าน 2", "บ้าน 3"),
        ("9", "ก"),
        ("z", "ก"),
    ],
)
def test_the_first_comes_before_the_second(first, second):
    assert sort_key(first) < sort_key(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [("แม่ พริก", "แม่พริก"), ("นาย ก.", "นายก"), ("หมู่ ๑๒", "หมู่ 12"), ("Ngao", "ngao")],
)
def test_what_does_not_count_does_not_part(one, other):
    assert sort_key(one) == sort_key(other)


@given(st.text(max_size=30))
def test_a_key_has_hexadecimal_digits_only(text):
    assert set(sort_key(text)) <= set("0123456789abcdef")
    assert len(sort_key(text)) % 2 == 0
