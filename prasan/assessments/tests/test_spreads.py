"""How results are spread, drawn and put in words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.assessments import charts, explaining, rules

# --- rules of spreads ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([7], (7, 7, 7, 7, 7)),
        ([1, 2], (1, Fraction(5, 4), Fraction(3, 2), Fraction(7, 4), 2)),
        ([4, 1, 3, 2], (1, Fraction(7, 4), Fraction(5, 2), Fraction(13, 4), 4)),
        ([5, 1, 2, 4, 3], (1, 2, 3, 4, 5)),
    ],
)
def test_quartiles_lie_on_the_line_between_two(values, expected):
    found = rules.spread(values)

    assert (
        expected == (found.least, found.lower, found.middle, found.upper, found.most)
        if found
        else expected is None
    )


@pytest.mark.parametrize(("value", "expected"), [(1, True), (2, False), (8, False), (9, True)])
def test_an_outlier_lies_beyond_the_fences(value, expected):
    around = rules.Spread(
        9, Fraction(0), Fraction(17, 4), Fraction(5), Fraction(23, 4), Fraction(10)
    )

    assert rules.is_outlier(value, around) == expected


def test_three_make_no_crowd():
    assert not rules.is_outlier(100, rules.spread([1, 1, 1]))
    assert rules.is_outlier(100, rules.spread([1, 1, 1, 1]))


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_a_spread_is_in_order_whatever_the_values(values):
    found = rules.spread(values)

    assert found.least <= found.lower <= found.middle <= found.upper <= found.most
    assert (found.least, found.most) == (min(values), max(values))


# --- words and drawings --------------------------------------------------------------------------


def test_averages_are_shown_as_means_of_means():
    marks = [
        rules.Mark(rules.Asked("1.1", 1, 2), 1),
        rules.Mark(rules.Asked("1.2", 1, 4), 4),
        rules.Mark(rules.Asked("2.1", 2, 100), 50),
    ]
    shape = rules.Shape(rules.Sums.AVERAGES, (), (rules.Band("ดี", 50),))
    steps = explaining.arithmetic(shape, marks, rules.verdict(shape, marks))

    assert [(step.working, step.result) for step in steps[:3]] == [
        ("(1÷2 + 4÷4) ÷ 2", "75 %"),
        ("(50÷100) ÷ 1", "50 %"),
        ("(75 + 50) ÷ 2", "62.5 %"),
    ]


def test_two_categories_make_no_radar():
    assert charts.radar([("1", "", Fraction(1)), ("2", "", Fraction(1))]) is None


def test_the_first_spoke_stands_upright():
    found = charts.radar([(str(place), "", Fraction(1)) for place in range(5)])

    assert (found.spokes[0].x, found.spokes[0].y) == ("200.0", "70.0")
    assert len(found.shape.split()) == 5
