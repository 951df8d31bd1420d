from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.evidence.rules import (
    day_problem,
    edition_shown,
    may_verify,
    name_kept,
    size_named,
)

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


NOON = datetime(2024, 11, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("own", "at", "shown"),
    [
        (0, None, 2),  # today: the newest, whichever was pointed at
        (1, None, 2),
        (0, NOON - HOUR, 0),  # before anything was replaced
        (0, NOON, 1),  # at the very moment
        (0, NOON + HOUR, 1),
        (0, NOON + 2 * HOUR, 2),
        (1, NOON - HOUR, 1),  # never an older one than was pointed at
        (2, NOON - HOUR, 2),
    ],
)
def test_the_edition_of_a_moment_stands(own, at, shown):
    assert edition_shown([None, NOON, NOON + 2 * HOUR], own, at) == shown


@given(
    hours=st.lists(st.integers(0, 99), max_size=6).map(sorted),
    own=st.integers(0, 6),
    first=st.integers(0, 99),
    more=st.integers(0, 99),
)
def test_a_later_moment_never_shows_an_older_edition(hours, own, first, more):
    revised = [None, *(NOON + each * HOUR for each in hours)]
    own = min(own, len(hours))
    early, late = NOON + first * HOUR, NOON + (first + more) * HOUR

    assert own <= edition_shown(revised, own, early) <= edition_shown(revised, own, late)
    assert edition_shown(revised, own, None) == len(hours)


def test_a_file_is_of_today_or_before():
    today = date(2024, 11, 5)

    assert not day_problem(today, today)
    assert "หลังวันนี้" in day_problem(today + timedelta(days=1), today)


def test_a_checker_is_someone_else():
    assert may_verify(sender=1, checker=2)
    assert not may_verify(sender=1, checker=1)
