from datetime import UTC, date, datetime

import pytest

from prasan.accounts.reach import Post, Reach
from prasan.accounts.rights import Role
from prasan.people import search
from prasan.people.actions import change_name, merge
from prasan.people.search import Typed, find, suggest

NATION = Reach((Post(Role.READER, "00"),))
PROVINCE = Reach((Post(Role.PROVINCE, "52"),))
NGAO = Reach((Post(Role.DISTRICT, "5205"),))


@pytest.fixture
def people(enter, pong_tao, ban_rong, lom_raet):
    """Four persons of Ngao, and one of Thoen."""
    return [
        enter(pong_tao, "ณรงค์", "ไชยวงศ์"),
        enter(pong_tao, "กาญจนา", "เครือคำ"),
        enter(ban_rong, "ณรงค์", "ไชยวงศ์"),
        enter(ban_rong, "สมพร", "ไชยวงศ์"),
        enter(lom_raet, "ทรายทอง", "ณ ลำปาง"),
    ]


def found(words, reach=NGAO, **more):
    return [match.person for match in find(words, reach=reach, **more).matches]


@pytest.mark.parametrize("reach", [NGAO, PROVINCE, NATION])
@pytest.mark.parametrize(
    "words",
    [
        "กาญจนา เครือคำ",
        "น.ส.กาญจนา เครือคำ",
        "กานจนา เครือคำ",
        "กาญจนาเครือคำ",  # no space
        "กาญจน",
        "เครือคำ",
        "กาญจนา เครือ",
        "กาญจนา เคือคำ",
    ],
)
def test_a_name_is_found_however_it_is_typed(people, words, reach):
    assert found(words, reach)[0] == people[1]


@pytest.mark.parametrize("words", ["", "  ", "12345", "์", "ประยูร ศรีสุข"])
def test_nothing_is_found_where_nothing_is_like_it(people, words):
    assert not found(words)


def test_of_equals_the_nearest_comes_first(people):
    assert found("ณรงค์ ไชยวงศ์", near="520505")[:2] == [people[0], people[2]]
    assert found("ณรงค์ ไชยวงศ์", near="520504")[:2] == [people[2], people[0]]


def test_the_very_name_comes_before_one_that_sounds_alike(people, enter, pong_tao):
    alike = enter(pong_tao, "นรงค์", "ชัยวงค์", who="new")

    assert found("นรงค์ ชัยวงค์")[0] == alike
    matches = find("นรงค์ ชัยวงค์", reach=NGAO).matches
    assert [match.is_same_name for match in matches[:2]] == [True, False]


def test_another_district_is_not_searched(people):
    assert not found("ทรายทอง ณ ลำปาง")
    assert found("ซายทอง ณลำปาง", PROVINCE) == [people[4]]


def test_outside_only_the_very_name_is_said_to_be_recorded(people):
    assert find("นางทรายทอง ณ ลำปาง", reach=NGAO).elsewhere
    assert not find("ซายทอง ณ ลำปาง", reach=NGAO).elsewhere  # sounds alike only
    assert not find("ทรายทอง", reach=NGAO).elsewhere  # half a name
    assert not find("กาญจนา เครือคำ", reach=NGAO).elsewhere  # inside
    assert not find("ทรายทอง ณ ลำปาง", reach=NATION).elsewhere  # nothing is outside


def test_nobody_in_reach_is_nobody_found(people):
    assert not find("ณรงค์ ไชยวงศ์", reach=Reach()).matches


def test_more_persons_than_are_compared_are_found_by_key(people, monkeypatch):
    monkeypatch.setattr(search, "SCANNED", 2)

    assert found("กานจนา เครือคำ")[0] == people[1]


@pytest.mark.parametrize("reach", [NGAO, NATION])
def test_the_number_of_queries_does_not_grow(
    people, enter, pong_tao, reach, django_assert_max_num_queries
):
    for number in range(40):
        enter(pong_tao, f"ณรงค์{'กขคง'[number % 4]}{'าิุเ'[number // 10]}", "ไชยวงศ์", who="new")
    with django_assert_max_num_queries(9):
        find("ณรงค์ ไชยวงศ์", reach=reach)


def test_a_list_is_answered_name_by_name(people):
    names = [Typed("กานจนา", "เครือคำ"), Typed("ไม่มี", "ผู้นี้"), Typed("ณรงค์", "ไชยวงศ์")]

    answers = suggest(names, codes=["5205"])

    assert [[match.person for match in one] for one in answers] == [
        [people[1]],
        [],
        [people[0], people[2]],
    ]


def test_a_list_costs_three_queries(people, django_assert_num_queries):
    with django_assert_num_queries(3):
        suggest([Typed("ณรงค์", "ไชยวงศ์")] * 50, codes=["5205"])


@pytest.fixture
def renamed(people, ngao_officer):
    change_name(
        by=ngao_officer,
        person=people[1],
        title="นาง",
        given_name="กาญจนา",
        family_name="ใจดี",
        since=date(2024, 6, 1),
    )
    return people[1]


@pytest.mark.parametrize("reach", [NGAO, NATION])
def test_an_earlier_name_is_found_once_and_told(renamed, reach):
    matches = find("กานจนา เครือคำ", reach=reach).matches

    assert [match.person for match in matches] == [renamed]
    assert matches[0].former == "นายกาญจนา เครือคำ"
    assert str(matches[0].person) == "นางกาญจนา ใจดี"
    assert find("กาญจนา ใจดี", reach=reach).matches[0].former == ""


def test_an_earlier_name_is_found_for_a_list(renamed):
    assert suggest([Typed("กาญจนา", "เครือคำ")], codes=["52"])[0][0].person == renamed


def test_who_was_merged_is_not_found(people, ngao_officer):
    merge(
        by=ngao_officer,
        kept=people[0],
        gone=people[2],
        at=datetime(2024, 11, 5, tzinfo=UTC),
        because="คนเดียวกัน",
    )

    for reach in (NGAO, NATION):
        assert found("ณรงค์ ไชยวงศ์", reach) == [people[0]]
    assert suggest([Typed("ณรงค์", "ไชยวงศ์")], codes=["52"])[0][0].person == people[0]
