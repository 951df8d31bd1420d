import pytest

from prasan.centres.actions import open_centre

URL = "/centres/5205/"


def page_of(client, user):
    client.force_login(user)
    response = client.get(URL)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stranger_is_asked_to_log_in(client):
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("who", ["thoen_officer", "tambon_officer", "member"])
def test_who_does_not_see_the_district_finds_nothing(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("code", ["52", "520505", "9999", "x"])
def test_what_is_no_district_is_not_here(client, reader, code):
    client.force_login(reader)

    assert client.get(f"/centres/{code}/").status_code == 404


def test_the_district_shows_its_tambons_and_what_to_do(client, ngao_officer, pong_tao):
    open_centre(by=ngao_officer, area=pong_tao, place="ศาลาประชาคม")

    page = page_of(client, ngao_officer)

    for said in ("ศอช.อ.", "/tambon/520505/", "/tambon/520504/", "ศาลาประชาคม", "ยังไม่มีในทะเบียน"):
        assert said in page, said
    assert "/centres/520504/centre/" in page


def test_where_none_is_needed_the_reason_stands(client, ngao_officer, opened, exempt):
    page = page_of(client, ngao_officer)

    assert exempt.reason in page
    assert "ไม่ต้องมี" in page


def test_a_reader_is_offered_nothing_to_enter(client, reader, areas):
    page = page_of(client, reader)

    assert "/centre/" not in page
    assert "/committees/district/5205/" in page


def test_more_tambons_cost_no_more(client, ngao_officer, areas, django_assert_num_queries):
    client.force_login(ngao_officer)
    client.get(URL)
    for code in ("5205", "520504", "520505"):
        with django_assert_num_queries(8):
            client.get(URL)
        open_centre(by=ngao_officer, area=areas[code])
