import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.areas import rules

CODES = st.integers(1, 4).flatmap(
    lambda levels: st.text(alphabet="0123456789", min_size=2 * levels, max_size=2 * levels)
).filter(lambda code: code != rules.NATION)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "span"),
    [
        ("52", ("52", "53")),
        ("5205", ("5205", "5206")),
        ("5299", ("5299", "5300")),  # Carries over.
        ("0905", ("0905", "0906")),  # Keeps its zero.
        ("52050401", ("52050401", "52050402")),
    ],
)
def test_the_span_runs_up_to_the_next_code(code, span):
    assert rules.span(code) == span


@pytest.mark.parametrize("code", ["00", "", "งาว", "52x5"])
def test_the_nation_and_what_is_no_code_have_no_span(code):
    with pytest.raises(ValueError, match="has no span"):
        rules.span(code)


@given(CODES.filter(lambda code: set(code) != {"9"}), CODES)
def test_the_span_holds_what_begins_with_the_code(outer, inner):
    first, beyond = rules.span(outer)

    assert (first <= inner < beyond) == inner.startswith(outer) == rules.holds(outer, inner)


@pytest.mark.parametrize(
    ("outer", "inner", "is_held"),
    [
        ("52", "520505", True),
        ("5205", "5205", True),
        ("520505", "5205", False),  # Not the other way round.
        ("5205", "520601", False),
        ("00", "52", True),
        ("00", "00", True),
        ("52", "00", False),
    ],
)
def test_an_area_holds_itself_and_what_lies_inside(outer, inner, is_held):
    assert rules.holds(outer, inner) is is_held


@pytest.mark.parametrize(
    ("code", "parent"), [("520505", "5205"), ("5205", "52"), ("52", "00"), ("00", None)]
)
def test_the_parent_has_two_digits_less(code, parent):
    assert rules.parent_code(code) == parent


@pytest.mark.parametrize(
    ("code", "level", "name", "title"),
    [
        ("52", "province", "ลำปาง", "จังหวัดลำปาง"),
        ("5205", "district", "งาว", "อำเภองาว"),
        ("520505", "tambon", "ปงเตา", "ตำบลปงเตา"),
        ("52050501", "village", "ปงเตา", "บ้านปงเตา"),
        ("52050502", "village", "บ้านขุนแหง", "บ้านขุนแหง"),  # Said once.
        ("10", "province", "กรุงเทพมหานคร", "กรุงเทพมหานคร"),
        ("1001", "district", "พระนคร", "เขตพระนคร"),
        ("100101", "tambon", "พระบรมมหาราชวัง", "แขวงพระบรมมหาราชวัง"),
        ("00", "nation", "ประเทศไทย", "ประเทศไทย"),
    ],
)
def test_a_name_is_told_with_its_kind(code, level, name, title):
    assert rules.title(code, level, name) == title
