import pytest

from prasan.thai.phones import clean_phone, format_phone, mask_phone


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("081-234-5678", "0812345678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("054-217-123", "054217123"),
        ("  ", ""),
    ],
)
def test_a_number_is_kept_as_digits(typed, digits):
    assert clean_phone(typed) == digits


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("081-234-567a", "มีตัวอักษรปน"),
        ("081-234-5678, 054-217-123", "มากกว่า 1 หมายเลข"),
        ("12345678", "มี 8 หลัก"),
        ("08123456789", "มี 11 หลัก"),
        ("9812345678", "ขึ้นต้นด้วย 0"),
    ],
)
def test_a_number_nobody_can_call_says_why(typed, said):
    with pytest.raises(ValueError, match=said):
        clean_phone(typed)


def test_a_number_is_shown_whole_or_masked():
    assert format_phone("0812345678") == "081-234-5678"
    assert mask_phone("0812345678") == "08x-xxx-5678"
    assert mask_phone("054217123") == "05x-xxx-123"
    assert format_phone("") == mask_phone("") == ""
