"""What a reader chooses for the screen is kept, and only that."""

import pytest
from django.urls import reverse

from prasan.ui import reader

PARTS = "/parts/"


def test_digits_are_arabic_until_the_reader_chooses_thai_ones(client, db):
    assert "7,436" in client.get(PARTS).content.decode()

    response = client.post(reverse("ui:digits"), {"digits": "thai", "next": PARTS})

    assert response.headers["Location"] == PARTS
    assert "๗,๔๓๖" in client.get(PARTS).content.decode()


def test_an_unknown_choice_of_digits_means_arabic_ones(client, db):
    client.post(reverse("ui:digits"), {"digits": "โรมัน"})

    assert client.cookies[reader.DIGITS_COOKIE].value == reader.ARABIC


@pytest.mark.parametrize("address", ["https://example.com/", "//example.com", ""])
def test_the_switch_never_leads_to_another_site(client, db, address):
    response = client.post(reverse("ui:digits"), {"digits": "thai", "next": address})

    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("name", ["ui:digits"])
def test_a_switch_is_not_turned_by_a_link(client, db, name):
    assert client.get(reverse(name)).status_code == 405


def test_the_choice_of_one_request_does_not_reach_the_next(client, db):
    client.cookies[reader.DIGITS_COOKIE] = "thai"
    client.get(PARTS)

    assert reader.digits() == reader.ARABIC


def test_a_browser_set_to_english_still_gets_thai(client, db):
    response = client.get(PARTS, headers={"Accept-Language": "en"})

    assert '<html lang="th">' in response.content.decode()
    assert response.headers["Content-Language"] == "th"


def test_english_is_there_for_those_who_ask(client, db):
    client.post(reverse("ui:language"), {"language": "en", "next": PARTS})

    html = client.get(PARTS).content.decode()
    assert '<html lang="en">' in html
    assert "Parts of the screen" in html


def test_an_unknown_language_means_thai(client, db, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"

    assert '<html lang="th">' in client.get(PARTS).content.decode()
