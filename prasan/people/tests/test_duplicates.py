from datetime import UTC, date, datetime

import pytest

from prasan.people.actions import change_name, merge, record_citizen_id, tell_apart
from prasan.people.duplicates import beside, pairs
from prasan.people.rules import Alike, alikeness

AT = datetime(2024, 11, 5, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("likeness", "has_same_phone", "why"),
    [
        (100, False, Alike.NAME),
        (100, True, Alike.NAME_AND_PHONE),
        (97, False, Alike.SOUND),
        (96, False, Alike.LETTERS),
        (88, False, Alike.LETTERS),
        (87, False, None),
        (87, True, Alike.NAME_AND_PHONE),
        (70, True, Alike.NAME_AND_PHONE),
        (69, True, None),  # a family shares one telephone
        (0, False, None),
    ],
)
def test_two_records_are_worth_a_look_for_a_reason(likeness, has_same_phone, why):
    assert alikeness(likeness, has_same_phone) == why


def test_pairs_come_with_the_strongest_reason_first(enter, pong_tao, ban_rong, lom_raet):
    one = enter(pong_tao, "ณรงค์", "ไชยวงศ์", phone="")
    sound = enter(ban_rong, "นรงค์", "ชัยวงค์", phone="")
    same = enter(ban_rong, "ณรงค์", "ไชยวงศ์", phone="")
    enter(pong_tao, "สมพร", "ไชยวงศ์", phone="")  # of the family
    enter(lom_raet, "ณรงค์", "ไชยวงศ์", phone="")  # of another district

    found = [(pair.first, pair.second, pair.why) for pair in pairs(["5205"])]

    assert found[0] == (one, same, Alike.NAME)
    assert {why for _, _, why in found[1:]} == {Alike.SOUND}
    assert len(found) == 3
    assert len(beside(one, codes=["5205"])) == 2
    assert len(beside(sound, codes=["5205"])) == 2


def test_a_shared_telephone_says_more_than_letters(enter, pong_tao):
    enter(pong_tao, "บุญสม", "แก้วปันดา", phone="081-234-5678")
    enter(pong_tao, "บุญส่ง", "แก้วปันดา", phone="081-234-5678")
    enter(pong_tao, "บุญสี", "แก้วปันดา", phone="081-234-9999")

    assert [pair.why for pair in pairs(["5205"])][0] == Alike.NAME_AND_PHONE


def test_those_told_apart_or_merged_are_not_suggested_again(enter, pong_tao, ngao_officer):
    one, other, third = (enter(pong_tao, who="new") for _ in range(3))
    assert len(pairs(["52"])) == 3

    tell_apart(by=ngao_officer, one=other, other=one, at=AT)
    merge(by=ngao_officer, kept=one, gone=third, at=AT, because="ซ้ำ")

    assert pairs(["52"]) == []


def test_two_citizens_are_not_suggested(enter, pong_tao, ngao_officer):
    one, other = enter(pong_tao), enter(pong_tao, who="new")
    record_citizen_id(by=ngao_officer, person=one, citizen_id="1234567890121")
    assert len(pairs(["52"])) == 1

    record_citizen_id(by=ngao_officer, person=other, citizen_id="1234567890139")
    assert pairs(["52"]) == []


def test_an_earlier_name_is_compared_too(enter, pong_tao, ban_rong, ngao_officer):
    one, other = enter(pong_tao, "กาญจนา", "เครือคำ"), enter(ban_rong, "กาญจนา", "เครือคำ")
    facts = {"title": "นาง", "given_name": "กาญจนา", "family_name": "ศรีสุข"}
    change_name(by=ngao_officer, person=other, since=date(2024, 1, 1), **facts)

    assert [(pair.first, pair.second) for pair in pairs(["52"])] == [(one, other)]


@pytest.mark.parametrize("size", [2, 20])
def test_a_district_costs_four_queries(enter, pong_tao, size, django_assert_max_num_queries):
    for _ in range(size):
        enter(pong_tao, who="new")
    with django_assert_max_num_queries(4):
        assert len(pairs(["5205"])) == size * (size - 1) // 2
