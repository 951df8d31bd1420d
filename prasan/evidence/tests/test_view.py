from contextlib import closing

import pytest

from prasan.evidence.tests import make

LADDER = pytest.mark.parametrize("tail", ["", "file/"])


@pytest.fixture
def url(kept):
    return f"/evidence/{kept().pk}/"


@LADDER
def test_a_stranger_is_asked_to_log_in(client, url, tail):
    response = client.get(url + tail)

    assert response.status_code == 302
    assert "login" in response["Location"]


@LADDER
def test_another_district_cannot_see_it(client, thoen_officer, url, tail):
    client.force_login(thoen_officer)

    assert client.get(url + tail).status_code == 404


@LADDER
def test_there_is_nothing_to_post(client, ngao_officer, url, tail):
    client.force_login(ngao_officer)

    assert client.post(url + tail).status_code == 405


@pytest.mark.parametrize("who", ["reader", "member", "tambon_officer", "province_officer"])
def test_whoever_sees_the_area_sees_its_evidence(client, request, url, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url).status_code == 200
    with closing(client.get(url + "file/")) as response:
        assert response.status_code == 200


def test_the_page_tells_what_it_is(client, ngao_officer, kept):
    evidence = kept()
    client.force_login(ngao_officer)

    page = client.get(f"/evidence/{evidence.pk}/").content.decode()

    for said in (evidence.name, evidence.sha256, "ปงเตา", "คุณngao", "5\u00a0พ.ย.\u00a02567"):
        assert said in page, said
    assert "?look" in page


def test_a_picture_is_shown_and_a_workbook_is_not(client, ngao_officer, kept):
    client.force_login(ngao_officer)
    picture, workbook = kept("a.png", make.picture("PNG")), kept("a.xlsx", make.xlsx())

    assert "<img" in client.get(f"/evidence/{picture.pk}/").content.decode()
    assert "<img" not in client.get(f"/evidence/{workbook.pk}/").content.decode()


def test_a_page_costs_the_same_whatever_there_is(
    client, ngao_officer, kept, django_assert_max_num_queries
):
    evidence = kept()
    kept("a.png", make.picture("PNG"))
    client.force_login(ngao_officer)

    with django_assert_max_num_queries(7):
        client.get(f"/evidence/{evidence.pk}/")


def test_the_file_comes_back_as_it_went_in(client, ngao_officer, url):
    client.force_login(ngao_officer)

    with closing(client.get(url + "file/")) as response:
        assert b"".join(response) == make.pdf(2)

    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E0%B8%84")


@pytest.mark.parametrize(
    ("name", "content", "is_looked_at", "has_sandbox"),
    [
        ("a.pdf", make.pdf(), True, False),
        ("a.png", make.picture("PNG"), True, True),
        ("a.xlsx", make.xlsx(), False, True),
    ],
)
def test_what_a_browser_can_show_may_be_looked_at(
    client, ngao_officer, kept, name, content, is_looked_at, has_sandbox
):
    client.force_login(ngao_officer)

    with closing(client.get(f"/evidence/{kept(name, content).pk}/file/?look")) as response:
        pass

    assert response["Content-Disposition"].startswith("inline") is is_looked_at
    assert ("sandbox" in response["Content-Security-Policy"]) is has_sandbox
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_lost_file_is_told_and_not_an_error(client, ngao_officer, kept):
    evidence = kept()
    evidence.file.storage.delete(evidence.file.name)
    client.force_login(ngao_officer)

    response = client.get(f"/evidence/{evidence.pk}/file/", follow=True)

    assert response.status_code == 200
    assert "ไม่พบตัวไฟล์ในที่เก็บ" in response.content.decode()
