import pytest

from prasan.letters.typesetting.lines import fill, text_of, tidy


def width(text):
    """Every character is one point wide."""
    return float(len(text))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ปี 2568 มี 3 ครั้ง", "ปี ๒๕๖๘ มี ๓ ครั้ง"),
        ("ส่งที่ lp52@example.go.th ใน 5 วัน", "ส่งที่ lp52@example.go.th ใน ๕ วัน"),
        ("ดู https://example.go.th/7 หน้า 7", "ดู https://example.go.th/7 หน้า ๗"),
        ("ลํ\u0e32ปาง", "ลำปาง"),  # a nikhahit and an aa typed apart
        ("นํ้\u0e32ใจ", "น้ำใจ"),  # with the tone mark between
        ("เเละ", "และ"),  # two เ look like one แ
        ("ตำ\u200bบล\ufeff\u00ad", "ตำบล"),  # invisible characters of copied text
        ("ก\tข\n\nค", "ก ข  ค"),
        ("เรื่อง  หนึ่ง    สอง ", "เรื่อง  หนึ่ง  สอง"),  # two spaces between topics stay
        ("", ""),
    ],
)
def test_text_is_tidied_for_print(typed, printed):
    assert tidy(typed) == printed


@pytest.mark.parametrize(
    ("pieces", "room", "indent", "rows"),
    [
        ("aa bb cc", 6, 0, ["aa bb", "cc"]),
        ("aa bb cc", 6, 4, ["a", "a bb", "cc"]),  # a piece wider than the indented room is cut
        ("aaaaaaaaaa", 4.5, 0, ["aaaa", "aaaa", "aa"]),  # wider than a row: cut between letters
        ("กำกำกำ", 4.5, 0, ["กำกำ", "กำ"]),  # a vowel stays with its letter
        ("", 6, 0, []),
    ],
)
def test_rows_are_filled(pieces, room, indent, rows):
    parts = [part for word in pieces.split(" ") for part in (word, " ")][:-1] if pieces else []

    filled = fill(parts, width, room, indent=indent)

    assert [text_of(row) for row in filled] == rows
