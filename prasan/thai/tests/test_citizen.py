import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.thai.citizen import check_digit, clean_citizen_id, format_citizen_id, mask_citizen_id

# Nobody's: one to nine and on, with the digit that checks it.
GOOD = "1234567890121"


@pytest.mark.parametrize(
    "typed",
    [GOOD, "1-2345-67890-12-1", " 1 2345 67890 12 1 ", "๑๒๓๔๕๖๗๘๙๐๑๒๑", "1–2345–67890–12–1"],
)
def test_a_number_is_kept_as_digits(typed):
    assert clean_citizen_id(typed) == GOOD


def test_nothing_typed_is_no_number():
    assert clean_citizen_id("  - ") == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1234567890122", "ไม่ผ่านเลขตรวจสอบ"),
        ("0000000000000", "ไม่ผ่านเลขตรวจสอบ"),
        ("123456789012", "มี 12 หลัก"),
        ("12345678901211", "มี 14 หลัก"),
        ("123456789012A", "ตัวอักษรปน"),
    ],
)
def test_a_wrong_number_is_refused_without_repeating_it(typed, said):
    with pytest.raises(ValueError, match=said) as caught:
        clean_citizen_id(typed)
    assert typed not in str(caught.value)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_every_twelve_digits_have_one_that_checks_them(twelve):
    good = [digit for digit in "0123456789" if _passes(twelve + digit)]

    assert good == [str(check_digit(twelve))]


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_one_digit_typed_wrong_is_nearly_always_noticed(twelve, place, step):
    """Modulo 11 folded into ten digits: two remainders share a digit, all else is told apart."""
    number = twelve + str(check_digit(twelve))
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    remainder = [
        sum(int(d) * w for d, w in zip(n[:12], range(13, 1, -1), strict=True)) % 11
        for n in (number, wrong)
    ]

    assert _passes(wrong) == (set(remainder) <= {0, 10} or remainder[0] == remainder[1])


def _passes(digits):
    try:
        return clean_citizen_id(digits) == digits
    except ValueError:
        return False


def test_a_number_is_shown_as_on_the_card_or_masked():
    assert format_citizen_id(GOOD) == "1-2345-67890-12-1"
    assert mask_citizen_id(GOOD) == "x-xxxx-xxxxx-12-1"
    assert format_citizen_id("") == mask_citizen_id("") == ""
