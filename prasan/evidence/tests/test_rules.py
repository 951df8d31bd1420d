import pytest

from prasan.evidence.rules import name_kept, size_named

PDF, JPEG = ("pdf",), ("jpg", "jpeg")


@pytest.mark.parametrize(
    ("name", "endings", "kept"),
    [
        ("คำสั่ง.pdf", PDF, "คำสั่ง.pdf"),
        ("ภาพ.JPEG", JPEG, "ภาพ.jpeg"),
        ("scan.jpg", PDF, "scan.pdf"),
        ("scan", PDF, "scan.pdf"),
        ("คำสั่ง 12.2567", PDF, "คำสั่ง 12.2567.pdf"),
        ("a.pdf.exe", PDF, "a.pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\Users\\งาว\\a.pdf", PDF, "a.pdf"),
        ("a\r\nSet-Cookie: b.pdf", PDF, "a Set-Cookie: b.pdf"),
        ("a\x00b\x07.pdf", PDF, "ab.pdf"),
        ("รายงาน\u202efdp.exe", PDF, "รายงานfdp.pdf"),  # reads backwards on a screen
        ("  คำสั่ง   ใหม่ .pdf", PDF, "คำสั่ง ใหม่.pdf"),
        ("", PDF, "ไฟล์.pdf"),
        ("...", PDF, "ไฟล์.pdf"),
        (".pdf", PDF, "ไฟล์.pdf"),
        ("ก" * 300 + ".pdf", PDF, "ก" * 120 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_what_does_not_belong(name, endings, kept):
    assert name_kept(name, endings) == kept


@pytest.mark.parametrize(
    ("size", "named"),
    [
        (1, "1 kB"),
        (840 * 1024, "840 kB"),
        (1024**2 - 1, "1024 kB"),
        (1024**2, "1 MB"),
        (20 * 1024**2, "20 MB"),
        (62_500_000, "59.6 MB"),
    ],
)
def test_a_size_is_named_as_people_say_it(size, named):
    assert size_named(size) == named
