import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.assessments import rules
from prasan.assessments.rules import Band, Climb, Mark

A, B, C = Band("ก", 80), Band("ข", 50), Band("ค", 0)
BANDS = [A, B, C]


def marks(*points: int | None) -> list[Mark]:
    return [Mark(str(place), 2, given) for place, given in enumerate(points, start=1)]


def test_a_sum_counts_nothing_for_what_is_unanswered():
    given = marks(2, None, 1, 0)

    assert (rules.total(given), rules.most(given)) == (3, 8)


def test_no_points_at_all_is_an_answer():
    assert rules.answered(marks(0, None, 2)) == 2


def test_what_is_missing_is_named_in_order():
    assert rules.missing(marks(None, 1, None, 0)) == ["1", "3"]


def test_a_form_without_indicators_adds_up_to_nothing():
    assert (rules.total([]), rules.most([]), rules.answered([]), rules.missing([])) == (0, 0, 0, [])
    assert rules.share(0, 0) == 0
    assert rules.level(0, 0, BANDS) is None
    assert rules.climb(0, 0, BANDS) is None


@pytest.mark.parametrize("points", [-1, 3])
def test_points_the_indicator_does_not_have_are_refused(points):
    with pytest.raises(ValueError, match="ข้อ 4.4 ให้ได้ 0 ถึง 2 คะแนน"):
        Mark("4.4", 2, points)


@pytest.mark.parametrize(
    ("points", "most", "expected"),
    [
        (46, 46, A),
        (37, 46, A),  # 80.4 %
        (36, 46, B),  # 78.3 %
        (23, 46, B),  # 50 % exactly
        (22, 46, C),
        (0, 46, C),
        (8, 10, A),  # 80 % exactly
        (799, 1000, B),  # 79.9 % does not round up to the level
    ],
)
def test_a_level_begins_at_its_very_share(points, most, expected):
    assert rules.level(points, most, BANDS) == expected


def test_bands_may_come_in_any_order():
    assert rules.level(30, 46, [C, A, B]) == B


def test_below_the_lowest_band_there_is_no_level():
    assert rules.level(22, 46, [A, B]) is None


def test_without_bands_there_is_no_level():
    assert rules.level(46, 46, []) is None
    assert rules.climb(3, 46, []) is None


@pytest.mark.parametrize(
    ("points", "most", "expected"),
    [(30, 46, 65), (367, 461, 79), (0, 46, 0), (46, 46, 100), (45, 46, 97)],
)
def test_a_share_is_rounded_down(points, most, expected):
    assert rules.share(points, most) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        (30, Climb(A, 37, 7)),
        (36, Climb(A, 37, 1)),
        (22, Climb(B, 23, 1)),
        (23, Climb(A, 37, 14)),  # just on a level: the one above is next
        (37, None),  # on the highest
    ],
)
def test_the_next_level_says_how_many_points_are_short(points, expected):
    assert rules.climb(points, 46, BANDS) == expected


shares = st.integers(0, 100)
sizes = st.integers(1, 500)


@given(sizes, st.data())
def test_a_level_never_falls_when_points_rise(most, data):
    points = data.draw(st.integers(0, most - 1))

    lower, higher = (rules.level(each, most, BANDS) for each in (points, points + 1))

    assert lower.from_percent <= higher.from_percent


@given(sizes, shares, st.data())
def test_climbing_what_is_short_reaches_the_level_and_no_less_does(most, from_percent, data):
    band = Band("ขั้น", from_percent)
    points = data.draw(st.integers(0, most))
    step = rules.climb(points, most, [band])

    if step is None:
        assert rules.level(points, most, [band]) == band
    else:
        assert rules.level(points + step.short, most, [band]) == band
        assert rules.level(points + step.short - 1, most, [band]) is None


@given(sizes, st.data())
def test_the_share_shown_reaches_no_band_that_is_not_reached(most, data):
    points = data.draw(st.integers(0, most))
    shown = rules.share(points, most)

    assert rules.level(points, most, [Band("", shown)]) is not None
    assert shown == 100 or rules.level(points, most, [Band("", shown + 1)]) is None
