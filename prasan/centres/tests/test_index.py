import pytest

from prasan.areas.models import Area
from prasan.centres.actions import open_centre

URL = "/centres/"


def page_of(client, user, query=""):
    client.force_login(user)
    response = client.get(URL + query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stranger_is_asked_to_log_in(client):
    response = client.get(URL)

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_a_province_sees_its_districts_and_their_counts(client, province_officer, opened, exempt):
    page = page_of(client, province_officer)

    assert "อำเภองาว" in page
    assert "อำเภอเถิน" in page
    assert "ไม่ต้องมี 1" in page
    assert page.index("อำเภองาว") < page.index("อำเภอเถิน")


def test_a_district_officer_comes_to_the_own_district(client, ngao_officer):
    client.force_login(ngao_officer)

    assert client.get(URL)["Location"] == "/centres/5205/"


@pytest.mark.parametrize("who", ["tambon_officer", "member"])
def test_who_sees_a_tambon_sees_that_tambon_only(client, request, who):
    page = page_of(client, request.getfixturevalue(who))

    assert "/tambon/520505/" in page
    assert "520504" not in page
    assert "ยังไม่มีในทะเบียน" in page


def test_someone_without_a_post_is_told_what_to_wait_for(client, someone):
    assert "ยังไม่มีพื้นที่ที่ท่านดูแล" in page_of(client, someone("nobody", "reader"))


@pytest.mark.parametrize("words", ["ปงเตา", "ปงเต่า", "ตำบลปงเตา", "pong tao", "เตา"])
def test_a_name_is_found_however_it_is_typed(client, province_officer, areas, words):
    page = page_of(client, province_officer, f"?q={words}")

    assert "/tambon/520505/" in page
    assert "/tambon/520504/" not in page


def test_a_search_stays_within_reach(client, ngao_officer, areas):
    page = page_of(client, ngao_officer, "?q=ล้อมแรด")

    assert "ไม่พบ “ล้อมแรด”" in page
    assert "520801" not in page


def test_the_nearest_name_is_offered(client, province_officer, areas):
    page = page_of(client, province_officer, "?q=ปงตา")

    assert "ใกล้เคียงที่สุดคือ" in page
    assert "ปงเตา" in page


def test_what_is_typed_cannot_write_into_the_page(client, province_officer, areas):
    assert "<b>x" not in page_of(client, province_officer, "?q=<b>x</b>")


@pytest.mark.parametrize("number", ["๒", "2", "last", "99", "-1"])
def test_a_page_number_may_be_anything(client, province_officer, areas, number):
    assert "อำเภองาว" in page_of(client, province_officer, f"?page={number}")


def test_a_long_list_comes_in_pages_of_fifty(client, province_officer, areas):
    Area.objects.bulk_create(
        Area(code=f"52{n}", level="district", parent=areas["52"], name=f"ท{n}", name_sort="")
        for n in range(10, 70)
    )

    page = page_of(client, province_officer)

    assert page.count('scope="row"') == 50
    assert "?page=2" in page


def test_more_rows_cost_no_more(client, province_officer, areas, django_assert_num_queries):
    client.force_login(province_officer)
    client.get(URL)
    open_centre(by=province_officer, area=areas["5205"])
    with django_assert_num_queries(8):
        client.get(URL)
    Area.objects.bulk_create(
        Area(code=f"52{n}", level="district", parent=areas["52"], name=f"ท{n}", name_sort="")
        for n in range(10, 40)
    )
    for code in ("5208", "520801", "520802"):
        open_centre(by=province_officer, area=areas[code])

    with django_assert_num_queries(8):
        client.get(URL)
