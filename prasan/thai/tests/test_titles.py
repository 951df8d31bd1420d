import pytest

from prasan.thai.titles import SHORT, all_titles, needs_family, split_title


@pytest.mark.parametrize("title", all_titles())
def test_every_title_of_the_list_comes_off(title):
    whole = SHORT.get(title, title)

    assert split_title(f"{title}สมชาย ใจดี") == (whole, "สมชาย ใจดี")
    assert split_title(f"{title} สมชาย ใจดี") == (whole, "สมชาย ใจดี")


@pytest.mark.parametrize(
    ("typed", "title", "rest"),
    [
        ("ว่าที่ร้อยตรีหญิงอรุณ ใจดี", "ว่าที่ร้อยตรีหญิง", "อรุณ ใจดี"),
        ("ว่าที่ ร.ต.อรุณ ใจดี", "ว่าที่ ร.ต.", "อรุณ ใจดี"),
        ("ว่าที่ ร.ต.หญิง อรุณ ใจดี", "ว่าที่ ร.ต.หญิง", "อรุณ ใจดี"),
        ("พ.ต.อ.ดร.สมชาย ใจดี", "พ.ต.อ.ดร.", "สมชาย ใจดี"),
        ("พล.ต.ต.สมชาย ใจดี", "พล.ต.ต.", "สมชาย ใจดี"),
        ("ร.ท.สมชาย ใจดี", "ร.ท.", "สมชาย ใจดี"),
        ("น.อ.สมชาย ใจดี", "น.อ.", "สมชาย ใจดี"),
        ("ผศ.ดร.สมชาย ใจดี", "ผศ.ดร.", "สมชาย ใจดี"),
        ("นางนางนวล ใจดี", "นาง", "นางนวล ใจดี"),  # one title, and a name that begins like it
        ("พระครูสุวรรณวิสุทธิ์", "พระครู", "สุวรรณวิสุทธิ์"),
        ("ผู้ใหญ่บ้านสมชาย ใจดี", "ผู้ใหญ่บ้าน", "สมชาย ใจดี"),
        ("สมชาย ใจดี", "", "สมชาย ใจดี"),
        ("", "", ""),
    ],
)
def test_a_title_is_told_from_the_name(typed, title, rest):
    assert split_title(typed) == (title, rest)


@pytest.mark.parametrize(("title", "needed"), [("นาย", True), ("พระครู", False), ("แม่ชี", False)])
def test_monks_and_nuns_need_no_family_name(title, needed):
    assert needs_family(title) == needed
