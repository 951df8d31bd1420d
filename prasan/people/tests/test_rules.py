import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.people.rules import (
    SAME,
    SOUNDS_SAME,
    Name,
    fragment_likeness,
    likeness,
    loosely_split,
    matching,
    split_name,
    tidy,
)
from prasan.people.tests.conftest import Line


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("นายบุญส่ง แก้วปันดา", ("นาย", "บุญส่ง", "แก้วปันดา")),
        ("นาย บุญส่ง   แก้วปันดา ", ("นาย", "บุญส่ง", "แก้วปันดา")),
        ("นางศรีวรรณ อินต๊ะขัน", ("นาง", "ศรีวรรณ", "อินต๊ะขัน")),
        ("นางสาวกาญจนา เครือคำ", ("นางสาว", "กาญจนา", "เครือคำ")),
        ("น.ส.กาญจนา เครือคำ", ("นางสาว", "กาญจนา", "เครือคำ")),
        ("ว่าที่ร้อยตรีหญิงอรุณรัศมี พงศ์พิทักษ์", ("ว่าที่ร้อยตรีหญิง", "อรุณรัศมี", "พงศ์พิทักษ์")),
        ("ว่าที่ร้อยตรี สมชาย ดี", ("ว่าที่ร้อยตรี", "สมชาย", "ดี")),
        ("ร.ต.อ.สมชาย ดี", ("ร.ต.อ.", "สมชาย", "ดี")),  # not ร.ต. with อ. left over
        ("จ่าสิบเอกสมชาย ดี", ("จ่าสิบเอก", "สมชาย", "ดี")),
        ("นายแพทย์สมชาย ดี", ("นายแพทย์", "สมชาย", "ดี")),
        ("นายดวง ณ ลำปาง", ("นาย", "ดวง", "ณ ลำปาง")),  # the family name holds a space
        ("พระครูสุวรรณวิสุทธิ์", ("พระครู", "สุวรรณวิสุทธิ์", "")),  # a monk needs no family name
        ("พระสมชาย ฐานธมฺโม", ("พระ", "สมชาย", "ฐานธมฺโม")),
        ("นาย\u200bบุญส่ง แก้วปันดา", ("นาย", "บุญส่ง", "แก้วปันดา")),  # pasted from a web page
        ("นายเเก้ว จําปา", ("นาย", "แก้ว", "จำปา")),  # typed two ways
    ],
)
def test_a_name_comes_apart(typed, parts):
    assert split_name(typed) == Name(*parts)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("บุญส่ง แก้วปันดา", "ไม่มีคำนำหน้าชื่อ"),
        ("", "ไม่มีคำนำหน้าชื่อ"),
        ("นาย", "ไม่มีชื่อ"),
        ("นายบุญส่ง", "ไม่มีนามสกุล"),
        ("12345", "ไม่มีคำนำหน้าชื่อ"),
    ],
)
def test_a_name_that_lacks_a_part_says_which(typed, said):
    with pytest.raises(ValueError, match=said):
        split_name(typed)


def test_a_name_matches_however_it_was_typed():
    assert matching("เเก้ว", " จําปา") == matching("แก้ว", "จำปา")
    assert matching("สม", "ชายดี") != matching("สมชาย", "ดี")
    assert tidy(" ก\u200b  ข ") == "ก ข"


def called(text):
    """A name of two parts without a title."""
    return Line(given_name=text.split()[0], family_name=" ".join(text.split()[1:]))


@pytest.mark.parametrize(
    ("one", "other", "at_least", "at_most"),
    [
        ("บุญส่ง แก้วปันดา", "บุญส่ง แก้วปันดา", SAME, SAME),
        ("บุญส่ง แก้วปันดา", "บุนส่ง แก้วปันดา", SOUNDS_SAME, SOUNDS_SAME),
        ("ณรงค์ ไชยวงศ์", "นรงค์ ชัยวงค์", SOUNDS_SAME, SOUNDS_SAME),
        ("บุญส่ง แก้วปันดา", "บุญส่ง แก้วปันตา", 85, 95),  # one letter of the family name
        ("บุญส่ง แก้วปันดา", "บุญสม แก้วปันดา", 75, 95),
        ("สมชาย ใจดี", "สมชาย ทองคำ", 0, 55),  # a common name alone says little
        ("สมชาย ใจดี", "วันเพ็ญ ใจดี", 0, 55),  # a family
        ("พระครูสุวรรณ", "พระครูสุวรรณ", SAME, SAME),
    ],
)
def test_names_are_alike_by_writing_sound_and_letters(one, other, at_least, at_most):
    assert at_least <= likeness(called(one), called(other)) <= at_most


NAMES = st.text(st.sampled_from("กขคงจชดตนบปพมยรลวสหอะาิีุูเแ่้์ "), min_size=1, max_size=12)


@given(NAMES, NAMES, NAMES, NAMES)
def test_likeness_goes_both_ways_and_only_one_writing_is_the_same(a, b, c, d):
    one, other = Line(given_name=a, family_name=b), Line(given_name=c, family_name=d)

    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= SAME
    assert (likeness(one, other) == SAME) == (matching(a, b) == matching(c, d))


@pytest.mark.parametrize(
    ("word", "score"),
    [("บุญส่ง", 99), ("บุญ", 98), ("บุน", 97), ("แก้ว", 97), ("แก", 97), ("บุญส่งแก้ว", 97)],
)
def test_one_word_fits_the_beginning_of_a_name(word, score):
    assert fragment_likeness(word, Line()) == score


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("นายบุญส่ง แก้ว", ("นาย", "บุญส่ง", "แก้ว")),
        ("บุญส่ง", ("", "บุญส่ง", "")),
        ("นาง", ("", "นาง", "")),  # may be the beginning of a name
        ("น.ส.ดาว", ("นางสาว", "ดาว", "")),
        ("", ("", "", "")),
    ],
)
def test_what_was_typed_to_look_for_somebody_is_taken_as_it_comes(typed, parts):
    assert loosely_split(typed) == Name(*parts)
