import pytest

from prasan.areas.models import Area
from prasan.areas.search import find, full_title

pytestmark = pytest.mark.usefixtures("areas")


def codes(text: str) -> list[str]:
    return [area.code for area in find(text, Area.objects.all())]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("5205", ["5205"]),
        ("๕๒๐๕", ["5205"]),
        ("งาว", ["5205"]),
        (" งาว ", ["5205"]),
        ("อำเภองาว", ["5205"]),
        ("อ.งาว", ["5205"]),
        ("ตำบลงาว", []),  # Another kind of place.
        ("ปงเตา งาว", ["520505"]),
        ("ตำบลปงเตา อำเภองาว จังหวัดลำปาง", ["520505"]),
        ("ปงเตา เถิน", []),
        ("ปงเตา ลำปาง", ["520505"]),  # What lies between may be left out.
        ("แม่", ["520802"]),
        ("ล", ["51", "52", "520801"]),  # Widest first.
        ("99", []),
        ("", []),
    ],
)
def test_a_place_is_found_by_what_people_type(typed, found):
    assert codes(typed) == found


def test_a_whole_name_comes_before_parts_of_names(areas):
    areas["520801"].name = "งาวน้อย"
    areas["520801"].save()

    assert codes("งาว") == ["5205"]
    assert codes("งาวน") == ["520801"]


def test_two_of_a_name_are_both_offered(areas):
    areas["520801"].name = "ปงเตา"
    areas["520801"].save()

    assert codes("ปงเตา") == ["520505", "520801"]
    assert codes("ปงเตา เถิน") == ["520801"]


def test_a_place_is_told_with_all_around_it(pong_tao, ngao, areas):
    assert full_title(pong_tao) == "ตำบลปงเตา อำเภองาว จังหวัดลำปาง"
    assert full_title(ngao) == "อำเภองาว จังหวัดลำปาง"
    assert full_title(areas["00"]) == "ประเทศไทย"


def test_finding_takes_two_queries_whatever_is_found(django_assert_num_queries):
    with django_assert_num_queries(2):
        [full_title(area) for area in find("ม", Area.objects.all())]
