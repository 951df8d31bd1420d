from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.plans import rules
from prasan.plans.rules import Placed, Scale

TITLES = {7: "ธนาคารอาหาร", 8: "ฝาย", 9: "ตลาด"}
SCALES = [Scale("ความเร่งด่วน", Decimal(10)), Scale("คนได้ประโยชน์", Decimal("7.5"))]
DAY = date(2024, 11, 5)

points_of_many = st.dictionaries(
    st.integers(1, 50),
    st.lists(st.decimals(0, 100, places=2), min_size=3, max_size=3),
    max_size=12,
)


@pytest.mark.parametrize(
    ("points", "places"),
    [
        ({}, {}),
        ({7: [5, 5]}, {7: (1, 10)}),
        ({7: [1, 2], 8: [5, 5]}, {8: (1, 10), 7: (2, 3)}),
        ({7: [5, 5], 8: [4, 6], 9: [1, 1]}, {7: (1, 10), 8: (1, 10), 9: (3, 2)}),
        ({7: [9, 1], 8: [1, 1], 9: [2, 0]}, {7: (1, 10), 8: (2, 2), 9: (2, 2)}),
        ({7: [0], 8: [0], 9: [0]}, {7: (1, 0), 8: (1, 0), 9: (1, 0)}),
        ({7: ["0.10", "0.20"], 8: ["0.30", "0"]}, {7: (1, "0.30"), 8: (1, "0.30")}),
    ],
)
def test_points_are_summed_and_equal_sums_share_a_place(points, places):
    found = rules.ranked_by_points({key: map(Decimal, row) for key, row in points.items()})

    assert found == {key: Placed(place, Decimal(sum_)) for key, (place, sum_) in places.items()}
    assert list(found) == list(places)


@given(points_of_many)
def test_a_place_counts_all_that_have_more(points):
    found = rules.ranked_by_points(points)

    assert found.keys() == points.keys()
    for one in found.values():
        assert one.place == 1 + sum(other.total > one.total for other in found.values())
    assert sum(one.total for one in found.values()) == sum(map(sum, points.values()))


@given(points_of_many, st.randoms())
def test_the_order_of_entering_gives_no_place(points, random):
    keys = list(points)
    random.shuffle(keys)

    assert rules.ranked_by_points({key: points[key] for key in keys}) == rules.ranked_by_points(
        points
    )


@pytest.mark.parametrize(
    ("places", "problems"),
    [
        ({7: 2, 8: 1, 9: 3}, {}),
        ({7: 1, 8: 2}, {"place_9": "“ตลาด” ยังไม่มีลำดับ ใส่ 1 ถึง 3"}),
        ({7: 1, 8: 2, 9: None}, {"place_9": "“ตลาด” ยังไม่มีลำดับ ใส่ 1 ถึง 3"}),
        (
            {7: 1, 8: 1, 9: 2},
            {
                "place_7": "“ธนาคารอาหาร” อยู่ลำดับ 1 ซ้ำกับโครงการอื่น แต่ละลำดับมีโครงการเดียว",
                "place_8": "“ฝาย” อยู่ลำดับ 1 ซ้ำกับโครงการอื่น แต่ละลำดับมีโครงการเดียว",
            },
        ),
        (
            {7: 0, 8: 1, 9: 4},
            {
                "place_7": "“ธนาคารอาหาร” อยู่ลำดับ 0 ซึ่งไม่มี มี 3 โครงการ ใส่ 1 ถึง 3",
                "place_9": "“ตลาด” อยู่ลำดับ 4 ซึ่งไม่มี มี 3 โครงการ ใส่ 1 ถึง 3",
            },
        ),
        (
            {7: 1, 8: 2, 9: 3, 10: 4},
            {"": "มีโครงการที่ไม่อยู่ในแผนฉบับนี้ เปิดหน้านี้ใหม่แล้วจัดลำดับอีกครั้ง"},
        ),
    ],
)
def test_every_project_has_one_place_of_its_own(places, problems):
    assert {one.field: one.text for one in rules.ranking_problems(TITLES, places)} == problems


@given(st.permutations(list(TITLES)))
def test_any_order_of_all_projects_stands(order):
    places = {key: place for place, key in enumerate(order, start=1)}

    assert rules.ranking_problems(TITLES, places) == []


def score(*row, scales=SCALES):
    """The problems of one project that got `row`."""
    points = {7: [None if one is None else Decimal(one) for one in row]}
    found = rules.scoring_problems({7: "ฝาย"}, scales, points)
    return {one.field: one.text for one in found}


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        ((0, 0), {}),
        ((10, "7.50"), {}),
        ((10, None), {"points_7_1": "“ฝาย” ยังไม่มีคะแนนเกณฑ์ “คนได้ประโยชน์” ใส่ 0 ถึง 7.5"}),
        ((10,), {"points_7_1": "“ฝาย” ยังไม่มีคะแนนเกณฑ์ “คนได้ประโยชน์” ใส่ 0 ถึง 7.5"}),
        (
            (11, 0),
            {"points_7_0": "“ฝาย” เกณฑ์ “ความเร่งด่วน” ได้ 11 คะแนน คะแนนเต็ม 10 ใส่ 0 ถึง 10"},
        ),
        (
            ("-1", 0),
            {"points_7_0": "“ฝาย” เกณฑ์ “ความเร่งด่วน” ได้ -1 คะแนน คะแนนเต็ม 10 ใส่ 0 ถึง 10"},
        ),
        (
            ("1e999999", "NaN"),
            {
                "points_7_0": "“ฝาย” เกณฑ์ “ความเร่งด่วน” ได้คะแนนมากเกินไป คะแนนเต็ม 10 ใส่ 0 ถึง 10",
                "points_7_1": "“ฝาย” เกณฑ์ “คนได้ประโยชน์” ได้คะแนนมากเกินไป คะแนนเต็ม 7.5 ใส่ 0 ถึง 7.5",
            },
        ),
        (
            ("7.505", 0),
            {"points_7_0": "“ฝาย” เกณฑ์ “ความเร่งด่วน” มีทศนิยมเกิน 2 ตำแหน่ง เช่น 7.50"},
        ),
    ],
)
def test_points_go_from_nothing_to_the_most_of_their_criterion(row, problems):
    assert score(*row) == problems


@pytest.mark.parametrize(
    ("scales", "field", "words"),
    [
        ([], "name_0", "ยังไม่มีเกณฑ์"),
        ([Scale("", Decimal(5))], "name_0", "เกณฑ์ที่ 1 ยังไม่มีชื่อ"),
        ([Scale("คน", None)], "most_0", "เกณฑ์ “คน” ยังไม่มีคะแนนเต็ม"),
        ([Scale("คน", Decimal(0))], "most_0", "ต้องมากกว่า 0"),
        ([Scale("คน", Decimal(10000))], "most_0", "ไม่เกิน 9,999.99"),
        ([Scale("คน", Decimal("1.005"))], "most_0", "ทศนิยมเกิน 2 ตำแหน่ง"),
        ([Scale("คน", Decimal(5)), Scale("คน", Decimal(5))], "name_1", "มากกว่าหนึ่งข้อ"),
    ],
)
def test_a_criterion_has_a_name_of_its_own_and_gives_points(scales, field, words):
    assert words in score(*(1 for _ in scales), scales=scales)[field]


def test_a_plan_without_projects_has_no_order():
    assert [one.text for one in rules.ranking_problems({}, {})] == [
        "แผนฉบับนี้ยังไม่มีโครงการ เพิ่มโครงการก่อน"
    ]


@pytest.mark.parametrize(
    ("decided", "met", "words"),
    [
        (DAY, None, ""),
        (DAY, DAY, ""),
        (date(2024, 11, 6), None, "วันที่อยู่หลังวันนี้ (5 พ.ย. 2567)"),
        (date(2024, 11, 1), date(2024, 11, 2), "วันที่อยู่ก่อนวันประชุมที่มีมติ (2 พ.ย. 2567)"),
    ],
)
def test_an_order_is_given_by_today_and_not_before_its_meeting(decided, met, words):
    problems = rules.priority_day_problems(decided, DAY, met)

    assert words in "".join(one.text for one in problems)
    assert bool(problems) == bool(words)


@pytest.mark.parametrize(
    ("number", "words"), [("42.00", "42"), ("7.50", "7.5"), ("0", "0"), ("100", "100")]
)
def test_points_are_told_without_idle_zeros(number, words):
    assert rules.plain(Decimal(number)) == words
