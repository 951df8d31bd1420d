from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.committees.rules import Line, Wants, cited, in_force, may_file, said, span

DAY = date(2024, 11, 5)


@dataclass(frozen=True)
class Version:
    pk: int
    starts: date
    area_code: str = ""
    kind: str = "tambon"


OLD, NEW = Version(1, date(2008, 2, 28)), Version(2, DAY)
LAMPANG, PUT_RIGHT = Version(3, DAY, "52"), Version(4, DAY)


@pytest.mark.parametrize(
    ("versions", "day", "code", "rules"),
    [
        ([], DAY, "520505", None),
        ([OLD, NEW], date(2008, 2, 27), "520505", None),  # the day before the first
        ([OLD, NEW], date(2008, 2, 28), "520505", OLD),
        ([OLD, NEW], DAY - timedelta(days=1), "520505", OLD),
        ([OLD, NEW], DAY, "520505", NEW),
        ([NEW, OLD], DAY, "00", NEW),
        ([NEW, PUT_RIGHT], DAY, "520505", PUT_RIGHT),  # made later for the same day
        ([LAMPANG, PUT_RIGHT], DAY, "520505", LAMPANG),  # the narrower area
        ([LAMPANG, PUT_RIGHT], DAY, "510101", PUT_RIGHT),  # another province
        ([LAMPANG], DAY, "00", None),  # a province does not speak for the nation
        ([Version(1, DAY, kind="district")], DAY, "520505", None),
    ],
)
def test_the_version_of_the_day_and_the_place_is_in_force(versions, day, code, rules):
    assert in_force(versions, "tambon", day, code) == rules


days = st.dates(date(2008, 1, 1), date(2040, 1, 1))


@given(st.lists(st.tuples(days, st.sampled_from(["", "52"])), max_size=6), days, days)
def test_a_version_to_come_never_changes_an_earlier_day(listed, later, day):
    versions = [Version(n, starts, code) for n, (starts, code) in enumerate(listed)]
    if day >= later:
        day = later - timedelta(days=1)

    before = in_force(versions, "tambon", day, "520505")
    after = in_force([*versions, Version(99, later)], "tambon", day, "520505")

    assert before == after


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(9, 25, "9–25"), (1, 1, "1"), (1, None, "อย่างน้อย 1"), (None, 2, "ไม่เกิน 2"), (None, None, "")],
)
def test_a_span_is_said_as_people_say_it(low, high, words):
    assert span(low, high) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line("members", low=9, high=25), "9–25 คน"),
        (Line("members"), ""),
        (Line("term", low=4, high=4), "4 ปี"),
        (Line("quorum", low=50), "ร้อยละ 50"),
        (Line("meetings", low=2), "อย่างน้อย 2 ครั้ง"),
        (Line("meetings", low=0), "ไม่กำหนด"),
        (Line("seat", seat="vice_chair", low=1), "อย่างน้อย 1 คน"),
        (Line("experts", words="all"), "กรรมการ คอช.ต. ทุกคน"),
        (Line("experts", words="named", low=3, high=5), "กรรมการ คอช.ต. ที่ระบุชื่อ 3–5 คน"),
        (Line("appointer", words="นายอำเภอ"), "นายอำเภอ"),
    ],
)
def test_a_line_is_said_in_words(line, words):
    assert said(line) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line("power"), ""),
        (Line("power", words="ระเบียบ ก"), "อาศัยอำนาจตามระเบียบ ก"),
        (Line("power", words="ระเบียบ ก", clause="ข้อ 9"), "อาศัยอำนาจตามความในข้อ 9 แห่งระเบียบ ก"),
    ],
)
def test_the_power_is_cited_with_its_clause_once_that_is_known(line, words):
    assert cited(line) == words


def test_a_rulebook_is_confirmed_when_all_it_says_is():
    known = Line("members", low=9, is_confirmed=True)

    assert Wants((known, Line("term"))).is_confirmed  # an empty line says nothing
    assert not Wants((known, Line("term", low=4))).is_confirmed
    assert Wants().line("members") == Line("members")


@pytest.mark.parametrize(
    ("words", "posts", "may"),
    [
        ("member tambon", {"tambon"}, True),
        ("member tambon", {"district", "member"}, True),  # one of several posts will do
        ("member tambon", {"district"}, False),
        ("member", set(), False),
        ("", {"district"}, True),  # silent: whoever may answer
    ],
)
def test_who_the_rulebook_names_files_an_assessment(words, posts, may):
    assert may_file(Line("filers", words=words), posts) == may


def test_who_files_is_said_in_the_order_of_posts():
    assert said(Line("filers", words="district member")) == "กรรมการศูนย์ฯ เจ้าหน้าที่พัฒนาชุมชนอำเภอ"
