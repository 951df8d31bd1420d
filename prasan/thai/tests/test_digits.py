from hypothesis import given
from hypothesis import strategies as st

from prasan.thai.digits import arabic, thai


def test_numbers_and_text_are_written_in_thai_digits():
    assert thai(2567) == "๒๕๖๗"
    assert thai("ลป 0019.3/ว 2598") == "ลป ๐๐๑๙.๓/ว ๒๕๙๘"
    assert thai("") == ""


def test_mixed_digits_are_read_as_one_number():
    assert arabic("๒5๖7") == "2567"


@given(st.text(alphabet="0123456789 ./ก", max_size=40))
def test_there_and_back_changes_nothing(text):
    assert arabic(thai(text)) == text
