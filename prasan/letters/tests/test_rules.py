from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.letters import rules
from prasan.letters.rules import Way

DATED = date(2023, 10, 27)


@pytest.mark.parametrize(
    ("is_circular", "label"), [(True, "ลป 0019.3/ว 2598"), (False, "ลป 0019.3/2598")]
)
def test_a_number_is_cited_with_its_code_and_the_mark_of_a_circular(is_circular, label):
    assert rules.label("ลป 0019.3", 2598, is_circular=is_circular) == label


@pytest.mark.parametrize(
    ("urgency", "dated", "citation"),
    [
        ("ด่วนที่สุด", DATED, "หนังสือจังหวัดลำปาง ด่วนที่สุด ที่ ลป 1/ว 2 ลงวันที่ 27 ตุลาคม 2566"),
        ("", DATED, "หนังสือจังหวัดลำปาง ที่ ลป 1/ว 2 ลงวันที่ 27 ตุลาคม 2566"),
        ("", None, "หนังสือจังหวัดลำปาง ที่ ลป 1/ว 2"),
    ],
)
def test_a_letter_is_cited_by_office_urgency_number_and_day(urgency, dated, citation):
    assert rules.citation("จังหวัดลำปาง", urgency, "ลป 1/ว 2", dated) == citation


@pytest.mark.parametrize(
    ("number", "subject_year", "doubts"),
    [
        (2598, 2567, 0),
        (9999, 2567, 0),
        (10000, 2567, 1),  # five digits
        (2598, 2568, 1),  # a letter of the year before
        (25668, 2568, 2),  # both, as in the letter of Lampang
    ],
)
def test_what_a_reader_would_question_is_pointed_out(number, subject_year, doubts):
    found = rules.doubts(number=number, dated=DATED, subject_year=subject_year, year_of=2567)

    assert len(found) == doubts


@pytest.mark.parametrize(
    ("last", "taken", "number"),
    [
        (0, [], 1),
        (7, [], 8),
        (7, [8], 9),
        (7, [9], 8),  # what is further on does not matter yet
        (7, [8, 9, 11], 10),
        (7, [3, None], 8),
    ],
)
def test_the_next_number_passes_over_those_used_on_paper(last, taken, number):
    assert rules.next_number(last, taken) == number


@given(st.integers(0, 50), st.sets(st.integers(1, 60)), st.integers(1, 8))
def test_numbers_given_one_after_the_other_leave_no_gap(last, taken, many):
    given_, at = [], last
    for _ in range(many):
        at = rules.next_number(at, taken)
        given_.append(at)

    assert rules.missing(last, at, [*given_, *taken]) == []
    assert not set(given_) & taken
    assert given_ == sorted(set(given_))


def test_numbers_that_stand_in_no_line_are_told():
    assert rules.missing(10, 15, [11, 13, 9]) == [12, 14, 15]
    assert rules.missing(10, 10, []) == []


@pytest.mark.parametrize(
    ("dated", "years", "until"),
    [
        (date(2024, 11, 5), 1, date(2026, 1, 1)),
        (date(2024, 11, 5), 10, date(2035, 1, 1)),
        (date(2024, 12, 31), 1, date(2026, 1, 1)),
        (date(2024, 1, 1), 1, date(2025, 1, 1)),
        (date(2024, 1, 2), 1, date(2026, 1, 1)),
        (date(2024, 2, 29), 1, date(2026, 1, 1)),
    ],
)
def test_a_letter_is_kept_to_the_end_of_a_calendar_year(dated, years, until):
    assert rules.kept_until(dated, years) == until


@pytest.mark.parametrize(
    "typed",
    [
        "2598",
        "๒๕๙๘",
        "ว 2598",
        "0019.3/ว2598",
        "สําเนาคําสั่ง",  # the vowel typed as two
        "สำเนา คำสั่ง",
        "LINE",
    ],
)
def test_a_search_does_not_mind_digits_spaces_and_ways_of_typing(typed):
    words = rules.search_words("ลป ๐๐๑๙.๓/ว ๒๕๙๘", "ส่งสำเนาคำสั่ง ทาง Line")

    assert all(term in words for term in rules.search_terms(typed))


def test_a_search_wants_every_word():
    words = rules.search_words("ลป 0019.3/ว 2598", "ส่งสำเนา")

    assert not all(term in words for term in rules.search_terms("สำเนา ประชุม"))


def test_a_block_passes_over_numbers_used_on_paper():
    assert rules.next_numbers(4, [], 3) == [5, 6, 7]
    assert rules.next_numbers(4, [6, 8, None], 3) == [5, 7, 9]
    assert rules.next_numbers(0, [], 0) == []


@given(last=st.integers(0, 50), taken=st.sets(st.integers(1, 80)), count=st.integers(0, 40))
def test_a_block_is_what_as_many_single_numbers_would_be(last, taken, count):
    block = rules.next_numbers(last, taken, count)

    single = []
    for _ in range(count):
        single.append(rules.next_number(single[-1] if single else last, taken))
    assert block == single


def test_a_circular_reads_the_same_for_all():
    assert rules.way_problem(Way.ANNEX, ["ก", "ก", "ก"]) == ""
    assert rules.way_problem(Way.ANNEX, ["ก"]) == ""
    assert "ต้องมีข้อความเหมือนกันทุกฉบับ" in rules.way_problem(Way.ANNEX, ["ก", "ก", "ข"])


def test_letters_of_their_own_may_differ():
    assert rules.way_problem(Way.OWN, ["ก", "ข"]) == ""
    assert rules.way_problem(Way.OWN, ["ก", "ก"]) == ""


def test_texts_that_differ_are_refused_under_one_circular_number():
    assert "ออกเลขแยกฉบับ" in rules.way_problem(Way.VARIED, ["ก", "ข"])
    # It is the way of writing itself that is refused, whatever the texts are today.
    assert rules.way_problem(Way.VARIED, ["ก", "ก"])


def test_one_addressee_alone_is_advised_a_letter_of_its_own():
    assert [rules.advised(count) for count in (0, 1, 2, 900)] == [
        Way.OWN,
        Way.OWN,
        Way.ANNEX,
        Way.ANNEX,
    ]
