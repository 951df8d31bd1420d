from datetime import date

import pytest

from prasan.letters import rules

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
