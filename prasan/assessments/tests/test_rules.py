from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.assessments import rules
from prasan.assessments.rules import Asked, Band, Gate, Mark, Shape, Sums

A, B, C = Band("ก", 80), Band("ข", 50), Band("ค", 0)
BANDS = (A, B, C)


def asked(number: str = "1", category: int = 1, most: int = 2, **more) -> Asked:
    return Asked(number, category, most, steps=tuple(range(most + 1)), **more)


def marks(*points: int | None) -> list[Mark]:
    return [Mark(asked(str(place)), given) for place, given in enumerate(points, start=1)]


def shape(*bands: Band, sums: Sums = Sums.POINTS) -> Shape:
    return Shape(sums, (), bands)


def test_a_sum_counts_nothing_for_what_is_unanswered():
    given = marks(2, None, 1, 0)

    assert (rules.points(given), rules.most(given)) == (3, 8)


def test_no_points_at_all_is_an_answer():
    assert rules.answered(marks(0, None, 2)) == 2


def test_what_is_missing_is_named_in_order():
    assert rules.missing(marks(None, 1, None, 0)) == ["1", "3"]


def test_what_does_not_apply_is_neither_missing_nor_counted():
    waived = Mark(asked("2", may_not_apply=True), None, applies=False)
    given = [*marks(1), waived]

    assert (rules.missing(given), rules.left_out(given)) == ([], ["2"])
    assert (rules.points(given), rules.most(given), rules.answered(given)) == (1, 2, 1)
    part = rules.parts(given, Sums.POINTS)[0]
    assert (part.asked, part.waived, part.share) == (2, 1, Fraction(1, 2))


def test_a_form_without_indicators_adds_up_to_nothing():
    assert (rules.points([]), rules.most([]), rules.answered([]), rules.missing([])) == (
        0,
        0,
        0,
        [],
    )
    assert rules.total([], Sums.POINTS).share == rules.total([], Sums.AVERAGES).share == 0
    assert rules.verdict(shape(*BANDS), []).band is None
    assert rules.path(shape(*BANDS), []) is None


@pytest.mark.parametrize("points", [-1, 3])
def test_points_the_indicator_does_not_have_are_refused(points):
    with pytest.raises(ValueError, match="ข้อ 4.4 ให้ได้ 0 ถึง 2 คะแนน"):
        Mark(asked("4.4"), points)


def test_points_between_the_steps_are_refused():
    with pytest.raises(ValueError, match="ข้อ 1 ให้ได้ 0, 3, 5 คะแนน"):
        Mark(Asked("1", 1, 5, steps=(0, 3, 5)), 4)


@pytest.mark.parametrize("points", [0, 37, 100])
def test_a_range_takes_every_whole_number(points):
    assert Mark(Asked("1", 1, 100), points).points == points


def test_points_outside_a_range_are_refused():
    with pytest.raises(ValueError, match="ข้อ 1 ให้ได้ 0 ถึง 100 คะแนน"):
        Mark(Asked("1", 1, 100), 101)


def test_what_always_applies_cannot_be_left_out():
    with pytest.raises(ValueError, match="ข้อ 1 ต้องประเมินทุกแห่ง"):
        Mark(asked(), None, applies=False)


# Two categories: two indicators of 0-2 and 0-4, and one of 0-100. Points 1, 4, 50.
MIXED = [
    Mark(asked("1.1", 1, 2, weight=Fraction(10)), 1),
    Mark(asked("1.2", 1, 4, weight=Fraction(30)), 4),
    Mark(Asked("2.1", 2, 100, weight=Fraction(60)), 50),
]


@pytest.mark.parametrize(
    ("sums", "by_category", "whole"),
    [
        # 5 of 6 and 50 of 100; 55 of 106.
        (Sums.POINTS, [Fraction(5, 6), Fraction(1, 2)], Fraction(55, 106)),
        # 1/2 × 10 + 30 = 35 of 40, and 30 of 60; 65 of 100.
        (Sums.WEIGHTED, [Fraction(35, 40), Fraction(1, 2)], Fraction(65, 100)),
        # The means of 1/2 and 1, and of 1/2; their mean.
        (Sums.AVERAGES, [Fraction(3, 4), Fraction(1, 2)], Fraction(5, 8)),
    ],
)
def test_each_way_of_summing_adds_up_exactly(sums, by_category, whole):
    found = rules.total(MIXED, sums)

    assert [part.share for part in found.parts] == by_category
    assert found.share == whole


@pytest.mark.parametrize(
    ("sums", "expected"), [(Sums.POINTS, 4), (Sums.WEIGHTED, 30), (Sums.AVERAGES, 1)]
)
def test_an_indicator_weighs_what_the_sum_says(sums, expected):
    assert rules.worth(MIXED[1].asked, sums) == expected


def reached(points: int, most: int, *bands: Band) -> Band | None:
    one = Mark(Asked("1", 1, most), points)
    return rules.verdict(shape(*bands), [one]).band


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
    assert reached(points, most, *BANDS) == expected


def test_a_level_may_begin_at_hundredths():
    assert reached(2, 3, Band("ก", Decimal("66.66"))) is not None
    assert reached(2, 3, Band("ก", Decimal("66.67"))) is None


def test_bands_may_come_in_any_order():
    assert reached(30, 46, C, A, B) == B


def test_below_the_lowest_band_there_is_no_level():
    assert reached(22, 46, A, B) is None


def test_without_bands_there_is_no_level():
    assert reached(46, 46) is None


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Fraction(30, 46), "65.21"),
        (Fraction(799_999, 1_000_000), "79.99"),
        (Fraction(0), "0"),
        (Fraction(1), "100"),
        (Fraction(1, 2), "50"),
        (Fraction(125, 1000), "12.5"),
    ],
)
def test_a_share_is_rounded_down(share, expected):
    assert str(rules.percent(share)) == expected


TWICE = Gate(indicator="2.1", least=2, reason="ประชุมสองครั้ง")
HALF = Gate(category=3, least=50)
GATED = (Band("ดีมาก", 90, (HALF,)), Band("ดี", 60, (TWICE,)), Band("พอใช้", 40), Band("เริ่ม", 0))


def gated(first: int, met: int | None, third: int, **more) -> rules.Verdict:
    """The verdict on points of 0-20, of 0-2 meetings and of 0-2 in the third category."""
    given = [
        Mark(asked("1.1", 1, 20), first),
        Mark(asked("2.1", 2, may_not_apply=True), met, **more),
        Mark(asked("3.1", 3, may_not_apply=True), third),
    ]
    return rules.verdict(shape(*GATED), given)


@pytest.mark.parametrize(
    ("points", "level", "above", "is_short", "failed"),
    [
        ((20, 2, 2), "ดีมาก", None, False, []),
        ((20, 2, 0), "ดี", "ดีมาก", False, [HALF]),  # 22 of 24 is 91 %
        ((20, 2, 1), "ดีมาก", None, False, []),  # half of the category is enough
        ((20, 1, 2), "พอใช้", "ดี", False, [TWICE]),  # 95 %, yet a gate of a lower level fails
        ((20, None, 2), "พอใช้", "ดี", False, [TWICE]),
        ((8, 1, 2), "พอใช้", "ดี", True, [TWICE]),  # 45 %: share and gate
        ((8, 2, 0), "พอใช้", "ดี", True, []),
        ((0, 0, 0), "เริ่ม", "พอใช้", True, []),
    ],
)
def test_a_gate_holds_a_level_back(points, level, above, is_short, failed):
    found = gated(*points)

    assert found.band.name == level
    assert (found.above and found.above.name) == above
    assert found.is_short == is_short
    assert [check.gate for check in found.failed] == failed


def test_a_gate_asks_nothing_of_what_does_not_apply():
    assert gated(20, None, 2, applies=False).band.name == "ดีมาก"


def test_a_gate_says_what_it_has():
    check = gated(20, 1, 2).failed[0]

    assert (check.has, check.gate.least, check.gate.reason) == (1, 2, "ประชุมสองครั้ง")


def test_a_gate_holds_at_its_very_minimum():
    given = [Mark(asked("2.1", 2), 2), Mark(asked("3.1", 3), 1)]
    sums = rules.total(given, Sums.POINTS)

    assert rules.gate_holds(TWICE, given, sums)
    assert rules.gate_holds(HALF, given, sums)
    assert not rules.gate_holds(Gate(category=3, least=51), given, sums)
    assert [check.holds for check in rules.checks(GATED[1], given, sums)] == [True]


@pytest.mark.parametrize(("value", "expected"), [(-1, 0), (0, 0), (1, 1), (2, 2), (3, 2), (99, 2)])
def test_a_fact_suggests_the_highest_score_it_reaches(value, expected):
    assert rules.suggested(asked(), value, {1: 1, 2: 2}) == expected


@pytest.mark.parametrize(("value", "expected"), [(0, 2), (180, 2), (181, 1), (365, 1), (366, 0)])
def test_where_less_is_better_the_comparison_turns_round(value, expected):
    assert rules.suggested(asked(), value, {1: 365, 2: 180}, at_most=True) == expected


@pytest.mark.parametrize(
    ("one", "value", "expected"),
    [
        (Asked("1", 1, 100), 37, 37),
        (Asked("1", 1, 5, least=1), 0, 1),
        (Asked("1", 1, 5, least=1), 100, 5),
        (Asked("1", 1, 10, steps=(0, 5, 10)), 99, 5),
        (Asked("1", 1, 100), 140, 100),
    ],
)
def test_a_percentage_without_thresholds_takes_its_share_of_the_scale(one, value, expected):
    assert rules.suggested(one, value, {}) == expected


def path(sums: Sums, given: list[Mark], *bands: Band) -> rules.Path | None:
    return rules.path(Shape(sums, tuple(mark.asked for mark in given), bands), given)


def raises(found: rules.Path | None) -> list[tuple[str, int, int]]:
    return [(each.number, each.start, each.end) for each in found.raises] if found else []


def test_the_path_raises_as_few_indicators_as_will_do():
    # 3 of 8; half is 4, one point more.
    assert raises(path(Sums.POINTS, marks(2, 1, 0, None), B)) == [("3", 0, 1)]


def test_the_path_takes_the_indicator_that_brings_most():
    given = [
        Mark(asked("1", weight=Fraction(10)), 0),
        Mark(asked("2", weight=Fraction(60)), 0),
        Mark(asked("3", weight=Fraction(30)), 2),
    ]

    assert raises(path(Sums.WEIGHTED, given, Band("ก", 60))) == [("2", 0, 1)]
    assert raises(path(Sums.WEIGHTED, given, Band("ก", 90))) == [("2", 0, 2)]
    assert raises(path(Sums.WEIGHTED, given, Band("ก", 91))) == [("1", 0, 1), ("2", 0, 2)]


def test_the_path_goes_through_the_gates():
    given = [Mark(asked("1.1", 1, 20), 20), Mark(asked("2.1", 2), 1), Mark(asked("3.1", 3), 2)]

    found = path(Sums.POINTS, given, *GATED)

    assert (found.band.name, raises(found), found.points) == ("ดี", [("2.1", 1, 2)], 1)


def test_the_path_fills_a_category_that_a_gate_names():
    given = [Mark(asked("1.1", 1, 20), 20), Mark(asked("2.1", 2), 2), Mark(asked("3.1", 3), 0)]

    assert raises(path(Sums.POINTS, given, *GATED)) == [("3.1", 0, 1)]


def test_on_the_highest_level_there_is_no_path():
    assert path(Sums.POINTS, marks(2, 2), *BANDS) is None


# --- whatever the form ---------------------------------------------------------------------


@st.composite
def forms(draw) -> tuple[Shape, list[Mark]]:
    """Any form of up to three categories, with gates, and any answers to it."""
    each = []
    for place in range(draw(st.integers(1, 6))):
        most = draw(st.integers(1, 5))
        steps = draw(st.sampled_from([(), tuple(range(most + 1)), (0, most)]))
        weight = Fraction(draw(st.integers(1, 40)), draw(st.sampled_from([1, 4])))
        category = draw(st.integers(1, 3))
        each.append(Asked(str(place), category, most, 0, steps, weight, may_not_apply=True))
    cuts = draw(st.lists(st.integers(1, 100), min_size=1, max_size=3, unique=True))
    bands = [Band(str(cut), cut, draw(gates(each))) for cut in sorted(cuts)]
    form = Shape(draw(st.sampled_from(Sums)), tuple(each), (*bands, Band("0", 0)))
    return form, [draw(answers(one)) for one in each]


def gates(each: list[Asked]) -> st.SearchStrategy[tuple[Gate, ...]]:
    of_indicator = st.sampled_from(each).flatmap(
        lambda one: st.integers(1, one.most).map(lambda least: Gate(one.number, least=least))
    )
    of_category = st.builds(
        Gate, category=st.sampled_from([one.category for one in each]), least=st.integers(1, 100)
    )
    return st.lists(st.one_of(of_indicator, of_category), max_size=2).map(tuple)


@st.composite
def answers(draw, one: Asked) -> Mark:
    scores = [None, *(one.steps or range(one.most + 1))]
    applies = draw(st.sampled_from([True, True, True, False]))
    return Mark(one, draw(st.sampled_from(scores)) if applies else None, applies)


def height(form: Shape, given: list[Mark]) -> int:
    band = rules.verdict(form, given).band
    return -1 if band is None else int(band.from_percent)


@given(forms(), st.data())
def test_raising_a_score_never_lowers_the_level(made, data):
    form, given = made
    place = data.draw(st.integers(0, len(given) - 1))
    higher = list(given[place].asked.scores_from(given[place].counted))
    if higher and given[place].applies:
        better = list(given)
        better[place] = Mark(given[place].asked, data.draw(st.sampled_from(higher)))

        assert height(form, better) >= height(form, given)
        assert rules.total(better, form.sums).share > rules.total(given, form.sums).share


@given(forms(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(made, random):
    form, given = made
    mixed = list(given)
    random.shuffle(mixed)

    assert rules.total(mixed, form.sums) == rules.total(given, form.sums)
    assert rules.verdict(form, mixed).band == rules.verdict(form, given).band


@given(forms())
def test_what_does_not_apply_is_as_if_it_were_not_asked(made):
    form, given = made
    left = [mark for mark in given if mark.applies]
    numbers = {mark.number for mark in left}
    categories = {mark.asked.category for mark in left}
    smaller = Shape(
        form.sums,
        tuple(mark.asked for mark in left),
        tuple(
            Band(
                band.name,
                band.from_percent,
                tuple(
                    gate
                    for gate in band.gates
                    if (
                        gate.indicator in numbers if gate.indicator else gate.category in categories
                    )
                ),
            )
            for band in form.bands
        ),
    )

    assert rules.total(left, form.sums).share == rules.total(given, form.sums).share
    assert height(smaller, left) == height(form, given)


@given(forms())
def test_the_share_shown_reaches_no_band_that_is_not_reached(made):
    form, given = made
    total = rules.total(given, form.sums)

    assert Fraction(total.percent) <= total.share * 100 < Fraction(total.percent) + Fraction(1, 100)
    assert 0 <= total.share <= 1


@given(forms())
def test_walking_the_path_reaches_the_level_and_nothing_less_does(made):
    form, given = made
    found = rules.path(form, given)
    if found is None:
        assert rules.verdict(form, given).above is None
        return
    ends = {each.number: each.end for each in found.raises}

    def at(chosen: dict[str, int]) -> int:
        moved = [Mark(m.asked, chosen[m.number]) if m.number in chosen else m for m in given]
        return height(form, moved)

    assert at(ends) >= found.band.from_percent
    for each in found.raises:
        asked_ = next(mark.asked for mark in given if mark.number == each.number)
        smaller = [s for s in asked_.scores_from(each.start) if s < each.end]
        for score in smaller:
            assert at({**ends, each.number: score}) < found.band.from_percent
        without = {number: end for number, end in ends.items() if number != each.number}
        assert at(without) < found.band.from_percent


@given(forms())
def test_no_fewer_raises_reach_the_next_level(made):
    form, given = made
    found = rules.path(form, given)
    if found is None:
        return
    applying = [mark for mark in given if mark.applies]
    for chosen in subsets(applying, len(found.raises) - 1):
        topped = [Mark(m.asked, m.most) if m in chosen else m for m in given]

        assert height(form, topped) < found.band.from_percent


def subsets(marks_: list[Mark], size: int) -> list[list[Mark]]:
    if size <= 0:
        return [[]]
    if len(marks_) <= size:
        return [marks_]
    first, rest = marks_[0], marks_[1:]
    return [[first, *others] for others in subsets(rest, size - 1)] + subsets(rest, size)
