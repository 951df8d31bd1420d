import pytest

from prasan.audit.models import Event


@pytest.fixture
def url(bunsong):
    return f"/people/{bunsong.pk}/contact/"


def _looks():
    return Event.objects.filter(verb="person.contact_seen").count()


def test_a_visitor_is_asked_to_log_in(client, url):
    assert client.post(url)["Location"].startswith("/accounts/login/")


def test_another_district_does_not_find_it(client, thoen_officer, url):
    client.force_login(thoen_officer)

    assert client.post(url).status_code == 404


@pytest.mark.parametrize("role", ["reader", "member"])
def test_a_reader_is_told_who_may(client, request, role, url):
    client.force_login(request.getfixturevalue(role))

    assert client.post(url).status_code == 403
    assert _looks() == 0


def test_a_link_alone_shows_nothing(client, ngao_officer, url):
    client.force_login(ngao_officer)

    assert client.get(url).status_code == 405


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_the_number_is_shown_and_the_look_recorded(client, ngao_officer, url, headers):
    client.force_login(ngao_officer)

    page = client.post(url, headers=headers).content.decode()

    assert "081-234-5678" in page
    assert ("<html" in page) == (not headers)
    assert _looks() == 1
